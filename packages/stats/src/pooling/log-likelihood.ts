import { type PooledEffect, tauSquaredOf } from "./pool.ts";
import { projectAt } from "./projector.ts";
import { type Moderators, type Studies, studiesOf } from "./studies.ts";

export interface LogLikelihood {
  readonly logLikelihood: number;
  /** -2 (logLikelihood - that of the model with one parameter a study); for REML -2 logLikelihood */
  readonly deviance: number;
  readonly aic: number;
  readonly bic: number;
  /** Akaike's criterion with the small-sample correction of Hurvich and Tsai */
  readonly aicc: number;
}

const criteria = (logLikelihood: number, deviance: number, parameters: number, n: number): LogLikelihood => {
  const size = Math.max(n, parameters + 2);
  return {
    logLikelihood,
    deviance,
    aic: -2 * logLikelihood + 2 * parameters,
    bic: -2 * logLikelihood + parameters * Math.log(n),
    aicc: -2 * logLikelihood + (2 * parameters * size) / (size - parameters - 1),
  };
};

/**
 * Log-likelihood of a fit and of its residuals (restricted), with their information criteria; a fit by another
 * estimator than (RE)ML is taken at its own tau2.
 *
 * @source Harville 1977, J Am Stat Assoc 72:320
 */
export const logLikelihoodOf = (
  fit: PooledEffect,
  effects: Float64Array,
  variances: Float64Array,
  moderators?: Moderators,
): { readonly ml: LogLikelihood; readonly reml: LogLikelihood } | null => {
  const studies = studiesOf(effects, variances, moderators);
  return studies.ok ? ofStudies(fit, studies.value, moderators) : null;
};

const ofStudies = (
  fit: PooledEffect,
  studies: Studies,
  moderators?: Moderators,
): { readonly ml: LogLikelihood; readonly reml: LogLikelihood } => {
  const { k, p, y, v } = studies;
  const tauSquared = tauSquaredOf(fit);
  const at = projectAt(studies, tauSquared);
  let squares = 0;
  let logVariances = 0;
  let saturated = 0;
  for (let i = 0; i < k; i++) {
    let fitted = 0;
    for (let column = 0; column < p; column++)
      fitted += (moderators?.values[i * p + column] ?? 1) * fit.coefficients[column]!.estimate;
    squares += at.weights[i]! * (y[i]! - fitted) ** 2;
    logVariances += Math.log(v[i]! + tauSquared);
    saturated += Math.log(v[i]!);
  }
  const logTwoPi = Math.log(2 * Math.PI);
  const parameters = p + (fit.tauSquared === null ? 0 : 1);
  const ml = -0.5 * (k * logTwoPi + logVariances + squares);
  // log |X'WX| - log |X'X| is log |Q'WQ| of the orthonormal columns
  const constant = studies.q === null ? studies.logDeterminant : 0;
  const reml = -0.5 * ((k - p) * logTwoPi - constant + logVariances + at.logDeterminant + squares);
  return {
    ml: criteria(ml, -2 * ml - (k * logTwoPi + saturated), parameters, k),
    reml: criteria(reml, -2 * reml, parameters, k - p),
  };
};
