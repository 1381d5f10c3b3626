import { type FittedCox, hazardSteps, visitExposures } from "./cox-hazard-steps.ts";

export interface CoxResiduals {
  /** events less expected events, one a row of the data */
  readonly martingale: Float64Array;
  /** signed root of the deviance, one a row */
  readonly deviance: Float64Array;
  /** contribution to the score, n x p, row-major */
  readonly score: Float64Array;
  /** approximate change of the coefficients through the row, n x p */
  readonly dfbeta: Float64Array;
  /** covariates of each failure less those expected, events x p, in order of strata and time */
  readonly schoenfeld: Float64Array;
  /** row of each failure, and its time, in that order */
  readonly schoenfeldRow: Uint32Array;
  readonly schoenfeldTime: Float64Array;
}

/**
 * Residuals of a Cox fit.
 *
 * Martingale: N_i - H_i. Deviance: sign(M) sqrt(-2 (M + N log(N - M))). Score: integral of (x_i - mean(t)) dM_i.
 * dfbeta: weight * score * inverse information. Schoenfeld: x_i - mean(t_i) at each failure.
 *
 * @source Therneau, Grambsch and Fleming 1990, Biometrika 77:147; Schoenfeld 1982, Biometrika 69:239
 */
export const coxResiduals = (fit: FittedCox): CoxResiduals => {
  const { sets, naiveCovariance } = fit;
  const { n, p, row, event, x, weight, groupEnd, stop } = sets;
  const steps = hazardSteps(fit);
  const martingale = new Float64Array(n);
  const deviance = new Float64Array(n);
  const score = new Float64Array(n * p);
  const dfbeta = new Float64Array(n * p);
  visitExposures(sets, steps, (at, group, hazard, meanHazard) => {
    const to = row[at]!;
    const died = event[at]!;
    const relative = steps.relativeRisk[at]!;
    const residual = died - relative * hazard;
    martingale[to] = residual;
    deviance[to] =
      Math.sign(residual) *
      Math.sqrt(Math.max(0, -2 * (residual + (died === 1 ? Math.log(1 - residual) : 0))));
    for (let k = 0; k < p; k++) {
      const covariate = x[at * p + k]!;
      const expected = relative * (covariate * hazard - meanHazard[k]!);
      score[to * p + k] = (died === 1 ? covariate - steps.mean[group * p + k]! : 0) - expected;
    }
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += score[to * p + k]! * naiveCovariance[k * p + j]!;
      dfbeta[to * p + j] = weight[at]! * sum;
    }
  });
  const failures: { at: number; group: number }[] = [];
  for (let group = groupEnd.length - 1; group >= 0; group--)
    for (let at = groupEnd[group]! - 1; at >= (groupEnd[group - 1] ?? 0); at--)
      if (event[at] === 1) failures.push({ at, group });
  // Strata in their order, times ascending, ties in order of the rows.
  failures.sort(
    (a, b) =>
      sets.groupStratum[a.group]! - sets.groupStratum[b.group]! ||
      stop[a.at]! - stop[b.at]! ||
      row[a.at]! - row[b.at]!,
  );
  const schoenfeld = new Float64Array(failures.length * p);
  for (const [index, { at, group }] of failures.entries())
    for (let k = 0; k < p; k++) schoenfeld[index * p + k] = x[at * p + k]! - steps.mean[group * p + k]!;
  return {
    martingale,
    deviance,
    score,
    dfbeta,
    schoenfeld,
    schoenfeldRow: Uint32Array.from(failures, ({ at }) => row[at]!),
    schoenfeldTime: Float64Array.from(failures, ({ at }) => stop[at]!),
  };
};

/** dfbeta summed within clusters, clusters x p; every row by itself where there are none. */
export const groupedDfbeta = (fit: FittedCox, cluster?: ArrayLike<number>): Float64Array => {
  const { dfbeta } = coxResiduals(fit);
  if (cluster === undefined) return dfbeta;
  const { n, p } = fit.sets;
  let clusters = 0;
  for (let i = 0; i < n; i++) clusters = Math.max(clusters, cluster[i]! + 1);
  const sums = new Float64Array(clusters * p);
  for (let i = 0; i < n; i++) for (let k = 0; k < p; k++) sums[cluster[i]! * p + k]! += dfbeta[i * p + k]!;
  return sums;
};
