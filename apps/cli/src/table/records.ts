import { extname } from "node:path";
import { err, ok, type Result } from "@erbium/model";
import { readText } from "../io/read-text.ts";
import { rows } from "../io/rows.ts";
import { type DelimitedTable, delimitedTable } from "./delimited.ts";

/** A row of a table: what stands in each named column, as text. */
export type TableRecord = Record<string, string>;

/** A table by its columns, all of one length; an empty cell is empty text. */
export interface TableColumns {
  readonly size: number;
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/**
 * Rows of CSV or TSV (any delimiter), JSON (an array of objects, or an object of columns) or JSON Lines; "-" is
 * standard input.
 */
export const readRecords = async (file: string): Promise<Result<TableRecord[]>> => {
  const read = await readSource(file);
  if (!read.ok) return read;
  if (isRecords(read.value)) return ok(read.value);
  const { heading, rows: cells } = read.value;
  return ok(
    cells.map((row) =>
      Object.fromEntries(heading.flatMap((name, at) => (name === "" ? [] : [[name, row[at] ?? ""]]))),
    ),
  );
};

/** The same, by columns: large tables need no object a row. */
export const readColumns = async (file: string): Promise<Result<TableColumns>> => {
  const read = await readSource(file);
  if (!read.ok) return read;
  const { value } = read;
  const columns = new Map<string, readonly string[]>();
  if (isRecords(value))
    for (const name of columnsOf(value))
      columns.set(
        name,
        value.map((record) => record[name] ?? ""),
      );
  else
    for (const [at, name] of value.heading.entries())
      if (name !== "")
        columns.set(
          name,
          value.rows.map((row) => row[at] ?? ""),
        );
  return ok({ size: isRecords(value) ? value.length : value.rows.length, columns });
};

const isRecords = (value: TableRecord[] | DelimitedTable): value is TableRecord[] => Array.isArray(value);

const readSource = async (file: string): Promise<Result<TableRecord[] | DelimitedTable>> => {
  const name = file.replace(/\.gz$/i, "");
  if (name !== file || /^\.(?:csv|tsv|txt|json)$/i.test(extname(name)) || file === "-") {
    const text = await readText(file);
    if (!text.ok) return text;
    return /^\s*[{[]/.test(text.value) ? jsonRecords(text.value, file) : delimitedTable(text.value, file);
  }
  const records: TableRecord[] = [];
  for await (const row of rows(file)) {
    if (!row.ok) return row;
    const one = row.value.kind === "columns" ? [row.value.record] : recordsOf(row.value.value);
    if (one === null) return notATable(file);
    for (const record of one) records.push(record);
  }
  return ok(records);
};

/** Names of all columns, in the order in which they appear. */
export const columnsOf = (records: readonly TableRecord[]): string[] => {
  const found = new Set<string>();
  for (const record of records) for (const name of Object.keys(record)) found.add(name);
  return [...found];
};

const notATable = (path: string): Result<never> =>
  err({
    code: "not-a-table",
    path,
    message: "a row is not an object of named values",
    remedy: 'give rows such as {"study": "A", "events": 5, "n": 20}',
  });

/** JSON or JSON Lines as one text. */
const jsonRecords = (text: string, path: string): Result<TableRecord[]> => {
  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      return undefined;
    }
  };
  const whole = parse(text);
  if (whole === undefined && extname(path) === ".json")
    return err({
      code: "not-json",
      path,
      message: `${path} is not JSON`,
      remedy: "correct the file, or give CSV or TSV",
    });
  const values = whole === undefined ? text.trim().split(/\r?\n/).map(parse) : rowsIn(whole);
  const records = values.map(recordsOf);
  return records.includes(null) ? notATable(path) : ok(records.flatMap((one) => one ?? []));
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The rows of a JSON value: a list of objects; a list of lists under its heading; the one list of objects that an
 * object holds beside other things; objects by the name of their study.
 */
const rowsIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) {
    const [head, ...rest] = value as unknown[];
    const heading = Array.isArray(head) && head.every((name) => typeof name === "string") ? head : null;
    return heading !== null && rest.every(Array.isArray)
      ? rest.map((row) => Object.fromEntries(heading.map((name, at) => [name, (row as unknown[])[at]])))
      : (value as unknown[]);
  }
  if (!isObject(value)) return [value];
  const parts = Object.entries(value);
  const lists = parts.filter(([, part]) => Array.isArray(part) && part.length > 0 && part.every(isObject));
  if (lists.length === 1) return lists[0]?.[1] as unknown[];
  return parts.length > 0 && parts.every(([, part]) => isObject(part))
    ? parts.map(([study, part]) => ({ study, ...(part as object) }))
    : [value];
};

/** Rows of a JSON value: objects as they are; an object of equally long lists is a table by columns. */
const recordsOf = (value: unknown): TableRecord[] | null => {
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
