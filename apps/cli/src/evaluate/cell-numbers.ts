import { err, ok, type Result } from "@erbium/model";
import { isMissing } from "../table/cell.ts";
import type { PatientColumn } from "./patient-table.ts";

/** "2+" as 2: grades of a stain stand in the order of their numbers. */
const grade = /^([0-4])\s*\+$/;

/** Numbers of a score, grades among them, and whether there were grades. */
export const scoreValues = (
  column: PatientColumn,
  rows: Int32Array,
): Result<{ readonly numbers: Float64Array; readonly graded: boolean }> => {
  let graded = false;
  const read = (cell: string): number => {
    const found = grade.exec(cell.trim());
    if (found === null) return column.number(cell);
    graded = true;
    return Number(found[1]);
  };
  const numbers = numbersOf({ ...column, number: read }, rows, "--scores");
  return numbers.ok ? ok({ numbers: numbers.value, graded }) : numbers;
};

/** Numbers of a column; a refusal names the row and what stands there. */
export const numbersOf = (
  { name, cells, number }: PatientColumn,
  rows: Int32Array,
  option: string,
): Result<Float64Array> => {
  const values = new Float64Array(rows.length);
  let words = 0;
  let first = -1;
  rows.forEach((row, at) => {
    const value = number(cells[row] ?? "");
    values[at] = value;
    if (Number.isFinite(value)) return;
    words++;
    if (first < 0) first = row;
  });
  if (words === 0) return ok(values);
  const cell = cells[first] ?? "";
  const usual = cells.filter((one) => !isMissing(one)).length;
  return err({
    code: "not-a-number",
    path: `${option} ${name}`,
    message:
      words === rows.length
        ? `${name} holds words, not numbers: "${cell}"`
        : `row ${first + 1}: "${cell}" is not a number (${words} of ${usual} such cells)`,
    remedy:
      words === rows.length
        ? "name a column of numbers; a word can be a covariate (--covariates)"
        : "correct the cell, or empty it to leave the patient out",
  });
};
