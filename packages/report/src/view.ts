import type { Domain, Exon, KnownVariant } from "@erbium/figures";

/** What the app hands over for drawing, since this room may not read gene models. */
export interface ReportView {
  /** the ERBB2 protein; null: the figure is left out, the table of alterations stays */
  readonly protein: ProteinView | null;
  /** there is no clock here: a report carries the as-of date of its knowledge */
  readonly generated?: never;
}

export interface ProteinView {
  /** residues */
  readonly length: number;
  /** the one named "kinase" is enlarged when a variant lies in it */
  readonly domains: readonly Domain[];
  readonly exons: readonly Exon[];
  /** recurrent variants, drawn faintly */
  readonly known: readonly KnownVariant[];
}
