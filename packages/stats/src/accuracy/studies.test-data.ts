import fc from "fast-check";
import type { AccuracyTables } from "./accuracy-tables.ts";
import { type BivariateOptions, bivariateModel } from "./bivariate-model.ts";

export type Row = readonly [tp: number, fn: number, fp: number, tn: number];
export const tablesOf = (rows: readonly Row[]): AccuracyTables => ({
  truePositives: Float64Array.from(rows, (row) => row[0]),
  falseNegatives: Float64Array.from(rows, (row) => row[1]),
  falsePositives: Float64Array.from(rows, (row) => row[2]),
  trueNegatives: Float64Array.from(rows, (row) => row[3]),
});
export const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
export const code = (result: { ok: boolean; error?: { code: string } }): string | undefined =>
  result.error?.code;

export const studies: readonly Row[] = [
  [40, 10, 12, 88],
  [25, 5, 20, 80],
  [70, 30, 10, 190],
  [18, 2, 9, 41],
  [55, 20, 15, 60],
  [33, 12, 5, 95],
];
/** Studies whose thresholds differ, but not as far as a correlation of one. */
export const varied: readonly Row[] = [
  [40, 10, 12, 88],
  [25, 25, 20, 80],
  [70, 12, 30, 110],
  [18, 22, 9, 91],
  [55, 20, 6, 60],
  [33, 12, 5, 95],
  [20, 4, 25, 41],
  [61, 9, 8, 32],
];
/** Studies that contradict each other. */
export const scattered: readonly Row[] = [
  [400, 10, 2, 2880],
  [250, 250, 200, 800],
  [970, 20, 300, 1100],
  [80, 220, 590, 910],
  [550, 200, 60, 600],
];
export const fitted = (options?: BivariateOptions, rows = studies) =>
  value(bivariateModel(tablesOf(rows), options));

/** Any set of studies without empty cells. */
export const anyStudies = fc.array(
  fc.tuple(
    fc.integer({ min: 5, max: 80 }),
    fc.integer({ min: 2, max: 40 }),
    fc.integer({ min: 2, max: 40 }),
    fc.integer({ min: 5, max: 80 }),
  ),
  { minLength: 4, maxLength: 8 },
);
