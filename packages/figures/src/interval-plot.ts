import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { element, line, root } from "./svg.ts";
import { label, wrapText } from "./text.ts";

export interface IntervalRow {
  readonly label: string;
  readonly estimate: number;
  /** null: the source prints none and none could be computed */
  readonly low: number | null;
  readonly high: number | null;
  /** patients; null when not printed */
  readonly n: number | null;
  /** studies, when more than one */
  readonly k?: number;
  /** percent of confidence; written when it is not 95 */
  readonly level?: number;
  /** drawn in amber with open marks: no source was seen */
  readonly unconfirmed?: boolean;
}
export interface IntervalAxis {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}
export interface IntervalPlot {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
  readonly axis: IntervalAxis;
  readonly width?: number;
  readonly words?: Partial<IntervalWords>;
}
export interface IntervalWords {
  readonly study: string;
  readonly estimate: string;
  readonly interval: string;
  readonly patients: string;
  readonly noInterval: string;
  /** `{level}` is replaced */
  readonly level: string;
  readonly unconfirmed: string;
  readonly unknown: string;
}
const WORDS: IntervalWords = {
  study: "Study",
  estimate: "Estimate",
  interval: "Interval",
  patients: "n",
  noInterval: "no interval",
  level: "{level} % interval",
  unconfirmed: "unconfirmed",
  unknown: "unknown",
};

/** At most one decimal: computed limits come with as many digits as a float has, and none of them is known. */
export const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10);

/** "62 (51-72)": the estimate and its interval, at most one decimal each. */
export const intervalText = (row: IntervalRow, words: Partial<IntervalWords> = {}): string => {
  const w = { ...WORDS, ...words };
  if (row.low === null || row.high === null) return `${oneDecimal(row.estimate)} (${w.noInterval})`;
  const level =
    row.level !== undefined && row.level !== 95 ? `, ${w.level.replace("{level}", String(row.level))}` : "";
  return `${oneDecimal(row.estimate)} (${oneDecimal(row.low)}-${oneDecimal(row.high)}${level})`;
};

const scale = (axis: IntervalAxis, left: number, right: number, value: number): number => {
  const bounded = Math.max(axis.min, Math.min(axis.max, value));
  return left + ((bounded - axis.min) / (axis.max - axis.min)) * (right - left);
};

/** A bar for the interval, a dot for the estimate; without an interval the dot stays open. */
const mark = (row: IntervalRow, axis: IntervalAxis, left: number, right: number, y: number): string => {
  const colour = row.unconfirmed ? "amber" : "teal";
  const x = scale(axis, left, right, row.estimate);
  const parts: string[] = [];
  if (row.low !== null && row.high !== null) {
    const low = scale(axis, left, right, row.low);
    const high = scale(axis, left, right, row.high);
    const dash = row.unconfirmed ? "3 2" : null;
    parts.push(
      line(low, y, high, y, { ...paint(null, colour), "stroke-width": 2, "stroke-dasharray": dash }),
    );
    for (const end of [low, high])
      parts.push(line(end, y - 3, end, y + 3, { ...paint(null, colour), "stroke-width": 1.5 }));
  }
  const open = row.unconfirmed || row.low === null || row.high === null;
  parts.push(
    element("circle", {
      cx: x,
      cy: y,
      r: open ? 3.25 : 4,
      ...paint(open ? "paper" : colour, open ? colour : null),
      "stroke-width": open ? 1.75 : null,
    }),
  );
  return parts.join("");
};

const ticks = (axis: IntervalAxis): number[] =>
  [0, 0.25, 0.5, 0.75, 1].map((part) => axis.min + part * (axis.max - axis.min));

const tableOf = (rows: readonly IntervalRow[], axis: IntervalAxis, w: IntervalWords): Figure["table"] => ({
  head: [w.study, `${w.estimate} (${axis.unit})`, w.interval, w.patients],
  rows: rows.map((row) => [
    row.unconfirmed ? `${row.label} (${w.unconfirmed})` : row.label,
    oneDecimal(row.estimate),
    row.low === null || row.high === null
      ? w.noInterval
      : `${oneDecimal(row.low)}-${oneDecimal(row.high)}${row.level !== undefined && row.level !== 95 ? ` (${w.level.replace("{level}", String(row.level))})` : ""}`,
    row.n === null ? w.unknown : String(row.n),
  ]),
});

const spoken = (rows: readonly IntervalRow[], axis: IntervalAxis, w: IntervalWords): string =>
  rows
    .map(
      (row) =>
        `${row.label}: ${intervalText(row, w)} ${axis.unit}${row.n === null ? "" : `, ${w.patients} ${row.n}`}`,
    )
    .join("; ");

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

/** One interval without text, for the cell of a table whose head carries the axis; the cell writes the numbers. */
export const intervalStrip = (
  input: Pick<IntervalPlot, "title" | "axis" | "words"> & {
    readonly row: IntervalRow;
    readonly width?: number;
  },
): Figure => {
  const w = { ...WORDS, ...input.words };
  const width = input.width ?? 150;
  const height = 16;
  const [left, right] = [5, width - 5];
  const grid = ticks(input.axis).map((value, index) => {
    const x = scale(input.axis, left, right, value);
    const reach = index % 2 === 0 ? 8 : 4;
    return line(x, 8 - reach / 2, x, 8 + reach / 2, { ...paint(null, "hairline"), "stroke-width": 1 });
  });
  const description = spoken([input.row], input.axis, w);
  return {
    height: height,
    svg: root(width, height, input.title, description, [
      line(left, 8, right, 8, { ...paint(null, "hairline"), "stroke-width": 1 }),
      ...grid,
      mark(input.row, input.axis, left, right, 8),
    ]),
    title: input.title,
    description,
    table: tableOf([input.row], input.axis, w),
  };
};

/** The numbers of the common axis, for the head of a table's column of strips. */
export const intervalScale = (axis: IntervalAxis, width = 150): string => {
  const [left, right] = [5, width - 5];
  return element(
    "svg",
    {
      class: "mark",
      viewBox: `0 0 ${width} 12`,
      width,
      height: 12,
      "aria-hidden": "true",
      focusable: "false",
      "font-size": 9,
    },
    ...[axis.min, (axis.min + axis.max) / 2, axis.max].map((value, index) =>
      label(scale(axis, left, right, value) + (index === 0 ? -4 : index === 2 ? 5 : 0), 10, String(value), {
        size: 9,
        anchor: index === 0 ? "start" : index === 2 ? "end" : "middle",
        colour: "muted",
      }),
    ),
  );
};
