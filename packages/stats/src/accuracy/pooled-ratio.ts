import { err, ok, type Result } from "@erbium/model";
import { normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { pool, pooled, tauSquaredOf } from "../pooling/pool.ts";
import {
  type AccuracyCorrection,
  type AccuracyTables,
  type CorrectedTables,
  correctedTables,
} from "./accuracy-tables.ts";
import { type AccuracyRatio, logRatios } from "./study-accuracy.ts";

/**
 * Which formulas are used where mada differs from the literature: its variances of the Mantel-Haenszel ratios
 * lack terms, its interval of tau2 is that of what lies beyond the estimate, and its I2 takes Q at the weights of
 * random effects. `as mada` is there to check against it, not to report.
 */
export type RatioFormulas = "literature" | "as mada";

export interface PooledRatio {
  readonly ratio: AccuracyRatio;
  readonly method: "Mantel-Haenszel" | "DerSimonian-Laird";
  /** log of the pooled ratio, its variance and interval */
  readonly logEstimate: number;
  readonly variance: number;
  readonly logLow: number;
  readonly logHigh: number;
  /** null for a common effect */
  readonly tauSquared: number | null;
  /** percent, 0 to 100 */
  readonly iSquared: number | null;
  readonly formulas: RatioFormulas;
}

const sum = (k: number, term: (i: number) => number): number => {
  let total = 0;
  for (let i = 0; i < k; i++) total += term(i);
  return total;
};

/**
 * Mantel-Haenszel pool of a ratio, a common effect: weights from the counts as they are, so that studies with
 * an empty cell need no correction.
 *
 * @source Robins, Breslow and Greenland 1986, Biometrics 42:311 (odds ratio); Greenland and Robins 1985, Biometrics
 *         41:55 (ratios of risks)
 */
const mantelHaenszelRatio = (tables: CorrectedTables, ratio: AccuracyRatio) => {
  const { truePositives: tp, falseNegatives: fn, falsePositives: fp, trueNegatives: tn } = tables;
  const { diseased, healthy } = tables;
  const k = tp.length;
  const total = (i: number): number => diseased[i]! + healthy[i]!;
  if (ratio === "diagnostic odds ratio") {
    const r = (i: number): number => (tp[i]! * tn[i]!) / total(i);
    const s = (i: number): number => (fp[i]! * fn[i]!) / total(i);
    const p = (i: number): number => (tp[i]! + tn[i]!) / total(i);
    const q = (i: number): number => (fp[i]! + fn[i]!) / total(i);
    const [R, S] = [sum(k, r), sum(k, s)];
    return {
      logEstimate: Math.log(R / S),
      variance:
        sum(k, (i) => p(i) * r(i)) / (2 * R * R) +
        sum(k, (i) => p(i) * s(i) + q(i) * r(i)) / (2 * R * S) +
        sum(k, (i) => q(i) * s(i)) / (2 * S * S),
      weights: Float64Array.from({ length: k }, (_, i) => s(i)),
      /** without the product of P and S */
      varianceAsMada:
        sum(k, (i) => p(i) * r(i)) / (2 * R * R) +
        sum(k, (i) => q(i) * r(i)) / (2 * R * S) +
        sum(k, (i) => q(i) * s(i)) / (2 * S * S),
    };
  }
  const [part, other] = ratio === "positive likelihood ratio" ? [tp, fp] : [fn, tn];
  const numerator = sum(k, (i) => (part[i]! * healthy[i]!) / total(i));
  const denominator = sum(k, (i) => (other[i]! * diseased[i]!) / total(i));
  const spread = (x: Float64Array, y: Float64Array): number =>
    sum(
      k,
      (i) => (diseased[i]! * healthy[i]! * (x[i]! + y[i]!)) / total(i) ** 2 - (x[i]! * y[i]!) / total(i),
    );
  const [firstAsMada, secondAsMada] = ratio === "positive likelihood ratio" ? [tp, fn] : [fp, tn];
  return {
    logEstimate: Math.log(numerator / denominator),
    variance: spread(part, other) / (numerator * denominator),
    weights: Float64Array.from({ length: k }, (_, i) => (other[i]! * diseased[i]!) / total(i)),
    /** positives and the wrong margins in every case */
    varianceAsMada:
      spread(tp, fp) /
      (sum(k, (i) => (firstAsMada[i]! * healthy[i]!) / total(i)) *
        sum(k, (i) => (secondAsMada[i]! * diseased[i]!) / total(i))),
  };
};

/**
 * Pools the diagnostic odds ratio or a likelihood ratio of several studies.
 *
 * Likelihood ratios pooled one by one need not fit each other: where sensitivity and specificity vary together,
 * the bivariate model says more.
 *
 * @param correction of empty cells for the ratios of single studies
 * @returns refuses what {@link correctedTables} refuses, one study under random effects, and counts that leave
 *          a Mantel-Haenszel ratio without numerator or denominator
 */
export const pooledRatio = (
  tables: AccuracyTables,
  ratio: AccuracyRatio,
  method: "Mantel-Haenszel" | "DerSimonian-Laird" = "DerSimonian-Laird",
  options: {
    readonly correction?: AccuracyCorrection;
    readonly level?: number;
    readonly formulas?: RatioFormulas;
  } = {},
): Result<PooledRatio> => {
  const { formulas = "literature", level = 0.95 } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const corrected = correctedTables(tables, options.correction);
  if (!corrected.ok) return corrected;
  const raw = correctedTables(tables, { to: "none" });
  if (!raw.ok) return raw;
  const z = normal.upperQuantile((1 - level) / 2);
  const { effects, variances } = logRatios(corrected.value, ratio);
  const k = effects.length;
  const result = (
    logEstimate: number,
    variance: number,
    rest: Pick<PooledRatio, "tauSquared" | "iSquared">,
  ) =>
    ok<PooledRatio>({
      ...{ ratio, method, formulas, logEstimate, variance, ...rest },
      logLow: logEstimate - z * Math.sqrt(variance),
      logHigh: logEstimate + z * Math.sqrt(variance),
    });
  if (method === "Mantel-Haenszel") {
    const found = mantelHaenszelRatio(raw.value, ratio);
    // mada takes the weights from the counts and the ratios from the corrected counts.
    const weight = found.weights.reduce((all, one) => all + one, 0);
    const logEstimate =
      formulas === "literature"
        ? found.logEstimate
        : Math.log(sum(k, (i) => found.weights[i]! * Math.exp(effects[i]!)) / weight);
    const variance = formulas === "literature" ? found.variance : found.varianceAsMada;
    if (!Number.isFinite(logEstimate) || !(variance > 0))
      return err({
        code: "ratio-without-counts",
        message: `the ${ratio} has no numerator or no denominator over all studies together`,
        remedy: "there are too few patients on one side of the test to pool it",
      });
    return result(logEstimate, variance, { tauSquared: null, iSquared: null });
  }
  const fit = pool(effects, variances, { method: "DL", level });
  if (!fit.ok) return fit;
  const { estimate, standardError } = pooled(fit.value);
  const tauSquared = tauSquaredOf(fit.value);
  const q =
    formulas === "literature"
      ? fit.value.heterogeneity.q
      : sum(k, (i) => (effects[i]! - estimate) ** 2 / (variances[i]! + tauSquared));
  return result(estimate, standardError ** 2, {
    tauSquared,
    iSquared: Math.max(0, (100 * (q - (k - 1))) / q),
  });
};
