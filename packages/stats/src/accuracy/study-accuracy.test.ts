import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyStudies, type Row, studies, tablesOf, value } from "./studies.test-data.ts";
import { type StudyFigures, studyAccuracy } from "./study-accuracy.ts";

describe("accuracy of single studies", () => {
  it("has Wilson intervals, and ratios that belong together: DOR = LR+ / LR-", () => {
    fc.assert(
      fc.property(anyStudies, (rows) => {
        const found = value(studyAccuracy(tablesOf(rows)));
        for (const i of rows.keys()) {
          expect(found.sensitivity.low[i]).toBeLessThan(found.sensitivity.estimate[i]!);
          expect(found.sensitivity.estimate[i]).toBeLessThan(found.sensitivity.high[i]!);
          expect(
            found.positiveLikelihoodRatio.estimate[i]! / found.negativeLikelihoodRatio.estimate[i]!,
          ).toBeCloseTo(found.diagnosticOddsRatio.estimate[i]!, 7);
        }
      }),
    );
  });
  it("corrects every study where any has an empty cell, or that study alone, or none", () => {
    const rows: Row[] = [
      [10, 0, 5, 5],
      [8, 2, 4, 6],
    ];
    const second = (to: "any" | "only" | "none") =>
      value(studyAccuracy(tablesOf(rows), { to })).sensitivity.estimate[1];
    expect(second("any")).toBeCloseTo(8.5 / 11, 12);
    expect(second("only")).toBeCloseTo(0.8, 12);
    const first = value(studyAccuracy(tablesOf(rows), { to: "only" })).sensitivity.estimate[0];
    expect(first).toBeCloseTo(10.5 / 11, 12);
    expect(value(studyAccuracy(tablesOf(rows), { to: "none" })).sensitivity.estimate[0]).toBe(1);
  });
  it("has the intervals of R at 90 % (prop.test without correction; exp(log ratio -+ qnorm(0.95) se))", () => {
    const found = value(studyAccuracy(tablesOf(studies), {}, 0.9));
    const first = ({ estimate, low, high }: StudyFigures): readonly number[] => [
      low[0]!,
      estimate[0]!,
      high[0]!,
    ];
    const wanted = {
      sensitivity: [0.69267361518918, 0.8, 0.87652647333906],
      specificity: [0.81630554032435, 0.88, 0.92367399188044],
      diagnosticOddsRatio: [13.568505169924, 88 / 3, 63.414829686007],
      positiveLikelihoodRatio: [4.2070295428538, 20 / 3, 10.564329057289],
      negativeLikelihoodRatio: [0.14216204385102, 5 / 22, 0.36333813979288],
    } as const;
    for (const [figure, numbers] of Object.entries(wanted) as [keyof typeof wanted, readonly number[]][])
      for (const [i, one] of numbers.entries()) expect(first(found[figure])[i]).toBeCloseTo(one, 10);
    expect(found.correlation).toBeCloseTo(0.61206978962187, 12);
    expect(found.equalSensitivity.pValue).toBeCloseTo(0.33440473389886, 12);
    expect(found.equalSpecificity).toEqual({
      ...{ statistic: expect.closeTo(27.254569837799, 10), df: 5 },
      pValue: expect.closeTo(5.0886158096047e-5, 12),
    });
  });
  // R 4.2: prop.test(c(40, 25, 70), c(50, 30, 100)), without continuity correction for more than two groups
  it("tests whether sensitivities are equal", () => {
    const { equalSensitivity } = value(studyAccuracy(tablesOf(studies.slice(0, 3))));
    expect(equalSensitivity).toMatchObject({ statistic: expect.closeTo(3.11111111111, 10), df: 2 });
    expect(value(studyAccuracy(tablesOf(studies.slice(0, 1)))).equalSensitivity.pValue).toBeNaN();
  });
});
