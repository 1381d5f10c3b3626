import type { Alteration } from "@erbium/model";
import {
  alterationCells,
  alterationColumns,
  type Cell,
  callCells,
  callColumns,
  cellText,
  copyNumberCells,
  copyNumberColumns,
  type ExtraColumns,
} from "./columns.ts";

/** What a file says of one call beside the alteration; null: it does not say. */
export interface CallFields {
  readonly input: string;
  readonly sample: string | null;
  readonly chromosome: string | null;
  readonly position: number | null;
  readonly reference: string | null;
  readonly alternate: string | null;
  readonly filter: string | null;
  readonly genotype: string | null;
  /** variant allele fraction, 0 to 1 */
  readonly vaf: number | null;
  /** reads at the site */
  readonly depth: number | null;
  /** null: only parts of the file were read */
  readonly line: number | null;
}

/** What is measured of the copies of a gene, and whether ISH would call it amplified. */
export interface CopyNumberFields {
  /** copies per tumour cell, with the interval that the uncertainty of the inputs leaves */
  readonly copies: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** copies per copy of the chromosome's centromere, from segments beside it */
  readonly ratio: number | null;
  /** length of the segment that holds the gene, in bases, and the panel genes gained with it */
  readonly focal: boolean | null;
  readonly amplified: "met" | "not met" | "unknown" | null;
  readonly because: string | null;
}

export const noCopyNumber: CopyNumberFields = {
  copies: null,
  low: null,
  high: null,
  ratio: null,
  focal: null,
  amplified: null,
  because: null,
};

/** One row of an annotated file. */
export interface AnnotatedRow {
  readonly call: CallFields;
  readonly alteration: Alteration;
  readonly copyNumber?: CopyNumberFields;
  /** the record of a VCF that the row is of, as it stands in the file; only where the output asks for it */
  readonly record?: string;
}

/** Names of all columns of a table, in their order. */
export const tableColumns = (extra: ExtraColumns): readonly string[] => [
  ...callColumns,
  ...alterationColumns,
  ...copyNumberColumns,
  ...extra.names,
];

/** The cells of a row, in the order of {@link tableColumns}. */
export const rowCells = (
  { call, alteration, copyNumber }: AnnotatedRow,
  extra: ExtraColumns,
): readonly Cell[] => [
  ...callCells(call),
  ...alterationCells(alteration),
  ...copyNumberCells(copyNumber ?? noCopyNumber),
  ...extra.cells(alteration),
];

export const tableRow = (row: AnnotatedRow, extra: ExtraColumns): string =>
  `${rowCells(row, extra).map(cellText).join("\t")}\n`;

const NO_COPIES = "\t".repeat(copyNumberCells(noCopyNumber).length);

/** The end of a row, from the alteration on, of a call that says nothing of copies. */
export const rowEnd = (alteration: Alteration, extra: ExtraColumns): string => {
  const cells = alterationCells(alteration);
  const more = extra.cells(alteration);
  let text = "";
  for (let at = 0; at < cells.length; at += 1)
    text += `${at === 0 ? "" : "\t"}${cellText(cells[at] ?? null)}`;
  text += NO_COPIES;
  for (let at = 0; at < more.length; at += 1) text += `\t${cellText(more[at] ?? null)}`;
  return `${text}\n`;
};
