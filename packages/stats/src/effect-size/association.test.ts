import { bivariateNormal, normal } from "@erbium/numerics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectEffects } from "./expect-effects.test-data.ts";
import { tetrachoric } from "./tetrachoric.ts";
import { riskDifferencesAtMeanRisks, type TwoByTwoMeasure, twoByTwoEffects } from "./two-by-two.ts";

const tables = {
  a: Float64Array.of(12, 31, 8),
  b: Float64Array.of(20, 70, 3),
  c: Float64Array.of(7, 22, 4),
  d: Float64Array.of(28, 81, 9),
};

describe("association of two binary variables (metafor 3.8 escalc)", () => {
  it.each<readonly [TwoByTwoMeasure, number[], number[]]>([
    [
      "PHI",
      [0.193932073476274, 0.106417615195628, 0.418121005003545],
      [0.0142262748513966, 0.00480773647910046, 0.0342294651735211],
    ],
    [
      "PHI-stratified",
      [0.193932073476274, 0.106417615195628, 0.418121005003545],
      [0.0142249656340625, 0.00480760598332892, 0.0341785254372667],
    ],
    [
      "RD-unbiased",
      [0.175, 0.0933384600595982, 0.41958041958042],
      [0.0122663662239089, 0.00377401292728787, 0.0375861900337425],
    ],
    [
      "OR2D",
      [0.482671211941637, 0.269543960258428, 0.98784876903104],
      [0.0948076789796161, 0.0317167737515044, 0.249081243120747],
    ],
  ])("%s", (measure, effects, variances) => {
    expectEffects(twoByTwoEffects(tables, measure), effects, variances);
  });
  it("risk differences judged at the mean risks", () => {
    expectEffects(
      riskDifferencesAtMeanRisks(tables),
      [0.175, 0.0933384600595982, 0.41958041958042],
      [0.0120273802008877, 0.0039227571002054, 0.0339309518969608],
    );
    expect(riskDifferencesAtMeanRisks({ ...tables, a: Float64Array.of(-1, 1, 1) })).toMatchObject({
      error: { code: "not-a-count" },
    });
  });
});

describe("the tetrachoric correlation", () => {
  it("as metafor 3.8, whose own search ends 1e-4 from the maximum", () => {
    expectEffects(
      twoByTwoEffects(tables, "RTET"),
      [0.318197891016213, 0.179682835459514, 0.612089683623506],
      [0.0358421693056966, 0.0134749535181937, 0.0532533529174487],
      1e-4,
    );
  });
  it("margins cut in half: the sine of what lies beyond a quarter (Sheppard 1899)", () => {
    const [correlation] = tetrachoric(30, 10, 10, 30);
    expect(correlation).toBeCloseTo(Math.sin(2 * Math.PI * (30 / 80 - 0.25)), 12);
  });
  it("finds the correlation that a table was made with; independent rows have none", () => {
    const cut = fc.double({ min: -1.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(cut, cut, fc.double({ min: -0.9, max: 0.9, noNaN: true }), (row, column, truth) => {
        const both = bivariateNormal.cdf(row, column, truth);
        const [p, q] = [normal.cdf(row), normal.cdf(column)];
        const cells = [both, p - both, q - both, 1 - p - q + both].map((one) => one * 1000);
        const [found, variance] = tetrachoric(cells[0]!, cells[1]!, cells[2]!, cells[3]!);
        expect(found).toBeCloseTo(truth, 8);
        expect(variance).toBeGreaterThan(0);
      }),
    );
    expect(tetrachoric(10, 20, 30, 60)[0]).toBeCloseTo(0, 12);
  });
  it("turns its sign with the rows, and halves its variance with twice the patients", () => {
    const [one, variance] = tetrachoric(12, 20, 7, 28);
    const [turned, same] = tetrachoric(7, 28, 12, 20);
    expect(turned).toBeCloseTo(-one, 12);
    expect(same).toBeCloseTo(variance, 12);
    const [again, half] = tetrachoric(24, 40, 14, 56);
    expect(again).toBeCloseTo(one, 12);
    expect(half).toBeCloseTo(variance / 2, 12);
  });
  it.each([0, 1, 2, 3])("an empty cell leaves none (cell %i)", (empty) => {
    const cells = [5, 6, 7, 8];
    cells[empty] = 0;
    expect(tetrachoric(cells[0]!, cells[1]!, cells[2]!, cells[3]!)).toEqual([Number.NaN, Number.NaN]);
  });
});
