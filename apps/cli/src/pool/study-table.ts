import { err, ok, type Result } from "@erbium/model";
import { hasDecimalComma, isMissing, numberIn } from "../table/cell.ts";
import { columnsOf, readRecords } from "../table/records.ts";
import { splitCombined } from "./combined-columns.ts";
import { type Role, type Roles, rolesOf } from "./roles.ts";

/** A table of studies with the meaning of its columns. */
export interface StudyTable {
  readonly size: number;
  readonly columns: readonly string[];
  readonly roles: Roles;
  /** what was read otherwise than by a plain name, and which rows stay out */
  readonly said: readonly string[];
  /** the table without rows that lack a cell in each of these sets of columns */
  complete(sets: readonly (readonly Role[])[]): StudyTable;
  /** does a row have something in each of these columns? */
  filled(row: number, roles: readonly Role[]): boolean;
  has(...roles: readonly Role[]): boolean;
  /** numbers of a column; a refusal names the row and what stands there */
  numbers(role: Role): Result<Float64Array>;
  /** the number of one row; a refusal says what stands there */
  number(role: Role, row: number): Result<number>;
  texts(role: Role): readonly string[] | null;
  column(name: string): readonly string[] | null;
}

const MAX_ROWS = 100_000;

/** Reads CSV, TSV, JSON (an array of objects, or an object of columns) or JSON Lines. */
export const readStudyTable = async (
  file: string,
  given: string | undefined,
): Promise<Result<StudyTable>> => {
  const read = await readRecords(file);
  if (!read.ok) return read;
  const records = read.value;
  if (records.length > MAX_ROWS)
    return err({
      code: "too-many-rows",
      path: file,
      message: `more than ${MAX_ROWS} rows`,
      remedy: "pool a smaller table",
    });
  if (records.length === 0)
    return err({
      code: "empty",
      path: file,
      message: `${file} holds no studies`,
      remedy: "give at least one row",
    });
  const decimalComma = hasDecimalComma(records.flatMap((record) => Object.values(record)));
  const split = splitCombined(records, columnsOf(records));
  const columns = columnsOf(split.records);
  const roles = rolesOf(columns, given, split.hints);
  if (!roles.ok) return roles;
  const studies = withoutTotals(split.records, roles.value.get("study"));
  const said = [
    ...split.said,
    ...(decimalComma ? ["decimal commas"] : []),
    ...(studies.length < split.records.length
      ? [`left out: ${split.records.length - studies.length} row of totals`]
      : []),
  ];
  return ok(tableOf(studies, columns, roles.value, decimalComma, said));
};

/** Exports end with the pool of others: it is no study. */
const withoutTotals = (
  records: readonly Record<string, string>[],
  study: string | undefined,
): readonly Record<string, string>[] =>
  study === undefined
    ? records
    : records.filter(
        (record) =>
          !/^(?:sub-?)?total\b|^(?:overall|pooled|summary|combined)$/i.test((record[study] ?? "").trim()),
      );

const tableOf = (
  records: readonly Record<string, string>[],
  columns: readonly string[],
  roles: Roles,
  decimalComma: boolean,
  said: readonly string[],
): StudyTable => {
  const column = (name: string): readonly string[] | null =>
    columns.includes(name) ? records.map((record) => record[name] ?? "") : null;
  const texts = (role: Role): readonly string[] | null => {
    const name = roles.get(role);
    return name === undefined ? null : column(name);
  };
  const noNumber = (cell: string, role: Role, row: number): Result<never> =>
    err({
      code: "not-a-number",
      path: `row ${row + 1}, ${roles.get(role)}`,
      message:
        cell === ""
          ? "the cell is empty"
          : /^[<>\u2264\u2265]/.test(cell.trim())
            ? `"${cell}" is a bound, not a number`
            : `"${cell}" is not a number`,
      remedy: "correct the cell, or leave the study out",
    });
  const emptyIn = (record: Record<string, string>, wanted: readonly Role[]): string | null =>
    wanted.map((role) => roles.get(role) ?? role).find((name) => isMissing(record[name] ?? "")) ?? null;
  return {
    size: records.length,
    columns,
    roles,
    said,
    filled: (row, wanted) => emptyIn(records[row] ?? {}, wanted) === null,
    complete(sets) {
      const study = roles.get("study");
      const out: string[] = [];
      const whole = records.filter((record, at) => {
        const lacks = sets.map((wanted) => emptyIn(record, wanted));
        if (lacks.includes(null)) return true;
        out.push(
          `${(study === undefined ? null : record[study]) || `row ${at + 1}`} (no ${lacks[0]?.trim()})`,
        );
        return false;
      });
      if (out.length === 0) return this;
      const shown = out.length > 10 ? [...out.slice(0, 10), `${out.length - 10} more`] : out;
      return tableOf(whole, columns, roles, decimalComma, [...said, `left out: ${shown.join(", ")}`]);
    },
    has: (...wanted) => wanted.every((role) => roles.has(role)),
    texts,
    column: (name) => column(name)?.map((cell) => plainCell(cell, decimalComma)) ?? null,
    numbers(role) {
      const cells = texts(role);
      if (cells === null)
        return err({
          code: "missing-column",
          path: role,
          message: `no column is known as "${role}"`,
          remedy: `name it: --columns ${role}=COLUMN (the table has ${columns.join(", ")})`,
        });
      const values = cells.map((cell) => numberIn(cell, decimalComma));
      const at = values.findIndex((value) => !Number.isFinite(value));
      return at < 0 ? ok(Float64Array.from(values)) : noNumber(cells[at] ?? "", role, at);
    },
    number(role, row) {
      const cell = records[row]?.[roles.get(role) ?? ""] ?? "";
      const value = numberIn(cell, decimalComma);
      return Number.isFinite(value) ? ok(value) : noNumber(cell, role, row);
    },
  };
};

/** A number as everybody writes it; words as they are. */
const plainCell = (cell: string, decimalComma: boolean): string => {
  const value = numberIn(cell, decimalComma);
  return Number.isFinite(value) ? String(value) : cell;
};
