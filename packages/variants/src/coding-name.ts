import { scanCodingName } from "./name-scanner.ts";

/**
 * A place on a transcript: `index` counts coding bases from 0 (negative = 5' untranslated, from the coding
 * length on = 3' untranslated); `offset` counts bases into the intron beside it, 0 in an exon.
 */
export interface CodingPlace {
  readonly index: number;
  readonly offset: number;
}

/** A place as a name writes it; `*12` needs the coding length before it has an index. */
interface NamedPlace extends CodingPlace {
  readonly afterStop: boolean;
}

/** A coding name, read but not yet checked against a sequence. */
export type CodingName =
  | {
      form: "edit";
      start: NamedPlace;
      end: NamedPlace;
      verb: "substitution" | "deletion" | "duplication" | "insertion" | "delins" | "inversion";
      /** bases that the name says are there */
      removed: string | null;
      inserted: string;
    }
  | { form: "same"; start: NamedPlace | null }
  /** breakpoints or position not known: `c.?`, `c.1_?del` */
  | { form: "uncertain" };

const PLACE = String.raw`([-*]?\d{1,9})([-+]\d{1,9})?`;
const NAME = new RegExp(`^${PLACE}(?:_${PLACE})?(.*)$`);

/** Reads what follows `c.`. Null: not such a name. */
export const readCodingName = (text: string): CodingName | null =>
  scanCodingName(text, text.startsWith("c.") ? 2 : 0) ?? readCodingText(text);

/** The same for every form, by patterns. */
export const readCodingText = (text: string): CodingName | null => {
  const body = text
    .replace(/[()[\]\s]/g, "")
    .replace(/^[cr]\./i, "")
    .replace(/->/g, ">")
    // older papers: `T2264C`, `2264T/C`
    .replace(/^([ACGT])(\d+)([ACGT])$/i, "$2$1>$3")
    .replace(/^(.*\d[ACGT])\/([ACGT])$/i, "$1>$2");
  if (body === "=") return { form: "same", start: null };
  if (/^[-*\d+_?]*\?[-*\d+_?]*(?:del|dup|ins|inv)?[ACGT]*$/i.test(body)) return { form: "uncertain" };
  const match = NAME.exec(body);
  if (match === null) return null;
  const [, firstBase = "", firstOffset, secondBase, secondOffset, tail = ""] = match;
  const start = place(firstBase, firstOffset);
  const end = secondBase === undefined ? start : place(secondBase, secondOffset);
  if (start === null || end === null) return null;
  return readTail(start, end, secondBase !== undefined, tail);
};

const place = (base: string, offset: string | undefined): NamedPlace | null => {
  const afterStop = base.startsWith("*");
  const number = Number(afterStop ? base.slice(1) : base);
  if (number === 0) return null;
  return {
    index: afterStop || number > 0 ? number - 1 : number,
    offset: offset === undefined ? 0 : Number(offset),
    afterStop,
  };
};

const readTail = (start: NamedPlace, end: NamedPlace, range: boolean, tail: string): CodingName | null => {
  const edit = (
    verb: Extract<CodingName, { form: "edit" }>["verb"],
    removed: string | null,
    inserted: string,
  ): CodingName => ({ form: "edit", start, end, verb, removed, inserted: inserted.toUpperCase() });
  const bases = (text: string | undefined) => (text ? text.toUpperCase() : null);

  if (/^[ACGT]?=$/i.test(tail)) return { form: "same", start };
  const substitution = /^([ACGT]+)>([ACGT]+)$/i.exec(tail);
  if (substitution !== null) {
    const [, from = "", to = ""] = substitution;
    if (from.length === 1 && to.length === 1 && !range) return edit("substitution", bases(from), to);
    // `2573TG>GT` gives the first base only
    const last = range || start.offset !== 0 ? end : { ...start, index: start.index + from.length - 1 };
    return {
      form: "edit",
      start,
      end: last,
      verb: "delins",
      removed: bases(from),
      inserted: to.toUpperCase(),
    };
  }
  const delins = /^del([ACGT]*|\d+)ins([ACGT]+)$/i.exec(tail);
  if (delins !== null) return edit("delins", lettersOnly(delins[1]), delins[2] ?? "");
  const simple = /^(del|dup|inv)([ACGT]*|\d+)$/i.exec(tail);
  if (simple !== null) {
    const verb = { del: "deletion", dup: "duplication", inv: "inversion" }[simple[1]?.toLowerCase() ?? ""];
    return verb === undefined
      ? null
      : edit(verb as "deletion" | "duplication" | "inversion", lettersOnly(simple[2]), "");
  }
  const insertion = /^ins([ACGT]+)$/i.exec(tail);
  if (insertion !== null && range) return edit("insertion", null, insertion[1] ?? "");
  return null;
};

const lettersOnly = (text: string | undefined): string | null =>
  text === undefined || text === "" || /^\d/.test(text) ? null : text.toUpperCase();

/** `-28+1`, `*12`, `2264`: a place as HGVS writes it. */
export const placeName = ({ index, offset }: CodingPlace, codingLength: number): string => {
  const base =
    index < 0 ? String(index) : index >= codingLength ? `*${index - codingLength + 1}` : String(index + 1);
  return offset === 0 ? base : `${base}${offset > 0 ? "+" : ""}${offset}`;
};
