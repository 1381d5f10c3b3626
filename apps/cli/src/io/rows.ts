import { extname } from "node:path";
import { err, ok, type Result } from "@erbium/model";
import { parse } from "csv-parse/sync";
import { lines } from "./lines.ts";
import { checkReadable, openBytes, readText } from "./read-text.ts";

export type Row =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "columns"; readonly record: Record<string, string> };

type Layout = "json" | "jsonl" | "csv" | "tsv";

const layoutOf = (path: string, first: string): Layout => {
  const extension = extname(path).toLowerCase();
  if (extension === ".csv") return "csv";
  if (extension === ".tsv" || extension === ".txt") return "tsv";
  if (extension === ".jsonl" || extension === ".ndjson") return "jsonl";
  if (extension === ".json") return "json";
  if (/^\s*[{[]/.test(first)) return /^\s*\{.*\}\s*$/.test(first) ? "jsonl" : "json";
  return first.includes("\t") ? "tsv" : "csv";
};

/**
 * Rows of a table of tests: JSON (one object or an array), JSON Lines, CSV or TSV, told by the file's
 * ending or, for standard input, by its first line. Tables are read row by row; JSON is read whole.
 * A line that is not JSON is passed on as a row that cannot be read, so that the rest goes on.
 */
export async function* rows(path: string): AsyncGenerator<Result<Row>> {
  const refusal = await checkReadable(path);
  if (refusal) return void (yield err(refusal));
  if (/^\.ya?ml$/i.test(extname(path)))
    return void (yield err({
      code: "not-a-table",
      path,
      message: `${path} is YAML, and a table of tests is not`,
      remedy: "give JSON, JSON Lines, CSV or TSV; a case in YAML goes to `erbium report`",
    }));
  if (extname(path).toLowerCase() === ".json") return void (yield* wholeJson(await readText(path), path));
  const source = lines(openBytes(path), path);
  const head = await source.next();
  if (head.done)
    return void (yield err({
      code: "empty",
      path,
      message: `${path} is empty`,
      remedy: "give at least one row",
    }));
  if (!head.value.ok) return void (yield head.value);
  const first = head.value.value;
  const layout = layoutOf(path, first);
  if (layout === "json") {
    const text = [first];
    for await (const line of source) {
      if (!line.ok) return void (yield line);
      text.push(line.value);
    }
    return void (yield* wholeJson(ok(text.join("\n")), path));
  }
  if (layout === "jsonl") {
    yield jsonLine(first);
    for await (const line of source) {
      if (!line.ok) return void (yield line);
      if (line.value.trim() !== "") yield jsonLine(line.value);
    }
    return;
  }
  yield* table(first, source, layout === "csv" ? "," : "\t", path);
}

const jsonLine = (line: string): Result<Row> => {
  try {
    return ok({ kind: "json", value: JSON.parse(line) as unknown });
  } catch {
    return ok({ kind: "json", value: line });
  }
};

function* wholeJson(text: Result<string>, path: string): Generator<Result<Row>> {
  if (!text.ok) return void (yield text);
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (cause) {
    return void (yield err({
      code: "not-json",
      path,
      message: `${path} is not JSON: ${(cause as Error).message}`,
      remedy: "correct the file, or give CSV or TSV",
    }));
  }
  for (const item of Array.isArray(value) ? value : [value]) yield ok({ kind: "json", value: item });
}

/** Quotes may hold line breaks in CSV, so that lines are gathered until their quotes are even. */
async function* table(
  head: string,
  source: AsyncIterable<Result<string>>,
  delimiter: string,
  path: string,
): AsyncGenerator<Result<Row>> {
  const quote = delimiter === "," ? '"' : false;
  const split = (text: string): string[] =>
    quote === false
      ? text.split(delimiter)
      : ((parse(text, { delimiter, quote, relax_column_count: true, relax_quotes: true })[0] ??
          []) as string[]);
  const columns = split(head).map((name) => name.trim());
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice !== undefined)
    return void (yield err({
      code: "column-twice",
      path,
      message: `the column "${twice}" stands twice in ${path}`,
      remedy: "name each column once",
    }));
  let pending = "";
  let gathered = 0;
  for await (const line of source) {
    if (!line.ok) return void (yield line);
    const text = pending === "" ? line.value : `${pending}\n${line.value}`;
    const open = quote !== false && (text.split('"').length - 1) % 2 === 1;
    if (open && ++gathered < 1000 && text.length < 1_000_000) {
      pending = text;
      continue;
    }
    pending = "";
    gathered = 0;
    if (text.trim() === "") continue;
    yield ok({ kind: "columns", record: recordOf(columns, split(text)) });
  }
  if (pending !== "") yield ok({ kind: "columns", record: recordOf(columns, split(pending)) });
}

const recordOf = (columns: readonly string[], cells: readonly string[]): Record<string, string> => {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  columns.forEach((name, index) => {
    if (name !== "") record[name] = (cells[index] ?? "").trim();
  });
  return record;
};
