import { err, ok, type Result } from "@erbium/model";
import { normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import type { Evidence } from "./direct-evidence.ts";

/** An effect with its standard error, on the scale of analysis. */
export interface Estimate {
  readonly effect: number;
  readonly standardError: number;
}

/**
 * Indirect comparison of A with C through a common comparator B: the difference of A-B and C-B, the variances
 * added. It rests on A-B and C-B being alike in all that changes the effect.
 *
 * @param ab effect of A against B
 * @param cb effect of C against B
 * @returns A against C with a normal interval; refuses values that are not finite and standard errors not above zero
 * @source Bucher et al. 1997, J Clin Epidemiol 50:683
 */
export const indirectComparison = (ab: Estimate, cb: Estimate, level = 0.95): Result<Evidence> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  for (const [name, { effect, standardError }] of Object.entries({ "A-B": ab, "C-B": cb }))
    if (!Number.isFinite(effect) || !(standardError > 0 && Number.isFinite(standardError)))
      return err({
        code: "not-an-estimate",
        message: `${name}: effect ${effect} with standard error ${standardError} is not an estimate`,
        remedy: "give a finite effect and a standard error above zero",
      });
  const effect = ab.effect - cb.effect;
  const standardError = Math.hypot(ab.standardError, cb.standardError);
  const z = normal.upperQuantile((1 - level) / 2);
  return ok({
    ...{ effect, standardError, low: effect - z * standardError, high: effect + z * standardError },
    pValue: normal.twoSided(effect / standardError),
  });
};
