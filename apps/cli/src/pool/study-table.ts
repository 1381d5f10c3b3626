import { err, ok, type Result } from "@erbium/model";
import { rows } from "../io/rows.ts";
import { type Role, type Roles, rolesOf } from "./roles.ts";

/** A table of studies with the meaning of its columns. */
export interface StudyTable {
  readonly size: number;
  readonly columns: readonly string[];
  readonly roles: Roles;
  has(...roles: readonly Role[]): boolean;
  /** numbers of a column; a refusal names the row and what stands there */
  numbers(role: Role): Result<Float64Array>;
  texts(role: Role): readonly string[] | null;
  column(name: string): readonly string[] | null;
}

const MAX_ROWS = 100_000;

/** Reads CSV, TSV, JSON (an array of objects, or an object of columns) or JSON Lines. */
export const readStudyTable = async (
  file: string,
  given: string | undefined,
): Promise<Result<StudyTable>> => {
  const records: Record<string, string>[] = [];
  for await (const row of rows(file)) {
    if (!row.ok) return row;
    const one = row.value.kind === "columns" ? [row.value.record] : recordsOf(row.value.value);
    if (one === null)
      return err({
        code: "not-a-table",
        path: file,
        message: "a row is not an object of named values",
        remedy: 'give rows such as {"study": "A", "events": 5, "n": 20}',
      });
    records.push(...one);
    if (records.length > MAX_ROWS)
      return err({
        code: "too-many-rows",
        path: file,
        message: `more than ${MAX_ROWS} rows`,
        remedy: "pool a smaller table",
      });
  }
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (records.length === 0)
    return err({
      code: "empty",
      path: file,
      message: `${file} holds no studies`,
      remedy: "give at least one row",
    });
  const roles = rolesOf(columns, given);
  if (!roles.ok) return roles;
  return ok(tableOf(records, columns, roles.value));
};

const tableOf = (
  records: readonly Record<string, string>[],
  columns: readonly string[],
  roles: Roles,
): StudyTable => {
  const column = (name: string): readonly string[] | null =>
    columns.includes(name) ? records.map((record) => record[name] ?? "") : null;
  const texts = (role: Role): readonly string[] | null => {
    const name = roles.get(role);
    return name === undefined ? null : column(name);
  };
  return {
    size: records.length,
    columns,
    roles,
    has: (...wanted) => wanted.every((role) => roles.has(role)),
    texts,
    column,
    numbers(role) {
      const cells = texts(role);
      if (cells === null)
        return err({
          code: "missing-column",
          path: role,
          message: `no column is known as "${role}"`,
          remedy: `name it: --columns ${role}=COLUMN (the table has ${columns.join(", ")})`,
        });
      const values = cells.map((cell) => (cell.trim() === "" ? Number.NaN : Number(cell)));
      const at = values.findIndex((value) => !Number.isFinite(value));
      return at < 0
        ? ok(Float64Array.from(values))
        : err({
            code: "not-a-number",
            path: `row ${at + 1}, ${roles.get(role)}`,
            message: cells[at] === "" ? "the cell is empty" : `"${cells[at]}" is not a number`,
            remedy: "correct the cell, or leave the study out",
          });
    },
  };
};

/** Rows of a JSON value: objects as they are; an object of equally long lists is a table by columns. */
const recordsOf = (value: unknown): Record<string, string>[] | null => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([, cell]) => Array.isArray(cell))) {
    const length = Math.max(...entries.map(([, cell]) => (cell as unknown[]).length));
    return Array.from({ length }, (_, at) =>
      Object.fromEntries(entries.map(([name, cell]) => [name, written((cell as unknown[])[at])])),
    );
  }
  return [Object.fromEntries(entries.map(([name, cell]) => [name, written(cell)]))];
};

const written = (cell: unknown): string =>
  typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? String(cell) : "";
