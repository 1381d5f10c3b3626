import { err, ok, type Result } from "@erbium/model";
import { parse } from "csv-parse/sync";
import { oneLine, underHeading } from "./heading.ts";

const delimiters = [",", ";", "\t", "|"] as const;

/** Characters in which the heading of a table is looked for. */
const MOST_HEADING = 65_536;

/** The heading: the first line that some delimiter parts into as many columns as the line after it. */
const headingOf = (lines: readonly string[]): string =>
  lines.find((line, at) =>
    delimiters.some(
      (one) => partsOf(line, one) > 1 && partsOf(line, one) === partsOf(lines[at + 1] ?? line, one),
    ),
  ) ??
  lines[0] ??
  "";

const partsOf = (line: string, delimiter: string): number =>
  line.replace(/"[^"]*"/g, "").split(delimiter).length;

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
  const firstLines = body
    .slice(0, MOST_HEADING)
    .split(/\r?\n/, 20)
    .filter((line) => line.trim() !== "");
  const delimiter = told?.[1] ?? delimiterOf(headingOf(firstLines));
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
  const { heading, rows } = underHeading(cells);
  const twice = heading.find((name, at) => name !== "" && heading.indexOf(name) !== at);
  if (twice !== undefined)
    return err({
      code: "column-twice",
      path,
      message: `the column "${twice}" stands twice in ${path}`,
      remedy: "name each column once",
    });
  return ok({ heading, rows: rows.filter((row) => row.some((cell) => cell !== "")) });
};

const quoted = (body: string, delimiter: string): string[][] =>
  (
    parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as string[][]
  ).map((row) => row.map(oneLine));

/** Without a quote every line is a row: a million rows in half the time. */
const unquoted = (body: string, delimiter: string): string[][] =>
  body
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(delimiter).map((cell) => cell.trim()));
