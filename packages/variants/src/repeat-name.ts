import type { Alteration, AlterationError } from "@erbium/model";
import { proteinAlteration, refused } from "./alteration.ts";
import type { SequencedGene } from "./coding-change.ts";
import type { GeneIndex } from "./gene-index.ts";
import { describeEdit } from "./protein-edit.ts";
import { readProteinName } from "./protein-name.ts";
import { codingAlteration } from "./transcript-change.ts";

const REPEAT = /^([cp])\.\s?\(?([^()[\]]{1,80}?)\[(\d{1,4})\]\)?$/i;
const CODING_UNIT = /^(\d{1,6})(?:_(\d{1,6}))?([ACGT]*)$/i;

/** Units that a sequence repeats from a place on, counted by {@link copiesFrom}. */
interface Unit {
  /** from 0 */
  readonly first: number;
  readonly text: string;
}

/**
 * `c.2326GGC[3]`, `p.Gly776[2]`, `p.Tyr772_Ala775[2]`: a unit, and how often it stands there in a row. What the
 * name changes is how many copies there are beyond those of the reference, so it becomes a duplication, an
 * insertion or a deletion with the key of that.
 *
 * @param rest  what stands behind the gene, on the numbering of the gene model
 * @returns null where the text is not of this form
 * @source HGVS nomenclature 21.1, repeated sequences: the first unit is named, and all copies are counted
 */
export const readRepeat = (
  name: string,
  rest: string,
  gene: SequencedGene,
  genes: GeneIndex,
): Alteration | null => {
  const [, level = "", unitText = "", count = ""] = REPEAT.exec(rest) ?? [];
  if (level === "") return null;
  const coding = level.toLowerCase() === "c";
  const fail = (error: AlterationError): Alteration =>
    refused(name, error, gene.symbol, coding ? "coding" : "protein");
  const sequence = coding ? gene.codingSequence : gene.protein;
  const unit = coding ? codingUnit(unitText, gene) : proteinUnit(unitText, gene);
  if (unit === null) return null;
  if ("code" in unit) return fail(unit);
  const { first, text } = unit;
  if (sequence.startsWith(text, first - text.length))
    return fail({
      code: "ambiguous",
      message: `another copy of ${text} stands before the named one, so the count may begin at either`,
      suggestion: "name the first copy, or give the change as dup, ins or del",
    });
  const present = copiesFrom(sequence, unit);
  const wanted = Number(count);
  if (wanted > MOST_COPIES)
    return fail({
      code: "out-of-range",
      message: `${wanted} copies are more than ${MOST_COPIES}`,
      suggestion: null,
    });
  const more = wanted - present;
  const index = more === 0 ? first : first + present * text.length;
  const edit =
    more >= 0
      ? { index, deleted: 0, inserted: text.repeat(more) }
      : { index: index + more * text.length, deleted: -more * text.length, inserted: "" };
  return coding
    ? codingAlteration(name, "coding", gene, edit, genes)
    : proteinAlteration(
        name,
        "protein",
        gene,
        describeEdit(gene.protein, edit.index + 1, edit.deleted, edit.inserted),
        genes,
      );
};

/** More copies of a unit of a coding sequence are no finding, but a slip. */
const MOST_COPIES = 500;

const copiesFrom = (sequence: string, { first, text }: Unit): number => {
  let copies = 0;
  while (sequence.startsWith(text, first + copies * text.length)) copies += 1;
  return copies;
};

const codingUnit = (text: string, gene: SequencedGene): Unit | AlterationError | null => {
  const [, from = "", to, letters = ""] = CODING_UNIT.exec(text) ?? [];
  if (from === "" || (to === undefined && letters === "")) return null;
  const first = Number(from) - 1;
  const length = to === undefined ? letters.length : Number(to) - first;
  const there = gene.codingSequence.slice(Math.max(0, first), first + length);
  if (first < 0 || length < 1 || there.length < length)
    return {
      code: "out-of-range",
      message: `${gene.symbol} has ${gene.codingSequence.length} coding bases; c.${text} is not inside`,
      suggestion: null,
    };
  // the letters may be the unit, and the range the copies that the reference has
  const unit = letters === "" ? there : letters.toUpperCase();
  return there === unit.repeat(Math.max(1, length / unit.length))
    ? { first, text: unit }
    : {
        code: "reference-mismatch",
        message: `${gene.transcript.refseq ?? gene.symbol} has ${there.slice(0, 24)} at c.${first + 1}, not ${unit.slice(0, 24)}`,
        suggestion: "check transcript and position",
      };
};

const proteinUnit = (text: string, gene: SequencedGene): Unit | AlterationError | null => {
  const read = readProteinName(/_/.test(text) ? `${text}del` : text);
  const [start, end] =
    read?.form === "residue" ? [read.at, read.at] : read?.form === "deletion" ? [read.start, read.end] : [];
  if (start === undefined || end === undefined || end === null) return null;
  const first = start.position - 1;
  const there = gene.protein.slice(first, end.position);
  if (there.length < end.position - first)
    return {
      code: "out-of-range",
      message: `${gene.symbol} has ${gene.protein.length} residues; ${end.position} lies beyond its end`,
      suggestion: null,
    };
  const wrong = [start, end].find(
    ({ residue, position }) => residue !== null && residue !== gene.protein[position - 1],
  );
  return wrong === undefined
    ? { first, text: there }
    : {
        code: "reference-mismatch",
        message: `${gene.symbol} has ${gene.protein[wrong.position - 1]} at residue ${wrong.position}, not ${wrong.residue}`,
        suggestion: "check transcript and position",
      };
};
