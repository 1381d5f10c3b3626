import { err, ok, type Result } from "@erbium/model";
import { chiSquared } from "@erbium/numerics";

export interface ChiSquaredResult {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  /** counts expected without association, rows x columns, row-major */
  readonly expected: Float64Array;
  readonly continuity: "none" | "Yates";
}

/**
 * Pearson's chi-squared test of a table of counts, with Yates' correction where asked (two by two only; never more than
 * the difference itself).
 *
 * @param counts row-major, rows x columns
 * @returns refusals `not-a-count`, `not-a-table`, and `empty-margin` where a row or a column holds nobody
 * @source Pearson 1900, Philos Mag 50:157; Yates 1934, J R Stat Soc Suppl 1:217; agrees with R's `chisq.test`
 */
export const chiSquaredTest = (
  counts: Float64Array,
  columns: number,
  continuity: "none" | "Yates" = "none",
): Result<ChiSquaredResult> => {
  const rows = counts.length / columns;
  const wrong = counts.find((one) => !(one >= 0) || !Number.isFinite(one));
  if (wrong !== undefined)
    return err({
      code: "not-a-count",
      message: `the table holds ${wrong}`,
      remedy: "give counts, zero or more",
    });
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 2 || columns < 2)
    return err({
      code: "not-a-table",
      message: `${counts.length} counts in ${columns} columns do not make a table`,
      remedy: "give two rows and two columns at least, all of one length",
    });
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  let total = 0;
  counts.forEach((count, at) => {
    rowSums[Math.floor(at / columns)]! += count;
    columnSums[at % columns]! += count;
    total += count;
  });
  if (rowSums.includes(0) || columnSums.includes(0))
    return err({
      code: "empty-margin",
      message: "a row or a column of the table holds nobody",
      remedy: "leave the empty row or column out",
    });
  const expected = counts.map(
    (_, at) => (rowSums[Math.floor(at / columns)]! * columnSums[at % columns]!) / total,
  );
  const yates = continuity === "Yates" && rows === 2 && columns === 2;
  let statistic = 0;
  counts.forEach((count, at) => {
    const distance = Math.abs(count - expected[at]!);
    statistic += (distance - (yates ? Math.min(0.5, distance) : 0)) ** 2 / expected[at]!;
  });
  const df = (rows - 1) * (columns - 1);
  return ok({
    statistic,
    df,
    p: chiSquared.survival(statistic, df),
    expected,
    continuity: yates ? "Yates" : "none",
  });
};
