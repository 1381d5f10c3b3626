import type { Assembly } from "@erbium/model";

/** How far a fact is sourced: `verified` = a source says so, `recalled` = no source was seen. */
export type SourceStatus = "verified" | "recalled";

/** First and last position, 1-based, both inside. */
export type Span = readonly [number, number];

export interface Domain {
  /** short name in use: `kinase`, `transmembrane`, `extracellular II` */
  readonly name: string;
  /** residues, 1-based, both inside */
  readonly start: number;
  readonly end: number;
  /** the source's own name where it differs */
  readonly label?: string;
  readonly status: SourceStatus;
  readonly source: string;
  /** the part that every source agrees on, where the edges are a convention */
  readonly core?: {
    readonly start: number;
    readonly end: number;
    readonly status: SourceStatus;
    readonly source: string;
  };
}

export interface CodingExon {
  /** number of the exon in the transcript, non-coding exons counted */
  readonly exon: number;
  /** coding positions (c.) */
  readonly coding: Span;
  /** residues; a codon split by an exon edge appears in both exons */
  readonly residues: Span;
}

/** Another way to count the residues of the same gene: a longer isoform, or the mature protein. */
export interface Numbering {
  readonly name: string;
  /** accessions without version that use it */
  readonly transcripts: readonly string[];
  readonly proteinLength: number;
  /** other number = our number + offset, for our numbers in from..to; outside the segments nothing is known */
  readonly segments: readonly { readonly from: number; readonly to: number; readonly offset: number }[];
  readonly status: SourceStatus;
  readonly source: string;
}

/** Another transcript of the gene; without sequence it is known by name alone. */
export interface Isoform {
  readonly name: string;
  /** accessions without version */
  readonly transcripts: readonly string[];
  readonly note: string;
  readonly exons?: Readonly<Record<Assembly, readonly Span[]>>;
  /** lowest and highest base, where the exons are not known */
  readonly span?: Readonly<Partial<Record<Assembly, Span>>>;
  readonly codingLimits?: Readonly<Record<Assembly, Span>>;
  readonly codingSequence?: string;
  readonly protein?: string;
  readonly refget?: { readonly codingSequence: string; readonly protein: string };
  readonly status: SourceStatus;
  readonly source: string;
}

/** A way to count exons that papers use beside that of the MANE Select transcript. */
interface ExonCount {
  readonly name: string;
  /** our number = other number + offset */
  readonly offset: number;
  /** other numbers that are always meant so */
  readonly meant: readonly number[];
  /** other numbers that may as well be ours */
  readonly unclear: readonly number[];
  readonly status: SourceStatus;
  readonly source: string;
}

/** A phrase that says of this gene what it says of no other: `METex14` is the skipping of exon 14. */
interface OwnPhrase {
  /** regular expression for the whole of what stands beside the gene: lower case, separators as blanks */
  readonly pattern: string;
  /** the same in words that every gene has */
  readonly means: string;
  readonly status: SourceStatus;
  readonly source: string;
}

export interface Transcript {
  readonly refseq: string | null;
  readonly refseqProtein: string | null;
  readonly ensembl: string | null;
  readonly ensemblProtein: string | null;
  readonly mane: "MANE Select" | null;
  /** accessions with the same coding part */
  readonly otherNames: readonly string[];
  /** the record that the exons and the sequence were taken from */
  readonly record: string;
}

/**
 * One gene as the workbench knows it; the shape of `knowledge/genes/<SYMBOL>.json`.
 * Coordinates are 1-based and inclusive; exons stand in transcript order, each as [lowest, highest]
 * genomic base. Sequence is null for genes of which only the structure is known; exons are null where the
 * gene is not anchored on the genome.
 */
export interface GeneModel {
  readonly symbol: string;
  readonly hgnc: string;
  readonly aliases: readonly string[];
  readonly chromosome: string;
  readonly strand: "+" | "-";
  readonly uniprot: { readonly accession: string; readonly status: SourceStatus };
  readonly transcript: Transcript;
  readonly manePlusClinical: readonly string[];
  readonly exons: Readonly<Record<Assembly, readonly Span[]>> | null;
  /** lowest and highest coding base */
  readonly codingLimits: Readonly<Record<Assembly, Span>> | null;
  readonly codingExons: readonly CodingExon[];
  readonly proteinLength: number | null;
  /** start codon to stop codon, as the genome has it */
  readonly codingSequence: string | null;
  readonly protein: string | null;
  /** ga4gh refget digests */
  readonly refget: { readonly codingSequence: string; readonly protein: string } | null;
  /** bases after the stop codon, where known: they tell how far a lost stop runs on */
  readonly downstream: {
    readonly sequence: string;
    readonly status: SourceStatus;
    readonly source: string;
  } | null;
  readonly domains: readonly Domain[];
  readonly numberings: readonly Numbering[];
  readonly exonCounts?: readonly ExonCount[];
  readonly ownPhrases?: readonly OwnPhrase[];
  /** transcripts whose protein is another one */
  readonly isoforms?: readonly Isoform[];
  /** the isoform that this model describes, where it is not the main transcript */
  readonly isoform?: string;
}
