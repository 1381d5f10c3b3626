import { type Assembly, err, ok, type Refusal, type Result } from "@erbium/model";
import { translateCodon } from "./amino-acids.ts";
import { chromosomeName, readChromosomeAccession } from "./coordinates.ts";
import type { GeneModel, Span } from "./gene-model.ts";
import { codingExonsOf } from "./isoform.ts";

/** What a gene file is built from; texts as published, not compressed. */
export interface GeneFileSources {
  readonly symbol: string;
  /** accession of the transcript in the annotations and the FASTA file, with or without version */
  readonly transcript: string;
  readonly hgnc: string;
  readonly aliases: readonly string[];
  readonly uniprot: string;
  readonly refseqProtein: string | null;
  readonly ensembl: string | null;
  readonly ensemblProtein: string | null;
  readonly maneSelect: boolean;
  /** GTF or GFF3 of each assembly */
  readonly annotation: Readonly<Record<Assembly, string>>;
  /** FASTA with the transcript (mRNA) or its coding sequence, under the accession */
  readonly fasta: string;
  /** where the files came from, for the record */
  readonly source: string;
  /** refget digest of a sequence; SHA-512 is not at hand in this room */
  readonly refget: (sequence: string) => string;
}

/**
 * A gene model from public exon and sequence data, checked against itself: the same coding lengths on both
 * assemblies, a transcript as long as its exons, an open reading frame from start to stop.
 *
 * CDS features may include the stop codon (GFF3) or not (GTF, where `stop_codon` is a feature of its own).
 * Domains and numberings are left empty: they need a source of their own.
 */
export const buildGeneFile = (sources: GeneFileSources): Result<GeneModel, Refusal[]> => {
  const refusals: Refusal[] = [];
  const refuse = (path: string, message: string, remedy: string): void => {
    refusals.push({ code: "gene-file", path, message, remedy });
  };
  const structures = {
    GRCh37: readStructure(sources.annotation.GRCh37, sources.transcript),
    GRCh38: readStructure(sources.annotation.GRCh38, sources.transcript),
  };
  for (const assembly of ["GRCh37", "GRCh38"] as const)
    if (structures[assembly] === null)
      refuse(
        assembly,
        `the annotation has no exons and coding parts of ${sources.transcript}`,
        "give the transcript as the file writes it, and a file that holds CDS features",
      );
  const sequence = readFasta(sources.fasta, sources.transcript);
  if (sequence === null)
    refuse("fasta", `no record is named ${sources.transcript}`, "give the FASTA file of this transcript");
  const { GRCh37: old, GRCh38: now } = structures;
  if (old === null || now === null || sequence === null) return err(refusals);

  if (old.strand !== now.strand || old.chromosome !== now.chromosome)
    refuse("GRCh37", "chromosome or strand differ between the assemblies", "check the two annotation files");
  const exons = { GRCh37: ordered(old), GRCh38: ordered(now) };
  const limits = { GRCh37: limitsOf(old), GRCh38: limitsOf(now) };
  const codingExons = codingExonsOf(exons.GRCh38, limits.GRCh38, now.strand);
  const codingLength = codingExons.at(-1)?.coding[1] ?? 0;
  const other = codingExonsOf(exons.GRCh37, limits.GRCh37, old.strand);
  if (
    other.map(({ coding }) => coding.join()).join(" ") !==
    codingExons.map(({ coding }) => coding.join()).join(" ")
  )
    refuse(
      "GRCh37",
      "the coding exons have other lengths than on GRCh38",
      "use the same version of the transcript on both, or one whose exons are equal",
    );
  const whole = exons.GRCh38.reduce((sum, [low, high]) => sum + high - low + 1, 0);
  const start = codingStart(exons.GRCh38, limits.GRCh38, now.strand);
  const [coding, downstream] =
    sequence.length === codingLength
      ? [sequence, null]
      : [sequence.slice(start, start + codingLength), sequence.slice(start + codingLength, whole)];
  // a poly-A tail is part of many records and of no exon
  if (sequence.length !== codingLength && !/^A*$/.test(sequence.slice(whole)))
    refuse(
      "fasta",
      `the record has ${sequence.length} bases; the exons have ${whole}, their coding part ${codingLength}`,
      "give the transcript that the annotation describes, or its coding sequence",
    );
  let protein = "";
  for (let at = 0; at < coding.length; at += 3) protein += translateCodon(coding, at);
  if (!/^M[^*X]*\*$/.test(protein))
    refuse(
      "fasta",
      "the coding sequence does not read from a start codon to its only stop codon",
      "check that CDS and sequence belong to the same version of the transcript",
    );
  if (refusals.length > 0) return err(refusals);
  protein = protein.slice(0, -1);
  const isEnsembl = sources.transcript.startsWith("ENS");
  return ok({
    symbol: sources.symbol,
    hgnc: sources.hgnc,
    aliases: sources.aliases,
    chromosome: now.chromosome,
    strand: now.strand,
    uniprot: { accession: sources.uniprot, status: "recalled" },
    transcript: {
      refseq: isEnsembl ? null : sources.transcript,
      refseqProtein: sources.refseqProtein,
      ensembl: isEnsembl ? sources.transcript : sources.ensembl,
      ensemblProtein: sources.ensemblProtein,
      mane: sources.maneSelect ? "MANE Select" : null,
      otherNames: [],
      record: sources.transcript,
    },
    manePlusClinical: [],
    exons,
    codingLimits: limits,
    codingExons,
    proteinLength: protein.length,
    codingSequence: coding,
    protein,
    refget: { codingSequence: sources.refget(coding), protein: sources.refget(protein) },
    downstream:
      downstream === null || downstream === ""
        ? null
        : { sequence: downstream, status: "verified", source: sources.source },
    domains: [],
    numberings: [],
    isoforms: [],
  });
};

/** One transcript of an annotation file, exons and coding parts in no order. */
interface Structure {
  readonly chromosome: string;
  readonly strand: "+" | "-";
  readonly exons: readonly Span[];
  readonly coding: readonly Span[];
}

const readStructure = (annotation: string, transcript: string): Structure | null => {
  const exons: Span[] = [];
  const coding: Span[] = [];
  let chromosome = "";
  let strand: "+" | "-" = "+";
  for (const line of annotation.split(/\r?\n/)) {
    if (line === "" || line.startsWith("#")) continue;
    const [sequence = "", , feature, low, high, , sign, , attributes = ""] = line.split("\t");
    if (feature !== "exon" && feature !== "CDS" && feature !== "stop_codon") continue;
    if (!isOfTranscript(attributes, transcript)) continue;
    const span: Span = [Number(low), Number(high)];
    if (!(Number.isInteger(span[0]) && span[0] >= 1 && span[1] >= span[0])) continue;
    (feature === "exon" ? exons : coding).push(span);
    chromosome = readChromosomeAccession(sequence)?.chromosome ?? chromosomeName(sequence);
    strand = sign === "-" ? "-" : "+";
  }
  return exons.length === 0 || coding.length === 0 ? null : { chromosome, strand, exons, coding };
};

/** `transcript_id "NM_1.2"` of GTF, `transcript_id=NM_1.2` or `Parent=rna-NM_1.2` or `Parent=transcript:ENST1` of GFF3. */
const isOfTranscript = (attributes: string, transcript: string): boolean => {
  const wanted = withoutVersion(transcript);
  for (const match of attributes.matchAll(/(?:transcript_id|Parent)[ =]"?(?:rna-|transcript:)?([^";,]+)/g)) {
    const found = match[1] ?? "";
    if (
      found === transcript ||
      (withoutVersion(found) === wanted && (transcript === wanted || found === wanted))
    )
      return true;
  }
  return false;
};

const withoutVersion = (accession: string): string => accession.replace(/\.\d+$/, "");

const ordered = ({ exons, strand }: Structure): Span[] =>
  [...exons].sort((a, b) => (strand === "+" ? a[0] - b[0] : b[0] - a[0]));

const limitsOf = ({ coding }: Structure): Span => [
  Math.min(...coding.map(([low]) => low)),
  Math.max(...coding.map(([, high]) => high)),
];

/** Bases of the transcript before its start codon. */
const codingStart = (exons: readonly Span[], [low, high]: Span, strand: "+" | "-"): number => {
  let before = 0;
  for (const [first, last] of exons) {
    if (strand === "+" ? low <= last : high >= first)
      return before + (strand === "+" ? low - first : last - high);
    before += last - first + 1;
  }
  return before;
};

/** The sequence of the record whose name is, or begins with, the accession. */
const readFasta = (fasta: string, transcript: string): string | null => {
  const wanted = withoutVersion(transcript);
  for (const record of fasta.split(/^>/m)) {
    const [head = "", ...lines] = record.split(/\r?\n/);
    const named = /^[^\s|]+/.exec(head)?.[0] ?? "";
    if (
      named === transcript ||
      (withoutVersion(named) === wanted && (transcript === wanted || named === wanted))
    )
      return lines.join("").replace(/\s/g, "").toUpperCase();
  }
  return null;
};
