import {
  type AnnotatedRow,
  type Cell,
  cellText,
  type ExtraColumns,
  rowCells,
  tableColumns,
} from "@erbium/variants";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { RowWriter } from "./row-writer.ts";

/** Rows of one row group: enough for columns to compress well, few enough to stay small in memory. */
const GROUP = 20_000;

/** Columns that are numbers or truth values; all others are text, lists with `;` as in the table. */
const TYPES: Readonly<Record<string, "INT32" | "DOUBLE" | "BOOLEAN">> = {
  position: "INT32",
  depth: "INT32",
  line: "DOUBLE",
  exon: "INT32",
  vaf: "DOUBLE",
  copies: "DOUBLE",
  "copies.low": "DOUBLE",
  "copies.high": "DOUBLE",
  "copies.ratio": "DOUBLE",
  "copies.focal": "BOOLEAN",
  polymorphism: "BOOLEAN",
  germlinePossible: "BOOLEAN",
  statements: "INT32",
  claims: "INT32",
};

/** Annotated rows as a Parquet file, one row group at a time; every column may be null. */
export const parquetRows = (extra: ExtraColumns): RowWriter => {
  const names = tableColumns(extra);
  const blocks: Uint8Array[] = [];
  const bytes = new ByteWriter();
  const drain = (): void => {
    if (bytes.index > 0) blocks.push(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const writer = new ParquetWriter({
    writer: Object.assign(bytes, { flush: drain }),
    schema: [
      { name: "root", num_children: names.length },
      ...names.map((name) => {
        const type = TYPES[name];
        return type === undefined
          ? {
              name,
              type: "BYTE_ARRAY" as const,
              converted_type: "UTF8" as const,
              repetition_type: "OPTIONAL" as const,
            }
          : { name, type, repetition_type: "OPTIONAL" as const };
      }),
    ],
  });
  let rows: AnnotatedRow[] = [];
  const write = (): void => {
    if (rows.length === 0) return;
    const cells = rows.map((row) => rowCells(row, extra));
    writer.write({
      columnData: names.map((name, at) => ({ name, data: cells.map((row) => value(name, row[at] ?? null)) })),
      rowGroupSize: GROUP,
    });
    rows = [];
  };
  return {
    output: {
      kind: "rows",
      row: (row) => {
        rows.push(row);
        if (rows.length === GROUP) write();
      },
    },
    take: () => blocks.splice(0),
    end: () => {
      write();
      writer.finish();
      drain();
    },
  };
};

const value = (name: string, cell: Cell): string | number | boolean | null => {
  if (cell === null) return null;
  const type = TYPES[name];
  if (type === undefined) return cellText(cell);
  if (type === "INT32") return typeof cell === "number" ? Math.round(cell) : null;
  return typeof cell === "number" || typeof cell === "boolean" ? cell : null;
};
