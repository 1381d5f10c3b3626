import { relativeRisks, riskSums, type SubdistributionCohort } from "./subdistribution-cohort.ts";

/**
 * What each observation adds to the score of a subdistribution regression: eta_i, its weighted score residual, and
 * psi_i, its influence on the estimate of remaining uncensored.
 *
 * @returns eta_i + psi_i of each position, n x p
 * @source Fine and Gray 1999, JASA 94:496, section 3
 */
export const fineGrayInfluences = (
  cohort: SubdistributionCohort,
  coefficients: Float64Array,
): Float64Array => {
  const { n, p, x, group, groups, kind, censoringFree, censored, atRisk } = cohort;
  const risk = relativeRisks(cohort, coefficients);
  const { s0, s1 } = riskSums(cohort, risk, false);
  const deaths = new Float64Array(groups);
  for (let at = 0; at < n; at++) if (kind[at] === 1) deaths[group[at]!]!++;
  // Running sums of the hazard and of mean times hazard, plain and weighted by G(t-).
  const hazard = new Float64Array(groups + 1);
  const meanHazard = new Float64Array((groups + 1) * p);
  const weighted = new Float64Array(groups + 1);
  const meanWeighted = new Float64Array((groups + 1) * p);
  for (let g = 0; g < groups; g++) {
    const h = deaths[g]! / s0[g]!;
    hazard[g + 1] = hazard[g]! + h;
    weighted[g + 1] = weighted[g]! + censoringFree[g]! * h;
    for (let k = 0; k < p; k++) {
      const mean = (s1[g * p + k]! / s0[g]!) * h;
      meanHazard[(g + 1) * p + k] = meanHazard[g * p + k]! + mean;
      meanWeighted[(g + 1) * p + k] = meanWeighted[g * p + k]! + censoringFree[g]! * mean;
    }
  }
  const influence = new Float64Array(n * p);
  // q(u): what the weights of those with another cause before u add to the score from u on.
  const q = new Float64Array(groups * p);
  for (let at = 0; at < n; at++) {
    const g = group[at]!;
    const r = risk[at]!;
    const factor = kind[at] === 2 ? r / censoringFree[g]! : 0;
    for (let k = 0; k < p; k++) {
      const covariate = x[at * p + k]!;
      const own = kind[at] === 1 ? covariate - s1[g * p + k]! / s0[g]! : 0;
      const after =
        covariate * (weighted[groups]! - weighted[g + 1]!) -
        (meanWeighted[groups * p + k]! - meanWeighted[(g + 1) * p + k]!);
      influence[at * p + k] =
        own - r * (covariate * hazard[g + 1]! - meanHazard[(g + 1) * p + k]!) - factor * after;
    }
  }
  const before = new Float64Array(p);
  let beforeRisk = 0;
  for (let at = 0, g = 0; g < groups; g++) {
    // As the paper has it, I(s >= u > X_i): failures from u on, of those gone strictly before u.
    for (let k = 0; k < p; k++)
      q[g * p + k] =
        before[k]! * (weighted[groups]! - weighted[g]!) -
        beforeRisk * (meanWeighted[groups * p + k]! - meanWeighted[g * p + k]!);
    for (; at < n && group[at] === g; at++) {
      if (kind[at] !== 2) continue;
      const r = risk[at]! / censoringFree[g]!;
      beforeRisk += r;
      for (let k = 0; k < p; k++) before[k]! += r * x[at * p + k]!;
    }
  }
  // psi_i = integral of q / (number at risk) dM of the censoring process.
  const running = new Float64Array(p);
  for (let at = 0, g = 0; g < groups; g++) {
    const hazardOfCensoring = censored[g]! / atRisk[g]!;
    for (let k = 0; k < p; k++) running[k]! += (q[g * p + k]! / atRisk[g]!) * hazardOfCensoring;
    for (; at < n && group[at] === g; at++)
      for (let k = 0; k < p; k++)
        influence[at * p + k]! += (kind[at] === 0 ? q[g * p + k]! / atRisk[g]! : 0) - running[k]!;
  }
  return influence;
};
