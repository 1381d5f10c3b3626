import { riskOf } from "./cox-partial-likelihood.ts";
import type { RiskSets } from "./cox-risk-sets.ts";
import { visitDeathTimes } from "./death-times.ts";

/** What residuals, baselines and tests need of a fit. */
export interface FittedCox {
  readonly sets: RiskSets;
  readonly coefficients: Float64Array;
  readonly naiveCovariance: Float64Array;
  readonly ties: "efron" | "breslow";
}

/**
 * The baseline hazard of a fit, in steps: one element for each run of equal times of the risk sets (0 where
 * nobody fails), with the covariates at their means. Arrays with p numbers a step are row-major.
 */
export interface HazardSteps {
  readonly hazard: Float64Array;
  /** hazard times the mean covariates of the risk set, p a step */
  readonly meanHazard: Float64Array;
  /** sum of weight / (risk)^2: variance of the hazard for known coefficients */
  readonly variance: Float64Array;
  /** the share of the step that those bear who fail at it: less than the whole under Efron's ties */
  readonly deathHazard: Float64Array;
  readonly deathMeanHazard: Float64Array;
  /** mean covariates that a failure is compared with, p a step */
  readonly mean: Float64Array;
  /** e^eta by position, without weights */
  readonly relativeRisk: Float64Array;
}

/** Computes all steps in one walk. @source Therneau and Grambsch 2000, Modeling Survival Data, section 3.4 and appendix */
export const hazardSteps = ({ sets, coefficients, ties }: FittedCox): HazardSteps => {
  const { n, p, groupEnd, weight } = sets;
  const groups = groupEnd.length;
  const { risk } = riskOf(sets, coefficients);
  const steps: HazardSteps = {
    hazard: new Float64Array(groups),
    meanHazard: new Float64Array(groups * p),
    variance: new Float64Array(groups),
    deathHazard: new Float64Array(groups),
    deathMeanHazard: new Float64Array(groups * p),
    mean: new Float64Array(groups * p),
    relativeRisk: new Float64Array(n),
  };
  for (let at = 0; at < n; at++) steps.relativeRisk[at] = risk[at]! / weight[at]!;
  visitDeathTimes(sets, risk, false, ({ group, deaths, deathWeight, s0, s1, d0, d1 }) => {
    const parts = ties === "efron" ? deaths : 1;
    for (let part = 0; part < parts; part++) {
      const share = part / deaths;
      const total = s0 - share * d0;
      const increment = deathWeight / parts / total;
      steps.hazard[group]! += increment;
      steps.variance[group]! += increment / total;
      steps.deathHazard[group]! += (1 - share) * increment;
      for (let k = 0; k < p; k++) {
        const mean = (part === 0 ? s1[k]! : s1[k]! - share * d1[k]!) / total;
        steps.meanHazard[group * p + k]! += mean * increment;
        steps.deathMeanHazard[group * p + k]! += (1 - share) * mean * increment;
        steps.mean[group * p + k]! += mean / parts;
      }
    }
  });
  return steps;
};

/**
 * Visits each observation with the hazard it bore while at risk, start to stop, at the means of the covariates:
 * `hazard`, and `meanHazard` (p numbers, reused). Its own failure bears the reduced share.
 */
export const visitExposures = (
  sets: RiskSets,
  steps: HazardSteps,
  visit: (position: number, group: number, hazard: number, meanHazard: Float64Array) => void,
): void => {
  const { p, groupEnd, groupStratum, stop, start, event } = sets;
  const groups = groupEnd.length;
  const cumulative = new Float64Array(groups + 1);
  const cumulativeMean = new Float64Array((groups + 1) * p);
  const meanHazard = new Float64Array(p);
  for (let last = groups - 1; last >= 0; ) {
    // One stratum: groups first..last, the earliest time last.
    let first = last;
    while (first > 0 && groupStratum[first - 1] === groupStratum[last]) first--;
    let hazard = 0;
    const running = new Float64Array(p);
    for (let group = last; group >= first; group--) {
      hazard += steps.hazard[group]!;
      cumulative[group] = hazard;
      for (let k = 0; k < p; k++) {
        running[k]! += steps.meanHazard[group * p + k]!;
        cumulativeMean[group * p + k] = running[k]!;
      }
    }
    const timeOf = (group: number): number => stop[groupEnd[group]! - 1]!;
    for (let group = first; group <= last; group++) {
      for (let at = group === 0 ? 0 : groupEnd[group - 1]!; at < groupEnd[group]!; at++) {
        let before = last + 1;
        if (start !== null) {
          // the earliest group whose time lies beyond the start; groups after it in number came before
          let low = first;
          let high = last + 1;
          while (low < high) {
            const middle = (low + high) >> 1;
            if (timeOf(middle) > start[at]!) low = middle + 1;
            else high = middle;
          }
          before = low;
        }
        const known = before <= last;
        const died = event[at] === 1;
        const shortfall = died ? steps.deathHazard[group]! - steps.hazard[group]! : 0;
        for (let k = 0; k < p; k++)
          meanHazard[k] =
            cumulativeMean[group * p + k]! -
            (known ? cumulativeMean[before * p + k]! : 0) +
            (died ? steps.deathMeanHazard[group * p + k]! - steps.meanHazard[group * p + k]! : 0);
        visit(at, group, cumulative[group]! - (known ? cumulative[before]! : 0) + shortfall, meanHazard);
      }
    }
    last = first - 1;
  }
};
