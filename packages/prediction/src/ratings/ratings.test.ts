import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

describe("grade", () => {
  it.each([
    ["rct", 0, 0, "high"],
    ["rct", 1, 0, "moderate"],
    ["rct", 2, 0, "low"],
    ["rct", 3, 0, "very_low"],
    ["rct", 5, 0, "very_low"],
    ["rct", 0, 1, "high"],
    ["observational", 0, 0, "low"],
    ["observational", 0, 1, "moderate"],
    ["observational", 0, 2, "high"],
    ["observational", 0, 3, "high"],
    ["observational", 1, 1, "very_low"],
  ])("%s, %d down, %d up: %s", (design, levels_down, levels_up, value) => {
    const answer = ask("grade", { design, levels_down, levels_up });
    expect(answer).toMatchObject({ values: { value }, class: value.replace("_", " ") });
    expect(answer.codes).toEqual(levels_down > 0 && levels_up > 0 ? ["not-rated-up"] : []);
  });
});

describe("esmo-mcbs", () => {
  const trial = (endpoint: string, control_median_mo: number, hr_lower_ci: number, gain_mo: number) =>
    ask("esmo-mcbs", { endpoint, control_median_mo, hr_lower_ci, gain_mo });
  it.each([
    ["OS", 10, 0.6, 3.1, 4],
    ["OS", 12, 0.65, 3, 4],
    ["OS", 12, 0.650001, 3, "lower"],
    ["OS", 12, 0.65, 2.999999, "lower"],
    ["OS", 12.000001, 0.65, 3, "lower"],
    ["OS", 12.000001, 0.7, 5, 4],
    ["OS", 12.000001, 0.700001, 5, "lower"],
    ["OS", 12.000001, 0.7, 4.999999, "lower"],
    ["OS", 10, 0.66, 5, "lower"],
    ["OS", 40.8, 0.56, 15.7, 4],
    ["PFS", 12.4, 0.51, 6.1, 3],
    ["PFS", 6, 0.65, 1.5, 3],
    ["PFS", 6, 0.65, 1.499999, "lower"],
    ["PFS", 6, 0.650001, 1.5, "lower"],
    ["PFS", 6.000001, 0.65, 2.999999, "lower"],
    ["PFS", 6.000001, 0.65, 3, 3],
    ["PFS", 6.000001, 0.650001, 3, "lower"],
    ["PFS", 5, 0.6, 1.4, "lower"],
  ])("%s, control %d, HR %d, gain %d: %s", (endpoint, control, hr, gain, top_grade) => {
    expect(trial(endpoint, control, hr, gain)).toMatchObject({
      values: { top_grade, value: top_grade },
      class: String(top_grade),
    });
  });
  it("says when a split of v1.1 from memory could take the grade away", () => {
    expect(trial("OS", 24, 0.6, 8).codes).toEqual(["preliminary"]);
    expect(trial("OS", 24.000001, 0.6, 8.999999).codes).toEqual(["preliminary", "unconfirmed-split"]);
    expect(trial("OS", 24.000001, 0.6, 9).codes).toEqual(["preliminary"]);
    expect(trial("OS", 30, 0.9, 6).codes).toEqual(["preliminary"]);
  });
  it.each([
    [6, 0, 0, 3],
    [5.999999, 59.999999, 0, 2],
    [0, 60, 0, 3],
    [0, 20, 9, 3],
    [0, 20, 8.999999, 2],
    [0, 19.999999, 20, 1],
    [3, 0, 0, 2],
    [2.999999, 39.999999, 5.999999, 1],
    [0, 40, 0, 2],
    [0, 20, 6, 2],
  ])("a single arm with PFS %d, ORR %d and duration %d gets %d", (pfs_mo, orr_pct, dor_mo, grade) => {
    const answer = ask("esmo-mcbs", { endpoint: "single-arm", pfs_mo, orr_pct, dor_mo });
    expect(answer).toMatchObject({
      values: { grade },
      class: String(grade),
      codes: ["preliminary"],
      wouldChange: [],
    });
  });
  it("grades a single arm by what is known, where that is enough", () => {
    expect(ask("esmo-mcbs", { endpoint: "single-arm", orr_pct: 65 })).toMatchObject({
      values: { grade: 3 },
      wouldChange: [],
    });
    expect(ask("esmo-mcbs", { endpoint: "single-arm", orr_pct: 45 })).toMatchObject({
      values: { grade: null },
      class: null,
      wouldChange: ["pfs_mo", "dor_mo"],
    });
  });
  it("names what a comparison lacks", () => {
    expect(ask("esmo-mcbs", { endpoint: "OS", gain_mo: 5 }).error?.message).toBe(
      "esmo-mcbs lacks control_median_mo, hr_lower_ci",
    );
  });
});

describe("tiers", () => {
  it.each([
    ["escat", "randomised", "I-A"],
    ["escat", "prospective with benefit", "I-B"],
    ["escat", "basket", "I-C"],
    ["escat", "retrospective", "II-A"],
    ["escat", "prospective without survival", "II-B"],
    ["escat", "other tumour", "III-A"],
    ["escat", "similar alteration", "III-B"],
    ["escat", "preclinical", "IV"],
    ["escat", "co-targeting", "V"],
    ["escat", "none", "X"],
    ["amp-asco-cap", "approved or guideline here", "I-A"],
    ["amp-asco-cap", "well-powered studies with consensus", "I-B"],
    ["amp-asco-cap", "approved elsewhere or several small studies", "II-C"],
    ["amp-asco-cap", "preclinical or case reports", "II-D"],
    ["amp-asco-cap", "unknown", "III"],
    ["amp-asco-cap", "benign", "IV"],
  ])("%s of %s is %s", (model, evidence, tier) => {
    expect(ask(model, { evidence })).toMatchObject({ values: { value: tier }, class: tier });
  });
});
