import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskyInverse, logDeterminant, minimise } from "@erbium/numerics";
import { type Coefficient, coefficientsOf, type Omnibus, omnibusOf } from "./coefficients.ts";
import { projectAt, traceOf } from "./projector.ts";
import { type Moderators, type Studies, studiesOf } from "./studies.ts";

export interface MultilevelOptions {
  readonly method?: "REML" | "ML";
  /** `t` takes k - p degrees of freedom; normal where left out */
  readonly test?: "normal" | "t";
  readonly level?: number;
  readonly moderators?: Moderators;
  /** whether results scatter within a trial beyond chance too; true where left out */
  readonly within?: boolean;
}

/** A pool of several results a trial. */
export interface Multilevel {
  /** results, trials and coefficients */
  readonly k: number;
  readonly trials: number;
  readonly p: number;
  readonly method: "REML" | "ML";
  readonly level: number;
  readonly coefficients: readonly Coefficient[];
  /** p x p, row-major */
  readonly covariance: Float64Array;
  readonly degreesOfFreedom: number;
  readonly omnibus: Omnibus;
  /** variance between trials */
  readonly betweenTrials: number;
  /** variance between results of one trial; 0 where it is not in the model */
  readonly withinTrials: number;
  readonly heterogeneity: {
    /** Cochran's Q, the results taken as independent */
    readonly q: number;
    readonly df: number;
    readonly p: number;
    /** percent of the variability by trials, and by results of a trial */
    readonly iSquaredBetween: number;
    readonly iSquaredWithin: number;
  };
  /** restricted for REML */
  readonly logLikelihood: number;
}

interface Grouped extends Studies {
  /** trial of each result, numbered from 0 */
  readonly trial: Int32Array;
  readonly trials: number;
}

interface Fit {
  readonly coefficients: Float64Array;
  readonly inverse: Float64Array;
  readonly logLikelihood: number;
  /** derivatives of minus the log-likelihood by the two variances */
  readonly slopes: readonly [between: number, within: number];
}

/**
 * The likelihood at given variances. The covariance of a trial is `diag(v + within) + between * 11'`, whose inverse and
 * determinant follow from sums of the weights `w = 1 / (v + within)` (Sherman and Morrison).
 */
const fitAt = (data: Grouped, between: number, within: number, restricted: boolean): Fit => {
  const { k, p, q, y, v, trial, trials } = data;
  const weights = v.map((one) => 1 / (one + within));
  const sums = new Float64Array(trials);
  for (let i = 0; i < k; i++) sums[trial[i]!]! += weights[i]!;
  const column = (i: number, at: number): number => (q === null ? 1 : q[i * p + at]!);
  /** V^-1 z */
  const solve = (z: (i: number) => number): Float64Array => {
    const inner = new Float64Array(trials);
    for (let i = 0; i < k; i++) inner[trial[i]!]! += weights[i]! * z(i);
    return weights.map((w, i) => {
      const g = trial[i]!;
      return w * (z(i) - (between * inner[g]!) / (1 + between * sums[g]!));
    });
  };
  const solvedColumns = Array.from({ length: p }, (_, at) => solve((i) => column(i, at)));
  const cross = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (let row = 0; row < p; row++)
    for (let i = 0; i < k; i++) {
      right[row]! += solvedColumns[row]![i]! * y[i]!;
      for (let at = 0; at < p; at++) cross[row * p + at]! += solvedColumns[row]![i]! * column(i, at);
    }
  const factor = cholesky(cross, p, 0) ?? new Float64Array(p * p).fill(Number.NaN);
  const inverse = choleskyInverse(factor, p);
  const coefficients = new Float64Array(p);
  for (let row = 0; row < p; row++)
    for (let at = 0; at < p; at++) coefficients[row]! += inverse[row * p + at]! * right[at]!;
  const residuals = y.map((one, i) => {
    let fitted = 0;
    for (let at = 0; at < p; at++) fitted += column(i, at) * coefficients[at]!;
    return one - fitted;
  });
  const weighted = solve((i) => residuals[i]!);
  let squares = 0;
  let logVariance = 0;
  let within2 = 0;
  const trialSums = new Float64Array(trials);
  for (let i = 0; i < k; i++) {
    squares += residuals[i]! * weighted[i]!;
    logVariance -= Math.log(weights[i]!);
    within2 += weighted[i]! ** 2;
    trialSums[trial[i]!]! += weighted[i]!;
  }
  let between2 = 0;
  let traceBetween = 0;
  let traceWithin = 0;
  for (let g = 0; g < trials; g++) {
    logVariance += Math.log1p(between * sums[g]!);
    between2 += trialSums[g]! ** 2;
    traceBetween += sums[g]! / (1 + between * sums[g]!);
  }
  for (let i = 0; i < k; i++)
    traceWithin += weights[i]! - (between * weights[i]! ** 2) / (1 + between * sums[trial[i]!]!);
  if (restricted)
    for (let row = 0; row < p; row++)
      for (let at = 0; at < p; at++) {
        let inWithin = 0;
        const rows = new Float64Array(trials);
        const columns = new Float64Array(trials);
        for (let i = 0; i < k; i++) {
          inWithin += solvedColumns[row]![i]! * solvedColumns[at]![i]!;
          rows[trial[i]!]! += solvedColumns[row]![i]!;
          columns[trial[i]!]! += solvedColumns[at]![i]!;
        }
        traceWithin -= inverse[row * p + at]! * inWithin;
        for (let g = 0; g < trials; g++) traceBetween -= inverse[row * p + at]! * rows[g]! * columns[g]!;
      }
  const size = restricted ? k - p : k;
  // log |X'X| of the design drops out against the orthonormal columns; without moderators the column of ones remains
  const constant = restricted && q === null ? Math.log(k) : 0;
  return {
    coefficients,
    inverse,
    logLikelihood:
      -0.5 *
      (size * Math.log(2 * Math.PI) +
        logVariance +
        squares +
        (restricted ? logDeterminant(factor, p) - constant : 0)),
    slopes: [0.5 * (traceBetween - between2), 0.5 * (traceWithin - within2)],
  };
};

/**
 * Pools results of which several come from one trial (arms, time points, subgroups): trials scatter around the mean,
 * and results around their trial. Results of a trial must be of different patients; shared patients correlate their
 * errors, which this model does not know.
 *
 * @param trials trial of each result, length k
 * @returns refusals as `studiesOf`, and `one-study` (fewer than two trials), `one-result-a-trial` (nothing tells the two
 *          variances apart), `too-few-studies`, `not-converged`
 * @source Konstantopoulos 2011, Res Synth Methods 2:61; agrees with metafor 3.8 `rma.mv(random = ~ 1 | trial/result)`
 */
export const multilevelPool = (
  effects: Float64Array,
  variances: Float64Array,
  trials: readonly string[],
  options: MultilevelOptions = {},
): Result<Multilevel> => {
  const { method = "REML", test = "normal", level = 0.95, within = true, moderators } = options;
  const studies = studiesOf(effects, variances, moderators);
  if (!studies.ok) return studies;
  const { k, p, y, v, intercept } = studies.value;
  const names = [...new Set(trials)];
  const refuse = (code: string, message: string, remedy: string): Result<never> =>
    err({ code, message, remedy });
  if (trials.length !== k)
    return refuse(
      "lengths-differ",
      `${k} results but ${trials.length} trial names`,
      "name the trial of each result",
    );
  if (names.length < 2)
    return refuse("one-study", `all ${k} results come from one trial`, "pool results of two trials at least");
  if (k <= p)
    return refuse(
      "too-few-studies",
      `${k} results for ${p} coefficients`,
      "leave out moderators or add results",
    );
  if (within && names.length === k)
    return refuse(
      "one-result-a-trial",
      "each trial has one result, so nothing tells the variance within trials from that between them",
      "pool with one random effect a trial",
    );
  const number = new Map(names.map((name, at) => [name, at]));
  const data: Grouped = {
    ...studies.value,
    trial: Int32Array.from(trials, (name) => number.get(name) ?? 0),
    trials: names.length,
  };
  const restricted = method === "REML";
  const mean = y.reduce((sum, one) => sum + one / k, 0);
  const spread = y.reduce((sum, one) => sum + (one - mean) ** 2 / k, 0);
  const start = Math.sqrt(spread / 2) || Math.sqrt(v[0]!) / 10;
  // searched on the standard deviations, whose sign does not matter, so that 0 is no border; in units of the start
  const variancesOf = (at: Float64Array): readonly [number, number] => [
    (at[0]! * start) ** 2,
    within ? (at[1]! * start) ** 2 : 0,
  ];
  const search = minimise(
    (at) => -fitAt(data, ...variancesOf(at), restricted).logLikelihood,
    new Float64Array(within ? 2 : 1).fill(1),
    {
      gradient: (at, into) => {
        const { slopes } = fitAt(data, ...variancesOf(at), restricted);
        for (let j = 0; j < at.length; j++) into[j] = slopes[j]! * 2 * at[j]! * start * start;
      },
    },
  );
  if (!Number.isFinite(search.value))
    return refuse("not-converged", "the likelihood has no finite value", "check effects and variances");
  const tiny = (one: number): number => (one < 1e-12 * spread ? 0 : one);
  const [rawBetween, rawWithin] = variancesOf(search.at);
  const [betweenTrials, withinTrials] = [tiny(rawBetween), tiny(rawWithin)];
  const fit = fitAt(data, betweenTrials, withinTrials, restricted);
  const df = k - p;
  const degreesOfFreedom = test === "t" ? df : Number.POSITIVE_INFINITY;
  const { coefficients, covariance } = coefficientsOf(
    data,
    fit.coefficients,
    fit.inverse,
    degreesOfFreedom,
    level,
  );
  const atZero = projectAt(data, 0);
  const typical = df / traceOf(data, atZero);
  const total = betweenTrials + withinTrials + typical;
  const q = atZero.residualSumOfSquares;
  return ok({
    k,
    trials: names.length,
    p,
    method,
    level,
    coefficients,
    covariance,
    degreesOfFreedom,
    omnibus: omnibusOf(coefficients, covariance, intercept, degreesOfFreedom),
    betweenTrials,
    withinTrials,
    heterogeneity: {
      q,
      df,
      p: chiSquared.survival(q, df),
      iSquaredBetween: (100 * betweenTrials) / total,
      iSquaredWithin: (100 * withinTrials) / total,
    },
    logLikelihood: fit.logLikelihood,
  });
};
