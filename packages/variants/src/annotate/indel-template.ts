import { complementOf } from "./coding-stretch.ts";
import { ANCHOR, inStretch, nextText, type PlacedExample, withoutExon } from "./placed-row.ts";
import type { PlacedStretch } from "./placed-stretch.ts";
import { putInteger, putText } from "./put-bytes.ts";
import { viewOf } from "./row-buffer.ts";

/** What the rows of one kind of insertion or deletion hold, in whatever stretch of a gene. */
type Piece =
  | { readonly kind: "fixed"; readonly text: string }
  /** the number, in one of a stretch's names, of the base so far behind the one that stays */
  | { readonly kind: "number"; readonly name: number; readonly behind: number; readonly growth: number }
  /** the inserted bases, as given or as on the other strand */
  | { readonly kind: "inserted"; readonly reverse: boolean };

/** The rows of all insertions, of all deletions of one base, or of all longer ones, of one gene and consequence. */
export type IndelRows = readonly Piece[];

/** The same in one stretch, by columns: what each part is, and three numbers of it. */
export interface IndelTemplate {
  readonly text: DataView;
  readonly kinds: Uint8Array;
  /** of a fixed part its place in the text; of a number its start, step along the stretch, and growth by deleted base */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly growth: Int32Array;
  /** bytes of the fixed parts with room for the numbers, and places for the inserted bases */
  readonly length: number;
  readonly insertions: number;
}

const [FIXED, NUMBER, INSERTED, REVERSED] = [0, 1, 2, 3] as const;

const letters = new TextEncoder();

/**
 * Learns from the rows of two changes in one stretch. As with single bases, no rule of naming is repeated
 * here.
 */
export const learnIndelRows = (
  stretch: PlacedStretch,
  first: PlacedExample,
  last: PlacedExample,
): IndelRows | null => {
  const row = withoutExon(first, stretch);
  const [tails, lastTails] = [tailsOf(first), tailsOf(last)];
  const inTails: Piece[][] = [];
  for (let name = 0; name < tails.length; name += 1) {
    const found = piecesOf(tails[name] ?? "", lastTails[name] ?? "", name, stretch, first, last);
    if (found === null) return null;
    inTails.push(found);
  }
  if (row === null) return null;
  const pieces: Piece[] = [];
  for (let from = 0; ; ) {
    const next = nextText(row, from, tails);
    pieces.push({ kind: "fixed", text: row.slice(from, next?.place) });
    if (next === null) return merged(pieces);
    pieces.push(...(inTails[next.which] ?? []));
    from = next.place + (tails[next.which] ?? "").length;
  }
};

/** The template of one stretch; null where it lacks a name that the rows have. */
export const indelTemplate = (rows: IndelRows, stretch: PlacedStretch): IndelTemplate | null => {
  const parts: (readonly [kind: number, first: number, second: number, growth: number])[] = [];
  let text = "";
  for (const piece of rows) {
    if (piece.kind === "fixed") {
      const from = text.length;
      text += inStretch(piece.text, stretch);
      parts.push([FIXED, from, text.length, 0]);
    } else if (piece.kind === "number") {
      const running = stretch.numbers[piece.name];
      if (running == null) return null;
      const { start, step } = running;
      parts.push([NUMBER, start + step * piece.behind, step, step * piece.growth]);
    } else parts.push([piece.reverse ? REVERSED : INSERTED, 0, 0, 0]);
  }
  const bytes = letters.encode(text);
  // places are those of letters; other rows are worked out one by one
  if (bytes.length !== text.length) return null;
  return {
    text: viewOf(bytes),
    kinds: Uint8Array.from(parts, ([kind]) => kind),
    first: Int32Array.from(parts, ([, first]) => first),
    second: Int32Array.from(parts, ([, , second]) => second),
    growth: Int32Array.from(parts, ([, , , growth]) => growth),
    length: text.length + 20 * parts.length,
    insertions: parts.filter(([kind]) => kind >= INSERTED).length,
  };
};

/** Fixed pieces that stand side by side as one. */
const merged = (pieces: readonly Piece[]): IndelRows => {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (piece.kind === "fixed" && last?.kind === "fixed")
      whole[whole.length - 1] = { kind: "fixed", text: last.text + piece.text };
    else whole.push(piece);
  }
  return whole;
};

/** Bytes that a row may take at most. */
export const indelLength = ({ length, insertions }: IndelTemplate, inserted: number): number =>
  length + insertions * inserted;

/** Puts the row of one change; inserted bases as a place in `line`. @returns where the next byte goes */
export const putIndel = (
  bytes: Uint8Array,
  view: DataView,
  from: number,
  template: IndelTemplate,
  position: number,
  deleted: number,
  line: Uint8Array,
  insertedFrom: number,
  insertedTo: number,
): number => {
  const { text, kinds, first, second, growth } = template;
  let at = from;
  for (let each = 0; each < kinds.length; each += 1) {
    const kind = kinds[each];
    const start = first[each] as number;
    if (kind === FIXED) at = putText(view, at, text, start, second[each] as number);
    else if (kind === NUMBER)
      at = putInteger(
        view,
        at,
        start + (second[each] as number) * position + (growth[each] as number) * deleted,
      );
    else if (kind === REVERSED)
      for (let base = insertedTo - 1; base >= insertedFrom; base -= 1, at += 1)
        bytes[at] = complementOf(line[base] as number);
    else
      for (let base = insertedFrom; base < insertedTo; base += 1, at += 1) bytes[at] = line[base] as number;
  }
  return at;
};

/** What the names say behind `c.` and `g.`. */
const tailsOf = ({ alteration: { coding, genomic } }: PlacedExample): readonly string[] =>
  [coding, genomic?.GRCh37, genomic?.GRCh38].map((name) => (name ?? "").replace(/^.*?[cg]\./, ""));

/** The pieces of a name: numbers that run along, the inserted bases, and what stays the same. */
const piecesOf = (
  from: string,
  to: string,
  name: number,
  stretch: PlacedStretch,
  first: PlacedExample,
  last: PlacedExample,
): Piece[] | null => {
  if (from === "" && to === "") return [];
  const split = (text: string): string[] =>
    (name === 0 ? text.replaceAll(stretch.anchor, ANCHOR) : text).split(/(\d+|[ACGT]+$)/);
  const [a, b] = [split(from), split(to)];
  if (a.length !== b.length) return null;
  const pieces: Piece[] = [];
  for (let at = 0; at < a.length; at += 1) {
    const [here = "", there = ""] = [a[at], b[at]];
    if (/^[ACGT]+$/.test(here)) pieces.push({ kind: "inserted", reverse: here !== first.inserted });
    else if (/^\d+$/.test(here)) {
      const number = numberOf(Number(here), Number(there), name, stretch, first, last);
      if (number === null) return null;
      pieces.push(number);
    } else if (here === there) pieces.push({ kind: "fixed", text: here });
    else return null;
  }
  return pieces;
};

/** Of which base a number is: so far behind the one that stays, and farther by each deleted base or not. */
const numberOf = (
  here: number,
  there: number,
  name: number,
  { numbers }: PlacedStretch,
  first: PlacedExample,
  last: PlacedExample,
): Piece | null => {
  const running = numbers[name];
  if (running == null) return null;
  const behind = (number: number, { position }: PlacedExample): number =>
    (number - running.start) * running.step - position;
  const [a, b] = [behind(here, first), behind(there, last)];
  const more = last.removed.length - first.removed.length;
  const growth = more === 0 ? 0 : (b - a) / more;
  if (b - a !== growth * more || (growth !== 0 && growth !== 1)) return null;
  return { kind: "number", name, behind: a - growth * first.removed.length, growth };
};
