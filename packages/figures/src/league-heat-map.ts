import type { Figure } from "./figure.ts";
import { numberShown } from "./number-shown.ts";
import { paint } from "./palette.ts";
import { type KeyEntry, keyRows, notesBelow } from "./plot-frame.ts";
import { element, root } from "./svg.ts";
import { label, textWidth, wrapText } from "./text.ts";

/** The treatment of the row against that of the column, on the scale that is shown. */
export interface LeagueHeatCell {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface LeagueHeatMap {
  readonly title: string;
  /** best first, where they are ranked */
  readonly treatments: readonly string[];
  /** row-major, square; null: not compared. The diagonal is not read. */
  readonly cells: readonly (readonly (LeagueHeatCell | null)[])[];
  /** `log` for ratios: 0.5 and 2 are equally strong, and no effect is 1 */
  readonly scale: "linear" | "log";
  /** which estimates favour the row: a hazard ratio of progression is better when lower */
  readonly better: "lower" | "higher";
  readonly decimals: number;
  readonly notes: readonly string[];
  readonly words: LeagueHeatWords;
  readonly width?: number;
}

export interface LeagueHeatWords {
  readonly row: string;
  readonly column: string;
  /** the effect by name, as "Hazard ratio" */
  readonly estimate: string;
  readonly interval: string;
  readonly favoursRow: string;
  readonly favoursColumn: string;
  /** what the frame of a cell says: its interval excludes no effect */
  readonly excludes: string;
  readonly notCompared: string;
}

const DEEPEST = 0.42;

/**
 * A league table: each cell compares the treatment of its row with that of its column. Teal favours the row,
 * vermilion the column, deeper the larger the effect; a frame and heavier type where the interval excludes no effect,
 * so that the table reads the same in grey.
 */
export const leagueHeatMap = (input: LeagueHeatMap): Figure => {
  const { treatments, words } = input;
  const size = treatments.length;
  const width = input.width ?? 720;
  const cellWidth = Math.max(70, Math.min(128, width / Math.max(1, size)));
  const tableWidth = Math.ceil(cellWidth * size) + 1;
  // the words below need room where few treatments stand
  const figureWidth = Math.max(Math.min(width, 420), tableWidth);
  const named = diagonalNames(treatments, cellWidth - 8);
  const cellHeight = Math.max(40, 12 + 12 * Math.max(0, ...named.lines.map((lines) => lines.length)));
  const on = (value: number): number => (input.scale === "log" ? Math.log(value) : value);
  const noEffect = input.scale === "log" ? 1 : 0;
  const strength = ({ estimate }: LeagueHeatCell): number => {
    const value = Math.abs(on(estimate));
    return Number.isFinite(value) ? value : 0;
  };
  const cellAt = (row: number, column: number): LeagueHeatCell | null =>
    row === column ? null : (input.cells[row]?.[column] ?? null);
  const strongest = Math.max(
    1e-9,
    ...treatments.flatMap((_, row) =>
      treatments.map((_, column) => strength(cellAt(row, column) ?? NOTHING(noEffect))),
    ),
  );
  const fixed = (value: number): string => numberShown(value, input.decimals);
  const excludes = ({ low, high }: LeagueHeatCell): boolean => low > noEffect || high < noEffect;
  const favoursRow = ({ estimate }: LeagueHeatCell): boolean =>
    input.better === "lower" ? estimate < noEffect : estimate > noEffect;

  const parts: string[] = [];
  const frames: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [x, y] = [column * cellWidth, row * cellHeight];
      const square = { x: x + 1, y: y + 1, width: cellWidth - 2, height: cellHeight - 2 };
      const centre = x + cellWidth / 2;
      if (row === column) {
        parts.push(element("rect", { ...square, ...paint("wash") }));
        const lines = named.lines[row] ?? [];
        lines.forEach((text, index) => {
          parts.push(
            label(centre, y + cellHeight / 2 + 4 + (index - (lines.length - 1) / 2) * 12, text, {
              size: named.size,
              anchor: "middle",
              bold: true,
            }),
          );
        });
        continue;
      }
      const cell = cellAt(row, column);
      if (cell === null) {
        parts.push(element("circle", { cx: centre, cy: y + cellHeight / 2, r: 1.25, ...paint("faint") }));
        continue;
      }
      const colour = favoursRow(cell) ? "teal" : "vermilion";
      parts.push(
        element("rect", {
          ...square,
          ...paint(colour),
          "fill-opacity": 0.04 + (DEEPEST - 0.04) * (strength(cell) / strongest),
        }),
        label(centre, y + cellHeight / 2 - 3, fixed(cell.estimate), {
          size: 11,
          anchor: "middle",
          bold: excludes(cell),
          attributes: NUMERIC,
        }),
        label(centre, y + cellHeight / 2 + 11, `${fixed(cell.low)}-${fixed(cell.high)}`, {
          size: 9.5,
          anchor: "middle",
          attributes: NUMERIC,
        }),
      );
      if (excludes(cell))
        frames.push(
          element("rect", {
            x: x + 2,
            y: y + 2,
            width: cellWidth - 4,
            height: cellHeight - 4,
            ...paint(null, colour),
            "stroke-width": 1.5,
          }),
        );
    }
  const key: KeyEntry[] = [
    { text: words.favoursRow, sample: (x, y) => swatch(x, y, "teal", false) },
    { text: words.favoursColumn, sample: (x, y) => swatch(x, y, "vermilion", false) },
    { text: words.excludes, sample: (x, y) => swatch(x, y, "slate", true) },
  ];
  const keyed = keyRows(key, 0, size * cellHeight + 10, figureWidth);
  const below = notesBelow(input.notes, keyed.bottom + 2, figureWidth);
  const rows = treatments.flatMap((one, row) =>
    treatments.flatMap((other, column) => {
      if (row === column) return [];
      const cell = cellAt(row, column);
      return [
        cell === null
          ? [one, other, words.notCompared, ""]
          : [one, other, fixed(cell.estimate), `${fixed(cell.low)}-${fixed(cell.high)}`],
      ];
    }),
  );
  const description = [
    ...rows.map(([one, other, estimate, interval]) =>
      interval === "" ? `${one} - ${other}: ${estimate}` : `${one} - ${other}: ${estimate} (${interval})`,
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(figureWidth, below.bottom, input.title, description, [
      ...parts,
      ...frames,
      ...keyed.parts,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table: { head: [words.row, words.column, words.estimate, words.interval], rows },
  };
};

/** Names of the diagonal in up to four lines, all in the largest size in which no word is cut. */
const diagonalNames = (
  treatments: readonly string[],
  room: number,
): { readonly size: number; readonly lines: readonly (readonly string[])[] } => {
  const longest = (size: number): number =>
    Math.max(0, ...treatments.flatMap((name) => name.split(/\s+/)).map((word) => textWidth(word, size)));
  const sizes = [10.5, 9.5, 8.5];
  const size = sizes.find((one) => longest(one * 1.07) <= room) ?? 8.5;
  return { size, lines: treatments.map((name) => wrapText(name, size * 1.07, room, 4)) };
};

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };
const NOTHING = (noEffect: number): LeagueHeatCell => ({ estimate: noEffect, low: noEffect, high: noEffect });

const swatch = (x: number, y: number, colour: "teal" | "vermilion" | "slate", framed: boolean): string =>
  element("rect", {
    x,
    y: y - 5,
    width: 16,
    height: 10,
    ...paint(framed ? null : colour, framed ? colour : null),
    "fill-opacity": framed ? null : DEEPEST * 0.8,
    "stroke-width": framed ? 1.5 : null,
  });
