import { err, ok, type Result } from "@erbium/model";
import { parse } from "csv-parse/sync";

const delimiters = [",", ";", "\t", "|"] as const;

/** The delimiter that parts the heading into most columns outside of quotes; a comma where none parts it. */
const delimiterOf = (heading: string): string => {
  const bare = heading.replace(/"[^"]*"/g, "");
  const counts = delimiters.map((one) => bare.split(one).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
};

/** The heading and the rows below it that hold anything; a row may be shorter or longer than the heading. */
export interface DelimitedTable {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A delimited text with a heading, whatever its delimiter and line ends, as every spreadsheet writes them. */
export const delimitedTable = (text: string, path: string): Result<DelimitedTable> => {
  // a spreadsheet may say its delimiter in a line before the heading
  const told = /^\ufeff?sep=(.)\r?\n/.exec(text);
  const body = (told === null ? text : text.slice(told[0].length)).replace(/^\ufeff/, "");
  const first = /[^\r\n]*/.exec(body.trimStart())?.[0] ?? "";
  const delimiter = told?.[1] ?? delimiterOf(first);
  let cells: string[][];
  try {
    cells = body.includes('"') ? quoted(body, delimiter) : unquoted(body, delimiter);
  } catch (cause) {
    return err({
      code: "not-a-table",
      path,
      message: `${path} can not be read as a table: ${(cause as Error).message.split("\n")[0]}`,
      remedy: "look for an opening quote without its end",
    });
  }
  const [heading = [], ...rest] = cells;
  const twice = heading.find((name, at) => name !== "" && heading.indexOf(name) !== at);
  if (twice !== undefined)
    return err({
      code: "column-twice",
      path,
      message: `the column "${twice}" stands twice in ${path}`,
      remedy: "name each column once",
    });
  return ok({ heading, rows: rest.filter((row) => row.some((cell) => cell !== "")) });
};

const quoted = (body: string, delimiter: string): string[][] =>
  parse(body, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as string[][];

/** Without a quote every line is a row: a million rows in half the time. */
const unquoted = (body: string, delimiter: string): string[][] =>
  body
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(delimiter).map((cell) => cell.trim()));
