import type { Alteration } from "@erbium/model";
import { threeLetter } from "../amino-acids.ts";
import { type CodonChange, complementOf, SILENT } from "./coding-stretch.ts";
import { type RowTemplate, rowTemplate, type Slot } from "./row-template.ts";

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

const CHANGE = /(\d+)([ACGT])>([ACGT])$/;

/**
 * Learns the template of a stretch from the row of a base at its one end, and checks it on further ones, the
 * other end among them. No rule of naming is repeated here: what the rows say is what is written.
 *
 * @returns null where some row is not what the template gives: the stretch is then not all alike
 */
export const learnTemplate = (first: Example, last: Example): RowTemplate | null => {
  const numbers = changesOf(first, last);
  if (numbers === null) return null;
  const possible: readonly Slot[] =
    first.codon === null
      ? numbers
      : [
          ...numbers,
          { kind: "residue", letters: 3, shift: 0 },
          { kind: "residue", letters: 1, shift: 0 },
          ...isoformResidues(first),
        ];
  const tokens = possible.map((slot) => token(slot, first));
  const pieces: string[] = [];
  const slots: Slot[] = [];
  for (let from = 0; ; ) {
    const next = nextToken(first.row, from, tokens);
    if (next === null) {
      pieces.push(first.row.slice(from));
      break;
    }
    pieces.push(first.row.slice(from, next.place));
    slots.push(possible[next.which] as Slot);
    from = next.place + (tokens[next.which] ?? "").length;
  }
  const text = (example: Example): string =>
    pieces.map((piece, at) => piece + (slots[at] === undefined ? "" : token(slots[at], example))).join("");
  if (![first, last].every((example) => text(example) === example.row)) return null;
  return rowTemplate(pieces, slots, first.codon?.alternate === SILENT);
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

/** The residue as isoforms count it whose names stand among the aliases: `NM_001127500:p.G775R`. */
const isoformResidues = ({ alteration, codon }: Example): Slot[] =>
  alteration.aliases.flatMap((alias): Slot[] => {
    const number = /^.+:p\.[A-Z](\d+)[A-Z*=]$/.exec(alias)?.[1];
    return number === undefined || codon === null
      ? []
      : [{ kind: "residue", letters: 1, shift: Number(number) - codon.residue }];
  });

const token = (slot: Slot, { position, reference, alternate, codon }: Example): string => {
  if (slot.kind === "residue") {
    if (codon === null) return "";
    const written = (residue: number): string => {
      const one = String.fromCharCode(residue);
      return residue === SILENT || slot.letters === 1 ? one : threeLetter(one);
    };
    return `${written(codon.reference)}${codon.residue + slot.shift}${written(codon.alternate)}`;
  }
  const base = (letter: string): string =>
    slot.complement ? String.fromCharCode(complementOf(letter.charCodeAt(0))) : letter;
  return `${slot.start + slot.step * position}${base(reference)}>${base(alternate)}`;
};

/** The first token from a place on, as which of them and where; of two at one place the earlier in the list. */
const nextToken = (
  text: string,
  from: number,
  tokens: readonly string[],
): { readonly which: number; readonly place: number } | null => {
  let which = -1;
  let place = text.length;
  for (let each = 0; each < tokens.length; each += 1) {
    const found = tokenPlace(text, from, tokens[each] ?? "");
    if (found < 0 || found >= place) continue;
    which = each;
    place = found;
  }
  return which < 0 ? null : { which, place };
};

/** Place of a token that is not the end of a longer number or word. */
const tokenPlace = (text: string, from: number, wanted: string): number => {
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1))
    if (at === from || !isWord(text.charCodeAt(at - 1))) return at;
  return -1;
};

/** A digit, or a letter of the alphabet. */
const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
