import type { Alteration } from "@erbium/model";
import { alterationColumns } from "./columns.ts";
import type { PlacedStretch } from "./placed-stretch.ts";

/** The row of a change in a stretch, and the alteration that it shows. */
export interface PlacedExample {
  readonly position: number;
  /** bases on the forward strand; of an insertion or deletion those behind the base that stays */
  readonly removed: string;
  readonly inserted: string;
  readonly alteration: Alteration;
  readonly row: string;
}

/** Stands in a text of all stretches where each has its own {@link PlacedStretch.anchor}, or its exon. */
export const ANCHOR = "\u0001";
const EXON = "\u0002";

const EXON_COLUMN = alterationColumns.indexOf("exon");

/**
 * The row with a mark for the number of the exon; null where more of it may follow from the exon: the words of
 * a class may name it.
 */
export const withoutExon = ({ row, alteration }: PlacedExample, { exon }: PlacedStretch): string | null => {
  if (exon === null) return row;
  if (alteration.classes.length > 0) return null;
  const cells = row.split("\t");
  if (cells[EXON_COLUMN] === String(exon)) cells[EXON_COLUMN] = EXON;
  return cells.join("\t");
};

/** A text of all stretches as one has it. */
export const inStretch = (text: string, { anchor, exon }: PlacedStretch): string =>
  text.replaceAll(ANCHOR, anchor).replaceAll(EXON, String(exon));

/** Of texts that may begin at a place, the first from there on, as which of them and where; the longest at one place. */
export const nextText = (
  text: string,
  from: number,
  wanted: readonly string[],
): { readonly which: number; readonly place: number } | null => {
  let which = -1;
  let place = text.length;
  for (let each = 0; each < wanted.length; each += 1) {
    const one = wanted[each] ?? "";
    const found = one === "" ? -1 : text.indexOf(one, from);
    if (found < 0 || found > place) continue;
    if (found === place && one.length <= (wanted[which] ?? "").length) continue;
    which = each;
    place = found;
  }
  return which < 0 ? null : { which, place };
};
