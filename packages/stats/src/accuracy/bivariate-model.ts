import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskyInverse, logDeterminant, minimise, normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { type AccuracyCorrection, type AccuracyTables, correctedTables } from "./accuracy-tables.ts";
import { momentsVariance, residualVariance } from "./bivariate-moments.ts";

/** A symmetric 2 x 2 matrix: logit sensitivity first, logit false positive rate second. */
export interface Covariance2 {
  readonly sensitivity: number;
  readonly falsePositiveRate: number;
  readonly covariance: number;
}

/**
 * How the variances between studies are found: restricted or plain maximum likelihood, moments, residuals, or
 * none (`common`).
 */
export type BivariateMethod = "REML" | "ML" | "moments" | "residuals" | "common";

export interface BivariateOptions {
  readonly method?: BivariateMethod;
  readonly correction?: AccuracyCorrection;
  /** a meta-regression: columns with names, the first of ones where an intercept is wanted */
  readonly moderators?: { readonly names: readonly string[]; readonly values: Float64Array };
  readonly level?: number;
}

export interface BivariateCoefficient {
  readonly outcome: "sensitivity" | "false positive rate";
  readonly name: string;
  /** on the logit scale */
  readonly estimate: number;
  readonly standardError: number;
  readonly z: number;
  readonly pValue: number;
  readonly low: number;
  readonly high: number;
}

export interface BivariateFit {
  readonly method: BivariateMethod;
  readonly k: number;
  /** those of sensitivity, then those of the false positive rate */
  readonly coefficients: readonly BivariateCoefficient[];
  /** of the coefficients, row-major */
  readonly covariance: Float64Array;
  /** between studies; null for a common effect */
  readonly between: Covariance2 | null;
  /** of the logits; null where the method has no likelihood */
  readonly logLikelihood: number | null;
  /** log of the product of p (1 - p) over all proportions: what turns a density of logits into one of proportions */
  readonly logJacobian: number;
  /** coefficients and variance parameters */
  readonly parameters: number;
  readonly level: number;
}

/** Logits of sensitivity and false positive rate with their sampling variances. */
export interface BivariateData {
  readonly k: number;
  readonly sensitivity: Float64Array;
  readonly falsePositiveRate: Float64Array;
  readonly sensitivityVariance: Float64Array;
  readonly falsePositiveRateVariance: Float64Array;
}

interface Fitted {
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly minusLogLikelihood: number;
}

/** Weighted least squares of both logits on the same p columns at one covariance between studies. */
export const fitAt = (
  data: BivariateData,
  design: Float64Array,
  p: number,
  between: Covariance2,
  restricted: boolean,
): Fitted | null => {
  const { k } = data;
  const size = 2 * p;
  const information = new Float64Array(size * size);
  const score = new Float64Array(size);
  let logs = 0;
  let squares = 0;
  for (let i = 0; i < k; i++) {
    const a = data.sensitivityVariance[i]! + between.sensitivity;
    const b = data.falsePositiveRateVariance[i]! + between.falsePositiveRate;
    const determinant = a * b - between.covariance ** 2;
    if (!(determinant > 0 && a > 0)) return null;
    const [waa, wbb, wab] = [b / determinant, a / determinant, -between.covariance / determinant];
    const [y, x] = [data.sensitivity[i]!, data.falsePositiveRate[i]!];
    logs += Math.log(determinant);
    squares += waa * y * y + 2 * wab * y * x + wbb * x * x;
    const [sa, sb] = [waa * y + wab * x, wab * y + wbb * x];
    for (let r = 0; r < p; r++) {
      const left = design[i * p + r]!;
      score[r]! += left * sa;
      score[p + r]! += left * sb;
      for (let c = 0; c < p; c++) {
        const cross = left * design[i * p + c]!;
        information[r * size + c]! += cross * waa;
        information[(p + r) * size + p + c]! += cross * wbb;
        information[r * size + p + c]! += cross * wab;
        information[(p + r) * size + c]! += cross * wab;
      }
    }
  }
  const factor = cholesky(information, size);
  if (factor === null) return null;
  const covariance = choleskyInverse(factor, size);
  const coefficients = new Float64Array(size);
  let explained = 0;
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) coefficients[r]! += covariance[r * size + c]! * score[c]!;
    explained += coefficients[r]! * score[r]!;
  }
  const n = 2 * k - (restricted ? size : 0);
  const minusLogLikelihood =
    0.5 *
    (n * Math.log(2 * Math.PI) +
      logs +
      squares -
      explained +
      (restricted ? logDeterminant(factor, size) : 0));
  return { coefficients, covariance, minusLogLikelihood };
};

/**
 * The covariance that a Cholesky factor (a, b, c) stands for: semidefinite whatever the numbers. Signs are free, so
 * that variances of zero and correlations of one lie inside the search, not at its end.
 */
const fromFactor = ([a, b, c]: Float64Array): Covariance2 => ({
  sensitivity: a! * a!,
  covariance: a! * b!,
  falsePositiveRate: b! * b! + c! * c!,
});

/** Maximises the likelihood from the moments; from several starts, since a correlation near one has a ridge. */
const likelihoodVariance = (
  data: BivariateData,
  design: Float64Array,
  p: number,
  restricted: boolean,
  start: Covariance2,
): Covariance2 => {
  const value = (at: Float64Array): number =>
    fitAt(data, design, p, fromFactor(at), restricted)?.minusLogLikelihood ?? Number.POSITIVE_INFINITY;
  const floor = 1e-3;
  const [sa, sb] = [Math.max(start.sensitivity, floor), Math.max(start.falsePositiveRate, floor)];
  const asked = start.covariance / Math.sqrt(sa * sb);
  const found = [Math.max(-0.9, Math.min(0.9, asked)), 0].map((correlation) => {
    const from = Float64Array.of(
      Math.sqrt(sa),
      correlation * Math.sqrt(sb),
      Math.sqrt(sb * (1 - correlation ** 2)),
    );
    const once = minimise(value, from, { maximumIterations: 300 });
    return minimise(value, once.at, { maximumIterations: 100 });
  });
  const best = found.reduce((one, other) => (other.value < one.value ? other : one));
  return fromFactor(best.at);
};

/** The logits of a set of tables. */
export const bivariateData = (
  tables: AccuracyTables,
  correction?: AccuracyCorrection,
): Result<BivariateData & { readonly logJacobian: number }> => {
  const read = correctedTables(tables, correction);
  if (!read.ok) return read;
  const { truePositives: tp, falseNegatives: fn, falsePositives: fp, trueNegatives: tn } = read.value;
  const { diseased, healthy } = read.value;
  const empty = [tp, fn, fp, tn].some((column) => column.some((one) => one === 0));
  if (empty)
    return err({
      code: "empty-cell",
      message: "a study has an empty cell, so that a logit is infinite",
      remedy: "let empty cells be corrected, or use the binomial model",
    });
  let logJacobian = 0;
  for (let i = 0; i < tp.length; i++)
    logJacobian +=
      Math.log((tp[i]! / diseased[i]!) * (fn[i]! / diseased[i]!)) +
      Math.log((fp[i]! / healthy[i]!) * (tn[i]! / healthy[i]!));
  return ok({
    k: tp.length,
    sensitivity: tp.map((one, i) => Math.log(one / fn[i]!)),
    falsePositiveRate: fp.map((one, i) => Math.log(one / tn[i]!)),
    sensitivityVariance: tp.map((one, i) => 1 / one + 1 / fn[i]!),
    falsePositiveRateVariance: fp.map((one, i) => 1 / one + 1 / tn[i]!),
    logJacobian,
  });
};

/**
 * Bivariate random-effects model of sensitivity and false positive rate on the logit scale: the two vary
 * together between studies, as where thresholds differ.
 *
 * (logit sensitivity, logit false positive rate) of study i ~ N(x_i b, S_i + Psi), S_i diagonal.
 *
 * @returns refuses what {@link correctedTables} refuses, fewer than two studies beside the coefficients where
 *          Psi is asked for, an empty cell without correction, and moderators that are a combination of each other
 * @source Reitsma et al. 2005, J Clin Epidemiol 58:982; Harbord et al. 2007, Biostatistics 8:239; agrees with mada's
 *         reitsma, whose log-likelihood is this one minus `logJacobian`
 */
export const bivariateModel = (
  tables: AccuracyTables,
  options: BivariateOptions = {},
): Result<BivariateFit> => {
  const { method = "REML", level = 0.95 } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const read = bivariateData(tables, options.correction);
  if (!read.ok) return read;
  const data = read.value;
  const { k, logJacobian } = data;
  const names = options.moderators?.names ?? ["intercept"];
  const p = names.length;
  const design = options.moderators?.values ?? new Float64Array(k).fill(1);
  if (design.length !== k * p)
    return err({
      code: "lengths-differ",
      message: `the moderators have ${design.length} values for ${k} studies and ${p} columns`,
      remedy: "give one row a study",
    });
  if (method !== "common" && k < p + 2)
    return err({
      code: "too-few-studies",
      message: `${k} studies can not show how sensitivity and specificity vary between studies`,
      remedy: "give more studies, or fit common effects and say so",
    });
  const none: Covariance2 = { sensitivity: 0, falsePositiveRate: 0, covariance: 0 };
  if (fitAt(data, design, p, none, false) === null)
    return err({
      code: "singular-design",
      message: `the moderators ${names.join(", ")} are combinations of each other in these studies`,
      remedy: "leave one of them out",
    });
  if ((method === "moments" || method === "residuals") && p > 1)
    return err({
      code: "method-without-moderators",
      message: `the method ${method} knows no moderators`,
      remedy: "use REML or ML",
    });
  const restricted = method === "REML";
  const between =
    method === "common"
      ? null
      : method === "residuals"
        ? residualVariance(data)
        : method === "moments"
          ? momentsVariance(data)
          : likelihoodVariance(data, design, p, restricted, momentsVariance(data));
  const fit = fitAt(data, design, p, between ?? none, restricted);
  if (fit === null)
    return err({
      code: "singular-design",
      message: "the covariance of the coefficients can not be found",
      remedy: "leave out moderators or studies with extreme counts",
    });
  const z = normal.upperQuantile((1 - level) / 2);
  const size = 2 * p;
  const coefficients = Array.from(fit.coefficients, (estimate, at): BivariateCoefficient => {
    const standardError = Math.sqrt(fit.covariance[at * size + at]!);
    return {
      outcome: at < p ? "sensitivity" : "false positive rate",
      name: names[at % p]!,
      ...{ estimate, standardError, z: estimate / standardError },
      pValue: normal.twoSided(estimate / standardError),
      low: estimate - z * standardError,
      high: estimate + z * standardError,
    };
  });
  const likelihood = method === "REML" || method === "ML" || method === "common";
  return ok({
    ...{ method, k, coefficients, covariance: fit.covariance, between, logJacobian, level },
    logLikelihood: likelihood ? -fit.minusLogLikelihood : null,
    parameters: size + (between === null ? 0 : 3),
  });
};

/**
 * Likelihood-ratio test of a bivariate model against one nested in it, both by maximum likelihood: REML
 * likelihoods of different coefficients can not be compared.
 *
 * @returns refuses models by another method
 */
export const bivariateLikelihoodRatio = (
  full: BivariateFit,
  nested: BivariateFit,
): Result<{ readonly statistic: number; readonly df: number }> => {
  if (
    full.method !== "ML" ||
    nested.method !== "ML" ||
    full.logLikelihood === null ||
    nested.logLikelihood === null
  )
    return err({
      code: "not-by-likelihood",
      message: `models by ${full.method} and ${nested.method} have no likelihoods to compare`,
      remedy: "fit both by ML",
    });
  return ok({
    statistic: 2 * (full.logLikelihood - nested.logLikelihood),
    df: full.coefficients.length - nested.coefficients.length,
  });
};
