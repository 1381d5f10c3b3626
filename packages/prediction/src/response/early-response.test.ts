import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

describe("ki67-dynamics", () => {
  const fall = (baseline: number, on_treatment: number) => ask("ki67-dynamics", { baseline, on_treatment });
  it.each([
    [40, 5, 87.5, true, true, true, false, true],
    [40, 30, 25, false, false, false, false, false],
    [12, 9, 25, false, false, false, false, true],
    [60, 9.9, 83.5, true, true, true, false, true],
    [20, 2.7, 86.5, true, true, true, true, true],
    [20, 2.700001, 86.499995, true, true, true, false, true],
    [40, 10, 75, false, true, true, false, true],
    [40, 9.999999, 75.0000025, true, true, true, false, true],
    [40, 10.000001, 74.9999975, false, true, true, false, false],
    [10, 7, 30, false, true, false, false, true],
    [10, 6.999999, 30.00001, true, true, false, false, true],
    [10, 7.000001, 29.99999, false, false, false, false, true],
    [10, 6, 40, true, true, false, false, true],
    [10, 5.999999, 40.00001, true, true, true, false, true],
  ])("%d to %d %% is a fall of %d", (baseline, on, fallen, mukai, adapt, zhang, ccca, day14) => {
    const { values } = fall(baseline, on);
    expect(values.reduction_pct).toBeCloseTo(fallen, 9);
    expect(values).toMatchObject({
      mukai_early_responder: mukai,
      adapt_30pct_drop: adapt,
      zhang_40pct_drop: zhang,
      ccca_recalled: ccca,
      adapt_day14_le10_recalled: day14,
    });
  });
  it("takes 14 to 9.8, 30 % on paper, as computed: short of 30 in binary, and says that it lies at the limit", () => {
    const answer = fall(14, 9.8);
    expect(answer.values).toMatchObject({ adapt_30pct_drop: false, mukai_early_responder: false });
    expect(answer.codes).toEqual(["unconfirmed-rules", "at-the-limit"]);
    expect(answer.warnings[1]?.text).toBe("the fall is 30 % itself: read the rule by hand");
    expect(fall(10, 6).warnings[1]?.text).toBe("the fall is 40 % itself: read the rule by hand");
    expect(answer.warnings[1]?.params).toEqual({ limit: 30 });
    expect(fall(10, 6.000001).codes).toEqual(["unconfirmed-rules"]);
    expect(fall(10, 5.999999).codes).toEqual(["unconfirmed-rules"]);
  });
  it("gives a rise as a negative fall, and refuses a baseline of none", () => {
    expect(fall(10, 20).values.reduction_pct).toBe(-100);
    expect(fall(0, 5).error?.path).toBe("baseline");
    expect(fall(10, 101).error?.path).toBe("on_treatment");
  });
});

describe("ispy2-redirection", () => {
  const look = (input: object) => ask("ispy2-redirection", input);
  it.each([
    [3, 29.999999, "poor response: repeat at 6 weeks"],
    [3, 30, "no flag"],
    [3, 30.000001, "no flag"],
    [3, -10, "poor response: repeat at 6 weeks"],
    [6, 10, "no rule at this week"],
  ])("week %d, fall %d %%: %s", (week, fall_pct, early) => {
    expect(look({ week, fall_pct })).toMatchObject({
      values: { early_look: early, omit_anthracycline_option: false, above_limit: null },
      class: early,
      codes: ["trial-only"],
    });
  });
  it("leaves open what is not known", () => {
    expect(look({ week: 3 })).toMatchObject({ values: { early_look: null }, wouldChange: ["fall_pct"] });
    expect(look({ week: 12 })).toMatchObject({
      values: { early_look: "no rule at this week", omit_anthracycline_option: null },
      wouldChange: ["predicted_rcb", "core_biopsy"],
    });
    expect(look({ week: 12, core_biopsy: "negative" }).wouldChange).toEqual(["predicted_rcb"]);
    expect(look({ week: 12, predicted_rcb: "RCB-I" }).wouldChange).toEqual(["core_biopsy"]);
  });
  it.each([
    [11.999, "RCB-0", "negative", false],
    [12, "RCB-0", "negative", true],
    [12, "RCB-I", "negative", true],
    [12, "RCB-II", "negative", false],
    [12, "RCB-III", "negative", false],
    [12, "RCB-0", "positive", false],
  ])(
    "week %d, %s predicted, biopsy %s: omitting anthracycline is an option: %s",
    (week, predicted_rcb, core_biopsy, option) => {
      expect(look({ week, predicted_rcb, core_biopsy }).values.omit_anthracycline_option).toBe(option);
    },
  );
  it("compares a probability with a limit that the user gives, and with no other", () => {
    expect(look({ week: 12, predicted_pcr: 0.8 }).error).toMatchObject({
      code: "no-limit",
      path: "pcr_limit",
    });
    const above = (predicted_pcr: number) =>
      look({ week: 12, predicted_pcr, pcr_limit: 0.7 }).values.above_limit;
    expect([above(0.699999), above(0.7), above(0.700001)]).toEqual([false, true, true]);
    expect(look({ week: 12, pcr_limit: 0.7 })).toMatchObject({ values: { above_limit: null }, error: null });
  });
});

describe("response-rates", () => {
  const counts = { cr: 3, pr: 20, sd: 15, pd: 8, ne: 2, sd_long: 6 };
  it("counts patients who were not evaluable, and long stable disease once", () => {
    const { values, codes, wouldChange } = ask("response-rates", counts);
    expect(values).toMatchObject({ n: 48, responders: 23, controlled: 38 });
    expect(values.orr_pct).toBeCloseTo((100 * 23) / 48, 12);
    expect(values.dcr_pct).toBeCloseTo((100 * 38) / 48, 12);
    expect(values.cbr_pct).toBeCloseTo((100 * 29) / 48, 12);
    expect([codes, wouldChange]).toEqual([[], []]);
  });
  // R 4.2: binom.test(23, 48)$conf.int
  it("gives exact intervals", () => {
    const { interval } = ask("response-rates", counts) as {
      interval: Record<string, Record<string, unknown>>;
    };
    expect(interval.orr_pct?.low).toBeCloseTo(33.286634, 5);
    expect(interval.orr_pct?.high).toBeCloseTo(62.812983, 5);
    expect(interval.orr_pct?.convention).toBe("95 %, exact (Clopper-Pearson)");
  });
  // R 4.2: 100 * binom.test(29, 48)$conf.int, 100 * binom.test(38, 48)$conf.int
  it("gives each rate the interval of its own count", () => {
    const { interval } = ask("response-rates", counts) as {
      interval: Record<string, Record<string, unknown>>;
    };
    expect(interval.cbr_pct?.low).toBeCloseTo(45.26958, 5);
    expect(interval.cbr_pct?.high).toBeCloseTo(74.230103, 5);
    expect(interval.dcr_pct?.low).toBeCloseTo(65.008976, 5);
    expect(interval.dcr_pct?.high).toBeCloseTo(89.530932, 5);
  });
  it("counts every class of best response in the denominator", () => {
    for (const field of ["cr", "pr", "sd", "pd", "ne"] as const)
      expect(ask("response-rates", { cr: 1, pr: 1, sd: 1, pd: 1, ne: 1, [field]: 4 }).values.n).toBe(8);
    const nobody = { cr: 0, pr: 0, sd: 0, pd: 0, ne: 0 };
    expect(ask("response-rates", { ...nobody, ne: 2, sd_long: 0 })).toMatchObject({
      values: { n: 2, orr_pct: 0, dcr_pct: 0, cbr_pct: 0 },
      error: null,
    });
    expect(ask("response-rates", { ...nobody, cr: 2, sd_long: 0 }).values).toMatchObject({
      orr_pct: 100,
      dcr_pct: 100,
      cbr_pct: 100,
    });
  });
  it("without the number of long stable disease puts benefit between response and control", () => {
    const { sd_long: _, ...rest } = counts;
    const answer = ask("response-rates", rest) as {
      interval: Record<string, unknown>;
      values: Record<string, number>;
    };
    expect(answer).toMatchObject({
      values: { cbr_pct: null },
      codes: ["benefit-open"],
      wouldChange: ["sd_long"],
    });
    expect(answer.interval.cbr_pct).toMatchObject({
      low: answer.values.orr_pct,
      high: answer.values.dcr_pct,
    });
  });
  it("refuses no patients, and more long than stable disease", () => {
    expect(ask("response-rates", { cr: 0, pr: 0, sd: 0, pd: 0, ne: 0 }).error?.code).toBe("no-patients");
    expect(ask("response-rates", { ...counts, sd_long: 16 }).error).toMatchObject({
      path: "sd_long",
      message: "16 long stable of 15 stable patients",
    });
    expect(ask("response-rates", { ...counts, sd_long: 15 }).error).toBeNull();
    expect(ask("response-rates", { ...counts, cr: 1.5 }).error?.path).toBe("cr");
  });
});
