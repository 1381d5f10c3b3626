import { err, ok, type Refusal, type Result } from "@erbium/model";

/** One row of a tab-separated table, asked by column name. */
export interface TableRow {
  /** 1-based line of the file */
  readonly line: number;
  readonly get: (column: string) => string;
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
 * Reads a tab-separated table with a header. Names of columns are asked by any of their spellings.
 *
 * @param columns  column -> the header names it goes by; all are required but those in `optional`
 * @returns rows in file order, or a refusal that names the line
 */
export const readTable = (
  bytes: Uint8Array,
  columns: Readonly<Record<string, readonly string[]>>,
  optional: ReadonlySet<string>,
  limits: TableLimits = usual,
): Result<TableRow[]> => {
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
  const lines = text.split("\n");
  const first = withoutReturn(lines[0] ?? "").replace(/^\uFEFF/, "");
  const header = first.split("\t");
  const at: Record<string, number> = {};
  for (const [column, spellings] of Object.entries(columns)) {
    const index = header.findIndex((name) => spellings.includes(name));
    if (index < 0 && !optional.has(column))
      return refuse(
        "table-column",
        `The header has no column "${spellings.join('" or "')}".`,
        "Give CIViC's evidence table as published (tab-separated, with its header).",
        1,
      );
    at[column] = index;
  }
  if (lines.length - 1 > limits.rows)
    return refuse("table-too-long", `The file has more than ${limits.rows} rows.`, "Split it.");
  const rows: TableRow[] = [];
  for (let index = 1; index < lines.length; index++) {
    const content = withoutReturn(lines[index] ?? "");
    if (content === "") continue;
    if (content.length > limits.lineLength)
      return refuse(
        "table-line",
        `Line ${index + 1} has ${content.length} characters.`,
        "Check that the file is the evidence table.",
        index + 1,
      );
    const cells = content.split("\t");
    if (cells.length !== header.length)
      return refuse(
        "table-cells",
        `Line ${index + 1} has ${cells.length} columns, the header ${header.length}.`,
        "Download the file again; a cell may hold a tab or a line break.",
        index + 1,
      );
    rows.push({ line: index + 1, get: (column) => cells[at[column] ?? -1] ?? "" });
  }
  return ok(rows);
};

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

const decoded = (bytes: Uint8Array): string | null => {
  if (bytes.subarray(0, 1000).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
