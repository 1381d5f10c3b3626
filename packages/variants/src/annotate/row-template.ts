import type { Alteration } from "@erbium/model";
import { joined } from "../bgzf.ts";
import { digitsOf, putDigitsBefore } from "./row-buffer.ts";

/** A row for a single-base change, and the alteration that it shows. */
export interface Example {
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
  readonly alteration: Alteration;
  readonly row: string;
}

/** A number that runs along a stretch, with the two bases that follow it. */
interface Slot {
  /** number at position 0 of the chromosome, and whether it grows (1) or falls (-1) along it */
  readonly start: number;
  readonly step: 1 | -1;
  /** the bases that follow are those of the other strand */
  readonly complement: boolean;
}

/** The row of every single-base change of a stretch: fixed pieces, with a slot between each two. */
export interface RowTemplate {
  readonly pieces: readonly string[];
  readonly slots: readonly Slot[];
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
 * Learns the template of a stretch from the rows of a base at its one end, and checks it on further ones, the
 * other end among them. No rule of naming is repeated here: what the rows say is what is written.
 *
 * @returns null where some row is not what the template gives: the stretch is then not all alike
 */
export const learnTemplate = (
  first: Example,
  last: Example,
  checks: readonly Example[],
): RowTemplate | null => {
  const slots = changesOf(first, last);
  if (slots === null) return null;
  const pieces: string[] = [];
  const found: Slot[] = [];
  let rest = first.row;
  for (;;) {
    const next = slots
      .map((slot) => ({ slot, at: tokenPlace(rest, token(slot, first)), length: token(slot, first).length }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (next === undefined) break;
    pieces.push(rest.slice(0, next.at));
    found.push(next.slot);
    rest = rest.slice(next.at + next.length);
  }
  pieces.push(rest);
  const text = (example: Example): string =>
    pieces.map((piece, at) => piece + (found[at] === undefined ? "" : token(found[at], example))).join("");
  if (![first, last, ...checks].every((example) => text(example) === example.row)) return null;
  return { pieces, slots: found, shape: null };
};

/** Bytes that a row of the template may take at most. */
export const templateLength = ({ pieces, slots }: RowTemplate): number =>
  pieces.reduce((sum, piece) => sum + 3 * piece.length, 0) + 16 * slots.length;

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
): number => {
  const { slots } = template;
  let { shape } = template;
  if (shape === null || !fits(shape, slots, position)) {
    shape = shapeOf(template, position);
    template.shape = shape;
  }
  bytes.set(shape.bytes, at);
  for (let each = 0; each < slots.length; each += 1) {
    const slot = slots[each] as Slot;
    const end = at + (shape.ends[each] as number);
    putDigitsBefore(bytes, end, slot.start + slot.step * position);
    bytes[end] = slot.complement ? complementOf(reference) : reference;
    bytes[end + 2] = slot.complement ? complementOf(alternate) : alternate;
  }
  return at + shape.bytes.length;
};

const fits = (shape: Shape, slots: readonly Slot[], position: number): boolean => {
  for (let each = 0; each < slots.length; each += 1) {
    const slot = slots[each] as Slot;
    const number = slot.start + slot.step * position;
    if (number < (shape.least[each] as number) || number > (shape.most[each] as number)) return false;
  }
  return true;
};

const shapeOf = ({ pieces, slots }: RowTemplate, position: number): Shape => {
  const ends = new Int32Array(slots.length);
  const least = new Int32Array(slots.length);
  const most = new Int32Array(slots.length);
  let text: Uint8Array = letters.encode(pieces[0]);
  slots.forEach((slot, each) => {
    const digits = digitsOf(slot.start + slot.step * position);
    ends[each] = text.length + digits;
    least[each] = digits === 1 ? 0 : 10 ** (digits - 1);
    most[each] = 10 ** digits - 1;
    text = joined([text, letters.encode(`${"0".repeat(digits)}N>N${pieces[each + 1]}`)]);
  });
  return { bytes: text, ends, least, most };
};

/** A and T, C and G: their codes add up to 149 and to 138. */
const complementOf = (base: number): number => (base === 65 || base === 84 ? 149 - base : 138 - base);

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
      start: Number(a[1]) - step * first.position,
      step,
      complement: a[2] !== first.reference,
    });
  }
  return slots;
};

const token = (slot: Slot, { position, reference, alternate }: Example): string => {
  const base = (letter: string): string =>
    slot.complement ? String.fromCharCode(complementOf(letter.charCodeAt(0))) : letter;
  return `${slot.start + slot.step * position}${base(reference)}>${base(alternate)}`;
};

/** Place of a token that is not the end of a longer number. */
const tokenPlace = (text: string, wanted: string): number => {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!/\d/.test(text[at - 1] ?? "")) return at;
  return -1;
};
