/** What kind of name or call the input was; the canonical form is always built on the protein where there is one. */
export type AlterationKind =
  | "protein"
  | "coding"
  | "genomic"
  | "copy-number"
  | "fusion"
  | "expression"
  | "isoform"
  | "category";

export type AlterationErrorCode =
  | "reference-mismatch"
  | "unparsable"
  | "unknown-gene"
  | "unsupported-gene"
  | "ambiguous"
  | "out-of-range"
  | "assembly-mismatch";

export interface AlterationError {
  readonly code: AlterationErrorCode;
  readonly message: string;
  readonly suggestion: string | null;
  /** the possible readings, when `code` is `ambiguous` */
  readonly readings?: readonly string[];
}

export type Assembly = "GRCh37" | "GRCh38";

/** One alteration in canonical form; the output of `erbium variant`. */
export interface Alteration {
  readonly input: string;
  readonly gene: string | null;
  readonly kind: AlterationKind | null;
  /** HGVS with accession and parentheses, `NP_004439.2:p.(Tyr772_Ala775dup)` */
  readonly protein: string | null;
  /** one-letter, without prefix: `Y772_A775dup` */
  readonly proteinShort: string | null;
  readonly coding: string | null;
  readonly genomic: { readonly GRCh37: string | null; readonly GRCh38: string | null } | null;
  /** equal for every name of the same change: `ERBB2:p.Y772_A775dup`, `ERBB2:amplification`, `NRG1:fusion` */
  readonly key: string | null;
  readonly aliases: readonly string[];
  readonly exon: number | null;
  readonly domain: string | null;
  /** classes by definition, e.g. "in-frame insertion", "exon 20 insertion", "amplification", "missense" */
  readonly classes: readonly string[];
  /** Sequence Ontology term; of two, the more severe first, joined as in a VCF: `missense_variant&splice_region_variant` */
  readonly consequence: string | null;
  readonly error: AlterationError | null;
}
