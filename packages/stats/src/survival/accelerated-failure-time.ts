import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskyInverse, choleskySolve, leastSquares } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";
import {
  type FailureTimeDistribution,
  type FailureTimeFamily,
  failureTimeFamilies,
} from "./failure-time-distribution.ts";
import { halvedStep } from "./step-halving.ts";
import { checkSurvivalTimes, type SurvivalTimes } from "./survival-times.ts";

export interface AcceleratedFailureTimeData extends Omit<SurvivalTimes, "start"> {
  /** n x p, row-major, a column of ones first where an intercept is wanted */
  readonly design: Float64Array;
}

export interface AcceleratedFailureTimeFit {
  /** on the scale of log time (of time for extreme, gaussian and logistic), length p */
  readonly coefficients: Float64Array;
  readonly scale: number;
  /** of the coefficients and, unless the scale is fixed, log scale; row-major */
  readonly covariance: Float64Array;
  /** parameters that the covariance is about: p, or p + 1 */
  readonly parameters: number;
  readonly logLikelihood: { readonly null: number; readonly model: number };
  readonly likelihoodRatioTest: ChiSquaredTest;
  readonly iterations: number;
  readonly convention: string;
}

/**
 * Accelerated failure time: log T = x b + scale e, with e of a standard extreme-value (Weibull, exponential with
 * scale 1, Rayleigh with scale 1/2), normal or logistic distribution; by maximum likelihood (Newton-Raphson).
 *
 * @param options.scale given instead of estimated
 * @returns refuses data without events, a scale of 0 or less, times that are not positive where logs are taken, a singular design, and
 *          a likelihood without a maximum
 * @source Kalbfleisch and Prentice 2002, The Statistical Analysis of Failure Time Data, chapter 3
 */
export const acceleratedFailureTime = (
  data: AcceleratedFailureTimeData,
  distribution: FailureTimeDistribution,
  options: { readonly scale?: number } = {},
): Result<AcceleratedFailureTimeFit> => {
  const checked = checkSurvivalTimes(data);
  if (!checked.ok) return checked;
  const { scale: fixed } = options;
  if (fixed !== undefined && !(fixed > 0 && fixed < Number.POSITIVE_INFINITY))
    return err({
      code: "scale-not-positive",
      message: `the scale is given as ${fixed}`,
      remedy: "give a scale above 0, or leave it out to have it estimated",
    });
  const family: FailureTimeFamily = {
    ...failureTimeFamilies[distribution],
    ...(fixed === undefined ? {} : { scale: fixed }),
  };
  const n = data.stop.length;
  if (!Array.from(data.event).includes(1))
    return err({
      code: "no-events",
      message: `none of ${n} observations has the event`,
      remedy: "follow longer, or check how the event is coded",
    });
  if (family.log && data.stop.some((time) => time <= 0))
    return err({
      code: "not-a-survival-time",
      message: "a time is 0 or less, and its logarithm is wanted",
      remedy: "give times after the start, or a distribution on the scale of time itself",
    });
  const p = data.design.length / n;
  if (!(Number.isInteger(p) && p > 0))
    return err({
      code: "unequal-lengths",
      message: `${data.design.length} covariate values do not fit ${n} observations`,
      remedy: "give one row of covariates an observation, with a column of ones for the intercept",
    });
  const full = maximise(data, data.design, p, distribution, family);
  if (!full.ok) return full;
  const nothing = maximise(data, new Float64Array(n).fill(1), 1, distribution, family);
  if (!nothing.ok) return nothing;
  const { parameters, information, logLikelihood, iterations } = full.value;
  const free = family.scale === undefined;
  const size = free ? p + 1 : p;
  const factor = cholesky(information, size, 1e-14);
  if (factor === null) return noMaximum(distribution);
  const statistic = 2 * (logLikelihood - nothing.value.logLikelihood);
  return ok({
    coefficients: parameters.slice(0, p),
    scale: family.scale ?? Math.exp(parameters[p]!),
    covariance: choleskyInverse(factor, size),
    parameters: size,
    logLikelihood: { null: nothing.value.logLikelihood, model: logLikelihood },
    likelihoodRatioTest: {
      statistic,
      degreesOfFreedom: p - 1,
      p: p > 1 ? chiSquared.survival(statistic, p - 1) : 1,
    },
    iterations,
    convention: `${distribution}, log T = x b + scale e${free ? "" : `, scale fixed at ${family.scale}`}`,
  });
};

interface Maximum {
  readonly parameters: Float64Array;
  readonly information: Float64Array;
  readonly logLikelihood: number;
  readonly iterations: number;
}

const noMaximum = (distribution: string): Result<never> =>
  err({
    code: "no-maximum",
    message: `the likelihood of the ${distribution} model has no maximum in reach`,
    remedy: "use fewer covariates, or a distribution with fewer parameters",
  });

/** The likelihood may settle while a coefficient runs away: those it belongs to have no event. */
const withoutBound = (distribution: string): Result<never> =>
  err({
    code: "estimate-without-bound",
    message: `the ${distribution} likelihood rises for ever along a coefficient: all whom it tells apart are censored`,
    remedy: "merge the groups without events with others, or leave the covariate out",
  });

/** How far a step moves a fitted value at most. */
const largestMove = (design: Float64Array, p: number, step: Float64Array): number => {
  let most = 0;
  for (let from = 0; from < design.length; from += p) {
    let move = 0;
    for (let k = 0; k < p; k++) move += design[from + k]! * step[k]!;
    most = Math.max(most, Math.abs(move));
  }
  return most;
};

const maximise = (
  { stop, event, weights }: AcceleratedFailureTimeData,
  design: Float64Array,
  p: number,
  distribution: FailureTimeDistribution,
  { error, log, scale }: FailureTimeFamily,
): Result<Maximum> => {
  const n = stop.length;
  const size = scale === undefined ? p + 1 : p;
  const y = log ? stop.map(Math.log) : stop;
  const start = leastSquares(design, p, y, weights);
  if (!start.ok) return start;
  const residual = start.value.residualSumOfSquares / n;
  const evaluate = (at: Float64Array) => {
    const sigma = scale ?? Math.exp(at[p]!);
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    let logLikelihood = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      let fitted = 0;
      for (let k = 0; k < p; k++) fitted += design[i * p + k]! * at[k]!;
      const z = (y[i]! - fitted) / sigma;
      const died = event[i] === 1;
      const [value, first, second] = died ? error.density(z) : error.survival(z);
      logLikelihood += weight * (value - (died ? Math.log(sigma) + (log ? y[i]! : 0) : 0));
      const byScale = z * first + z * z * second;
      for (let j = 0; j < p; j++) {
        const xj = (weight * design[i * p + j]!) / sigma;
        gradient[j]! -= xj * first;
        for (let k = 0; k <= j; k++) information[j * size + k]! -= (xj * design[i * p + k]! * second) / sigma;
        if (size > p) information[p * size + j]! -= xj * (first + z * second);
      }
      if (size > p) {
        gradient[p]! -= weight * (z * first + Number(died));
        information[p * size + p]! -= weight * byScale;
      }
    }
    return { gradient, information, logLikelihood };
  };
  let parameters: Float64Array = new Float64Array(size);
  parameters.set(start.value.coefficients);
  if (size > p) parameters[p] = Math.log(Math.sqrt(Math.max(residual, 1e-8)));
  let here = evaluate(parameters);
  for (let iteration = 1; iteration <= 100; iteration++) {
    // Far from the maximum the information need not be positive; a ridge turns the step uphill.
    let factor = cholesky(here.information, size, 1e-14);
    for (let ridge = 1e-3; factor === null && ridge < 1e9; ridge *= 10) {
      const raised = here.information.slice();
      for (let k = 0; k < size; k++)
        raised[k * size + k] = Math.abs(raised[k * size + k]!) * (1 + ridge) + ridge * 1e-6;
      factor = cholesky(raised, size, 1e-14);
    }
    if (factor === null) return noMaximum(distribution);
    const step = choleskySolve(factor, size, here.gradient);
    const from = parameters;
    const moved = (share: number): Float64Array => from.map((one, k) => one + share * step[k]!);
    const { share, next } = halvedStep((part) => evaluate(moved(part)), here.logLikelihood);
    // twice what the quadratic promises of the step: unlike the change itself it is not lost in rounding
    const promised = step.reduce((sum, one, k) => sum + one * here.gradient[k]!, 0);
    const settled = 1e-16 * (1 + Math.abs(here.logLikelihood));
    parameters = moved(share);
    here = next;
    if (!Number.isFinite(here.logLikelihood) || (size > p && Math.abs(parameters[p]!) > 30))
      return noMaximum(distribution);
    if (promised <= settled && share === 1)
      return largestMove(design, p, step) > 1e-3 * (scale ?? Math.exp(parameters[p]!))
        ? withoutBound(distribution)
        : ok({ parameters, ...here, iterations: iteration });
  }
  return noMaximum(distribution);
};
