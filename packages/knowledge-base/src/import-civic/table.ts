import { err, ok, type Refusal, type Result } from "@erbium/model";

/** The row being read: the same object for every row, so nothing may keep it. */
export interface TableRow<Column extends string = string> {
  /** 1-based line of the file */
  readonly line: number;
  get(column: Column): string;
}

export interface TableLimits {
  readonly bytes: number;
  readonly rows: number;
  readonly lineLength: number;
}

const usual: TableLimits = { bytes: 256_000_000, rows: 1_000_000, lineLength: 1_000_000 };

const refuse = (
  code: string,
  message: string,
  remedy: string,
  line?: number,
): { ok: false; error: Refusal } =>
  err({ code, message, remedy, ...(line === undefined ? {} : { path: `line ${line}` }) });

/**
 * Reads a tab-separated table with a header, row by row. Names of columns are asked by any of their spellings.
 *
 * @param columns  column -> the header names it goes by; all are required but those in `optional`
 * @param take     called for every row; a refusal stops the reading
 * @returns the number of rows, or the first refusal, which names the line
 */
export const readTable = <Column extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Column, readonly string[]>>,
  optional: ReadonlySet<string>,
  take: (row: TableRow<Column>) => Refusal | null,
  limits: TableLimits = usual,
): Result<number> => {
  if (bytes.length > limits.bytes)
    return refuse(
      "table-too-large",
      `The file has ${bytes.length} bytes, more than ${limits.bytes}.`,
      "Give the evidence table alone.",
    );
  const text = decoded(bytes);
  if (text === null)
    return refuse(
      "table-encoding",
      "The file is not UTF-8 text.",
      "Save it as UTF-8; unpack it if it is compressed.",
    );
  let cells: readonly string[] = [];
  const at = {} as Record<Column, number>;
  const row = { line: 0, get: (column: Column): string => cells[at[column]] ?? "" };
  let width = 0;
  let rows = 0;
  for (let start = 0, line = 1; start < text.length; line++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > limits.lineLength)
      return refuse(
        "table-line",
        `Line ${line} has ${end - start} characters.`,
        "Check that the file is the evidence table.",
        line,
      );
    const content = text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
    start = end + 1;
    if (line === 1) {
      const header = content.replace(/^\uFEFF/, "").split("\t");
      width = header.length;
      for (const [column, spellings] of Object.entries(columns) as [Column, readonly string[]][]) {
        at[column] = header.findIndex((name) => spellings.includes(name));
        if (at[column] < 0 && !optional.has(column))
          return refuse(
            "table-column",
            `The header has no column "${spellings.join('" or "')}".`,
            "Give CIViC's evidence table as published (tab-separated, with its header).",
            1,
          );
      }
      continue;
    }
    if (content === "") continue;
    if (++rows > limits.rows)
      return refuse("table-too-long", `The file has more than ${limits.rows} rows.`, "Split it.", line);
    cells = content.split("\t");
    if (cells.length !== width)
      return refuse(
        "table-cells",
        `Line ${line} has ${cells.length} columns, the header ${width}.`,
        "Download the file again; a cell may hold a tab or a line break.",
        line,
      );
    row.line = line;
    const refusal = take(row);
    if (refusal) return err({ ...refusal, path: `line ${line}` });
  }
  if (width === 0)
    return refuse("table-empty", "The file is empty.", "Give CIViC's evidence table as published.", 1);
  return ok(rows);
};

const decoded = (bytes: Uint8Array): string | null => {
  if (bytes.subarray(0, 1000).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
