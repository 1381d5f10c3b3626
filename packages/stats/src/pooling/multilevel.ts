import { err, ok, type Result } from "@erbium/model";
import { chiSquared, minimise } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { type Coefficient, coefficientsOf, type Omnibus, omnibusOf } from "./coefficients.ts";
import { type GroupedStudies, multilevelFitAt } from "./multilevel-likelihood.ts";
import { projectAt, traceOf } from "./projector.ts";
import { type Moderators, studiesOf } from "./studies.ts";

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

/** Where searches for the standard deviations start, in units of half the scatter of the results. */
const near = [1, 0.2] as const;

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
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
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
  const data: GroupedStudies = {
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
  const searchFrom = (from: readonly number[]) =>
    minimise(
      (at) => -multilevelFitAt(data, ...variancesOf(at), restricted).logLikelihood,
      Float64Array.from(from),
      {
        gradient: (at, into) => {
          const { slopes } = multilevelFitAt(data, ...variancesOf(at), restricted);
          for (let j = 0; j < at.length; j++) into[j] = slopes[j]! * 2 * at[j]! * start * start;
        },
      },
    );
  // a search that falls on 0 stays there, as the slope in a standard deviation is 0 whatever that in its variance
  const starts = within ? near.flatMap((one) => near.map((other) => [one, other])) : near.map((one) => [one]);
  const search = starts
    .map(searchFrom)
    .reduce((best, one) => (one.value < best.value - 1e-12 * Math.abs(best.value) ? one : best));
  if (!Number.isFinite(search.value))
    return refuse("not-converged", "the likelihood has no finite value", "check effects and variances");
  const negligible = 1e-12 * Math.max(spread, Math.min(...v));
  const tiny = (one: number): number => (one < negligible ? 0 : one);
  const [rawBetween, rawWithin] = variancesOf(search.at);
  const [betweenTrials, withinTrials] = [tiny(rawBetween), tiny(rawWithin)];
  const fit = multilevelFitAt(data, betweenTrials, withinTrials, restricted);
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
