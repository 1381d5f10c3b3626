import type { Assembly } from "@erbium/model";
import { reverseComplement } from "./amino-acids.ts";
import { placeName } from "./coding-name.ts";
import { chromosomeAccession, type TranscriptMap, transcriptMap } from "./coordinates.ts";
import type { GeneModel } from "./gene-model.ts";

/** Replace `deleted` bases of a sequence, from `index` (0-based), by `inserted`. */
export interface SequenceEdit {
  readonly index: number;
  readonly deleted: number;
  readonly inserted: string;
}

/** A gene whose sequence is at hand. */
export type SequencedGene = GeneModel & { readonly codingSequence: string; readonly protein: string };

export const isSequenced = (gene: GeneModel): gene is SequencedGene =>
  gene.codingSequence !== null && gene.protein !== null;

/** Takes away what both sides share, the front first. */
const trimEdit = (sequence: string, { index, deleted, inserted }: SequenceEdit): SequenceEdit => {
  let front = 0;
  while (front < deleted && front < inserted.length && sequence[index + front] === inserted[front])
    front += 1;
  let back = 0;
  while (
    back < deleted - front &&
    back < inserted.length - front &&
    sequence[index + deleted - 1 - back] === inserted[inserted.length - 1 - back]
  )
    back += 1;
  return {
    index: index + front,
    deleted: deleted - front - back,
    inserted: inserted.slice(front, inserted.length - back),
  };
};

/**
 * The same edit, trimmed, and moved as far right as the sequence allows but never past `last`
 * (HGVS 3' rule; the exception at exon edges is the caller's choice of `last`).
 */
export const shiftRight = (sequence: string, edit: SequenceEdit, last: number): SequenceEdit => {
  let { index, deleted, inserted } = trimEdit(sequence, edit);
  if (deleted > 0 && inserted === "") {
    while (index + deleted <= last && sequence[index] === sequence[index + deleted]) index += 1;
  } else if (deleted === 0 && inserted !== "") {
    while (index <= last && sequence[index] === inserted[0]) {
      inserted = inserted.slice(1) + inserted[0];
      index += 1;
    }
  }
  return { index, deleted, inserted };
};

/** HGVS for an edit on a sequence whose positions `name` writes; duplications before insertions. */
export const editName = (
  sequence: string,
  { index, deleted, inserted }: SequenceEdit,
  name: (index: number) => string,
): string => {
  const range = (from: number, length: number) =>
    length === 1 ? name(from) : `${name(from)}_${name(from + length - 1)}`;
  if (deleted === 0 && inserted === "") return "=";
  if (deleted === 0) {
    const copied = sequence.slice(Math.max(0, index - inserted.length), index);
    return copied === inserted
      ? `${range(index - inserted.length, inserted.length)}dup`
      : `${name(index - 1)}_${name(index)}ins${inserted}`;
  }
  if (inserted === "") return `${range(index, deleted)}del`;
  if (deleted === 1 && inserted.length === 1) return `${name(index)}${sequence[index]}>${inserted}`;
  return `${range(index, deleted)}delins${inserted}`;
};

/** Last coding index (0-based) of the exon in which an edit lies; shifting stops there. */
const exonEnd = (gene: GeneModel, { index, deleted, inserted }: SequenceEdit): number => {
  // an insertion between two exons belongs to the one before it
  const at = deleted === 0 && inserted !== "" ? Math.max(0, index - 1) : index;
  const exon = gene.codingExons.find(({ coding }) => at + 1 >= coding[0] && at + 1 <= coding[1]);
  return (exon?.coding[1] ?? gene.codingSequence?.length ?? 1) - 1;
};

/** The canonical form of an edit of the coding sequence: trimmed, 3'-most within its exon. */
export const canonicalCodingEdit = (gene: SequencedGene, edit: SequenceEdit): SequenceEdit => {
  const trimmed = trimEdit(gene.codingSequence, edit);
  return shiftRight(gene.codingSequence, trimmed, exonEnd(gene, trimmed));
};

/** `NM_004448.4:c.2313_2324dup`. */
export const codingName = (gene: SequencedGene, edit: SequenceEdit): string => {
  const length = gene.codingSequence.length;
  const text = editName(gene.codingSequence, edit, (index) => placeName({ index, offset: 0 }, length));
  const suffix = text === "=" ? `${placeName({ index: edit.index, offset: 0 }, length)}=` : text;
  return `${gene.transcript.refseq ?? gene.symbol}:c.${suffix}`;
};

/** `NC_000017.11:g....` of an edit inside one exon, 3'-most on the genome's own strand; null if not anchored. */
export const genomicName = (gene: SequencedGene, edit: SequenceEdit, assembly: Assembly): string | null => {
  if (edit.deleted === 0 && edit.inserted === "") return null;
  const map = transcriptMap(gene, assembly);
  const last = exonEnd(gene, edit);
  const exon = gene.codingExons.find(({ coding }) => coding[1] - 1 === last);
  if (map === null || exon === undefined) return null;
  const first = exon.coding[0] - 1;
  // between two exons of the transcript an insertion may lie on either side of the intron
  const between = edit.deleted === 0 && edit.index === last + 1;
  if (between && gene.codingSequence[last] !== edit.inserted.at(-1)) return null;
  if (edit.index < first) return null;
  if (edit.index + edit.deleted - 1 > last) return spanningName(gene, edit, map);
  const forward = gene.strand === "+";
  const length = last - first + 1;
  const segment = gene.codingSequence.slice(first, last + 1);
  const low = map.toGenome({ index: forward ? first : last, offset: 0 });
  if (low === null) return null;
  const sequence = forward ? segment : reverseComplement(segment);
  const onPlus: SequenceEdit = {
    index: forward ? edit.index - first : length - (edit.index - first) - edit.deleted,
    deleted: edit.deleted,
    inserted: forward ? edit.inserted : reverseComplement(edit.inserted),
  };
  const shifted = shiftRight(sequence, onPlus, length - 1);
  const text = editName(sequence, shifted, (index) => String(low + index));
  return `${chromosomeAccession(gene.chromosome, assembly)}:g.${text}`;
};

/** A deletion from one exon into another takes the introns between them along. */
const spanningName = (gene: SequencedGene, edit: SequenceEdit, map: TranscriptMap): string | null => {
  const ends = [edit.index, edit.index + edit.deleted - 1].map((index) => map.toGenome({ index, offset: 0 }));
  const [low, high] = ends.toSorted((a, b) => (a ?? 0) - (b ?? 0));
  if (low == null || high == null) return null;
  const added = gene.strand === "+" ? edit.inserted : reverseComplement(edit.inserted);
  return `${chromosomeAccession(gene.chromosome, map.assembly)}:g.${low}_${high}del${added === "" ? "" : `ins${added}`}`;
};
