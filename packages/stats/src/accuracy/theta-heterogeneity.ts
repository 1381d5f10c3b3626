import { err, ok, type Result } from "@erbium/model";
import { type AccuracyCorrection, type AccuracyTables, correctedTables } from "./accuracy-tables.ts";

/** I2 with the between-study variance against three kinds of typical within-study variance. */
export interface ThetaISquared {
  /** within: typical variance of Higgins and Thompson */
  readonly typical: number;
  /** within: harmonic mean */
  readonly harmonic: number;
  /** within: arithmetic mean */
  readonly arithmetic: number;
}

export interface ThetaHeterogeneity {
  /** with the variances of the studies as they are */
  readonly unadjusted: ThetaISquared;
  /** with variances of one patient in each group, so that large studies do not make heterogeneity look large */
  readonly adjustedForSize: ThetaISquared;
}

/**
 * Heterogeneity of accuracy by I2 of theta = ln(sensitivity) / ln(false positive rate), the one number that a
 * study has under proportional hazards; tau2 of ln theta by DerSimonian and Laird.
 *
 * var ln theta = (1-p) / (n p ln^2 p) + (1-q) / (m q ln^2 q), and for one patient in each group with n = m = 1.
 *
 * @returns refuses what {@link correctedTables} refuses, one study, and an empty cell left without correction
 * @source Holling et al. 2012, Stat Modelling 12:347; Holling et al. 2020, Commun Stat Simul Comput 49:942
 */
export const thetaHeterogeneity = (
  tables: AccuracyTables,
  correction?: AccuracyCorrection,
): Result<ThetaHeterogeneity> => {
  const read = correctedTables(tables, correction);
  if (!read.ok) return read;
  const { truePositives, falsePositives, diseased, healthy } = read.value;
  const k = diseased.length;
  if (k < 2)
    return err({
      code: "one-study",
      message: "one study shows no scatter between studies",
      remedy: "add studies",
    });
  const certain = [
    truePositives.map((one, i) => one / diseased[i]!),
    falsePositives.map((one, i) => one / healthy[i]!),
  ]
    .map((shares) => shares.findIndex((one) => one === 0 || one === 1))
    .find((at) => at >= 0);
  if (certain !== undefined)
    return err({
      code: "empty-cell",
      message: `study ${certain + 1} has a sensitivity or false positive rate of 0 or 1, which has no theta`,
      remedy: "let empty cells be corrected",
    });
  const part = (events: Float64Array, sizes: Float64Array, i: number): number => {
    const p = events[i]! / sizes[i]!;
    return (1 - p) / (p * Math.log(p) ** 2);
  };
  const effects = new Float64Array(k);
  const variances = new Float64Array(k);
  const ofOne = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const [p, q] = [truePositives[i]! / diseased[i]!, falsePositives[i]! / healthy[i]!];
    effects[i] = Math.log(Math.log(p) / Math.log(q));
    const [one, other] = [part(truePositives, diseased, i), part(falsePositives, healthy, i)];
    variances[i] = one / diseased[i]! + other / healthy[i]!;
    ofOne[i] = one + other;
  }
  const total = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);
  const scaleOf = (w: Float64Array): number => total(w) - total(w.map((one) => one * one)) / total(w);
  const weights = variances.map((one) => 1 / one);
  const mean = total(effects.map((one, i) => one * weights[i]!)) / total(weights);
  const q = total(effects.map((one, i) => weights[i]! * (one - mean) ** 2));
  const tauSquared = Math.max(0, (q - (k - 1)) / scaleOf(weights));
  const shares = (within: Float64Array): ThetaISquared => {
    const w = within.map((one) => 1 / one);
    const share = (variance: number): number => tauSquared / (tauSquared + variance);
    return {
      typical: share((k - 1) / scaleOf(w)),
      harmonic: share(k / total(w)),
      arithmetic: share(total(within) / k),
    };
  };
  return ok({ unadjusted: shares(variances), adjustedForSize: shares(ofOne) });
};
