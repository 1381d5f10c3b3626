import type { Alteration, Assembly, Message, Refusal } from "@erbium/model";
import type { CallFields, CopyNumberFields } from "../annotate/annotated-row.ts";
import type { GeneIndex } from "../gene-index.ts";

/** What the reader of a table is given beside its cells. */
export interface TableContext {
  readonly genes: GeneIndex;
  /** as stated by the user; tables of segments need it */
  readonly assembly: Assembly | null;
  readonly sample: string | undefined;
  /** share of tumour cells, 0 to 1, and copies of the genome per tumour cell, where the user knows them */
  readonly purity: number | null;
  readonly ploidy: number | null;
  readonly put: (call: CallFields, alteration: Alteration, copyNumber?: CopyNumberFields) => void;
  readonly warn: (message: Message) => void;
}

/** Takes the rows of one table. */
export interface TableRows {
  readonly row: (cells: readonly string[], line: number) => Refusal | null;
  readonly end: () => Refusal | null;
}

/** One layout of tables, told by the names of its columns (lower case, letters and digits only). */
export interface TableLayout {
  /** the name of the input format */
  readonly id: string;
  readonly fits: (columns: readonly string[], firstRow: readonly string[]) => boolean;
  readonly open: (columns: readonly string[], names: readonly string[], context: TableContext) => TableRows;
}

/** `Tumor_Sample_Barcode` -> `tumorsamplebarcode`. */
export const foldColumn = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The first of these columns that the table has, or -1. */
export const columnOf = (columns: readonly string[], ...names: readonly string[]): number =>
  names.map((name) => columns.indexOf(name)).find((at) => at >= 0) ?? -1;

export const sampleColumn = (columns: readonly string[]): number =>
  columnOf(columns, "tumorsamplebarcode", "sampleid", "sample", "id");

/** A call that says no more than its name, sample and line. */
export const namedCall = (input: string, sample: string | null, line: number): CallFields => ({
  input,
  sample,
  chromosome: null,
  position: null,
  reference: null,
  alternate: null,
  filter: null,
  genotype: null,
  vaf: null,
  depth: null,
  line,
});

export const badCell = (line: number, column: number, message: string): Refusal => ({
  code: "malformed-record",
  message,
  path: `${line}:${column + 1}`,
  remedy: "correct the field or leave the row out",
});
