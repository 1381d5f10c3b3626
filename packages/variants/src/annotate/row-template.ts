import { threeLetter } from "../amino-acids.ts";
import { type CodonChange, complementOf, SILENT } from "./coding-stretch.ts";
import { digitsOf, putDigitsBefore, putThreeDigits } from "./put-bytes.ts";

/** What differs between the rows of a stretch. */
export type Slot =
  | {
      /** a number that runs along the stretch, with the two bases that follow it: `2264T>C` */
      readonly kind: "bases";
      /** number at position 0 of the chromosome, and whether it grows (1) or falls (-1) along it */
      readonly start: number;
      readonly step: 1 | -1;
      /** the bases are those of the other strand */
      readonly complement: boolean;
    }
  | {
      /** a residue between its letters: `L755S`, or `Leu755Ser` */
      readonly kind: "residue";
      readonly letters: 1 | 3;
      /** residues that the isoform counts more than the gene's own */
      readonly shift: number;
    };

/** The row of every single-base change of one kind in a stretch: fixed pieces, with a slot between each two. */
export interface RowTemplate {
  readonly pieces: readonly string[];
  readonly slots: readonly Slot[];
  /** the alternate residue is written as `=` */
  readonly silent: boolean;
  /** the slots once more, by columns: what they hold, and their number as start + step x position, or start + residue */
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly steps: Int32Array;
  /** bytes that a row may take at most: a number of ten digits and six letters in each slot */
  readonly length: number;
  /** the pieces with room for numbers of certain lengths, as most rows of a stretch have the same */
  shape: Shape | null;
}

interface Shape {
  readonly bytes: Uint8Array;
  /** for each slot: where its number ends */
  readonly ends: Int32Array;
  /** the number that stands there without its last three digits; of one of no more digits: minus their count */
  readonly thousands: Int32Array;
}

const [BASES, OTHER_STRAND, ONE_LETTER, THREE_LETTERS] = [0, 1, 2, 3] as const;

const letters = new TextEncoder();
/** The three letters of each residue, at three times the character code of the one. */
const THREE_CODES = new Uint8Array(3 * 128);
for (const one of "ACDEFGHIKLMNPQRSTVWY*X")
  THREE_CODES.set(letters.encode(threeLetter(one)), 3 * one.charCodeAt(0));

/** @param pieces  one more than there are slots; null where one holds more than plain letters, which take more bytes */
export const rowTemplate = (
  pieces: readonly string[],
  slots: readonly Slot[],
  silent: boolean,
): RowTemplate | null => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (pieces.some((piece) => !/^[\x00-\x7f]*$/.test(piece))) return null;
  return {
    pieces,
    slots,
    silent,
    kinds: Uint8Array.from(slots, (slot) => {
      if (slot.kind === "bases") return slot.complement ? OTHER_STRAND : BASES;
      return slot.letters === 1 ? ONE_LETTER : THREE_LETTERS;
    }),
    starts: Int32Array.from(slots, (slot) => (slot.kind === "bases" ? slot.start : slot.shift)),
    steps: Int32Array.from(slots, (slot) => (slot.kind === "bases" ? slot.step : 0)),
    length: pieces.reduce((sum, piece) => sum + piece.length, 0) + 20 * slots.length,
    shape: null,
  };
};

/**
 * Puts the row of one change; the bases as bytes of the forward strand. There must be room for
 * the template's length.
 *
 * @returns where the next byte goes
 */
export const putTemplate = (
  bytes: Uint8Array,
  view: DataView,
  at: number,
  template: RowTemplate,
  position: number,
  reference: number,
  alternate: number,
  codon: CodonChange,
): number => {
  const { kinds, starts, steps } = template;
  const shape = shapeFor(template, position, codon.residue);
  const { ends, thousands } = shape;
  bytes.set(shape.bytes, at);
  for (let each = 0; each < kinds.length; each += 1) {
    const kind = kinds[each] as number;
    const end = at + (ends[each] as number);
    if (kind <= OTHER_STRAND) {
      const first = kind === BASES ? reference : complementOf(reference);
      const number = (starts[each] as number) + (steps[each] as number) * position;
      const thousand = thousands[each] as number;
      if (thousand >= 0) putThreeDigits(view, end - 3, number - 1000 * thousand, first);
      else {
        putDigitsBefore(bytes, end, number);
        bytes[end] = first;
      }
      bytes[end + 2] = kind === BASES ? alternate : complementOf(alternate);
    } else if (kind === ONE_LETTER) {
      const begin = putDigitsBefore(bytes, end, codon.residue + (starts[each] as number));
      bytes[begin - 1] = codon.reference;
      bytes[end] = codon.alternate;
    } else {
      const begin = putDigitsBefore(bytes, end, codon.residue + (starts[each] as number));
      putThree(bytes, begin - 3, codon.reference);
      if (template.silent) bytes[end] = SILENT;
      else putThree(bytes, end, codon.alternate);
    }
  }
  return at + shape.bytes.length;
};

const putThree = (bytes: Uint8Array, at: number, residue: number): void => {
  bytes[at] = THREE_CODES[3 * residue] as number;
  bytes[at + 1] = THREE_CODES[3 * residue + 1] as number;
  bytes[at + 2] = THREE_CODES[3 * residue + 2] as number;
};

/** What all but the last three digits of a number say; of a number of no more digits, how many it has. */
const thousandsOf = (number: number): number => (number < 1000 ? -digitsOf(number) : (number / 1000) | 0);

/** The shape in which the numbers of a row have room, their last three digits aside as they are. */
const shapeFor = (template: RowTemplate, position: number, residue: number): Shape => {
  const { kinds, starts, steps, shape } = template;
  if (shape === null) return shapeOf(template, position, residue);
  const { thousands } = shape;
  for (let each = 0; each < kinds.length; each += 1) {
    const runs = (kinds[each] as number) <= OTHER_STRAND;
    const number = (starts[each] as number) + (runs ? (steps[each] as number) * position : residue);
    const thousand = thousandsOf(number);
    const old = thousands[each] as number;
    if (thousand === old) continue;
    // one digit more or less, and all that follows stands elsewhere
    if (thousand < 0 || old < 0 || digitsOf(thousand) !== digitsOf(old))
      return shapeOf(template, position, residue);
    putDigitsBefore(shape.bytes, (shape.ends[each] as number) - 3, thousand);
    thousands[each] = thousand;
  }
  return shape;
};

const shapeOf = (template: RowTemplate, position: number, residue: number): Shape => {
  const { pieces, slots, silent } = template;
  const ends = new Int32Array(slots.length);
  const thousands = new Int32Array(slots.length);
  let text = pieces[0] ?? "";
  slots.forEach((slot, each) => {
    const bases = slot.kind === "bases";
    const number = bases ? slot.start + slot.step * position : slot.shift + residue;
    // what stands for letters is written over
    text += `${bases ? "" : "N".repeat(slot.letters)}${number}`;
    ends[each] = text.length;
    thousands[each] = thousandsOf(number);
    text += `${bases ? "N>N" : "N".repeat(silent ? 1 : slot.letters)}${pieces[each + 1] ?? ""}`;
  });
  template.shape = { bytes: letters.encode(text), ends, thousands };
  return template.shape;
};
