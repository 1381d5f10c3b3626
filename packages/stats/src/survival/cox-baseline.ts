import { normal } from "@erbium/numerics";
import { type FittedCox, hazardSteps } from "./cox-hazard-steps.ts";
import { type SurvivalIntervalScale, setSurvivalInterval } from "./survival-interval.ts";

export interface CoxBaseline {
  /** one element for each stratum and distinct time, strata in order, times ascending */
  readonly time: Float64Array;
  readonly stratum: Int32Array;
  readonly cumulativeHazard: Float64Array;
}

/** Positions of the groups of a fit as a reader expects them: strata in order, times ascending. */
const ascendingGroups = ({ sets }: FittedCox): number[] =>
  Array.from(sets.groupEnd, (_, group) => group).sort(
    (a, b) => sets.groupStratum[a]! - sets.groupStratum[b]! || b - a,
  );
const timeOf = ({ sets }: FittedCox, group: number): number => sets.stop[sets.groupEnd[group]! - 1]!;

/**
 * Cumulative baseline hazard, of one whose covariates are all 0 (or at their means): sum of d / sum of e^eta,
 * with Efron's or Breslow's handling of ties as in the fit.
 *
 * @source Breslow 1972, JRSS B 34:216
 */
export const coxBaseline = (fit: FittedCox, covariates: "zero" | "means" = "zero"): CoxBaseline => {
  const { sets, coefficients } = fit;
  const { hazard } = hazardSteps(fit);
  const shift =
    covariates === "means" ? 0 : coefficients.reduce((sum, one, k) => sum - one * sets.means[k]!, 0);
  const groups = ascendingGroups(fit);
  const cumulativeHazard = new Float64Array(groups.length);
  let sum = 0;
  for (const [at, group] of groups.entries()) {
    if (at > 0 && sets.groupStratum[group] !== sets.groupStratum[groups[at - 1]!]) sum = 0;
    sum += hazard[group]! * Math.exp(shift);
    cumulativeHazard[at] = sum;
  }
  return {
    time: Float64Array.from(groups, (group) => timeOf(fit, group)),
    stratum: Int32Array.from(groups, (group) => sets.groupStratum[group]!),
    cumulativeHazard,
  };
};

export interface PredictedCurve {
  readonly time: Float64Array;
  readonly survival: Float64Array;
  /** of the cumulative hazard, which is that of log survival */
  readonly cumulativeHazardStandardError: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly convention: { readonly interval: SurvivalIntervalScale; readonly level: number };
}

/**
 * Survival that a fit predicts for given covariates: exp(-H0(t) e^eta). The variance of the cumulative hazard
 * adds that of the steps for known coefficients and that of the coefficients.
 *
 * @param covariates length p, on the scale of the design
 * @source Tsiatis 1981, Ann Stat 9:93; Link 1984, Biometrics 40:601; Therneau and Grambsch 2000, section 10.2
 */
export const coxPredictedCurve = (
  fit: FittedCox,
  covariates: ArrayLike<number>,
  options: {
    readonly stratum?: number;
    readonly interval?: SurvivalIntervalScale;
    readonly level?: number;
  } = {},
): PredictedCurve => {
  const { stratum = 0, interval = "log", level = 0.95 } = options;
  const { sets, coefficients, naiveCovariance } = fit;
  const { p } = sets;
  const steps = hazardSteps(fit);
  const centred = Float64Array.from({ length: p }, (_, k) => covariates[k]! - sets.means[k]!);
  const relative = Math.exp(centred.reduce((sum, one, k) => sum + one * coefficients[k]!, 0));
  const groups = ascendingGroups(fit).filter((group) => sets.groupStratum[group] === stratum);
  const z = normal.quantile((1 + level) / 2);
  const curve = {
    time: Float64Array.from(groups, (group) => timeOf(fit, group)),
    survival: new Float64Array(groups.length),
    cumulativeHazardStandardError: new Float64Array(groups.length),
    low: new Float64Array(groups.length),
    high: new Float64Array(groups.length),
  };
  const shift = new Float64Array(p);
  let hazard = 0;
  let known = 0;
  for (const [at, group] of groups.entries()) {
    hazard += steps.hazard[group]!;
    known += steps.variance[group]!;
    let estimated = 0;
    for (let k = 0; k < p; k++)
      shift[k]! += centred[k]! * steps.hazard[group]! - steps.meanHazard[group * p + k]!;
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++) estimated += shift[j]! * naiveCovariance[j * p + k]! * shift[k]!;
    const survival = Math.exp(-hazard * relative);
    const error = relative * Math.sqrt(known + estimated);
    setSurvivalInterval(curve.low, curve.high, at, survival, error, z, interval);
    curve.survival[at] = survival;
    curve.cumulativeHazardStandardError[at] = error;
  }
  return { ...curve, convention: { interval, level } };
};
