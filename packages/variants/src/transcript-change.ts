import type { Alteration, AlterationKind, Assembly } from "@erbium/model";
import { proteinAlteration } from "./alteration.ts";
import { reverseComplement } from "./amino-acids.ts";
import { classesOf } from "./classes.ts";
import {
  canonicalCodingEdit,
  codingName,
  exonOfEdit,
  genomicName,
  type SequencedGene,
  type SequenceEdit,
} from "./coding-change.ts";
import { type CodingPlace, placeName } from "./coding-name.ts";
import { chromosomeAccession, type TranscriptMap, transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { geneTable } from "./gene-table.ts";
import { placedConsequence, wholeExon } from "./placed-consequence.ts";
import { proteinConsequence } from "./protein-consequence.ts";
import { changesSpliceRegion, withSpliceRegion } from "./splice-region.ts";

/** A change on a transcript that is not, or not wholly, inside the coding sequence. Bases on the gene's strand. */
export interface PlacedChange {
  /** first and last replaced base; for an insertion, the bases on both sides */
  readonly start: CodingPlace;
  readonly end: CodingPlace;
  readonly insertion: boolean;
  /** the replaced bases, where known */
  readonly removed: string | null;
  readonly inserted: string;
  /** first and last base of those that an insertion copies, where a name gives the place and not the bases */
  readonly copied?: { readonly start: CodingPlace; readonly end: CodingPlace };
  /** the bases are turned round where they stand, and not known */
  readonly inverted?: true;
}

/** The alteration for an edit of the coding sequence: protein, coding and genomic names, all canonical. */
export const codingAlteration = (
  input: string,
  kind: AlterationKind,
  gene: SequencedGene,
  edit: SequenceEdit,
  genes: GeneIndex,
): Alteration => {
  const canonical = canonicalCodingEdit(gene, edit);
  if (betweenCodingAndUntranslated(gene, canonical))
    return placedAlteration(
      input,
      kind,
      gene,
      {
        start: { index: canonical.index - 1, offset: 0 },
        end: { index: canonical.index, offset: 0 },
        insertion: true,
        removed: null,
        inserted: canonical.inserted,
      },
      genes,
    );
  const genomic = {
    GRCh37: genomicName(gene, canonical, "GRCh37"),
    GRCh38: genomicName(gene, canonical, "GRCh38"),
  };
  const alteration = proteinAlteration(input, kind, gene, proteinConsequence(gene, canonical), genes, {
    coding: codingName(gene, canonical),
    genomic: genomic.GRCh37 === null && genomic.GRCh38 === null ? null : genomic,
    exon: exonOfEdit(gene, canonical).exon,
  });
  // a class asks what happens to the protein, so the place is added behind it
  return changesSpliceRegion(canonical, geneTable(gene).besideIntron)
    ? { ...alteration, consequence: withSpliceRegion(alteration.consequence) }
    : alteration;
};

/** New bases before the start codon or behind the stop codon, of which neither is a copy. */
const betweenCodingAndUntranslated = (
  gene: SequencedGene,
  { index, deleted, inserted }: SequenceEdit,
): boolean =>
  deleted === 0 &&
  inserted !== "" &&
  (index === 0 || (index === gene.codingSequence.length && !gene.codingSequence.endsWith(inserted)));

/** The alteration for a change that touches an intron or an untranslated part. */
export const placedAlteration = (
  input: string,
  kind: AlterationKind,
  gene: SequencedGene,
  change: PlacedChange,
  genes: GeneIndex,
): Alteration => {
  const length = gene.codingSequence.length;
  const text = placedText(change, (place) => placeName(place, length), change.removed, change.inserted);
  const map = transcriptMap(gene, "GRCh38") ?? transcriptMap(gene, "GRCh37");
  const consequence = placedConsequence(change, length, map);
  const exon = map === null ? null : placedExon(change, consequence, map);
  const coding = geneTable(gene).codingPrefix + text;
  const genomic = {
    GRCh37: placedGenomic(gene, change, "GRCh37"),
    GRCh38: placedGenomic(gene, change, "GRCh38"),
  };
  const protein = gene.transcript.refseqProtein ?? gene.symbol;
  const unclear = /splice_(donor|acceptor)_variant|lost|exon_loss|coding_sequence/.test(consequence);
  return {
    input,
    gene: gene.symbol,
    kind,
    protein: consequence === "start_lost" ? `${protein}:p.(Met1?)` : unclear ? `${protein}:p.?` : null,
    proteinShort: null,
    coding,
    genomic: genomic.GRCh37 === null && genomic.GRCh38 === null ? null : genomic,
    key: `${geneTable(gene).keyPrefix}c.${text}`,
    aliases: [`c.${text}`],
    exon,
    domain: null,
    classes: classesOf(
      {
        gene: gene.symbol,
        kind,
        consequence,
        residues: null,
        domains: [],
        exon,
        lengthChange: null,
        named: null,
      },
      genes.classes,
    ),
    consequence,
    error: null,
  };
};

interface PlacedExtent<T> {
  readonly start: T;
  readonly end: T;
  readonly insertion: boolean;
  readonly copied?: { readonly start: T; readonly end: T };
  readonly inverted?: true;
}

const placedText = <T>(
  { start, end, insertion, copied, inverted }: PlacedExtent<T>,
  name: (place: T) => string,
  removed: string | null,
  inserted: string,
): string => {
  const rangeOf = (from: T, to: T): string =>
    name(from) === name(to) ? name(from) : `${name(from)}_${name(to)}`;
  if (copied !== undefined) return `${rangeOf(copied.start, copied.end)}dup`;
  const first = name(start);
  const last = name(end);
  const range = rangeOf(start, end);
  if (inverted) return `${range}inv`;
  if (insertion) return `${range}ins${inserted}`;
  if (inserted === "") return `${range}del`;
  if (first === last && removed?.length === 1 && inserted.length === 1)
    return `${first}${removed}>${inserted}`;
  return `${range}delins${inserted}`;
};

const placedGenomic = (gene: SequencedGene, change: PlacedChange, assembly: Assembly): string | null => {
  const map = transcriptMap(gene, assembly);
  const first = map?.toGenome(change.start) ?? null;
  const last = map?.toGenome(change.end) ?? null;
  if (first === null || last === null) return null;
  const forward = gene.strand === "+";
  const { copied, inverted } = change;
  const copiedEnds = copied === undefined ? [] : [copied.start, copied.end].map((one) => map?.toGenome(one));
  const ends = copiedEnds.filter((one) => one != null);
  if (ends.length < copiedEnds.length) return null;
  const text = placedText(
    {
      start: Math.min(first, last),
      end: Math.max(first, last),
      insertion: change.insertion,
      ...(ends.length === 0 ? {} : { copied: { start: Math.min(...ends), end: Math.max(...ends) } }),
      ...(inverted && { inverted }),
    },
    String,
    forward || change.removed === null ? change.removed : reverseComplement(change.removed),
    forward ? change.inserted : reverseComplement(change.inserted),
  );
  return `${chromosomeAccession(gene.chromosome, assembly)}:g.${text}`;
};

/**
 * The exon of a change outside the coding sequence: the one that is left out, else the one that it touches
 * or whose splice site it lies in; null deep in an intron.
 */
export const placedExon = (change: PlacedChange, consequence: string, map: TranscriptMap): number | null => {
  if (consequence === "intron_variant" || consequence === "splice_polypyrimidine_tract_variant") return null;
  const whole = wholeExon(change, map);
  if (whole !== null) return whole + 1;
  const { start, end } = change;
  const nearer =
    start.offset === 0 || (end.offset !== 0 && Math.abs(start.offset) <= Math.abs(end.offset)) ? start : end;
  const exon = map.exonOf(nearer.index);
  return exon < 0 ? null : exon + 1;
};
