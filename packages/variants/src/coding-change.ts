import type { Assembly } from "@erbium/model";
import { complement, reverseComplement } from "./amino-acids.ts";
import { placeName } from "./coding-name.ts";
import type { CodingExon, GeneModel } from "./gene-model.ts";
import { geneTable } from "./gene-table.ts";

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
const trimEdit = (sequence: string, edit: SequenceEdit): SequenceEdit => {
  const { index, deleted, inserted } = edit;
  if (deleted === 0 || inserted === "") return edit;
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

/** The same edit moved as far left as the sequence allows, but never before `first`. */
const shiftLeft = (sequence: string, edit: SequenceEdit, first: number): SequenceEdit => {
  let { index, inserted } = edit;
  const { deleted } = edit;
  if (deleted > 0 && inserted === "") {
    while (index > first && sequence[index - 1] === sequence[index + deleted - 1]) index -= 1;
  } else if (deleted === 0) {
    while (index > first && sequence[index - 1] === inserted.at(-1)) {
      inserted = `${inserted.at(-1)}${inserted.slice(0, -1)}`;
      index -= 1;
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

/** The coding exon in which an edit lies; an insertion between two exons belongs to the one before it. */
export const exonOfEdit = (gene: SequencedGene, { index, deleted, inserted }: SequenceEdit): CodingExon => {
  const { exonOfBase } = geneTable(gene);
  const at = deleted === 0 && inserted !== "" ? index - 1 : index;
  const exon = exonOfBase[at < 0 ? 0 : at >= exonOfBase.length ? exonOfBase.length - 1 : at] ?? 0;
  return gene.codingExons[exon] as CodingExon;
};

/** The canonical form of an edit of the coding sequence: trimmed, 3'-most within its exon. */
export const canonicalCodingEdit = (gene: SequencedGene, edit: SequenceEdit): SequenceEdit => {
  const trimmed = trimEdit(gene.codingSequence, edit);
  if (trimmed.deleted === trimmed.inserted.length) return trimmed;
  return shiftRight(gene.codingSequence, trimmed, exonOfEdit(gene, trimmed).coding[1] - 1);
};

/** `NM_004448.4:c.2313_2324dup`. */
export const codingName = (gene: SequencedGene, edit: SequenceEdit): string => {
  const { length } = gene.codingSequence;
  const { codingPrefix } = geneTable(gene);
  if (edit.deleted === 1 && edit.inserted.length === 1 && edit.index < length)
    return `${codingPrefix}${edit.index + 1}${gene.codingSequence[edit.index]}>${edit.inserted}`;
  const text = editName(gene.codingSequence, edit, (index) => placeName({ index, offset: 0 }, length));
  return text === "="
    ? `${codingPrefix}${placeName({ index: edit.index, offset: 0 }, length)}=`
    : codingPrefix + text;
};

/**
 * `NC_000017.11:g....` of a canonical edit, 3'-most on the genome's own strand, which on the reverse strand
 * is 5'-most in the gene; null where the place is not known.
 */
export const genomicName = (gene: SequencedGene, edit: SequenceEdit, assembly: Assembly): string | null => {
  const table = geneTable(gene);
  const position = table.position[assembly];
  if (position === null || (edit.deleted === 0 && edit.inserted === "")) return null;
  const prefix = table.genomicPrefix[assembly];
  const forward = gene.strand === "+";
  const { codingSequence } = gene;
  const base = (index: number) =>
    forward ? (codingSequence[index] ?? "") : complement(codingSequence, index);
  if (edit.deleted === 1 && edit.inserted.length === 1)
    return `${prefix}${position[edit.index]}${base(edit.index)}>${forward ? edit.inserted : complement(edit.inserted, 0)}`;
  const exon = exonOfEdit(gene, edit);
  const [first, last] = [exon.coding[0] - 1, exon.coding[1] - 1];
  if (edit.index < first) return null;
  // between two exons of the transcript an insertion may lie on either side of the intron
  const between = edit.deleted === 0 && edit.index === last + 1;
  if (between && codingSequence[last] !== edit.inserted.at(-1)) return null;
  const { index, deleted, inserted } =
    forward || edit.index + edit.deleted - 1 > last ? edit : shiftLeft(codingSequence, edit, first);
  const range = (from: number, length: number) => {
    const [one, other] = [position[from] ?? 0, position[from + length - 1] ?? 0];
    return length === 1 ? `${one}` : one < other ? `${one}_${other}` : `${other}_${one}`;
  };
  const added = forward ? inserted : reverseComplement(inserted);
  if (deleted > 0) return `${prefix}${range(index, deleted)}del${added === "" ? "" : `ins${added}`}`;
  // a copy of what stands before it on the genome
  const copied = forward ? index - inserted.length : index;
  const inExon = copied >= first && copied + inserted.length - 1 <= last;
  if (inExon && codingSequence.startsWith(inserted, copied))
    return `${prefix}${range(copied, inserted.length)}dup`;
  const low = forward ? (position[index - 1] ?? 0) : (position[index] ?? 0);
  return `${prefix}${low}_${low + 1}ins${added}`;
};
