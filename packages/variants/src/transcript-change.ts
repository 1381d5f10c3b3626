import type { Alteration, AlterationKind, Assembly } from "@erbium/model";
import { proteinAlteration } from "./alteration.ts";
import { reverseComplement } from "./amino-acids.ts";
import { classesOf } from "./classes.ts";
import {
  canonicalCodingEdit,
  codingName,
  genomicName,
  type SequencedGene,
  type SequenceEdit,
} from "./coding-change.ts";
import { type CodingPlace, placeName } from "./coding-name.ts";
import { chromosomeAccession, transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { proteinConsequence } from "./protein-consequence.ts";

/** A change on a transcript that is not, or not wholly, inside the coding sequence. Bases on the gene's strand. */
export interface PlacedChange {
  /** first and last replaced base; for an insertion, the bases on both sides */
  readonly start: CodingPlace;
  readonly end: CodingPlace;
  readonly insertion: boolean;
  /** the replaced bases, where known */
  readonly removed: string | null;
  readonly inserted: string;
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
  const at = Math.min(
    Math.max(canonical.deleted === 0 && canonical.inserted !== "" ? canonical.index - 1 : canonical.index, 0),
    gene.codingSequence.length - 1,
  );
  const exon =
    gene.codingExons.find(({ coding }) => at + 1 >= coding[0] && at + 1 <= coding[1])?.exon ?? null;
  const genomic = {
    GRCh37: genomicName(gene, canonical, "GRCh37"),
    GRCh38: genomicName(gene, canonical, "GRCh38"),
  };
  return proteinAlteration(input, kind, gene, proteinConsequence(gene, canonical), genes, {
    coding: codingName(gene, canonical),
    genomic: genomic.GRCh37 === null && genomic.GRCh38 === null ? null : genomic,
    exon,
  });
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
  const consequence = placedConsequence(change, length);
  const coding = `${gene.transcript.refseq ?? gene.symbol}:c.${text}`;
  const genomic = {
    GRCh37: placedGenomic(gene, change, "GRCh37"),
    GRCh38: placedGenomic(gene, change, "GRCh38"),
  };
  const protein = gene.transcript.refseqProtein ?? gene.symbol;
  const unclear = /splice_(donor|acceptor)|lost|coding_sequence/.test(consequence);
  return {
    input,
    gene: gene.symbol,
    kind,
    protein: consequence === "start_lost" ? `${protein}:p.(Met1?)` : unclear ? `${protein}:p.?` : null,
    proteinShort: null,
    coding,
    genomic: genomic.GRCh37 === null && genomic.GRCh38 === null ? null : genomic,
    key: `${gene.symbol}:c.${text}`,
    aliases: [`c.${text}`],
    exon: null,
    domain: null,
    classes: classesOf(
      {
        gene: gene.symbol,
        kind,
        consequence,
        residues: null,
        domains: [],
        exon: null,
        lengthChange: null,
        named: null,
      },
      genes.classes,
    ),
    consequence,
    error: null,
  };
};

const placedText = <T>(
  { start, end, insertion }: { readonly start: T; readonly end: T; readonly insertion: boolean },
  name: (place: T) => string,
  removed: string | null,
  inserted: string,
): string => {
  const first = name(start);
  const last = name(end);
  const range = first === last ? first : `${first}_${last}`;
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
  const text = placedText(
    { start: Math.min(first, last), end: Math.max(first, last), insertion: change.insertion },
    String,
    forward || change.removed === null ? change.removed : reverseComplement(change.removed),
    forward ? change.inserted : reverseComplement(change.inserted),
  );
  return `${chromosomeAccession(gene.chromosome, assembly)}:g.${text}`;
};

/**
 * Sequence Ontology term by position alone: the two intron bases beside an exon are its donor or acceptor
 * site, bases 3 to 8 its splice region.
 */
const placedConsequence = ({ start, end, insertion }: PlacedChange, codingLength: number): string => {
  if (insertion && (start.offset !== 0) !== (end.offset !== 0)) return "splice_region_variant";
  const inIntron = start.offset !== 0 || end.offset !== 0;
  if (inIntron) {
    if (start.index !== end.index && start.offset === 0 && end.offset === 0) return "coding_sequence_variant";
    if (start.offset === 0 || (start.offset < 0 && end.offset > 0))
      return end.offset > 0 ? "splice_donor_variant" : "coding_sequence_variant";
    if (end.offset === 0) return start.offset < 0 ? "splice_acceptor_variant" : "splice_donor_variant";
    if (start.offset > 0 && end.offset < 0)
      return start.offset <= 2
        ? "splice_donor_variant"
        : end.offset >= -2
          ? "splice_acceptor_variant"
          : "intron_variant";
    const nearest = Math.min(Math.abs(start.offset), Math.abs(end.offset));
    if (nearest <= 2) return start.offset > 0 ? "splice_donor_variant" : "splice_acceptor_variant";
    return nearest <= 8 ? "splice_region_variant" : "intron_variant";
  }
  if (start.index < 0 && end.index < 0) return "5_prime_UTR_variant";
  if (start.index >= codingLength) return "3_prime_UTR_variant";
  if (start.index < 0) return insertion ? "5_prime_UTR_variant" : "start_lost";
  if (end.index >= codingLength) return insertion ? "3_prime_UTR_variant" : "stop_lost";
  return "coding_sequence_variant";
};
