import type { Assembly } from "@erbium/model";
import {
  type AnnotatedRow,
  type ExtraColumns,
  jsonRow,
  mafColumns,
  mafRow,
  type RowOutput,
  vcfInfoHeader,
  vcfRecord,
} from "@erbium/variants";
import { parquetRows } from "./parquet-rows.ts";

export const outputFormats = ["tsv", "jsonl", "parquet", "maf", "vcf"] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Turns annotated rows into the bytes of a format, block by block. */
export interface RowWriter {
  readonly output: RowOutput;
  /** the bytes that are ready; they are then the caller's */
  readonly take: () => readonly Uint8Array[];
  /** gives a block back that has been written, so that its memory is used again */
  readonly recycle?: (block: Uint8Array) => void;
  readonly end: () => void;
}

/** Blocks kept to be written anew. */
const SPARES = 16;

/** Characters of text gathered before they become bytes. */
const BLOCK = 1 << 18;

const textWriter = (
  head: string,
  textOf: (row: AnnotatedRow) => string,
): RowWriter & { readonly add: (text: string) => void } => {
  let text = head;
  const blocks: Uint8Array[] = [];
  const cut = (): void => {
    if (text !== "") blocks.push(Buffer.from(text));
    text = "";
  };
  const add = (more: string): void => {
    text += more;
    if (text.length > BLOCK) cut();
  };
  return {
    add,
    output: { kind: "rows", row: (row) => add(textOf(row)) },
    take: () => blocks.splice(0),
    end: cut,
  };
};

/** @param assembly  the assembly, once it is known: rows are given only then */
export const rowWriter = (
  format: OutputFormat,
  extra: ExtraColumns,
  assembly: () => Assembly | null,
): RowWriter => {
  switch (format) {
    case "tsv": {
      const blocks: Uint8Array[] = [];
      const spares: Uint8Array[] = [];
      return {
        output: {
          kind: "table",
          block: (bytes) => blocks.push(bytes),
          spare: () => spares.pop(),
        },
        recycle: (block) => {
          if (spares.length < SPARES) spares.push(new Uint8Array(block.buffer));
        },
        take: () => blocks.splice(0),
        end: () => {},
      };
    }
    case "jsonl":
      return textWriter("", (row) => `${JSON.stringify(jsonRow(row, extra))}\n`);
    case "maf":
      return textWriter(`${mafColumns.join("\t")}\n`, (row) => mafRow(row, extra, assembly()));
    case "parquet":
      return parquetRows(extra);
    case "vcf":
      return vcfWriter(extra);
  }
};

/** The records of a VCF that have rows, each once, with the INFO field of all its rows. */
const vcfWriter = (extra: ExtraColumns): RowWriter => {
  const writer = textWriter("", () => "");
  let rows: AnnotatedRow[] = [];
  const close = (): void => {
    const [first] = rows;
    if (first?.record !== undefined) writer.add(vcfRecord(first.record, rows, extra));
    rows = [];
  };
  return {
    take: writer.take,
    end: () => {
      close();
      writer.end();
    },
    output: {
      kind: "rows",
      header: (line) => {
        if (line.startsWith("#CHROM")) writer.add(`${vcfInfoHeader(extra)}\n`);
        writer.add(`${line}\n`);
      },
      row: (row) => {
        if (rows[0] !== undefined && rows[0].call.line !== row.call.line) close();
        rows.push(row);
      },
    },
  };
};
