import type { Alteration } from "@erbium/model";
import { threeLetter } from "../amino-acids.ts";
import { joined } from "../bgzf.ts";
import { type CodonChange, complementOf } from "./coding-stretch.ts";
import { digitsOf, putDigitsBefore } from "./row-buffer.ts";

/** A row for a single-base change, and the alteration that it shows. */
export interface Example {
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
  /** null: outside coding sequence */
  readonly codon: CodonChange | null;
  readonly alteration: Alteration;
  readonly row: string;
}

/** What differs between the rows of a stretch. */
type Slot =
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
    };

/** The row of every single-base change of one kind in a stretch: fixed pieces, with a slot between each two. */
export interface RowTemplate {
  readonly pieces: readonly string[];
  readonly slots: readonly Slot[];
  /** letters of the alternate residue: 1 or 3, and 1 for `=` */
  readonly silent: boolean;
  /** the pieces with room for numbers of certain lengths, as most rows of a stretch have the same */
  shape: Shape | null;
}

interface Shape {
  readonly bytes: Uint8Array;
  /** for each slot: where its number ends, and the least and greatest number of that length */
  readonly ends: Int32Array;
  readonly least: Int32Array;
  readonly most: Int32Array;
}

const letters = new TextEncoder();
const CHANGE = /(\d+)([ACGT])>([ACGT])$/;

/**
 * Learns the template of a stretch from the row of a base at its one end, and checks it on further ones, the
 * other end among them. No rule of naming is repeated here: what the rows say is what is written.
 *
 * @returns null where some row is not what the template gives: the stretch is then not all alike
 */
export const learnTemplate = (
  first: Example,
  last: Example,
  checks: readonly Example[],
): RowTemplate | null => {
  const numbers = changesOf(first, last);
  if (numbers === null) return null;
  const possible: readonly Slot[] =
    first.codon === null
      ? numbers
      : [...numbers, { kind: "residue", letters: 3 }, { kind: "residue", letters: 1 }];
  const pieces: string[] = [];
  const slots: Slot[] = [];
  let rest = first.row;
  for (;;) {
    const next = possible
      .map((slot) => ({ slot, at: tokenPlace(rest, token(slot, first)), length: token(slot, first).length }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (next === undefined) break;
    pieces.push(rest.slice(0, next.at));
    slots.push(next.slot);
    rest = rest.slice(next.at + next.length);
  }
  pieces.push(rest);
  const text = (example: Example): string =>
    pieces.map((piece, at) => piece + (slots[at] === undefined ? "" : token(slots[at], example))).join("");
  if (![first, last, ...checks].every((example) => text(example) === example.row)) return null;
  return { pieces, slots, silent: first.codon?.alternate === "=", shape: null };
};

/** Bytes that a row of the template may take at most. */
export const templateLength = ({ pieces, slots }: RowTemplate): number =>
  pieces.reduce((sum, piece) => sum + 3 * piece.length, 0) + 20 * slots.length;

/**
 * Puts the row of one change; the bases as bytes of the forward strand. There must be room for
 * {@link templateLength}.
 *
 * @returns where the next byte goes
 */
export const putTemplate = (
  bytes: Uint8Array,
  at: number,
  template: RowTemplate,
  position: number,
  reference: number,
  alternate: number,
  codon: CodonChange,
): number => {
  const { slots, silent } = template;
  let { shape } = template;
  if (shape === null || !fits(shape, slots, position, codon.residue)) {
    shape = shapeOf(template, position, codon.residue);
    template.shape = shape;
  }
  bytes.set(shape.bytes, at);
  for (let each = 0; each < slots.length; each += 1) {
    const slot = slots[each] as Slot;
    const end = at + (shape.ends[each] as number);
    if (slot.kind === "bases") {
      putDigitsBefore(bytes, end, slot.start + slot.step * position);
      bytes[end] = slot.complement ? complementOf(reference) : reference;
      bytes[end + 2] = slot.complement ? complementOf(alternate) : alternate;
      continue;
    }
    const begin = putDigitsBefore(bytes, end, codon.residue);
    if (slot.letters === 1) {
      bytes[begin - 1] = codon.reference.charCodeAt(0);
      bytes[end] = codon.alternate.charCodeAt(0);
    } else {
      putThree(bytes, begin - 3, codon.reference);
      if (silent) bytes[end] = 61;
      else putThree(bytes, end, codon.alternate);
    }
  }
  return at + shape.bytes.length;
};

const putThree = (bytes: Uint8Array, at: number, residue: string): void => {
  const three = threeLetter(residue);
  for (let each = 0; each < 3; each += 1) bytes[at + each] = three.charCodeAt(each);
};

const numberOf = (slot: Slot, position: number, residue: number): number =>
  slot.kind === "bases" ? slot.start + slot.step * position : residue;

const fits = (shape: Shape, slots: readonly Slot[], position: number, residue: number): boolean => {
  for (let each = 0; each < slots.length; each += 1) {
    const number = numberOf(slots[each] as Slot, position, residue);
    if (number < (shape.least[each] as number) || number > (shape.most[each] as number)) return false;
  }
  return true;
};

const shapeOf = ({ pieces, slots, silent }: RowTemplate, position: number, residue: number): Shape => {
  const ends = new Int32Array(slots.length);
  const least = new Int32Array(slots.length);
  const most = new Int32Array(slots.length);
  let text: Uint8Array = letters.encode(pieces[0]);
  slots.forEach((slot, each) => {
    const digits = digitsOf(numberOf(slot, position, residue));
    const before = slot.kind === "bases" ? "" : "X".repeat(slot.letters);
    const after = slot.kind === "bases" ? "N>N" : silent ? "=" : before;
    ends[each] = text.length + before.length + digits;
    least[each] = digits === 1 ? 0 : 10 ** (digits - 1);
    most[each] = 10 ** digits - 1;
    text = joined([text, letters.encode(`${before}${"0".repeat(digits)}${after}${pieces[each + 1]}`)]);
  });
  return { bytes: text, ends, least, most };
};

/** The numbers that the names of an alteration hold, as they run from the one end of a stretch to the other. */
const changesOf = (first: Example, last: Example): Slot[] | null => {
  const slots: Slot[] = [];
  const names = (one: Alteration) => [one.coding, one.genomic?.GRCh37 ?? null, one.genomic?.GRCh38 ?? null];
  const [from, to] = [names(first.alteration), names(last.alteration)];
  for (let at = 0; at < from.length; at += 1) {
    if (from[at] === null && to[at] === null) continue;
    const a = CHANGE.exec(from[at] ?? "");
    const b = CHANGE.exec(to[at] ?? "");
    if (a === null || b === null) return null;
    const along = last.position - first.position;
    const change = Number(b[1]) - Number(a[1]);
    if (Math.abs(change) !== along || along === 0) return null;
    const step = change > 0 ? 1 : -1;
    slots.push({
      kind: "bases",
      start: Number(a[1]) - step * first.position,
      step,
      complement: a[2] !== first.reference,
    });
  }
  return slots;
};

const token = (slot: Slot, { position, reference, alternate, codon }: Example): string => {
  if (slot.kind === "residue") {
    if (codon === null) return "";
    const written = (residue: string): string =>
      residue === "=" || slot.letters === 1 ? residue : threeLetter(residue);
    return `${written(codon.reference)}${codon.residue}${written(codon.alternate)}`;
  }
  const base = (letter: string): string =>
    slot.complement ? String.fromCharCode(complementOf(letter.charCodeAt(0))) : letter;
  return `${slot.start + slot.step * position}${base(reference)}>${base(alternate)}`;
};

/** Place of a token that is not the end of a longer number or word. */
const tokenPlace = (text: string, wanted: string): number => {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!/[\dA-Za-z]/.test(text[at - 1] ?? "")) return at;
  return -1;
};
