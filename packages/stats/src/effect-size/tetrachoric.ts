import { bivariateNormal, cholesky, choleskyInverse, findRoot, normal } from "@erbium/numerics";
import { type Effect, noEffect } from "./effects.ts";

/** The correlation is searched this far from 1, where the table is as good as certain. */
const edge = 1e-9;

/**
 * Correlation of two normal variables each of which is seen only as below or above a threshold, from the two-by-two
 * table of the four outcomes: maximum likelihood, which reproduces the table, with the variance from the expected
 * information of the correlation and both thresholds together.
 *
 * @returns no effect where a cell is empty: the correlation is then 1 or -1 without a variance
 * @source Pearson 1900, Philos Trans R Soc A 195:1; Kirk 1973, Psychometrika 38:259
 */
export const tetrachoric = (a: number, b: number, c: number, d: number): Effect => {
  const n = a + b + c + d;
  const [row, column] = [normal.quantile((a + b) / n), normal.quantile((a + c) / n)];
  // with an empty cell the table lies beyond either end, and there is no root
  const root = findRoot((r) => bivariateNormal.cdf(row, column, r) - a / n, -1 + edge, 1 - edge, 1e-14);
  if (!root.ok) return noEffect;
  const correlation = root.value;
  const rest = Math.sqrt(1 - correlation ** 2);
  const density = bivariateNormal.density(row, column, correlation);
  // slopes of the four probabilities in the row's threshold, the column's, and the correlation
  const left = normal.cdf((column - correlation * row) / rest);
  const upper = normal.cdf((row - correlation * column) / rest);
  const [byRow, byColumn] = [normal.density(row), normal.density(column)];
  const slopes = [
    [byRow * left, byColumn * upper, density],
    [byRow * (1 - left), -byColumn * upper, -density],
    [-byRow * left, byColumn * (1 - upper), -density],
    [-byRow * (1 - left), -byColumn * (1 - upper), density],
  ] as const;
  const information = new Float64Array(9);
  for (const [cell, count] of [a, b, c, d].entries())
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        information[3 * i + j]! += (slopes[cell]![i]! * slopes[cell]![j]! * n * n) / count;
  const factor = cholesky(information, 3);
  return factor === null ? noEffect : [correlation, choleskyInverse(factor, 3)[8]!];
};
