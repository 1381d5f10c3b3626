import type { Refusal } from "@erbium/model";
import { textOf } from "../bytes.ts";
import type { OnLine } from "../line-splitter.ts";
import { copyNumberList } from "./copy-number-calls.ts";
import { copyNumberMatrix } from "./copy-number-matrix.ts";
import { fusionTable } from "./fusion-table.ts";
import { foldColumn, type TableContext, type TableLayout, type TableRows } from "./layout.ts";
import { namedAlterations, nameList } from "./named-alterations.ts";
import { segmentTable } from "./segments.ts";

/** In order of trial: the first that fits is taken. */
export const tableLayouts: readonly TableLayout[] = [
  segmentTable,
  copyNumberList,
  fusionTable,
  namedAlterations,
  copyNumberMatrix,
  nameList,
];

/** Cells of a line: between tabs, else between commas; quotes around a cell go. */
export const cellsOf = (text: string, delimiter: string): string[] =>
  text.split(delimiter).map((cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1) : cell));

export const delimiterOf = (header: string): string =>
  header.includes("\t") || !header.includes(",") ? "\t" : ",";

export interface TableReader {
  readonly line: OnLine;
  readonly end: (lines: number) => Refusal | null;
  readonly records: () => number;
}

/** Reads a table of a known layout: comments (`#`) and empty lines are passed over, the first line is the header. */
export const tableReader = (layout: TableLayout, context: TableContext): TableReader => {
  let rows: TableRows | null = layout === nameList ? nameList.open([], [], context) : null;
  let delimiter = "\t";
  let width = 0;
  let records = 0;
  return {
    records: () => records,
    line: (bytes, from, to, line) => {
      const text = textOf(bytes, from, to);
      if (text.trim() === "" || (text.startsWith("#") && rows === null)) return null;
      if (rows === null) {
        delimiter = delimiterOf(text);
        const names = cellsOf(text, delimiter).map((name) => name.trim());
        const columns = names.map(foldColumn);
        width = columns.length;
        rows = layout.open(columns, names, context);
        return null;
      }
      records += 1;
      const cells = width === 0 ? [text] : cellsOf(text, delimiter);
      if (width > 0 && cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ""))
        return {
          code: "malformed-record",
          message: `line ${line} has ${cells.length} cells, the header ${width} columns`,
          path: `${line}:${width + 1}`,
          remedy: "give each row as many cells as the header has columns",
        };
      return rows.row(cells, line);
    },
    end: (lines) =>
      rows === null
        ? {
            code: "empty",
            message: lines === 0 ? "the file is empty" : "the file has no header line",
            path: "1:1",
            remedy: "give a table with its header line",
          }
        : rows.end(),
  };
};
