import { err, ok, type Result } from "@erbium/model";
import { chiSquared } from "@erbium/numerics";
import { badLevel } from "../../coverage-level.ts";
import { type Coefficient, coefficientsNamed, type Omnibus, omnibusOf } from "../coefficients.ts";
import { pool } from "../pool.ts";
import { badNodes } from "../quadrature-nodes.ts";
import { interceptName, type Moderators } from "../studies.ts";
import {
  type Counts,
  type GeneralisedData,
  generalisedData,
  type TwoGroupModel,
} from "./generalised-data.ts";
import { maximum, noMaximum } from "./likelihood-maximum.ts";
import { randomLevelPool } from "./random-level-pool.ts";
import { type StudyLikelihood, studyLikelihood } from "./study-likelihood.ts";

export interface GeneralisedOptions {
  /** of two groups; UM.FS where left out */
  readonly model?: TwoGroupModel;
  /** `common`: one true effect; `random` where left out */
  readonly method?: "common" | "random";
  /** of coefficients: normal where left out, or t with k - p degrees of freedom */
  readonly test?: "normal" | "t";
  readonly level?: number;
  /** one row for each study given, those that are left out included */
  readonly moderators?: Moderators;
  /** quadrature points a study, 1 for Laplace's approximation; 7 where left out */
  readonly nodes?: number;
  /** UM.FS and UM.RS: the share of the deviation that the first group takes, 1/2 where left out (the groups can change places) */
  readonly coding?: number;
}

/** A pool of counts by a generalised linear (mixed) model; effects as logits or natural logarithms. */
export interface GeneralisedPool {
  /** studies that say something of the effect, and coefficients */
  readonly k: number;
  readonly p: number;
  readonly coefficients: readonly Coefficient[];
  /** p x p, row-major, from the observed information of all parameters */
  readonly covariance: Float64Array;
  readonly omnibus: Omnibus;
  /** between studies; 0 for a common effect */
  readonly tauSquared: number;
  /** between the levels of the studies; null but for UM.RS */
  readonly sigmaSquared: number | null;
  /** of the fitted model, the scatter integrated out; a study's own level at its maximum */
  readonly logLikelihood: number;
  /** of the counts at the likeliest deviations: what metafor calls the log-likelihood; null for UM.RS */
  readonly conditionalLogLikelihood: number | null;
  readonly heterogeneity: {
    readonly df: number;
    /** likelihood-ratio test of the common effect against an effect for each study */
    readonly likelihoodRatio: number;
    readonly likelihoodRatioP: number;
    /** Wald test of the same, by the studies whose own effect is finite; null where they are too few */
    readonly wald: number | null;
    readonly waldP: number | null;
    /** percent, by the variances of the usual effects */
    readonly iSquared: number;
    readonly hSquared: number;
  };
}

/** Log-likelihood of all studies at coefficients and tau. */
const total = (
  likelihoods: readonly StudyLikelihood[],
  design: Float64Array,
  coefficients: Float64Array,
  tau: number,
): number => {
  const p = coefficients.length;
  let sum = 0;
  for (const [i, likelihood] of likelihoods.entries()) {
    let effect = 0;
    for (let j = 0; j < p; j++) effect += design[i * p + j]! * coefficients[j]!;
    sum += likelihood.at(effect, tau);
  }
  return sum;
};

/** The moderators of the studies that say something of the effect. */
const designOf = (
  moderators: Moderators | undefined,
  { rows, given }: GeneralisedData,
): Result<Moderators> => {
  if (moderators === undefined)
    return ok({ names: [interceptName], values: new Float64Array(rows.length).fill(1) });
  const { names, values } = moderators;
  const p = names.length;
  if (values.length !== given * p)
    return err({
      code: "lengths-differ",
      message: `${values.length} moderator values for ${given} studies and ${p} columns`,
      remedy: "give the moderators of every study, one row a study",
    });
  return ok({
    names,
    values: Float64Array.from(rows.flatMap((row) => [...values.subarray(row * p, (row + 1) * p)])),
  });
};

/**
 * Pools counts as what they are, by a generalised linear mixed model fitted by maximum likelihood with adaptive
 * Gauss-Hermite quadrature (UM.RS by Laplace's approximation): proportions (binomial-normal), rates (Poisson-normal), two-by-two tables and pairs of
 * rates. Needs no continuity correction and no variances of single effects.
 *
 * @returns refusals: those of {@link generalisedData}, of the design, `level-not-a-share`, `no-nodes`, `too-few-studies`, `not-converged` where the
 *          likelihood has no maximum (all events on one side, or a moderator that parts studies with events from
 *          those without)
 * @source Stijnen, Hamza and Ozdemir 2010, Stat Med 29:3046; Turner et al. 2000, Stat Med 19:3417; agrees with
 *         metafor 3.8 `rma.glmm` (models UM.FS, UM.RS, CM.AL, and CM.EL of rates) to the digits that lme4 gives
 */
export const generalisedPool = (
  counts: Counts,
  options: GeneralisedOptions = {},
): Result<GeneralisedPool> => {
  const { model = "UM.FS", method = "random", nodes = 7, coding = 0.5 } = options;
  const outside = badLevel(options.level ?? 0.95);
  if (outside !== null) return err(outside);
  const noNodes = badNodes(nodes);
  if (noNodes !== null) return err(noNodes);
  const read = generalisedData(counts, model, coding);
  if (!read.ok) return read;
  const data = read.value;
  const design = designOf(options.moderators, data);
  if (!design.ok) return design;
  const { names, values } = design.value;
  const [k, p] = [data.rows.length, names.length];
  if (k <= p && method === "random")
    return err({
      code: k === 1 ? "one-study" : "too-few-studies",
      message: `${k} ${k === 1 ? "study leaves" : "studies leave"} nothing to estimate the scatter from beside ${p} ${
        p === 1 ? "coefficient" : "coefficients"
      }`,
      remedy: 'add studies, or take method "common"',
    });
  const started = pool(data.usual.effects, data.usual.variances, {
    method: k > p ? "DL" : "common",
    moderators: { names, values },
  });
  if (!started.ok) return started;
  const start = Float64Array.from(started.value.coefficients, (one) => one.estimate);
  const twoGroups = counts.kind === "two-by-two" || counts.kind === "two-rates";
  if (model === "UM.RS" && twoGroups) return withRandomLevels(data, { names, values }, start, options);
  const likelihoods = data.studies.map((study) => studyLikelihood(study, nodes));
  const common = maximum((at) => total(likelihoods, values, at, 0), start);
  if (common === null) return err(noMaximum);
  const commonValue = total(likelihoods, values, common.at, 0);
  let [chosen, tau] = [common, 0];
  if (method === "random") {
    const crude = Math.sqrt(started.value.tauSquared?.value ?? 0);
    const found = maximum(
      (at) => total(likelihoods, values, at.subarray(0, p), Math.abs(at[p]!)),
      Float64Array.of(...common.at, Math.max(0.2, crude)),
    );
    if (found === null) return err(noMaximum);
    const value = total(likelihoods, values, found.at.subarray(0, p), Math.abs(found.at[p]!));
    if (value - commonValue > 1e-9 * Math.max(1, Math.abs(commonValue)))
      [chosen, tau] = [found, Math.abs(found.at[p]!)];
  }
  const estimates = chosen.at.subarray(0, p);
  const logLikelihood = total(likelihoods, values, estimates, tau);
  const conditionalLogLikelihood = likelihoods.reduce((sum, one) => sum + one.conditional(), 0);
  const size = chosen.at.length;
  const covariance = Float64Array.from(
    { length: p * p },
    (_, at) => chosen.inverse[Math.floor(at / p) * size + (at % p)]!,
  );
  if (runsAway({ names, values }, covariance)) return err(noMaximum);
  const df = options.test === "t" ? k - p : Number.POSITIVE_INFINITY;
  const coefficients = coefficientsNamed(names, estimates, covariance, df, options.level ?? 0.95);
  const intercept = names.indexOf(interceptName);
  return ok({
    ...{ k, p, coefficients, covariance },
    omnibus: omnibusOf(coefficients, covariance, intercept < 0 ? null : intercept, df),
    tauSquared: tau * tau,
    sigmaSquared: null,
    logLikelihood,
    conditionalLogLikelihood,
    heterogeneity: heterogeneityOf(data, { names, values }, commonValue, tau * tau),
  });
};

/** A fitted effect with a standard error beyond this is not one: the likelihood rises on without end. */
const vaguest = 50;

const runsAway = (design: Moderators, covariance: Float64Array): boolean => {
  const p = design.names.length;
  return Array.from({ length: design.values.length / p }, (_, i) => i).some((i) => {
    let variance = 0;
    for (let row = 0; row < p; row++)
      for (let at = 0; at < p; at++)
        variance += design.values[i * p + row]! * covariance[row * p + at]! * design.values[i * p + at]!;
    return !(variance < vaguest ** 2);
  });
};

const withRandomLevels = (
  data: GeneralisedData,
  design: Moderators,
  start: Float64Array,
  options: GeneralisedOptions,
): Result<GeneralisedPool> => {
  const { names } = design;
  const [k, p] = [data.rows.length, names.length];
  const random = options.method !== "common";
  const fit = randomLevelPool(data.studies, design, random, start, data.usual.effects, options.nodes ?? 7);
  if (fit === null || runsAway(design, fit.covariance)) return err(noMaximum);
  const { covariance, tauSquared, sigmaSquared, logLikelihood, likelihoodRatio, wald } = fit;
  const df = options.test === "t" ? k - p : Number.POSITIVE_INFINITY;
  const coefficients = coefficientsNamed(names, fit.estimates, covariance, df, options.level ?? 0.95);
  const intercept = names.indexOf(interceptName);
  return ok({
    ...{ k, p, coefficients, covariance, tauSquared, sigmaSquared, logLikelihood },
    omnibus: omnibusOf(coefficients, covariance, intercept < 0 ? null : intercept, df),
    conditionalLogLikelihood: null,
    heterogeneity: {
      ...testsOf(k - p, likelihoodRatio, wald),
      ...usualScatter(data, design, tauSquared),
    },
  });
};

const testsOf = (
  df: number,
  likelihoodRatio: number,
  wald: number | null,
): Omit<GeneralisedPool["heterogeneity"], "iSquared" | "hSquared"> => {
  const tail = (statistic: number): number => (df > 0 ? chiSquared.survival(statistic, df) : 1);
  return {
    df,
    likelihoodRatio,
    likelihoodRatioP: tail(likelihoodRatio),
    wald,
    waldP: wald === null ? null : tail(wald),
  };
};

/** I2 and H2 at a tau2, by the variances of the usual effects. */
const usualScatter = (
  { usual }: GeneralisedData,
  moderators: Moderators,
  tauSquared: number,
): Pick<GeneralisedPool["heterogeneity"], "iSquared" | "hSquared"> => {
  const fit = pool(usual.effects, usual.variances, { method: "DL", tauSquared, moderators });
  return {
    iSquared: fit.ok ? fit.value.heterogeneity.iSquared : Number.NaN,
    hSquared: fit.ok ? fit.value.heterogeneity.hSquared : Number.NaN,
  };
};

const heterogeneityOf = (
  data: GeneralisedData,
  { names, values }: Moderators,
  commonValue: number,
  tauSquared: number,
): GeneralisedPool["heterogeneity"] => {
  const p = names.length;
  const df = data.rows.length - p;
  const saturated = data.studies.reduce(
    (sum, { arms }) => sum + arms.reduce((inner, { arm }) => inner + arm.saturated, 0),
    0,
  );
  const likelihoodRatio = Math.max(0, 2 * (saturated - commonValue));
  const finite = data.rows.map((_, at) => at).filter((at) => !Number.isNaN(data.saturated.effects[at]));
  const pick = (column: Float64Array): Float64Array => Float64Array.from(finite, (at) => column[at]!);
  const inner = pool(pick(data.saturated.effects), pick(data.saturated.variances), {
    method: "common",
    moderators: {
      names,
      values: Float64Array.from(finite.flatMap((at) => [...values.subarray(at * p, at * p + p)])),
    },
  });
  const wald = inner.ok ? inner.value.heterogeneity.q : null;
  return { ...testsOf(df, likelihoodRatio, wald), ...usualScatter(data, { names, values }, tauSquared) };
};
