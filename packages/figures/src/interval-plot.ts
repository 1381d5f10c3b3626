import type { Figure } from "./figure.ts";
import { mark, scale, ticks } from "./interval-mark.ts";
import {
  type IntervalAxis,
  type IntervalRow,
  type IntervalWords,
  intervalText,
  spoken,
  tableOf,
  WORDS,
} from "./interval-row.ts";
import { paint } from "./palette.ts";
import { line, root } from "./svg.ts";
import { label, wrapText } from "./text.ts";

export interface IntervalPlot {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
  readonly axis: IntervalAxis;
  readonly width?: number;
  readonly words?: Partial<IntervalWords>;
}

/** Estimates with their intervals on one common axis, one row each, labels and n written beside. */
export const intervalPlot = (input: IntervalPlot): Figure => {
  const w = { ...WORDS, ...input.words };
  const width = input.width ?? 720;
  const narrow = width < 500;
  const size = 11;
  const nameWidth = narrow ? width - 12 : Math.round(width * 0.36);
  const numbersWidth = narrow ? 128 : 150;
  const left = narrow ? 6 : nameWidth + 12;
  const right = width - numbersWidth - 10;
  const parts: string[] = [];
  let y = 4;
  const grid: string[] = [];
  for (const row of input.rows) {
    const name = row.unconfirmed ? `${row.label} (${w.unconfirmed})` : row.label;
    const lines = wrapText(name, size, nameWidth, 3);
    const colour = row.unconfirmed ? "amber" : "ink";
    lines.forEach((text, index) => {
      parts.push(label(0, y + 11 + index * 13, text, { size, colour }));
    });
    const markY = narrow ? y + lines.length * 13 + 8 : y + 7;
    parts.push(mark(row, input.axis, left, right, markY));
    parts.push(
      label(width, markY + 4, rightText(row, w), { size, anchor: "end", colour, attributes: NUMERIC }),
    );
    y += narrow ? lines.length * 13 + 24 : Math.max(22, lines.length * 13 + 8);
  }
  for (const value of ticks(input.axis)) {
    const x = scale(input.axis, left, right, value);
    grid.push(line(x, 0, x, y, { ...paint(null, "hairline"), "stroke-width": 1 }));
    parts.push(label(x, y + 12, String(value), { size: 9, anchor: "middle", colour: "muted" }));
  }
  parts.push(label(right + 12, y + 12, input.axis.unit, { size: 9, colour: "muted" }));
  const description = spoken(input.rows, input.axis, w);
  return {
    height: y + 16,
    svg: root(width, y + 16, input.title, description, [...grid, ...parts]),
    title: input.title,
    description,
    table: tableOf(input.rows, input.axis, w),
  };
};

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };

const rightText = (row: IntervalRow, w: IntervalWords): string =>
  `${intervalText(row, w)}${row.n === null ? "" : `  ${w.patients} ${row.n}`}`;
