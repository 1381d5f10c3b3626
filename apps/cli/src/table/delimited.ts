import { err, ok, type Result } from "@erbium/model";
import { parse } from "csv-parse/sync";

const delimiters = [",", ";", "\t", "|"] as const;

/** The delimiter that parts the heading into most columns outside of quotes; a comma where none parts it. */
const delimiterOf = (heading: string): string => {
  const bare = heading.replace(/"[^"]*"/g, "");
  const counts = delimiters.map((one) => bare.split(one).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
};

/** Rows of a delimited text with a heading, whatever its delimiter and line ends, as every spreadsheet writes them. */
export const delimitedRows = (
  text: string,
  path: string,
): Result<{ readonly columns: readonly string[]; readonly records: Record<string, string>[] }> => {
  // a spreadsheet may say its delimiter in a line before the heading
  const told = /^\ufeff?sep=(.)\r?\n/.exec(text);
  const body = (told === null ? text : text.slice(told[0].length)).replace(/^\ufeff/, "");
  const heading = /[^\r\n]*/.exec(body.trimStart())?.[0] ?? "";
  const delimiter = told?.[1] ?? delimiterOf(heading);
  let cells: string[][];
  try {
    cells = parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as string[][];
  } catch (cause) {
    return err({
      code: "not-a-table",
      path,
      message: `${path} can not be read as a table: ${(cause as Error).message.split("\n")[0]}`,
      remedy: "look for an opening quote without its end",
    });
  }
  const [head = [], ...rest] = cells;
  const twice = head.find((name, at) => name !== "" && head.indexOf(name) !== at);
  if (twice !== undefined)
    return err({
      code: "column-twice",
      path,
      message: `the column "${twice}" stands twice in ${path}`,
      remedy: "name each column once",
    });
  const records = rest
    .filter((row) => row.some((cell) => cell !== ""))
    .map((row) =>
      Object.fromEntries(head.flatMap((name, at) => (name === "" ? [] : [[name, row[at] ?? ""]]))),
    );
  return ok({ columns: head.filter((name) => name !== ""), records });
};
