import { err, ok, type Result } from "@erbium/model";
import { chiSquared, fisherF, normal, studentT } from "@erbium/numerics";
import { kenwardRoger } from "./kenward-roger.ts";
import { type Projector, project, projectAt, robustCovariance, sandwich, traceOf } from "./projector.ts";
import { type Moderators, type Studies, studiesOf } from "./studies.ts";
import type { StoppingRule } from "./tau-squared/likelihood.ts";
import { dersimonianLaird } from "./tau-squared/moments.ts";
import { estimateTauSquared, type TauSquared, type TauSquaredMethod } from "./tau-squared/tau-squared.ts";
import type { TestConvention } from "./test-convention.ts";

export interface PoolOptions {
  /** `common`: one true effect, tau2 = 0; else random effects, tau2 by this estimator. REML where left out */
  readonly method?: "common" | TauSquaredMethod;
  /** normal where left out */
  readonly test?: TestConvention;
  /** two-sided coverage, 0.95 where left out */
  readonly level?: number;
  /** a meta-regression on these */
  readonly moderators?: Moderators;
  /** tau2 given instead of estimated */
  readonly tauSquared?: number;
  /** ends the search of ML and REML early, as other software does; to the last digit where left out */
  readonly stopping?: StoppingRule;
  /** weights given instead of inverse variances: the estimate stays unbiased, its variance is the sandwich */
  readonly weights?: Float64Array;
}

export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  /** estimate / standard error */
  readonly statistic: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

/** How far the effects lie apart beyond chance. */
export interface Heterogeneity {
  /** Cochran's Q with the weights 1/v_i (of the residuals, where there are moderators) */
  readonly q: number;
  readonly df: number;
  readonly p: number;
  /** share of the variability that is not chance, percent: tau2 / (tau2 + typical v); by Q where tau2 is not estimated */
  readonly iSquared: number;
  /** 1 / (1 - I2) */
  readonly hSquared: number;
}

export interface PooledEffect {
  /** studies and coefficients */
  readonly k: number;
  readonly p: number;
  readonly method: "common" | TauSquaredMethod;
  readonly test: TestConvention;
  readonly level: number;
  /** the pooled effect (named `intercept`), or one coefficient a moderator */
  readonly coefficients: readonly Coefficient[];
  /** of the coefficients, p x p, row-major */
  readonly covariance: Float64Array;
  /** of the tests and intervals; infinite for the normal */
  readonly degreesOfFreedom: number;
  /** null for a common effect */
  readonly tauSquared: TauSquared | null;
  readonly heterogeneity: Heterogeneity;
  /** test that all coefficients but the intercept are 0, or the intercept where it is alone */
  readonly omnibus: {
    readonly statistic: number;
    readonly df: number;
    /** infinite: chi-squared; else F */
    readonly df2: number;
    readonly p: number;
  };
  /** 1 / (v_i + tau2) or as given, length k, not scaled */
  readonly weights: Float64Array;
}

/** The first coefficient: the pooled effect where there are no moderators. */
export const pooled = (fit: PooledEffect): Coefficient => fit.coefficients[0] as Coefficient;

/** tau2 of a fit; 0 for a common effect. */
export const tauSquaredOf = (fit: PooledEffect): number => fit.tauSquared?.value ?? 0;

/**
 * Pools study effects: common effect, random effects, meta-regression.
 *
 * `y_i ~ N(x_i b, v_i + tau2)`, b by weighted least squares with weights 1 / (v_i + tau2).
 *
 * @param effects   on the analysis scale (logarithm of a ratio, transformed proportion, difference), length k
 * @param variances sampling variances, all > 0, length k
 * @returns the fit; refusals: those of {@link studiesOf}, `one-study` (nothing lies between the studies to
 *          estimate tau2 from), `level-not-a-share`, `negative-tau-squared`, `test-needs-intercept`
 * @source Borenstein, Hedges, Higgins and Rothstein 2010, Res Synth Methods 1:97; Viechtbauer 2010, J Stat
 *         Softw 36(3); agrees with metafor 3.8 `rma`
 */
export const pool = (
  effects: Float64Array,
  variances: Float64Array,
  options: PoolOptions = {},
): Result<PooledEffect> => {
  const studies = studiesOf(effects, variances, options.moderators);
  return studies.ok ? poolStudies(studies.value, options) : studies;
};

/** {@link pool} of studies that are checked already. */
export const poolStudies = (studies: Studies, options: PoolOptions): Result<PooledEffect> => {
  const { k, p } = studies;
  const { method = "REML", test = "normal", level = 0.95 } = options;
  if (!(level > 0 && level < 1))
    return err({
      code: "level-not-a-share",
      message: `the level ${level} is not between 0 and 1`,
      remedy: "give the coverage as a share: 0.95",
    });
  if (options.tauSquared !== undefined && !(options.tauSquared >= 0))
    return err({
      code: "negative-tau-squared",
      message: `tau2 is given as ${options.tauSquared}`,
      remedy: "a variance is zero or more",
    });
  if (k === p && ((method !== "common" && options.tauSquared === undefined) || test !== "normal"))
    return err({
      code: k === 1 ? "one-study" : "too-few-studies",
      message: `${k} ${k === 1 ? "study leaves" : "studies leave"} nothing to estimate ${
        method === "common" ? "the scatter" : "tau2"
      } from beside ${p} ${p === 1 ? "coefficient" : "coefficients"}`,
      remedy: 'add studies, or take method "common" with the normal test',
    });
  if (test === "kenward-roger" && studies.q !== null)
    return err({
      code: "test-needs-intercept",
      message: "the Kenward-Roger test is there for one pooled effect, not for a meta-regression",
      remedy: "take the test hartung-knapp",
    });
  const tauSquared: TauSquared | null =
    method === "common"
      ? null
      : options.tauSquared === undefined
        ? estimateTauSquared(studies, method, options.weights, options.stopping)
        : { method, value: options.tauSquared, standardError: null, iterations: 0 };
  if (tauSquared === null && method !== "common")
    return err({
      code: "not-converged",
      message: `Fisher scoring did not settle in ${options.stopping?.steps} steps`,
      remedy: "leave the stopping rule out",
    });
  const value = tauSquared?.value ?? 0;
  const atZero = projectAt(studies, 0);
  const inverseVariance = value === 0 ? atZero : projectAt(studies, value);
  const given = options.weights ?? (method === "GENQ" ? atZero.weights : undefined);
  const fit = given === undefined ? inverseVariance : project(studies, given);
  const covariance =
    given === undefined
      ? fit.inverse
      : robustCovariance(
          studies,
          fit,
          studies.v.map((one) => one + value),
        );
  const spread = errorOf(studies, inverseVariance, covariance, test, level);
  return ok(
    assemble(studies, { method, test, level, tauSquared, fit, atZero, ...spread, weights: fit.weights }),
  );
};

interface Spread {
  /** of the orthonormal columns' coefficients */
  readonly covariance: Float64Array;
  readonly degreesOfFreedom: number;
}

/** The covariance and degrees of freedom that a test convention takes. */
const errorOf = (
  studies: Studies,
  inverseVariance: Projector,
  covariance: Float64Array,
  test: TestConvention,
  level: number,
): Spread => {
  const df = studies.k - studies.p;
  if (test === "normal") return { covariance, degreesOfFreedom: Number.POSITIVE_INFINITY };
  if (test === "t") return { covariance, degreesOfFreedom: df };
  if (test === "kenward-roger") {
    const adjusted = kenwardRoger(inverseVariance.weights);
    return { covariance: Float64Array.of(adjusted.variance), degreesOfFreedom: adjusted.df };
  }
  const scale = inverseVariance.residualSumOfSquares / df;
  const scaled = { covariance: covariance.map((one) => one * scale), degreesOfFreedom: df };
  if (test === "hartung-knapp" || scale >= 1) {
    if (test !== "hartung-knapp-wider" && test !== "hartung-knapp-iqwig6") return scaled;
  } else if (test === "hartung-knapp-at-least-1") return { covariance, degreesOfFreedom: df };
  const normalQuantile = normal.upperQuantile((1 - level) / 2);
  const reach = studentT.upperQuantile((1 - level) / 2, df) * Math.sqrt(scale * covariance[0]!);
  if (test === "hartung-knapp-wider")
    return reach >= normalQuantile * Math.sqrt(covariance[0]!)
      ? scaled
      : { covariance, degreesOfFreedom: Number.POSITIVE_INFINITY };
  const momentFit = projectAt(studies, dersimonianLaird(studies).value);
  return reach >= normalQuantile * Math.sqrt(momentFit.inverse[0]!)
    ? scaled
    : { covariance: scale >= 1 ? scaled.covariance : covariance, degreesOfFreedom: df };
};

const assemble = (
  studies: Studies,
  parts: Spread & {
    readonly method: "common" | TauSquaredMethod;
    readonly test: TestConvention;
    readonly level: number;
    readonly tauSquared: TauSquared | null;
    readonly fit: Projector;
    readonly atZero: Projector;
    readonly weights: Float64Array;
  },
): PooledEffect => {
  const { k, p, back, names, intercept } = studies;
  const { method, test, level, tauSquared, fit, atZero, degreesOfFreedom, weights } = parts;
  const covariance = studies.q === null ? parts.covariance : sandwich(back, parts.covariance, p);
  const infinite = degreesOfFreedom === Number.POSITIVE_INFINITY;
  const tail = (1 - level) / 2;
  const critical = infinite ? normal.upperQuantile(tail) : studentT.upperQuantile(tail, degreesOfFreedom);
  const coefficients: Coefficient[] = [];
  for (let row = 0; row < p; row++) {
    let estimate = 0;
    for (let column = row; column < p; column++)
      estimate += back[row * p + column]! * fit.coefficients[column]!;
    const standardError = Math.sqrt(covariance[row * p + row]!);
    const statistic = estimate / standardError;
    coefficients.push({
      name: names[row] as string,
      estimate,
      standardError,
      statistic,
      p: infinite ? normal.twoSided(statistic) : studentT.twoSided(statistic, degreesOfFreedom),
      low: estimate - critical * standardError,
      high: estimate + critical * standardError,
    });
  }
  return {
    k,
    p,
    method,
    test,
    level,
    coefficients,
    covariance,
    degreesOfFreedom,
    tauSquared,
    heterogeneity: heterogeneityOf(studies, atZero, tauSquared),
    omnibus: omnibusOf(coefficients, covariance, intercept, degreesOfFreedom),
    weights,
  };
};

/** Q, I2 and H2; the typical variance is `(k - p) / tr(P)` with the weights 1/v_i (Higgins and Thompson 2002). */
const heterogeneityOf = (
  studies: Studies,
  atZero: Projector,
  tauSquared: TauSquared | null,
): Heterogeneity => {
  const df = studies.k - studies.p;
  const q = atZero.residualSumOfSquares;
  const p = df === 0 ? 1 : chiSquared.survival(q, df);
  if (df === 0) return { q: 0, df, p, iSquared: 0, hSquared: 1 };
  if (tauSquared === null)
    return { q, df, p, iSquared: q > 0 ? Math.max(0, (100 * (q - df)) / q) : 0, hSquared: q / df };
  const typical = df / traceOf(studies, atZero);
  return {
    q,
    df,
    p,
    iSquared: (100 * tauSquared.value) / (tauSquared.value + typical),
    hSquared: tauSquared.value / typical + 1,
  };
};

const omnibusOf = (
  coefficients: readonly Coefficient[],
  covariance: Float64Array,
  intercept: number | null,
  df2: number,
): PooledEffect["omnibus"] => {
  const size = coefficients.length;
  const tested = coefficients.map((_, at) => at).filter((at) => size === 1 || at !== intercept);
  const df = tested.length;
  const infinite = df2 === Number.POSITIVE_INFINITY;
  const sum = waldStatistic(coefficients, covariance, tested);
  const statistic = infinite ? sum : sum / df;
  return {
    statistic,
    df,
    df2,
    p: infinite ? chiSquared.survival(sum, df) : fisherF.survival(statistic, df, df2),
  };
};

/** b' V^-1 b of some coefficients, by elimination on the correlations (which keeps unlike scales apart). */
const waldStatistic = (
  coefficients: readonly Coefficient[],
  covariance: Float64Array,
  tested: readonly number[],
): number => {
  const size = coefficients.length;
  const n = tested.length;
  const z = tested.map((at) => coefficients[at]!.statistic);
  const correlation = tested.map((row) =>
    tested.map(
      (column) =>
        covariance[row * size + column]! /
        (coefficients[row]!.standardError * coefficients[column]!.standardError),
    ),
  );
  let sum = 0;
  for (let at = 0; at < n; at++) {
    const pivot = correlation[at]![at]!;
    sum += z[at]! ** 2 / pivot;
    for (let row = at + 1; row < n; row++) {
      const factor = correlation[row]![at]! / pivot;
      z[row]! -= factor * z[at]!;
      for (let column = at; column < n; column++)
        correlation[row]![column]! -= factor * correlation[at]![column]!;
    }
  }
  return sum;
};
