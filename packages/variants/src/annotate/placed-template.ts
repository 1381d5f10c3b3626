import { complementOf } from "./coding-stretch.ts";
import { ANCHOR, inStretch, nextText, type PlacedExample, withoutExon } from "./placed-row.ts";
import type { PlacedStretch } from "./placed-stretch.ts";
import { type RowTemplate, rowTemplate } from "./row-template.ts";

/**
 * The rows of single-base changes outside the coding sequence of a gene that have one consequence, in whatever
 * stretch: fixed pieces, and between each two one of the names, as its number among those of a stretch.
 */
export interface PlacedRows {
  readonly pieces: readonly string[];
  readonly names: readonly number[];
  /** which names have the bases of the other strand */
  readonly complement: readonly boolean[];
}

/** Learns from the row of one change. No rule of naming is repeated here: what the row says is what is written. */
export const learnPlacedRows = (stretch: PlacedStretch, example: PlacedExample): PlacedRows | null => {
  const row = withoutExon(example, stretch);
  if (row === null) return null;
  const { position, removed, inserted, alteration } = example;
  const { coding, genomic } = alteration;
  const names = [coding, genomic?.GRCh37 ?? null, genomic?.GRCh38 ?? null];
  const complement = names.map((name) => name !== null && !name.endsWith(`${removed}>${inserted}`));
  const tokens = stretch.numbers.map((running, at) => {
    if (running === null) return "";
    const bases = complement[at]
      ? `${otherStrand(removed)}>${otherStrand(inserted)}`
      : `${removed}>${inserted}`;
    return `${at === 0 ? stretch.anchor : ""}${running.start + running.step * position}${bases}`;
  });
  const pieces: string[] = [];
  const found: number[] = [];
  for (let from = 0; ; ) {
    const next = nextText(row, from, tokens);
    if (next === null) {
      pieces.push(row.slice(from));
      return { pieces, names: found, complement };
    }
    pieces.push(row.slice(from, next.place) + (next.which === 0 ? ANCHOR : ""));
    found.push(next.which);
    from = next.place + (tokens[next.which] ?? "").length;
  }
};

/** The template of one stretch; null where it lacks a name that the rows have. */
export const placedTemplate = (rows: PlacedRows, stretch: PlacedStretch): RowTemplate | null => {
  const slots = [];
  for (const name of rows.names) {
    const running = stretch.numbers[name];
    if (running == null) return null;
    slots.push({ kind: "bases", ...running, complement: rows.complement[name] ?? false } as const);
  }
  return rowTemplate(
    rows.pieces.map((piece) => inStretch(piece, stretch)),
    slots,
    false,
  );
};

const otherStrand = (base: string): string => String.fromCharCode(complementOf(base.charCodeAt(0)));
