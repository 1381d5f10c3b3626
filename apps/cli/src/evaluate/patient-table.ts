import { editDistance, err, ok, type Result } from "@erbium/model";
import { hasDecimalComma, isMissing, numberIn } from "../table/cell.ts";
import { readColumns, type TableColumns } from "../table/records.ts";

/** A table with one patient a row. */
export interface PatientTable {
  readonly size: number;
  readonly names: readonly string[];
  readonly decimalComma: boolean;
  /** the cells of a column by its exact name, or by its name without regard to case */
  readonly column: (name: string, option: string) => Result<PatientColumn>;
}

export interface PatientColumn {
  readonly name: string;
  readonly cells: readonly string[];
  /** the number in a cell; not-a-number where there is none */
  readonly number: (cell: string) => number;
}

/** Cells that are looked at to tell decimal commas. */
const SAMPLE = 10_000;

/** Reads CSV, TSV, JSON or JSON Lines. */
export const readPatientTable = async (file: string): Promise<Result<PatientTable>> => {
  const read = await readColumns(file);
  return read.ok ? patientTable(read.value, file) : read;
};

/** @param file named where the table is empty */
export const patientTable = ({ size, columns }: TableColumns, file: string): Result<PatientTable> => {
  if (size === 0)
    return err({
      code: "empty",
      path: file,
      message: `${file === "-" ? "standard input" : file} holds no patients`,
      remedy: "give a heading and at least one row",
    });
  const names = [...columns.keys()];
  const decimalComma = hasDecimalComma([...columns.values()].flatMap((cells) => cells.slice(0, SAMPLE)));
  const number = (cell: string): number => numberIn(cell, decimalComma);
  return ok({
    size,
    names,
    decimalComma,
    column(name, option) {
      const found = columns.has(name)
        ? name
        : names.find((one) => one.trim().toLowerCase() === name.trim().toLowerCase());
      const cells = found === undefined ? undefined : columns.get(found);
      if (found !== undefined && cells !== undefined) return ok({ name: found, cells, number });
      return err({
        code: "unknown-column",
        path: option,
        message: `the table has no column "${name}"`,
        remedy: `${nearest(name, names)}it has ${names.join(", ")}`,
      });
    },
  });
};

/** "did you mean response? " where a name is near. */
export const nearest = (word: string, known: readonly string[]): string => {
  const wanted = word.slice(0, 80).toLowerCase();
  const [best] = known
    .map((name) => ({ name, distance: editDistance(wanted, name.slice(0, 80).toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best === undefined ? "" : `did you mean ${best.name}? `;
};

/** Names in an option: "a,b", or one name that itself holds a comma. */
export const namesIn = (words: string, known: readonly string[]): readonly string[] =>
  known.includes(words)
    ? [words]
    : words
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== "");

/** What a patient lacks, by column, and who has everything. */
export interface CompletePatients {
  /** rows of the table that have a value in every column */
  readonly rows: Int32Array;
  readonly leftOut: readonly { readonly column: string; readonly patients: number }[];
}

/** @param missing whether a cell of a column has no value; the usual marks where left out */
export const completePatients = (
  size: number,
  columns: readonly { readonly column: PatientColumn; readonly missing?: (cell: string) => boolean }[],
): CompletePatients => {
  const lacking = columns.map(() => 0);
  const rows: number[] = [];
  for (let row = 0; row < size; row++) {
    let whole = true;
    for (const [at, { column, missing = isMissing }] of columns.entries())
      if (missing(column.cells[row] ?? "")) {
        lacking[at] = (lacking[at] ?? 0) + 1;
        whole = false;
      }
    if (whole) rows.push(row);
  }
  return {
    rows: Int32Array.from(rows),
    leftOut: columns
      .map(({ column }, at) => ({ column: column.name, patients: lacking[at] ?? 0 }))
      .filter(({ patients }) => patients > 0),
  };
};
