import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { influenceOf } from "./influence.ts";
import { pool, pooled } from "./pool.ts";
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
  it("refuse what can not be pooled", () => {
    const got = residualsOf(Float64Array.of(1), Float64Array.of(0.1));
    expect(!got.ok && got.error.code).toBe("one-study");
  });
});
