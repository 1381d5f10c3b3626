import type { Alteration, AlterationError } from "@erbium/model";
import { proteinAlteration, refused } from "./alteration.ts";
import { reverseComplement } from "./amino-acids.ts";
import type { SequencedGene } from "./coding-change.ts";
import { type CodingName, type CodingPlace, placeName } from "./coding-name.ts";
import { transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { codingAlteration, placedAlteration } from "./transcript-change.ts";

/**
 * Checks a coding name against the gene's sequence and brings it into canonical form.
 *
 * @param numbering  name of the gene's other numbering that the accession stands for, or null
 */
export const resolveCoding = (
  input: string,
  name: CodingName,
  gene: SequencedGene,
  numbering: string | null,
  genes: GeneIndex,
): Alteration => {
  const length = gene.codingSequence.length;
  const fail = (code: AlterationError["code"], message: string, suggestion: string | null = null) =>
    refused(input, { code, message, suggestion }, gene.symbol, "coding");
  const elsewhere = () => (numbering === null ? onOtherNumbering(input, name, gene, genes) : null);

  if (name.form === "uncertain") {
    const unknown = proteinAlteration(input, "coding", gene, { kind: "unknown" }, genes);
    return { ...unknown, classes: [], consequence: null };
  }
  if (name.form === "same") {
    const residue = name.start === null || name.start.index < 0 ? null : Math.floor(name.start.index / 3) + 1;
    if (name.start !== null && (name.start.offset !== 0 || name.start.afterStop || name.start.index < 0))
      return fail("unparsable", "the name says that nothing is changed beside the coding sequence");
    if (residue === null) return proteinAlteration(input, "coding", gene, { kind: "none" }, genes);
    if (residue > gene.protein.length + 1) return fail("out-of-range", beyond(gene, residue * 3));
    const index = name.start?.index ?? 0;
    return codingAlteration(input, "coding", gene, { index, deleted: 0, inserted: "" }, genes);
  }

  const shift = numbering === null ? () => 0 : shiftOf(gene, numbering);
  const settle = ({ index, offset, afterStop }: { index: number; offset: number; afterStop: boolean }) => {
    const moved = afterStop ? index + length : index < 0 ? index : index + (shift(index) ?? Number.NaN);
    return { index: moved, offset };
  };
  const start = settle(name.start);
  const end = settle(name.end);
  if (Number.isNaN(start.index) || Number.isNaN(end.index))
    return fail(
      "unparsable",
      `${gene.symbol} c.${name.start.index + 1} lies where the ${numbering} and ${gene.transcript.refseq} are not aligned here`,
      `give the change on ${gene.transcript.refseq}`,
    );
  if (end.index < start.index || (end.index === start.index && end.offset < start.offset))
    return fail("unparsable", "the range ends before it starts", "write the lower position first");

  const inCoding = (index: number) => index >= 0 && index < length;
  const plain = start.offset === 0 && end.offset === 0 && inCoding(start.index) && inCoding(end.index);
  const notBeyond =
    name.start.afterStop || name.end.afterStop || (start.index < length && end.index < length);
  if (!notBeyond) return fail("out-of-range", beyond(gene, Math.max(start.index, end.index) + 1));

  const stray = [start, end].find((place) => !besideItsIntron(gene, place));
  if (stray !== undefined)
    return fail(
      "unparsable",
      `c.${placeName({ index: stray.index, offset: 0 }, length)} is not the ${stray.offset > 0 ? "last" : "first"} base of an exon, so c.${placeName(stray, length)} is no place in an intron`,
      meantAsRange(stray) ??
        elsewhere() ??
        `c.${placeName(beyondExon(stray), length)}, if the base ${Math.abs(stray.offset)} ${stray.offset > 0 ? "after" : "before"} it was meant`,
    );

  if (name.verb === "insertion") {
    if (plain && end.index !== start.index + 1)
      return fail(
        "unparsable",
        "an insertion lies between two neighbouring bases",
        "use delins to replace bases",
      );
    const atEnd = start.offset === 0 && end.offset === 0 && end.index === start.index + 1;
    if (plain || (atEnd && (end.index === 0 || end.index === length)))
      return codingAlteration(
        input,
        "coding",
        gene,
        { index: end.index, deleted: 0, inserted: name.inserted },
        genes,
      );
    return placedAlteration(
      input,
      "coding",
      gene,
      { start, end, insertion: true, removed: null, inserted: name.inserted },
      genes,
    );
  }
  if (!plain && name.verb === "duplication")
    return placedAlteration(
      input,
      "coding",
      gene,
      {
        start: end,
        end: placeAfter(gene, end),
        insertion: true,
        removed: null,
        inserted: "",
        copied: { start, end },
      },
      genes,
    );
  if (!plain && name.verb === "inversion")
    return placedAlteration(
      input,
      "coding",
      gene,
      { start, end, insertion: false, removed: null, inserted: "", inverted: true },
      genes,
    );
  if (!plain)
    return placedAlteration(
      input,
      "coding",
      gene,
      { start, end, insertion: false, removed: name.removed, inserted: name.inserted },
      genes,
    );

  const segment = gene.codingSequence.slice(start.index, end.index + 1);
  if (name.removed !== null && name.removed.length !== segment.length)
    return fail(
      "unparsable",
      `${segment.length} position${segment.length === 1 ? "" : "s"} and ${name.removed.length} bases are given`,
      "give as many bases as positions, or none",
    );
  if (name.removed !== null && name.removed !== segment)
    return fail(
      "reference-mismatch",
      `${gene.transcript.refseq ?? gene.symbol} has ${clip(segment)} at c.${start.index + 1}${
        segment.length > 1 ? `_${end.index + 1}` : ""
      }, not ${clip(name.removed)}`,
      elsewhere() ?? "check transcript and position",
    );
  if (name.inserted === segment)
    return codingAlteration(input, "coding", gene, { index: start.index, deleted: 0, inserted: "" }, genes);
  const deleted = segment.length;
  switch (name.verb) {
    case "deletion":
      return codingAlteration(input, "coding", gene, { index: start.index, deleted, inserted: "" }, genes);
    case "duplication":
      return codingAlteration(
        input,
        "coding",
        gene,
        { index: end.index + 1, deleted: 0, inserted: segment },
        genes,
      );
    case "inversion":
      return codingAlteration(
        input,
        "coding",
        gene,
        { index: start.index, deleted, inserted: reverseComplement(segment) },
        genes,
      );
    default:
      return codingAlteration(
        input,
        "coding",
        gene,
        { index: start.index, deleted, inserted: name.inserted },
        genes,
      );
  }
};

/** The base behind a place: into the intron behind an exon, into the exon behind an intron. */
const placeAfter = (gene: GeneModel, { index, offset }: CodingPlace): CodingPlace => {
  if (offset !== 0) return { index, offset: offset + 1 };
  const ranges = transcriptMap(gene, "GRCh38")?.exonRanges ?? [];
  const isLast = ranges.slice(0, -1).some(([, last]) => last === index);
  return isLast ? { index, offset: 1 } : { index: index + 1, offset: 0 };
};

/** The same name read on another numbering of the gene, if it fits there: `MET c.3082+1G>A`. */
const onOtherNumbering = (
  input: string,
  name: CodingName,
  gene: SequencedGene,
  genes: GeneIndex,
): string | null => {
  for (const other of gene.numberings) {
    if (other.transcripts.length === 0) continue;
    const moved = resolveCoding(input, name, gene, other.name, genes);
    if (moved.error === null && moved.coding !== null)
      return `${moved.coding} (the name counts on the ${other.name}, ${other.transcripts[0]})`;
  }
  return null;
};

/** Bases to add to a coding index of another numbering; null where it is not aligned with ours. */
const shiftOf =
  (gene: GeneModel, numbering: string) =>
  (index: number): number | null => {
    const residue = Math.floor(index / 3) + 1;
    const segments = gene.numberings.find((one) => one.name === numbering)?.segments ?? [];
    const segment = segments.find(
      ({ from, to, offset }) => residue - offset >= from && residue - offset <= to,
    );
    return segment === undefined ? null : -3 * segment.offset;
  };

/** Intron places are counted from the exon base next to the intron; null maps cannot tell. */
const besideItsIntron = (gene: GeneModel, { index, offset }: CodingPlace): boolean => {
  const ranges = transcriptMap(gene, "GRCh38")?.exonRanges;
  if (offset === 0 || ranges === undefined) return true;
  return ranges.some(([first, last]) => index === (offset > 0 ? last : first));
};

/** `c.2263-2264delTT`: the hyphen of a range, where the intron would begin before the gene. */
const meantAsRange = ({ index, offset }: CodingPlace): string | null =>
  offset < 0 && -offset > index
    ? `c.${index + 1}_${-offset}, if the bases from one to the other were meant`
    : null;

/** The place counted as if no intron stood there; there is no base 0 before the start codon. */
const beyondExon = ({ index, offset }: CodingPlace): CodingPlace => ({ index: index + offset, offset: 0 });

const beyond = (gene: SequencedGene, position: number): string =>
  `the coding sequence of ${gene.transcript.refseq ?? gene.symbol} has ${gene.codingSequence.length} bases; c.${position} lies beyond its end`;

const clip = (bases: string): string => (bases.length > 24 ? `${bases.slice(0, 20)}...` : bases);
