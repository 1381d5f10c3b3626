import type { CodingName } from "./coding-name.ts";
import type { NamedResidue, ProteinName } from "./protein-name.ts";

/**
 * The plain forms of protein and coding names, read character by character: the common case of
 * `protein-name.ts` and `coding-name.ts`, which read every other form and stay the definition (a test holds
 * them equal). Null: not plain.
 */

const DIGIT_0 = 48;
const isDigit = (code: number): boolean => code >= DIGIT_0 && code <= 57;

const BY_THREE = new Map(
  "Ala A Cys C Asp D Glu E Phe F Gly G His H Ile I Lys K Leu L Met M Asn N Pro P Gln Q Arg R Ser S Thr T Val V Trp W Tyr Y Ter *"
    .split(" ")
    .flatMap((three, at, all) => (at % 2 === 0 ? [[three, all[at + 1] ?? ""] as const] : [])),
);
/** One-letter residues, capital, by character code. */
const RESIDUE = new Uint8Array(128);
for (const letter of "ACDEFGHIKLMNPQRSTVWY") RESIDUE[letter.charCodeAt(0)] = 1;
const isResidueCode = (code: number): boolean => RESIDUE[code] === 1;

/** Where a scan stands; one for all scans, so that none allocates. */
let cursor = 0;

const readNumber = (text: string): number => {
  const from = cursor;
  let value = 0;
  while (cursor < text.length && cursor - from < 6 && isDigit(text.charCodeAt(cursor))) {
    value = value * 10 + text.charCodeAt(cursor) - DIGIT_0;
    cursor += 1;
  }
  return cursor === from || cursor - from === 6 ? 0 : value;
};

/** `L755` or `Leu755`. */
const readSite = (text: string): NamedResidue | null => {
  let residue: string;
  if (isDigit(text.charCodeAt(cursor + 1))) {
    const letter = text[cursor] ?? "";
    if (!isResidueCode(letter.charCodeAt(0)) && letter !== "*") return null;
    residue = letter;
    cursor += 1;
  } else {
    const found = BY_THREE.get(text.slice(cursor, cursor + 3));
    if (found === undefined) return null;
    residue = found;
    cursor += 3;
  }
  const position = readNumber(text);
  return position === 0 ? null : { residue, position };
};

/**
 * Residues in capitals of one letter, or in three letters with a capital; the rest of the text. Capitals in
 * threes after a residue of three letters may be either, and are left to the patterns.
 */
const readLetters = (text: string, from: number, threes: boolean): string | null => {
  let plain = from < text.length;
  for (let at = from; plain && at < text.length; at += 1) plain = isResidueCode(text.charCodeAt(at));
  if (plain) return threes && (text.length - from) % 3 === 0 ? null : text.slice(from);
  if ((text.length - from) % 3 !== 0) return null;
  let letters = "";
  for (let at = from; at < text.length; at += 3) {
    const residue = BY_THREE.get(text.slice(at, at + 3));
    if (residue === undefined || residue === "*") return null;
    letters += residue;
  }
  return letters === "" ? null : letters;
};

/** Reads a protein name from `from` on: `L755S`, `Leu755Ser`, `Y772_A775dup`, `V777fs`, `G776delinsVC`. */
export const scanProteinName = (text: string, from: number): ProteinName | null => {
  cursor = from;
  const threes = !isDigit(text.charCodeAt(from + 1));
  const start = readSite(text);
  if (start === null) return null;
  const { length } = text;
  let end: NamedResidue | null = null;
  if (text.charCodeAt(cursor) === 95) {
    cursor += 1;
    end = readSite(text);
    if (end === null || end.position < start.position) return null;
  }
  const left = length - cursor;
  const tail = text.charCodeAt(cursor);
  if (end === null && left === 1) {
    if (isResidueCode(tail) || tail === 42)
      return { form: "substitution", at: start, alternates: [text[cursor] ?? ""] };
    return tail === 61 ? { form: "silent", at: start } : null;
  }
  if (end === null && left === 3) {
    const residue = BY_THREE.get(text.slice(cursor));
    if (residue !== undefined) return { form: "substitution", at: start, alternates: [residue] };
  }
  if (text.startsWith("delins", cursor)) {
    const sequence = readLetters(text, cursor + 6, threes);
    return sequence === null ? null : { form: "delins", start, end: end ?? start, removed: null, sequence };
  }
  if (left === 3 && text.startsWith("del", cursor)) return { form: "deletion", start, end, sequence: null };
  if (left === 3 && text.startsWith("dup", cursor))
    return { form: "duplication", start, end, sequence: null };
  if (text.startsWith("ins", cursor) && end !== null) {
    const sequence = readLetters(text, cursor + 3, threes);
    return sequence === null ? null : { form: "insertion", start, end, sequence };
  }
  return end === null ? scanFrameshift(text, start) : null;
};

/** `fs`, `Ifs*93`, `IlefsTer93`. */
const scanFrameshift = (text: string, at: NamedResidue): ProteinName | null => {
  let alternate: string | null = null;
  if (!text.startsWith("fs", cursor)) {
    if (text.startsWith("fs", cursor + 1) && isResidueCode(text.charCodeAt(cursor))) {
      alternate = text[cursor] ?? "";
      cursor += 1;
    } else if (text.startsWith("fs", cursor + 3)) {
      alternate = BY_THREE.get(text.slice(cursor, cursor + 3)) ?? null;
      if (alternate === null || alternate === "*") return null;
      cursor += 3;
    } else return null;
  }
  cursor += 2;
  if (cursor === text.length) return { form: "frameshift", at, alternate, stop: null };
  if (text.charCodeAt(cursor) === 42) cursor += 1;
  else if (text.startsWith("Ter", cursor)) cursor += 3;
  else return null;
  const stop = readNumber(text);
  return stop === 0 || cursor !== text.length ? null : { form: "frameshift", at, alternate, stop };
};

type CodingEdit = Extract<CodingName, { form: "edit" }>;

const isBase = (code: number): boolean => code === 65 || code === 67 || code === 71 || code === 84;

/** The bases that the rest of the text is; null where it is not, or is empty. */
const readBases = (text: string, from: number): string | null => {
  for (let at = from; at < text.length; at += 1) if (!isBase(text.charCodeAt(at))) return null;
  return from < text.length ? text.slice(from) : null;
};

const readPosition = (text: string): number => {
  const from = cursor;
  let value = 0;
  while (cursor < text.length && cursor - from < 10 && isDigit(text.charCodeAt(cursor))) {
    value = value * 10 + text.charCodeAt(cursor) - DIGIT_0;
    cursor += 1;
  }
  return cursor === from || cursor - from === 10 ? 0 : value;
};

/** Reads a coding or genomic name after `c.` or `g.`, without introns and untranslated parts. */
export const scanCodingName = (text: string, from: number): CodingName | null => {
  cursor = from;
  const first = readPosition(text);
  if (first === 0) return null;
  const start = { index: first - 1, offset: 0, afterStop: false };
  let end = start;
  const range = text.charCodeAt(cursor) === 95;
  if (range) {
    cursor += 1;
    const last = readPosition(text);
    if (last === 0) return null;
    end = { index: last - 1, offset: 0, afterStop: false };
  }
  const edit = (verb: CodingEdit["verb"], removed: string | null, inserted: string): CodingEdit => ({
    form: "edit",
    start,
    end,
    verb,
    removed,
    inserted,
  });
  const code = text.charCodeAt(cursor);
  if (isBase(code) && text.charCodeAt(cursor + 1) === 62 && text.length === cursor + 3) {
    const inserted = readBases(text, cursor + 2);
    return inserted === null || range ? null : edit("substitution", text[cursor] ?? "", inserted);
  }
  if (text.startsWith("delins", cursor)) {
    const inserted = readBases(text, cursor + 6);
    return inserted === null ? null : edit("delins", null, inserted);
  }
  if (text.startsWith("del", cursor) || text.startsWith("dup", cursor)) {
    const verb = code === 100 && text.charCodeAt(cursor + 1) === 101 ? "deletion" : "duplication";
    if (text.length === cursor + 3) return edit(verb, null, "");
    const removed = readBases(text, cursor + 3);
    return removed === null ? null : edit(verb, removed, "");
  }
  if (range && text.startsWith("ins", cursor)) {
    const inserted = readBases(text, cursor + 3);
    return inserted === null ? null : edit("insertion", null, inserted);
  }
  return null;
};
