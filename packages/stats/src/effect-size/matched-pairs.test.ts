import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectEffects } from "./expect-effects.test-data.ts";
import { marginalOddsRatios, type PairedMeasure, pairedEffects } from "./matched-pairs.ts";
import type { TwoByTwo } from "./two-by-two.ts";

const tables = (...[a, b, c, d]: readonly [number[], number[], number[], number[]]): TwoByTwo => ({
  a: Float64Array.from(a),
  b: Float64Array.from(b),
  c: Float64Array.from(c),
  d: Float64Array.from(d),
});
const three = tables([12, 31, 8], [20, 70, 3], [7, 22, 4], [28, 81, 9]);

describe("pairs (metafor 3.8 escalc)", () => {
  it.each<readonly [PairedMeasure, number[], number[]]>([
    [
      "MPRR",
      [0.521296923633286, 0.644828603289138, -0.0870113769896298],
      [0.0444078947368421, 0.0171866243228096, 0.053030303030303],
    ],
    [
      "MPOR",
      [0.837149873051764, 1.02737945187443, -0.167054084663166],
      [0.107573621553885, 0.0403416920135291, 0.194638694638695],
    ],
    [
      "MPRD",
      [0.194029850746269, 0.235294117647059, -0.0416666666666667],
      [0.0054527983827798, 0.00193929936449782, 0.0120804398148148],
    ],
    [
      "MPORC",
      [1.04982212449868, 1.15745278869104, -0.287682072451781],
      [0.192857142857143, 0.0597402597402597, 0.583333333333333],
    ],
    [
      "MPPETO",
      [0.962962962962963, 1.04347826086957, -0.285714285714286],
      [0.148148148148148, 0.0434782608695652, 0.571428571428571],
    ],
  ])("%s", (measure, effects, variances) => {
    expectEffects(pairedEffects(three, measure), effects, variances);
  });
  it("one half in each cell where one is empty", () => {
    const empty = tables([3, 1], [0, 4], [2, 6], [4, 5]);
    expectEffects(pairedEffects(empty, "MPORC"), [-1.6094379124341, -0.405465108108164], [2.4, 5 / 12]);
    expectEffects(
      pairedEffects(empty, "MPORC", { to: "none" }),
      [Number.NaN, -0.405465108108164],
      [Number.NaN, 5 / 12],
    );
  });
  it("from the margins and the correlation of the outcomes", () => {
    const margins = tables([32, 101], [35, 103], [19, 53], [48, 151]);
    expectEffects(
      marginalOddsRatios(margins, Float64Array.of(0.2, 0.35)),
      [0.837149873051764, 1.02737945187443],
      [0.106769098152313, 0.0294498750724639],
    );
  });
  it("the margins with the phi of the paired table are the paired table", () => {
    const cell = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const phi = (a * d - b * c) / Math.sqrt((a + b) * (c + d) * (a + c) * (b + d));
        const whole = pairedEffects(tables([a], [b], [c], [d]), "MPOR");
        const margins = tables([a + b], [c + d], [a + c], [b + d]);
        if (!whole.ok) throw new Error(whole.error.message);
        const { effects, variances } = whole.value;
        const got = marginalOddsRatios(margins, Float64Array.of(phi));
        if (!got.ok) throw new Error(got.error.message);
        expect(got.value.effects[0]).toBeCloseTo(effects[0]!, 10);
        expect(got.value.variances[0]).toBeCloseTo(variances[0]!, 10);
      }),
    );
  });
  it("says which number can not be", () => {
    const bad = { ...three, c: Float64Array.of(7, -1, 4) };
    expect(pairedEffects(bad, "MPRR")).toMatchObject({
      error: { code: "not-a-count", path: "c[1]", message: "study 2 has -1 for c" },
    });
    expect(marginalOddsRatios(three, Float64Array.of(0.1, 1.2, 0))).toMatchObject({
      error: { code: "not-a-correlation", path: "correlation[1]" },
    });
    expect(marginalOddsRatios(three, Float64Array.of(0.1))).toMatchObject({
      error: { code: "lengths-differ" },
    });
  });
});
