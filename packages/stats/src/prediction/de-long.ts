import { err, ok, type Result } from "@erbium/model";
import { normal, orderOf, studentT } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { checkScoredOutcome, type ScoredOutcome } from "./binary-outcome.ts";

export interface AucEstimate {
  readonly auc: number;
  /** DeLong; 0 where cases and controls are parted or all tied */
  readonly variance: number;
  readonly low: number;
  readonly high: number;
  readonly convention: { readonly interval: "DeLong"; readonly level: number };
}

/** Share of the other group below each observation, ties half; by row of the data. */
interface Placements {
  readonly auc: number;
  readonly value: Float64Array;
  readonly cases: number;
  readonly controls: number;
}

const placements = (data: ScoredOutcome): Result<Placements> => {
  const checked = checkScoredOutcome(data);
  if (!checked.ok) return checked;
  const { cases, controls } = checked.value;
  const { outcome, score } = data;
  const order = orderOf(score);
  const n = order.length;
  const value = new Float64Array(n);
  let casesBelow = 0;
  let controlsBelow = 0;
  // Pairs are counted in a floating-point number: a million by a million fits without rounding.
  let pairs = 0;
  for (let from = 0; from < n; ) {
    const here = score[order[from]!]!;
    let to = from;
    let caseHere = 0;
    for (; to < n && score[order[to]!] === here; to++) caseHere += outcome[order[to]!]!;
    const controlHere = to - from - caseHere;
    const ofCase = (controlsBelow + controlHere / 2) / controls;
    const ofControl = (cases - casesBelow - caseHere / 2) / cases;
    for (let i = from; i < to; i++) value[order[i]!] = outcome[order[i]!] === 1 ? ofCase : ofControl;
    pairs += caseHere * (controlsBelow + controlHere / 2);
    casesBelow += caseHere;
    controlsBelow += controlHere;
    from = to;
  }
  return ok({ auc: pairs / cases / controls, value, cases, controls });
};

/** Covariance of two areas over the same observations: of the placements of cases / m + of controls / n. */
const covariance = (a: Placements, b: Placements, outcome: ArrayLike<number>): number => {
  let ofCases = 0;
  let ofControls = 0;
  for (let i = 0; i < a.value.length; i++) {
    const product = (a.value[i]! - a.auc) * (b.value[i]! - b.auc);
    if (outcome[i] === 1) ofCases += product;
    else ofControls += product;
  }
  const part = (sum: number, count: number): number => (count > 1 ? sum / (count - 1) / count : Number.NaN);
  return part(ofCases, a.cases) + part(ofControls, a.controls);
};

const needsTwo = (a: Placements): Result<never> =>
  err({
    code: "too-few-observations",
    message: `${a.cases} cases and ${a.controls} controls give no variance`,
    remedy: "DeLong's variance needs two cases and two controls",
  });

/**
 * Area under the ROC curve with DeLong's variance and normal interval, cut to [0, 1]. O(n log n): placements come
 * from one sort, not from all pairs.
 *
 * @param data higher scores speak for the outcome; turn the sign of a score that speaks against it
 * @source DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837; Sun and Xu 2014, IEEE Signal Process Lett 21:1389
 */
export const deLong = (data: ScoredOutcome, level = 0.95): Result<AucEstimate> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const placed = placements(data);
  if (!placed.ok) return placed;
  const variance = covariance(placed.value, placed.value, data.outcome);
  if (Number.isNaN(variance)) return needsTwo(placed.value);
  const { auc } = placed.value;
  const half = normal.quantile((1 + level) / 2) * Math.sqrt(variance);
  return ok({
    auc,
    variance,
    low: Math.max(0, auc - half),
    high: Math.min(1, auc + half),
    convention: { interval: "DeLong", level },
  });
};

export interface AucComparison {
  readonly auc: readonly [first: number, second: number];
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** 0 in the unpaired comparison */
  readonly covariance: number;
  readonly statistic: number;
  /** null where the statistic is normal */
  readonly degreesOfFreedom: number | null;
  readonly p: number;
  readonly convention: string;
}

/** Two areas whose difference has no spread: equal ones do not differ, others differ for certain. */
const certain = (difference: number): { statistic: number; p: number } => ({
  statistic: difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY,
  p: difference === 0 ? 1 : 0,
});

/**
 * Compares the areas of two scores of the same observations: z = difference / sqrt(var1 + var2 - 2 cov).
 *
 * @source DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837
 */
export const comparePairedAuc = (
  outcome: ArrayLike<number>,
  first: Float64Array,
  second: Float64Array,
  level = 0.95,
): Result<AucComparison> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const a = placements({ outcome, score: first });
  if (!a.ok) return a;
  const b = placements({ outcome, score: second });
  if (!b.ok) return b;
  const mixed = covariance(a.value, b.value, outcome);
  if (Number.isNaN(mixed)) return needsTwo(a.value);
  const variance = covariance(a.value, a.value, outcome) + covariance(b.value, b.value, outcome) - 2 * mixed;
  const difference = a.value.auc - b.value.auc;
  const error = Math.sqrt(Math.max(0, variance));
  const statistic = difference / error;
  const half = normal.quantile((1 + level) / 2) * error;
  return ok({
    auc: [a.value.auc, b.value.auc],
    difference,
    low: difference - half,
    high: difference + half,
    covariance: mixed,
    ...(error > 0 ? { statistic, p: normal.twoSided(statistic) } : certain(difference)),
    degreesOfFreedom: null,
    convention: "DeLong, paired",
  });
};

/**
 * Compares the areas of a score in two separate groups: t = difference / sqrt(var1 + var2), with Welch's degrees
 * of freedom over the numbers of observations.
 */
export const compareUnpairedAuc = (
  first: ScoredOutcome,
  second: ScoredOutcome,
  level = 0.95,
): Result<AucComparison> => {
  const a = deLong(first, level);
  if (!a.ok) return a;
  const b = deLong(second);
  if (!b.ok) return b;
  const variance = a.value.variance + b.value.variance;
  const degreesOfFreedom =
    variance ** 2 /
    (a.value.variance ** 2 / (first.score.length - 1) + b.value.variance ** 2 / (second.score.length - 1));
  const difference = a.value.auc - b.value.auc;
  const error = Math.sqrt(variance);
  const statistic = difference / error;
  const half = error > 0 ? studentT.quantile((1 + level) / 2, degreesOfFreedom) * error : 0;
  return ok({
    auc: [a.value.auc, b.value.auc],
    difference,
    low: difference - half,
    high: difference + half,
    covariance: 0,
    ...(error > 0
      ? { statistic, p: 2 * studentT.survival(Math.abs(statistic), degreesOfFreedom) }
      : certain(difference)),
    degreesOfFreedom: error > 0 ? degreesOfFreedom : null,
    convention: "DeLong, unpaired, Welch degrees of freedom",
  });
};
