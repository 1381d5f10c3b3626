import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { bcg, bcgLatitude } from "./bcg-trials.test-data.ts";
import { influenceOf } from "./influence.ts";
import { type PoolOptions, pool, pooled } from "./pool.ts";
import { residualsOf, type StudyResidual } from "./residuals.ts";

const study = fc.tuple(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.double({ min: 0.01, max: 2, noNaN: true }),
);
const studies = fc.array(study, { minLength: 3, maxLength: 12 });
const columns = (rows: readonly (readonly [number, number])[]) =>
  [Float64Array.from(rows, ([y]) => y), Float64Array.from(rows, ([, v]) => v)] as const;

describe("residuals and shrunken effects", () => {
  it("have leverages that add up to the coefficients, and weights to 100", () => {
    fc.assert(
      fc.property(studies, (rows) => {
        const [y, v] = columns(rows);
        const got = residualsOf(y, v);
        if (!got.ok) throw new Error(got.error.message);
        const sum = (pick: (one: StudyResidual) => number): number =>
          got.value.reduce((total, one) => total + pick(one), 0);
        expect(sum((one) => one.leverage)).toBeCloseTo(1, 9);
        expect(sum((one) => one.weight)).toBeCloseTo(100, 8);
      }),
    );
  });
  it("draw every effect towards the pooled one, all the way where tau2 is 0", () => {
    fc.assert(
      fc.property(studies, fc.constantFrom(0, 0.3), (rows, tauSquared) => {
        const [y, v] = columns(rows);
        const [got, fit] = [residualsOf(y, v, { tauSquared }), pool(y, v, { tauSquared })];
        if (!got.ok || !fit.ok) throw new Error("refused");
        const mean = pooled(fit.value).estimate;
        for (const [at, one] of got.value.entries()) {
          if (tauSquared === 0) expect(one.shrunken).toBeCloseTo(mean, 10);
          expect(Math.abs(one.shrunken - mean)).toBeLessThanOrEqual(Math.abs(y[at]! - mean) + 1e-12);
          expect(one.low).toBeLessThan(one.shrunken);
          expect(one.high).toBeGreaterThan(one.shrunken);
        }
      }),
    );
  });
  it("agree with the leverage and the deleted residual of the influence diagnostics at a given tau2", () => {
    // deleting a study scales its residual by 1 / (1 - h) where tau2 is held
    const [y, v] = columns([
      [0.1, 0.04],
      [0.9, 0.05],
      [-0.3, 0.03],
      [0.6, 0.06],
    ]);
    const [got, influence] = [residualsOf(y, v, { tauSquared: 0.1 }), influenceOf(y, v, { tauSquared: 0.1 })];
    if (!got.ok || !influence.ok) throw new Error("refused");
    for (const [at, one] of got.value.entries()) {
      expect(one.leverage).toBeCloseTo(influence.value[at]!.leverage, 12);
      expect(one.residual / (1 - one.leverage)).toBeCloseTo(influence.value[at]!.deletedResidual, 12);
    }
  });
  it.each<readonly [string, PoolOptions, readonly (readonly number[])[]]>([
    // residual, its error and z (rstandard); shrunken effect, its error and bounds at 90 % (blup)
    [
      "a regression",
      {
        ...{ method: "DL", level: 0.9 },
        moderators: {
          names: ["intercept", "latitude"],
          values: Float64Array.from(bcgLatitude.flatMap((one) => [1, one])),
        },
      },
      [
        [
          0.137209458874, 0.60940400127, 0.225153524736, -1.00418662791, 0.255483495519, -1.42441958214,
          -0.583953673677,
        ],
        [
          -0.2373517381, 0.471228763856, -0.50368686359, -1.4062980858, 0.261072161364, -1.83572357731,
          -0.976872594282,
        ],
        [
          -0.380009833016, 0.680666887995, -0.558290464422, -1.01831691454, 0.257868905604, -1.4424735192,
          -0.594160309878,
        ],
      ],
    ],
    [
      "weights of their own",
      { method: "GENQ" },
      [
        [-0.459026170266, 0.841636108996, -0.545397429316],
        [-1.155103493547, 0.758454564906, -1.522969927262],
        [-0.917787984646, 0.893760005837, -1.026884150837],
      ],
    ],
  ])("of %s (BCG; metafor)", (_, options, wanted) => {
    const effects = twoByTwoEffects(bcg, "RR");
    if (!effects.ok) throw new Error(effects.error.message);
    const got = residualsOf(effects.value.effects, effects.value.variances, options);
    if (!got.ok) throw new Error(got.error.message);
    for (const [at, figures] of wanted.entries()) {
      const one = got.value[at]!;
      const found = [
        one.residual,
        one.standardError,
        one.standardised,
        one.shrunken,
        one.shrunkenStandardError,
      ];
      found.push(one.low, one.high);
      for (const [i, figure] of figures.entries()) expect(found[i]).toBeCloseTo(figure, 9);
    }
  });
  it("refuse what can not be pooled", () => {
    const got = residualsOf(Float64Array.of(1), Float64Array.of(0.1));
    expect(!got.ok && got.error.code).toBe("one-study");
  });
});
