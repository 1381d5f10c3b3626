import { chiSquared, fisherF, normal, studentT } from "@erbium/numerics";
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
  const infinite = df === Number.POSITIVE_INFINITY;
  const tail = (1 - level) / 2;
  const critical = infinite ? normal.upperQuantile(tail) : studentT.upperQuantile(tail, df);
  return names.map((name, j) => {
    const estimate = estimates[j]!;
    const standardError = Math.sqrt(covariance[j * names.length + j]!);
    const statistic = estimate / standardError;
    return {
      ...{ name, estimate, standardError, statistic },
      p: infinite ? normal.twoSided(statistic) : studentT.twoSided(statistic, df),
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
