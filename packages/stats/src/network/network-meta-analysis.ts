import { err, ok, type Result } from "@erbium/model";
import { chiSquared, normal, studentT } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { degreesOfFreedom, methodOfMoments, type NetworkVarianceMethod } from "./between-study-variance.ts";
import { type ConsistencyFit, consistencyModel } from "./consistency-model.ts";
import { type ISquared, iSquared } from "./i-squared.ts";
import {
  disconnection,
  type MultiArmTolerance,
  type Network,
  type NetworkComparisons,
  readNetwork,
} from "./network.ts";
import { likelihoodVariance } from "./network-likelihood.ts";
import { likelihoodVarianceAsNetmeta } from "./network-likelihood-as-netmeta.ts";

/**
 * The likelihood of ML and REML: with the covariance of the contrasts of multi-arm studies, at its maximum; or
 * without it and searched as netmeta does.
 */
export type NetworkLikelihood = "exact" | "as netmeta";

export interface NetworkOptions {
  readonly tau2Method?: NetworkVarianceMethod;
  /** a between-study variance known beforehand, in place of an estimate */
  readonly tau2?: number;
  /** for ML and REML; default "exact". See {@link likelihoodVarianceAsNetmeta} */
  readonly likelihood?: NetworkLikelihood;
  readonly reference?: string;
  /** coverage of confidence and prediction intervals, default 0.95 */
  readonly level?: number;
  readonly predictionLevel?: number;
  readonly tolerance?: MultiArmTolerance;
}

/** All treatments against all others; every array n x n, row-major, treatment of the row against the column. */
export interface NetworkEstimates {
  readonly effects: Float64Array;
  readonly standardErrors: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** two-sided, not a number on the diagonal */
  readonly pValues: Float64Array;
}

export interface NetworkPrediction {
  readonly convention: "t(df of Q), sqrt(SE^2 + tau2)";
  /** not a number without degrees of freedom */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface NetworkMetaAnalysis {
  readonly network: Network;
  readonly commonFit: ConsistencyFit;
  readonly randomFit: ConsistencyFit;
  readonly common: NetworkEstimates;
  readonly random: NetworkEstimates;
  readonly prediction: NetworkPrediction;
  readonly tau2: { readonly estimate: number; readonly method: NetworkVarianceMethod | "given" };
  readonly i2: ISquared;
  /** heterogeneity and inconsistency together */
  readonly q: { readonly statistic: number; readonly df: number; readonly pValue: number };
  readonly level: number;
}

/** p of a chi-squared statistic; not a number without degrees of freedom. */
export const chiSquaredP = (statistic: number, df: number): number =>
  df > 0 ? chiSquared.survival(statistic, df) : Number.NaN;

const estimatesOf = (fit: ConsistencyFit, n: number, level: number): NetworkEstimates => {
  const { effects, standardErrors } = fit;
  const z = normal.upperQuantile((1 - level) / 2);
  const low = new Float64Array(n * n);
  const high = new Float64Array(n * n);
  const pValues = new Float64Array(n * n);
  for (let at = 0; at < n * n; at++) {
    low[at] = effects[at]! - z * standardErrors[at]!;
    high[at] = effects[at]! + z * standardErrors[at]!;
    pValues[at] = at % (n + 1) === 0 ? Number.NaN : normal.twoSided(effects[at]! / standardErrors[at]!);
  }
  return { effects, standardErrors, low, high, pValues };
};

/**
 * Network meta-analysis under consistency: all treatments against all others from direct and indirect evidence,
 * with a common effect and with random effects.
 *
 * Studies of several arms are adjusted through the Laplacian of their variances; intervals are normal; tau2 is
 * one for all comparisons.
 *
 * @returns refuses what {@link readNetwork} refuses, a network of parts that no study connects (named), a
 *          reference that is not a treatment, tau2 below zero, a level that is no share, and a multi-arm study whose standard errors no
 *          covariance allows
 * @source Rücker 2012, Res Synth Methods 3:312; Rücker and Schwarzer 2014, Stat Med 33:4353; agrees with netmeta
 */
export const networkMetaAnalysis = (
  comparisons: NetworkComparisons,
  options: NetworkOptions = {},
): Result<NetworkMetaAnalysis> => {
  const { tau2Method = "DL", level = 0.95, predictionLevel = level, reference } = options;
  const outside = badLevel(level) ?? badLevel(predictionLevel);
  if (outside !== null) return err(outside);
  const read = readNetwork(comparisons, options.tolerance);
  if (!read.ok) return read;
  const network = read.value;
  const apart = disconnection(network);
  if (apart !== null) return err(apart);
  if (reference !== undefined && !network.treatments.includes(reference))
    return err({
      code: "unknown-reference",
      message: `the reference ${reference} is not among the treatments`,
      remedy: `choose one of ${network.treatments.join(", ")}`,
    });
  if (options.tau2 !== undefined && !(options.tau2 >= 0 && Number.isFinite(options.tau2)))
    return err({
      code: "negative-variance",
      message: `the between-study variance is given as ${options.tau2}`,
      remedy: "give a finite variance of zero or more",
    });
  const commonFit = consistencyModel(network, 0);
  const tau2 =
    options.tau2 ??
    (commonFit === null
      ? 0
      : tau2Method === "DL"
        ? methodOfMoments(network, commonFit)
        : options.likelihood === "as netmeta"
          ? likelihoodVarianceAsNetmeta(
              network,
              tau2Method,
              reference === undefined ? null : network.treatments.indexOf(reference),
            )
          : likelihoodVariance(network, tau2Method));
  const randomFit = consistencyModel(network, tau2);
  if (commonFit === null || randomFit === null)
    return err({
      code: "impossible-multi-arm-variances",
      message: "a study of several arms has standard errors that no covariance of its arms allows",
      remedy: "check the standard errors of studies with three or more arms",
    });
  const n = network.treatments.length;
  const df = degreesOfFreedom(network);
  const t = df > 0 ? studentT.upperQuantile((1 - predictionLevel) / 2, df) : Number.NaN;
  const spread = randomFit.standardErrors.map((one, at) =>
    at % (n + 1) === 0 ? 0 : t * Math.sqrt(one * one + tau2),
  );
  return ok({
    network,
    commonFit,
    randomFit,
    common: estimatesOf(commonFit, n, level),
    random: estimatesOf(randomFit, n, level),
    prediction: {
      convention: "t(df of Q), sqrt(SE^2 + tau2)",
      low: randomFit.effects.map((one, at) => one - spread[at]!),
      high: randomFit.effects.map((one, at) => one + spread[at]!),
    },
    tau2: { estimate: tau2, method: options.tau2 === undefined ? tau2Method : "given" },
    i2: iSquared(commonFit.q, df, level),
    q: { statistic: commonFit.q, df, pValue: chiSquaredP(commonFit.q, df) },
    level,
  });
};
