import fc from "fast-check";
import { expect } from "vitest";
import { twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { bcg } from "./bcg-trials.test-data.ts";

export const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
/** log risk ratios of the BCG trials */
export const { effects: y, variances: v } = value(twoByTwoEffects(bcg, "RR"));
export const near = (got: number | undefined, expected: number, relative = 1e-8): void => {
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected) + 1e-12,
  );
};
export const several = fc
  .array(
    fc.record({
      effect: fc.double({ min: -3, max: 3, noNaN: true }),
      variance: fc.double({ min: 0.02, max: 2, noNaN: true }),
    }),
    { minLength: 3, maxLength: 10 },
  )
  .map(
    (rows) =>
      [
        Float64Array.from(rows, ({ effect }) => effect),
        Float64Array.from(rows, ({ variance }) => variance),
      ] as const,
  );
