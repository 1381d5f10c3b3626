import type { Alteration } from "@erbium/model";
import { joined } from "../bgzf.ts";
import { complementOf } from "./coding-stretch.ts";
import { putBytes, putInteger } from "./row-buffer.ts";

/** A row for an insertion or deletion, and the alteration that it shows. */
export interface IndelExample {
  readonly position: number;
  /** inserted bases on the forward strand; empty for a deletion */
  readonly inserted: string;
  /** number of deleted bases */
  readonly deleted: number;
  readonly alteration: Alteration;
  readonly row: string;
}

type Part =
  | { readonly kind: "fixed"; readonly bytes: Uint8Array }
  /** a number that runs along the stretch, and with the number of deleted bases */
  | { readonly kind: "number"; readonly start: number; readonly step: Step; readonly growth: Step | 0 }
  /** the inserted bases, as given or as on the other strand */
  | { readonly kind: "inserted"; readonly reverse: boolean };
type Step = 1 | -1;

/** The rows of all insertions, of all deletions of one base, or of all longer ones, in a quiet stretch. */
export interface IndelTemplate {
  readonly parts: readonly Part[];
  /** bytes of the fixed parts with room for the numbers, and places for the inserted bases */
  readonly length: number;
  readonly insertions: number;
}

const letters = new TextEncoder();

/**
 * Learns a template from the rows at both ends of a stretch, and checks it on these and on others. As with
 * single bases, no rule of naming is repeated here.
 */
export const learnIndelTemplate = (
  first: IndelExample,
  last: IndelExample,
  checks: readonly IndelExample[],
): IndelTemplate | null => {
  const [tails, lastTails] = [tailsOf(first.alteration), tailsOf(last.alteration)];
  const tailParts: (readonly Part[])[] = [];
  for (let each = 0; each < tails.length; each += 1) {
    const found = partsOf(tails[each] ?? "", lastTails[each] ?? "", first, last);
    if (found === null) return null;
    tailParts.push(found);
  }
  const found: Part[] = [];
  for (let from = 0; ; ) {
    const next = nextTail(first.row, from, tails);
    found.push(...fixed(first.row.slice(from, next?.place)));
    if (next === null) break;
    found.push(...(tailParts[next.which] ?? []));
    from = next.place + (tails[next.which] ?? "").length;
  }
  const parts = merged(found);
  const template: IndelTemplate = {
    parts,
    length: parts.reduce((sum, part) => sum + (part.kind === "fixed" ? part.bytes.length : 20), 0),
    insertions: parts.filter(({ kind }) => kind === "inserted").length,
  };
  const room = new Uint8Array(indelLength(template, 100));
  const right = ({ position, inserted, deleted, row }: IndelExample): boolean => {
    const to = putIndel(room, 0, template, position, deleted, letters.encode(inserted), 0, inserted.length);
    return new TextDecoder().decode(room.subarray(0, to)) === row;
  };
  return [first, last, ...checks].every(right) ? template : null;
};

/** The first tail from a place on, as which of them and where; of two at one place the longer. */
const nextTail = (
  text: string,
  from: number,
  tails: readonly string[],
): { readonly which: number; readonly place: number } | null => {
  let which = -1;
  let place = text.length;
  for (let each = 0; each < tails.length; each += 1) {
    const tail = tails[each] ?? "";
    const found = tail === "" ? -1 : text.indexOf(tail, from);
    if (found < 0 || found > place) continue;
    if (found === place && tail.length <= (tails[which] ?? "").length) continue;
    which = each;
    place = found;
  }
  return which < 0 ? null : { which, place };
};

/** Fixed parts that stand side by side as one. */
const merged = (parts: readonly Part[]): readonly Part[] => {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (part.kind === "fixed" && last?.kind === "fixed")
      whole[whole.length - 1] = { kind: "fixed", bytes: joined([last.bytes, part.bytes]) };
    else whole.push(part);
  }
  return whole;
};

const fixed = (text: string): Part[] => (text === "" ? [] : [{ kind: "fixed", bytes: letters.encode(text) }]);

/** Bytes that a row may take at most. */
export const indelLength = ({ length, insertions }: IndelTemplate, inserted: number): number =>
  length + insertions * inserted;

/** Puts the row of one change; inserted bases as a place in `line`. @returns where the next byte goes */
export const putIndel = (
  bytes: Uint8Array,
  from: number,
  { parts }: IndelTemplate,
  position: number,
  deleted: number,
  line: Uint8Array,
  insertedFrom: number,
  insertedTo: number,
): number => {
  let at = from;
  for (let each = 0; each < parts.length; each += 1) {
    const part = parts[each] as Part;
    if (part.kind === "fixed") {
      bytes.set(part.bytes, at);
      at += part.bytes.length;
    } else if (part.kind === "number")
      at = putInteger(bytes, at, part.start + part.step * position + part.growth * deleted);
    else if (!part.reverse) at = putBytes(bytes, at, line, insertedFrom, insertedTo);
    else
      for (let base = insertedTo - 1; base >= insertedFrom; base -= 1, at += 1)
        bytes[at] = complementOf(line[base] as number);
  }
  return at;
};

/** What the names say behind `c.` and `g.`. */
const tailsOf = ({ coding, genomic }: Alteration): readonly string[] =>
  [coding, genomic?.GRCh37, genomic?.GRCh38].map((name) => (name ?? "").replace(/^.*?[cg]\./, ""));

/** The parts of a name: numbers that run along, the inserted bases, and what stays the same. */
const partsOf = (
  from: string,
  to: string,
  first: IndelExample,
  last: IndelExample,
): readonly Part[] | null => {
  if (from === "" && to === "") return [];
  const split = (text: string): string[] => text.split(/(\d+|[ACGT]+$)/);
  const [a, b] = [split(from), split(to)];
  if (a.length !== b.length) return null;
  const parts: Part[] = [];
  for (let at = 0; at < a.length; at += 1) {
    const [here = "", there = ""] = [a[at], b[at]];
    if (/^[ACGT]+$/.test(here)) parts.push({ kind: "inserted", reverse: here !== first.inserted });
    else if (here === there) parts.push(...fixed(here));
    else {
      const number = runningNumber(Number(here), Number(there), first, last);
      if (number === null) return null;
      parts.push(number);
    }
  }
  return parts;
};

/** How a number follows from position and number of deleted bases, each counted up, down or not at all. */
const runningNumber = (here: number, there: number, first: IndelExample, last: IndelExample): Part | null => {
  const along = last.position - first.position;
  const more = last.deleted - first.deleted;
  for (const step of [1, -1] as const)
    for (const growth of more === 0 ? ([0] as const) : ([0, 1, -1] as const))
      if (there - here === step * along + growth * more)
        return { kind: "number", start: here - step * first.position - growth * first.deleted, step, growth };
  return null;
};
