import type { Alteration } from "@erbium/model";
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
  const lastTails = tailsOf(last.alteration);
  const tails = tailsOf(first.alteration).map((tail, at) => ({
    tail,
    parts: partsOf(tail, lastTails[at] ?? "", first, last),
  }));
  if (tails.some(({ parts }) => parts === null)) return null;
  const parts: Part[] = [];
  let rest = first.row;
  for (;;) {
    const next = tails
      .map((one) => ({ ...one, at: one.tail === "" ? -1 : rest.indexOf(one.tail) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.tail.length - a.tail.length)[0];
    if (next === undefined) break;
    parts.push(...fixed(rest.slice(0, next.at)), ...(next.parts ?? []));
    rest = rest.slice(next.at + next.tail.length);
  }
  parts.push(...fixed(rest));
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
