import { err, ok, type Refusal, type Result } from "@erbium/model";
import { normal } from "@erbium/numerics";
import { type Studies, studiesOf } from "../pooling/studies.ts";

export interface FailSafeN {
  readonly convention: "Rosenthal" | "Orwin" | "Rosenberg";
  /** studies without effect that would have to lie in drawers, rounded up */
  readonly studies: number;
  /** of the studies at hand; null for Orwin's, which asks for a size, not a p value */
  readonly p: number | null;
  /** their mean effect; null for Rosenthal's */
  readonly mean: number | null;
}

/** Why a p value can not be the target, or null; a one-sided one lies below 1/2. */
const badTarget = (alpha: number, below: number): Refusal | null =>
  alpha > 0 && alpha < below
    ? null
    : {
        code: "not-a-probability",
        message: `the target p value is given as ${alpha}`,
        remedy: `give a p value above 0 and below ${below}, such as 0.05`,
      };

const checked = (
  effects: Float64Array,
  variances: Float64Array,
  refused: Refusal | null,
  f: (studies: Studies) => FailSafeN,
): Result<FailSafeN> => {
  if (refused !== null) return err(refused);
  const studies = studiesOf(effects, variances);
  return studies.ok ? ok(f(studies.value)) : studies;
};

/**
 * Rosenthal: null studies that would lift Stouffer's combined one-sided p value above alpha.
 *
 * @source Rosenthal 1979, Psychol Bull 86:638
 */
export const rosenthalFailSafeN = (
  effects: Float64Array,
  variances: Float64Array,
  alpha = 0.05,
): Result<FailSafeN> =>
  checked(effects, variances, badTarget(alpha, 0.5), ({ k, y, v }) => {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += y[i]! / Math.sqrt(v[i]!);
    const combined = Math.abs(sum) / Math.sqrt(k);
    return {
      convention: "Rosenthal",
      studies: Math.ceil(Math.max(0, k * (combined / normal.upperQuantile(alpha)) ** 2 - k)),
      p: normal.survival(combined),
      mean: null,
    };
  });

const badGoal = (target: number | undefined): Refusal | null =>
  target === undefined || Number.isFinite(target)
    ? null
    : {
        code: "not-finite",
        message: `the target effect is given as ${target}`,
        remedy: "give the smallest effect that matters",
      };

/**
 * Orwin: null studies that would bring the unweighted mean down to a target.
 *
 * @param target on the side of the mean, whatever its sign; half the mean where left out
 * @source Orwin 1983, J Educ Stat 8:157
 */
export const orwinFailSafeN = (
  effects: Float64Array,
  variances: Float64Array,
  target?: number,
): Result<FailSafeN> =>
  checked(effects, variances, badGoal(target), ({ k, y }) => {
    let mean = 0;
    for (const one of y) mean += one / k;
    const size = Math.abs(mean);
    const goal = Math.abs(target ?? mean / 2);
    return {
      convention: "Orwin",
      studies:
        goal === 0 ? Number.POSITIVE_INFINITY : Math.ceil(Math.max(0, (k * (size - goal)) / goal - 1e-9)),
      p: null,
      mean,
    };
  });

/**
 * Rosenberg: null studies of average weight that would lift the two-sided p value of the common effect above alpha.
 *
 * @source Rosenberg 2005, Evolution 59:464
 */
export const rosenbergFailSafeN = (
  effects: Float64Array,
  variances: Float64Array,
  alpha = 0.05,
): Result<FailSafeN> =>
  checked(effects, variances, badTarget(alpha, 1), ({ k, y, v }) => {
    let weights = 0;
    let weighted = 0;
    for (let i = 0; i < k; i++) {
      weights += 1 / v[i]!;
      weighted += y[i]! / v[i]!;
    }
    const needed = (weighted / normal.upperQuantile(alpha / 2)) ** 2 - weights;
    return {
      convention: "Rosenberg",
      studies: Math.ceil(Math.max(0, (k * needed) / weights)),
      p: normal.twoSided(weighted / Math.sqrt(weights)),
      mean: weighted / weights,
    };
  });
