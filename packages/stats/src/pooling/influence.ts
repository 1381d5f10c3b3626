import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskySolve, logDeterminant } from "@erbium/numerics";
import { type PooledEffect, type PoolOptions, pool, tauSquaredOf } from "./pool.ts";
import type { Moderators } from "./studies.ts";
import type { TestConvention } from "./test-convention.ts";

/** What one study does to the fit; all from fits without it. */
export interface Influence {
  /**
   * its effect less the fit of the others, and the standard error of that; by Hartung and Knapp the scatter of the
   * others scales all of it, the study's own variance too
   */
  readonly deletedResidual: number;
  readonly deletedStandardError: number;
  /** its residual from the fit of the others, in its own standard errors (externally studentised) */
  readonly studentisedResidual: number;
  /** standardised change of its own fitted effect when it is left out */
  readonly dffits: number;
  /** squared distance by which all coefficients move, in their standard errors */
  readonly cooksDistance: number;
  /** determinant of the coefficients' covariance without it over that with it */
  readonly covarianceRatio: number;
  readonly tauSquaredWithout: number;
  readonly qWithout: number;
  /** share of its own effect in its fitted one */
  readonly leverage: number;
  /** share of the weights, percent */
  readonly weight: number;
}

const rowOf = (moderators: Moderators | undefined, study: number, p: number): Float64Array =>
  moderators === undefined ? Float64Array.of(1) : moderators.values.subarray(study * p, (study + 1) * p);

const quadratic = (x: Float64Array, matrix: Float64Array): number => {
  const p = x.length;
  let sum = 0;
  for (let row = 0; row < p; row++)
    for (let column = 0; column < p; column++) sum += x[row]! * matrix[row * p + column]! * x[column]!;
  return sum;
};

/** The factor of a covariance of coefficients; any scale of a moderator is taken. */
const factorOf = (covariance: Float64Array, p: number): Float64Array =>
  cholesky(covariance, p, 0) ?? new Float64Array(p * p).fill(Number.NaN);

/** The fit without one study: its row of the moderators is left out too. */
const without = <T extends { readonly moderators?: Moderators }>(options: T, study: number, p: number): T =>
  options.moderators === undefined
    ? options
    : {
        ...options,
        moderators: {
          names: options.moderators.names,
          values: options.moderators.values.filter((_, at) => Math.floor(at / p) !== study),
        },
      };

const scalesVariance = (test: TestConvention | undefined): boolean =>
  test?.startsWith("hartung-knapp") ?? false;

const fittedAt = (fit: PooledEffect, x: Float64Array): number =>
  fit.coefficients.reduce((sum, { estimate }, at) => sum + x[at]! * estimate, 0);

/**
 * Influence diagnostics of each study, by fits without it.
 *
 * @returns one entry a study, null where the others can not be fitted without it; refuses fewer than three
 *          studies
 * @source Viechtbauer and Cheung 2010, Res Synth Methods 1:112; agrees with metafor 3.8 `influence`
 */
export const influenceOf = (
  effects: Float64Array,
  variances: Float64Array,
  options: Omit<PoolOptions, "weights"> = {},
): Result<readonly (Influence | null)[]> => {
  const full = pool(effects, variances, options);
  if (!full.ok) return full;
  const { k, p, covariance, coefficients, weights } = full.value;
  if (k - 1 <= p && options.method !== "common")
    return err({
      code: "too-few-studies",
      message: `of ${k} studies none can be left out of a fit with ${p} coefficients`,
      remedy: "add studies",
    });
  const { moderators } = options;
  const model = scalesVariance(options.test)
    ? pool(effects, variances, { ...options, test: "normal" })
    : full;
  if (!model.ok) return model;
  const total = weights.reduce((sum, one) => sum + one, 0);
  const factor = factorOf(covariance, p);
  const one = (study: number): Influence | null => {
    const keep = (_: number, at: number): boolean => at !== study;
    const others = [effects.filter(keep), variances.filter(keep)] as const;
    const asked = without(options, study, p);
    const rest = pool(...others, asked);
    const unscaled = scalesVariance(options.test) ? pool(...others, { ...asked, test: "normal" }) : rest;
    if (!rest.ok || !unscaled.ok) return null;
    const x = rowOf(moderators, study, p);
    const tauSquaredWithout = tauSquaredOf(rest.value);
    const spread = variances[study]! + tauSquaredWithout;
    const variance = quadratic(x, rest.value.covariance);
    const scale = variance / quadratic(x, unscaled.value.covariance);
    const difference = Float64Array.from(
      coefficients,
      ({ estimate }, at) => estimate - rest.value.coefficients[at]!.estimate,
    );
    const leverage = weights[study]! * quadratic(x, model.value.covariance);
    const move = choleskySolve(factor, p, difference);
    const deletedResidual = effects[study]! - fittedAt(rest.value, x);
    const deletedStandardError = Math.sqrt(scale * spread + variance);
    return {
      deletedResidual,
      deletedStandardError,
      studentisedResidual: deletedResidual / deletedStandardError,
      dffits: (fittedAt(full.value, x) - fittedAt(rest.value, x)) / Math.sqrt(leverage * scale * spread),
      cooksDistance: difference.reduce((sum, value, at) => sum + value * move[at]!, 0),
      covarianceRatio: Math.exp(
        logDeterminant(factorOf(rest.value.covariance, p), p) - logDeterminant(factor, p),
      ),
      tauSquaredWithout,
      qWithout: rest.value.heterogeneity.q,
      leverage,
      weight: (100 * weights[study]!) / total,
    };
  };
  return ok(Array.from(effects, (_, study) => one(study)));
};

export interface BaujatPoint {
  /** contribution to Q: squared residual over the variance */
  readonly heterogeneity: number;
  /** squared standardised change of its own fitted effect when the study is left out */
  readonly influence: number;
}

/**
 * The points of Baujat's plot, on the weights of the fit itself; with moderators by the study's own fitted effect.
 *
 * @returns refusals as {@link pool}, also of a fit without one of the studies
 * @source Baujat, Mahe, Pignon and Hill 2002, Stat Med 21:2641; agrees with metafor 3.8 `baujat`
 */
export const baujat = (
  effects: Float64Array,
  variances: Float64Array,
  options: Omit<PoolOptions, "weights"> = {},
): Result<readonly BaujatPoint[]> => {
  const full = pool(effects, variances, options);
  if (!full.ok) return full;
  const { p } = full.value;
  const points: BaujatPoint[] = [];
  for (let study = 0; study < effects.length; study++) {
    const keep = (_: number, at: number): boolean => at !== study;
    const rest = pool(effects.filter(keep), variances.filter(keep), without(options, study, p));
    if (!rest.ok) return rest;
    const x = rowOf(options.moderators, study, p);
    const fitted = fittedAt(full.value, x);
    points.push({
      heterogeneity: (effects[study]! - fitted) ** 2 / (variances[study]! + tauSquaredOf(full.value)),
      influence: (fitted - fittedAt(rest.value, x)) ** 2 / quadratic(x, rest.value.covariance),
    });
  }
  return ok(points);
};
