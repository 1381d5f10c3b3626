import type { Alteration } from "@erbium/model";
import type { CallFields, CopyNumberFields } from "./annotated-row.ts";

/** A cell of a table of annotations; a list is written with `;` between its items. */
export type Cell = string | number | boolean | null | readonly string[];

/** What a caller adds to each alteration, as what is known of it: names of the columns, and the cells. */
export interface ExtraColumns {
  readonly names: readonly string[];
  readonly cells: (alteration: Alteration) => readonly Cell[];
  /**
   * Residues of a gene (by symbol) of which something of their own is known. The cells of changes of any other
   * residue must follow from gene, classes and consequence alone: then they need not be asked for each. Absent:
   * every change is asked for.
   */
  readonly ownResidues?: (gene: string) => ReadonlySet<number>;
}

/** Columns about the call, in tables; the same names as fields in JSON. */
export const callColumns = [
  "input",
  "sample",
  "chromosome",
  "position",
  "reference",
  "alternate",
  "filter",
  "genotype",
  "vaf",
  "depth",
  "line",
] as const;

/** Columns about the alteration: the fields of `erbium variant` under their names (dotted paths). */
export const alterationColumns = [
  "gene",
  "kind",
  "key",
  "consequence",
  "protein",
  "proteinShort",
  "coding",
  "genomic.GRCh37",
  "genomic.GRCh38",
  "exon",
  "domain",
  "classes",
  "aliases",
  "error.code",
  "error.message",
  "error.suggestion",
] as const;

export const alterationCells = (alteration: Alteration): readonly Cell[] => [
  alteration.gene,
  alteration.kind,
  alteration.key,
  alteration.consequence,
  alteration.protein,
  alteration.proteinShort,
  alteration.coding,
  alteration.genomic?.GRCh37 ?? null,
  alteration.genomic?.GRCh38 ?? null,
  alteration.exon,
  alteration.domain,
  alteration.classes,
  alteration.aliases,
  alteration.error?.code ?? null,
  alteration.error?.message ?? null,
  alteration.error?.suggestion ?? null,
];

export const callCells = (call: CallFields): readonly Cell[] => callColumns.map((name) => call[name]);

/** Columns about copies; empty for calls that say nothing of them. */
export const copyNumberColumns = [
  "copies",
  "copies.low",
  "copies.high",
  "copies.ratio",
  "copies.focal",
  "amplified",
  "amplified.because",
] as const;

export const copyNumberCells = (fields: CopyNumberFields): readonly Cell[] => [
  fields.copies,
  fields.low,
  fields.high,
  fields.ratio,
  fields.focal,
  fields.amplified,
  fields.because,
];

/** A cell as text of a tab-separated table: nothing for null, tabs and line ends as blanks. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "true" : "false";
  if (typeof cell === "number") return String(Number.isInteger(cell) ? cell : Math.round(cell * 1e6) / 1e6);
  const text = typeof cell === "string" ? cell : cell.join(";");
  return BREAKS.test(text) ? text.replace(/[\t\r\n]+/g, " ") : text;
};

const BREAKS = /[\t\r\n]/;
