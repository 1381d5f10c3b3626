import { extname } from "node:path";
import { err, ok, type Result } from "@erbium/model";
import { readText } from "../io/read-text.ts";
import { rows } from "../io/rows.ts";
import { hasDecimalComma, isMissing, numberIn } from "./cell.ts";
import { splitCombined } from "./combined-columns.ts";
import { delimitedRows } from "./delimited.ts";
import { type Role, type Roles, rolesOf } from "./roles.ts";

/** A table of studies with the meaning of its columns. */
export interface StudyTable {
  readonly size: number;
  readonly columns: readonly string[];
  readonly roles: Roles;
  /** what was read otherwise than by a plain name, and which rows stay out */
  readonly said: readonly string[];
  /** the table without rows that have nothing in one of these columns */
  complete(roles: readonly Role[]): StudyTable;
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

const columnsOf = (records: readonly Record<string, string>[]): string[] => {
  const found = new Set<string>();
  for (const record of records) for (const name of Object.keys(record)) found.add(name);
  return [...found];
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

/** Delimited text by any delimiter; JSON by rows or by columns. */
const readRecords = async (file: string): Promise<Result<Record<string, string>[]>> => {
  if (/^\.(?:csv|tsv|txt)$/i.test(extname(file)) || file === "-") {
    const text = await readText(file);
    if (!text.ok) return text;
    if (!/^\s*[{[]/.test(text.value)) {
      const table = delimitedRows(text.value, file);
      return table.ok ? ok(table.value.records) : table;
    }
    return jsonRecords(text.value, file);
  }
  const records: Record<string, string>[] = [];
  for await (const row of rows(file)) {
    if (!row.ok) return row;
    const one = row.value.kind === "columns" ? [row.value.record] : recordsOf(row.value.value);
    if (one === null) return notATable(file);
    for (const record of one) records.push(record);
  }
  return ok(records);
};

const notATable = (path: string): Result<never> =>
  err({
    code: "not-a-table",
    path,
    message: "a row is not an object of named values",
    remedy: 'give rows such as {"study": "A", "events": 5, "n": 20}',
  });

/** JSON or JSON Lines of standard input. */
const jsonRecords = (text: string, path: string): Result<Record<string, string>[]> => {
  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      return undefined;
    }
  };
  const whole = parse(text);
  const values = whole === undefined ? text.trim().split(/\r?\n/).map(parse) : [whole].flat();
  const records = values.map(recordsOf);
  return records.includes(null) ? notATable(path) : ok(records.flatMap((one) => one ?? []));
};

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
  return {
    size: records.length,
    columns,
    roles,
    said,
    complete(wanted) {
      const names = wanted.flatMap((role) => roles.get(role) ?? []);
      const study = roles.get("study");
      const out: string[] = [];
      const whole = records.filter((record, at) => {
        const empty = names.find((name) => isMissing(record[name] ?? ""));
        if (empty === undefined) return true;
        out.push(`${(study === undefined ? null : record[study]) || `row ${at + 1}`} (no ${empty.trim()})`);
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

/** A number as everybody writes it; words as they are. */
const plainCell = (cell: string, decimalComma: boolean): string => {
  const value = numberIn(cell, decimalComma);
  return Number.isFinite(value) ? String(value) : cell;
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
