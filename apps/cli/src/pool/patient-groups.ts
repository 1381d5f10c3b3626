import { err, ok, type Result } from "@erbium/model";
import type { StudyTable } from "./study-table.ts";

/** What parts the patients of a table. */
export interface PatientGroups {
  /** group of each row; null where all are one */
  readonly cells: readonly string[] | null;
  /** groups as they appear; the first is what others are compared with */
  readonly names: readonly string[];
}

/** A column the user names, else one that is read as group, else all patients together. */
export const partedBy = (table: StudyTable, column: string | undefined): Result<PatientGroups> => {
  const cells = column === undefined ? table.texts("subgroup") : table.column(column);
  if (column !== undefined && cells === null)
    return err({
      code: "unknown-column",
      path: "--subgroup",
      message: `the table has no column "${column}"`,
      remedy: `it has ${table.columns.join(", ")}`,
    });
  return ok({ cells, names: cells === null ? ["all"] : [...new Set(cells)] });
};

/** Indicators of the groups after the first, n x (groups - 1), row-major. */
export const groupDesign = (numbers: readonly number[], groups: number): Float64Array => {
  const design = new Float64Array(numbers.length * (groups - 1));
  for (const [row, number] of numbers.entries()) if (number > 0) design[row * (groups - 1) + number - 1] = 1;
  return design;
};
