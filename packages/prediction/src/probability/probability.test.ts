import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

type Bounded = Record<string, { low: number; high: number; convention: string }>;

describe("post-test", () => {
  const test = { pretest: 0.4, sensitivity: 0.66, specificity: 0.62 };
  it("is Bayes' theorem, the same by odds and by counts of a thousand patients", () => {
    const { values, codes } = ask("post-test", test);
    expect(values.lr_positive).toBeCloseTo(0.66 / 0.38, 12);
    expect(values.lr_negative).toBeCloseTo(0.34 / 0.62, 12);
    expect(values.after_positive).toBeCloseTo(264 / (264 + 228), 12);
    expect(values.after_negative).toBeCloseTo(136 / (136 + 372), 12);
    expect(codes).toEqual(["no-interval"]);
  });
  it("propagates the intervals that are given, and no others", () => {
    const sure = ask("post-test", { ...test, sensitivity_ci: [0.6, 0.72] }).interval as Bounded;
    const both = ask("post-test", { ...test, sensitivity_ci: [0.6, 0.72], specificity_ci: [0.56, 0.68] })
      .interval as Bounded;
    expect(sure.after_positive?.low).toBeLessThan(264 / 492);
    expect(sure.after_positive?.high).toBeGreaterThan(264 / 492);
    expect(both.after_positive?.low).toBeLessThan(sure.after_positive?.low as number);
    expect(both.after_negative?.high).toBeGreaterThan(sure.after_negative?.high as number);
    expect(sure.after_positive?.convention).toContain("delta method on the log odds");
  });
  it("gives back the interval of a prior that a useless test leaves as it was", () => {
    const { interval, values } = ask("post-test", {
      pretest: 0.5,
      sensitivity: 0.5,
      specificity: 0.5,
      pretest_ci: [0.4, 0.6],
    });
    expect(values.after_positive).toBeCloseTo(0.5, 12);
    expect((interval as Bounded).after_positive?.low).toBeCloseTo(0.4, 9);
    expect((interval as Bounded).after_negative?.high).toBeCloseTo(0.6, 9);
  });
  // delta method by hand: d log LR+ / d logit se = 1 - se, d / d logit sp = sp
  it("weighs sensitivity and specificity by how they move each ratio", () => {
    const half = (ci: object, end: "after_positive" | "after_negative") => {
      const { interval, values } = ask("post-test", { ...test, ...ci });
      const at = (p: number) => Math.log(p / (1 - p));
      return at((interval as Bounded)[end]?.high as number) - at(values[end] as number);
    };
    const width = (ci: readonly [number, number]) =>
      (Math.log(ci[1] / (1 - ci[1])) - Math.log(ci[0] / (1 - ci[0]))) / 2;
    const se = [0.6, 0.72] as const;
    const sp = [0.56, 0.68] as const;
    expect(half({ sensitivity_ci: se }, "after_positive")).toBeCloseTo(width(se) * (1 - 0.66), 9);
    expect(half({ sensitivity_ci: se }, "after_negative")).toBeCloseTo(width(se) * 0.66, 9);
    expect(half({ specificity_ci: sp }, "after_positive")).toBeCloseTo(width(sp) * 0.62, 9);
    expect(half({ specificity_ci: sp }, "after_negative")).toBeCloseTo(width(sp) * (1 - 0.62), 9);
  });
  it("takes a perfect figure as the estimate it is", () => {
    const perfect = ask("post-test", { ...test, specificity: 1 });
    expect(perfect.values.after_positive).toBe(1);
    expect(perfect.codes).toEqual(["no-interval", "infinite-ratio", "perfect-figure"]);
    expect(ask("post-test", { ...test, sensitivity: 1 })).toMatchObject({
      values: { after_negative: 0 },
      codes: ["no-interval", "perfect-figure"],
    });
    expect(ask("post-test", { ...test, sensitivity: 0 })).toMatchObject({
      values: { lr_positive: 0, after_positive: 0 },
      codes: ["no-interval", "perfect-figure"],
    });
    expect(ask("post-test", { ...test, specificity: 0 })).toMatchObject({
      values: { after_negative: 1 },
      codes: ["no-interval", "infinite-ratio", "perfect-figure"],
    });
  });
  it("says of an infinite ratio that it is, in words and never as a number", () => {
    const sure = ask("post-test", { ...test, specificity: 1 });
    expect(sure.values.lr_positive).toBeNull();
    expect(sure.values.lr_negative).toBeCloseTo(0.34, 12);
    expect(sure.warnings[1]).toEqual({
      code: "infinite-ratio",
      params: { result: "positive" },
      text: "the likelihood ratio of a positive result is infinite: nobody without the condition has one",
    });
    const never = ask("post-test", { ...test, specificity: 0 });
    expect(never.values.lr_negative).toBeNull();
    expect(never.warnings[1]?.params).toEqual({ result: "negative" });
    expect(ask("post-test", { ...test, specificity: 0.999 }).values.lr_positive).toBeCloseTo(660, 6);
    for (const { values } of [sure, never]) expect(JSON.parse(JSON.stringify(values))).toEqual(values);
  });
  it.each([
    [{ pretest: 0, specificity: 1 }, "after_positive", "positive"],
    [{ pretest: 0, specificity: 0 }, "after_negative", "negative"],
    [{ pretest: 1, sensitivity: 0 }, "after_positive", "positive"],
    [{ pretest: 1, sensitivity: 1 }, "after_negative", "negative"],
  ])("%o: after a result that cannot come there is no probability", (change, value, result) => {
    const { values, warnings } = ask("post-test", { ...test, ...change });
    expect(values[value]).toBeNull();
    expect(warnings.find((one) => one.code === "impossible-result")).toMatchObject({
      params: { result },
      text: `a ${result} result cannot come from such patients with such a test`,
    });
  });
  it("leaves certainty before the test as it is where both results can come", () => {
    expect(ask("post-test", { ...test, pretest: 1 })).toMatchObject({
      values: { after_positive: 1, after_negative: 1 },
      codes: ["no-interval"],
    });
    expect(ask("post-test", { ...test, pretest: 0 }).values).toMatchObject({
      after_positive: 0,
      after_negative: 0,
    });
  });
  it("has no interval of a certainty", () => {
    const ci = { sensitivity_ci: [0.6, 0.72] };
    expect(ask("post-test", { ...test, ...ci, specificity: 1 }).interval).toEqual({
      after_negative: expect.anything(),
    });
    expect(ask("post-test", { ...test, ...ci, specificity: 0 }).interval).toEqual({
      after_positive: expect.anything(),
    });
    expect(ask("post-test", { ...test, ...ci, pretest: 1 }).interval).toBeNull();
    expect(ask("post-test", { ...test, ...ci, pretest: 0 }).interval).toBeNull();
  });
  it.each([
    [0, 1],
    [1, 0],
    [0, 0],
  ])("refuses sensitivity %d with specificity %d: it has no ratio", (sensitivity, specificity) => {
    expect(ask("post-test", { ...test, sensitivity, specificity }).error).toMatchObject({
      code: "no-likelihood-ratio",
      message: `a test of sensitivity ${sensitivity} and specificity ${specificity} has no likelihood ratio`,
    });
  });
  it("refuses an estimate outside its interval, and percent where a share belongs", () => {
    expect(ask("post-test", { ...test, specificity_ci: [0.7, 0.8] }).error).toMatchObject({
      path: "specificity_ci",
      message: "specificity 0.62 lies outside its interval 0.7 to 0.8",
    });
    expect(ask("post-test", { ...test, sensitivity_ci: [0.5, 0.65] }).error?.path).toBe("sensitivity_ci");
    expect(ask("post-test", { ...test, pretest_ci: [0.4, 0.5] }).error).toBeNull();
    expect(ask("post-test", { ...test, pretest_ci: [0.3, 0.4] }).error).toBeNull();
    expect(ask("post-test", { ...test, sensitivity: 66 }).error?.path).toBe("sensitivity");
  });
});

describe("pcr-likelihood", () => {
  const odds = (p: number) => p / (1 - p);
  const after = (prior: number, ratio: number) => (odds(prior) * ratio) / (1 + odds(prior) * ratio);
  it("is prior odds times the published ratio of a marker", () => {
    const answer = ask("pcr-likelihood", { prior: 0.45, her2_enriched: true });
    expect(answer.values).toMatchObject({ prior: 0.45, likelihood_ratios: { her2_enriched: 1.77 } });
    expect(answer.values.if_independent).toBeCloseTo(after(0.45, 1.77), 12);
    expect(answer.values.if_fully_dependent).toBeCloseTo(after(0.45, 1.77), 12);
    expect(answer.codes).toEqual(["no-interval-of-ratios", "prior-exact"]);
    expect(answer.wouldChange).toEqual(["til_high", "ki67_high"]);
    expect(ask("pcr-likelihood", { prior: 0.45, her2_enriched: false }).values.likelihood_ratios).toEqual({
      her2_enriched: 0.54,
    });
  });
  it("takes ratios from sensitivity and specificity where none is printed", () => {
    const ratios = (input: object) =>
      ask("pcr-likelihood", { prior: 0.5, ...input }).values.likelihood_ratios as Record<string, number>;
    expect(ratios({ til_high: true }).til_high).toBeCloseTo(0.49 / 0.39, 12);
    expect(ratios({ til_high: false }).til_high).toBeCloseTo(0.51 / 0.61, 12);
    expect(ratios({ ki67_high: true }).ki67_high).toBeCloseTo(0.68 / 0.49, 12);
    expect(ratios({ ki67_high: false }).ki67_high).toBeCloseTo(0.32 / 0.51, 12);
  });
  it("gives a range between the strongest marker alone and the product, and no single figure", () => {
    const answer = ask("pcr-likelihood", { prior: 0.45, her2_enriched: true, ki67_high: true });
    const range = (answer.interval as Bounded).pcr;
    expect(range?.low).toBeCloseTo(after(0.45, 1.77), 12);
    expect(range?.high).toBeCloseTo(after(0.45, (1.77 * 0.68) / 0.49), 12);
    expect(answer.codes).toContain("dependent-markers");
    expect(answer.warnings[0]?.text).toContain("her2_enriched, ki67_high depend on each other");
    expect(range?.convention).toBe("from full dependence of the markers to none; the prior taken as exact");
  });
  it("lets markers that disagree pull both ways", () => {
    const answer = ask("pcr-likelihood", {
      prior: 0.45,
      her2_enriched: true,
      til_high: true,
      ki67_high: false,
    });
    const dependent = after(0.45, 1.77 * (0.32 / 0.51));
    const independent = after(0.45, 1.77 * (0.49 / 0.39) * (0.32 / 0.51));
    expect(answer.values.if_fully_dependent).toBeCloseTo(dependent, 12);
    expect(answer.values.if_independent).toBeCloseTo(independent, 12);
    expect((answer.interval as Bounded).pcr?.low).toBeCloseTo(dependent, 12);
    expect((answer.interval as Bounded).pcr?.high).toBeCloseTo(independent, 12);
    expect(answer.warnings[0]?.params).toEqual({ markers: "her2_enriched, til_high, ki67_high" });
    expect(answer.wouldChange).toEqual([]);
  });
  it("widens by the interval of the prior", () => {
    const sure = ask("pcr-likelihood", { prior: 0.45, her2_enriched: true }).interval as Bounded;
    const answer = ask("pcr-likelihood", { prior: 0.45, prior_ci: [0.4, 0.5], her2_enriched: true });
    const wide = answer.interval as Bounded;
    expect(wide.pcr?.low).toBeLessThan(sure.pcr?.low as number);
    expect(wide.pcr?.high).toBeGreaterThan(sure.pcr?.high as number);
    expect(wide.pcr?.convention).toContain("95 % interval of the prior");
    expect(answer.codes).toEqual(["no-interval-of-ratios"]);
  });
  it("refuses no marker, a prior outside its interval, and patients outside its scope", () => {
    expect(ask("pcr-likelihood", { prior: 0.45 }).error).toMatchObject({
      code: "missing-input",
      remedy: "give at least one of her2_enriched, til_high, ki67_high",
    });
    expect(ask("pcr-likelihood", { prior: 0.45, prior_ci: [0.5, 0.6], til_high: true }).error?.path).toBe(
      "prior_ci",
    );
    expect(ask("pcr-likelihood", { prior: 0.45, prior_ci: [0.3, 0.4], til_high: true }).error).toMatchObject({
      code: "inconsistent-input",
      message: "the prior 0.45 lies outside its interval 0.3 to 0.4",
    });
    expect(ask("pcr-likelihood", { prior: 0.45, prior_ci: [0.45, 0.6], til_high: true }).error).toBeNull();
    expect(ask("pcr-likelihood", { prior: 0.45, prior_ci: [0.3, 0.45], til_high: true }).error).toBeNull();
    expect(ask("pcr-likelihood", { prior: 45, til_high: true }).error?.path).toBe("prior");
    for (const patient of [{ setting: "metastatic" }, { her2: "negative" }])
      expect(ask("pcr-likelihood", { prior: 0.45, til_high: true, patient }).error?.code).toBe(
        "out-of-scope",
      );
  });
});
