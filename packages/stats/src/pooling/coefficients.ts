import { chiSquared, cholesky, choleskySolve, fisherF, studentT } from "@erbium/numerics";
import { sandwich } from "./projector.ts";
import type { Studies } from "./studies.ts";

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

/** A test that several coefficients are 0 together. */
export interface Omnibus {
  readonly statistic: number;
  readonly df: number;
  /** infinite: chi-squared; else F */
  readonly df2: number;
  readonly p: number;
}

/**
 * Coefficients of the moderators with tests and intervals, from those of the orthonormal columns.
 *
 * @param inner      coefficients of the orthonormal columns, length p
 * @param spread     their covariance, p x p
 * @param df         of the t test; infinite for the normal
 */
export const coefficientsOf = (
  studies: Studies,
  inner: Float64Array,
  spread: Float64Array,
  df: number,
  level: number,
): { readonly coefficients: readonly Coefficient[]; readonly covariance: Float64Array } => {
  const { p, back, names } = studies;
  const covariance = studies.q === null ? spread : sandwich(back, spread, p);
  const estimates = new Float64Array(p);
  for (let row = 0; row < p; row++)
    for (let column = row; column < p; column++) estimates[row]! += back[row * p + column]! * inner[column]!;
  const coefficients = coefficientsNamed(names, estimates, covariance, df, level);
  return { coefficients, covariance };
};

/**
 * Coefficients with tests and intervals, from estimates and their covariance (p x p, row-major).
 *
 * @param df of the t test; infinite for the normal
 */
export const coefficientsNamed = (
  names: readonly string[],
  estimates: Float64Array,
  covariance: Float64Array,
  df: number,
  level: number,
): readonly Coefficient[] => {
  const critical = studentT.upperQuantile((1 - level) / 2, df);
  return names.map((name, j) => {
    const estimate = estimates[j]!;
    const standardError = Math.sqrt(covariance[j * names.length + j]!);
    const statistic = estimate / standardError;
    return {
      ...{ name, estimate, standardError, statistic },
      p: studentT.twoSided(statistic, df),
      low: estimate - critical * standardError,
      high: estimate + critical * standardError,
    };
  });
};

/** Tests all coefficients but the intercept, or the intercept where it is alone. */
export const omnibusOf = (
  coefficients: readonly Coefficient[],
  covariance: Float64Array,
  intercept: number | null,
  df2: number,
): Omnibus => {
  const size = coefficients.length;
  const [alone] = coefficients;
  // of one coefficient the square of z is chi-squared, and that of t is F: its own p value again
  if (size === 1 && alone !== undefined) return { statistic: alone.statistic ** 2, df: 1, df2, p: alone.p };
  return jointTest(
    coefficients,
    covariance,
    coefficients.map((_, at) => at).filter((at) => at !== intercept),
    df2,
  );
};

/** Tests that some coefficients are 0 together: chi-squared, or F where the degrees of freedom are finite. */
export const jointTest = (
  coefficients: readonly Coefficient[],
  covariance: Float64Array,
  tested: readonly number[],
  df2: number,
): Omnibus => {
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

/** b' V^-1 b of some coefficients; Cholesky's factor keeps unlike scales apart. */
const waldStatistic = (
  coefficients: readonly Coefficient[],
  covariance: Float64Array,
  tested: readonly number[],
): number => {
  const size = coefficients.length;
  const n = tested.length;
  const estimates = Float64Array.from(tested, (at) => coefficients[at]!.estimate);
  const inner = Float64Array.from(tested.flatMap((row) => tested.map((at) => covariance[row * size + at]!)));
  const factor = cholesky(inner, n, 0);
  if (factor === null) return Number.NaN;
  const solved = choleskySolve(factor, n, estimates);
  return estimates.reduce((sum, one, at) => sum + one * solved[at]!, 0);
};
