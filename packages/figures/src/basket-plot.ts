import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { element, line, root } from "./svg.ts";
import { clipText, label, wrapText } from "./text.ts";

/** A response rate with its interval, percent. */
export interface BasketRate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface BasketRow {
  readonly label: string;
  readonly responders: number;
  readonly n: number;
  /** of this stratum alone */
  readonly alone: BasketRate;
  /** beside the other strata */
  readonly together: BasketRate;
}

export interface BasketWords {
  readonly stratum: string;
  readonly counts: string;
  readonly alone: string;
  readonly together: string;
  /** the row of a stratum not yet seen */
  readonly next: string;
  readonly threshold: string;
}

export interface BasketPlot {
  readonly title: string;
  readonly rows: readonly BasketRow[];
  /** where a further stratum of the same kind would lie */
  readonly next: BasketRate;
  /** percent; a rate of interest */
  readonly threshold: number | null;
  /** lines below the plot */
  readonly notes: readonly string[];
  readonly words?: Partial<BasketWords>;
  readonly width?: number;
}

const WORDS: BasketWords = {
  stratum: "Stratum",
  counts: "Responders",
  alone: "alone",
  together: "beside the others",
  next: "a further stratum",
  threshold: "threshold",
};

const SIZE = 11;
const ROW = 36;
const TOP = 34;
/** Half the distance between the two bars of a row. */
const APART = 6;

/**
 * Strata of one trial, each twice: an open mark for the stratum alone, a filled one for what it is taken to be beside
 * the others. The way from the open to the filled mark is what the stratum borrows.
 */
export const basketPlot = (input: BasketPlot): Figure => {
  const w = { ...WORDS, ...input.words };
  const width = input.width ?? 760;
  const counts = Math.round(width * 0.34);
  const [left, right] = [counts + 14, width - 132];
  const at = (percent: number): number => left + (Math.max(0, Math.min(100, percent)) / 100) * (right - left);
  const parts: string[] = [
    label(0, 14, w.stratum, HEAD),
    label(counts, 14, w.counts, { ...HEAD, anchor: "end" }),
    label(width, 14, `% (${w.alone}; ${w.together})`, { ...HEAD, anchor: "end" }),
  ];
  let y = TOP;
  for (const row of input.rows) {
    wrapText(row.label, SIZE, counts - 76, 2).forEach((text, index, { length }) => {
      parts.push(label(0, y + 4 + (index - (length - 1) / 2) * 13, text, { size: SIZE }));
    });
    parts.push(
      label(counts, y + 4, `${row.responders}/${row.n}`, { size: SIZE, anchor: "end", attributes: NUMERIC }),
      bar(row.alone, at, y - APART, "alone"),
      bar(row.together, at, y + APART, "together"),
      label(width, y - APART + 4, rateText(row.alone), NUMBERS_ALONE),
      label(width, y + APART + 5, rateText(row.together), NUMBERS),
    );
    y += ROW;
  }
  parts.push(
    line(0, y - ROW / 2, width, y - ROW / 2, { ...paint(null, "hairline"), "stroke-width": 1 }),
    label(0, y + 4, clipText(w.next, SIZE, counts), { size: SIZE, colour: "muted" }),
    bar(input.next, at, y, "next"),
    label(width, y + 4, rateText(input.next), NUMBERS_ALONE),
  );
  const bottom = y + ROW / 2 + 2;
  const grid = [0, 20, 40, 60, 80, 100].flatMap((tick) => [
    line(at(tick), TOP - ROW / 2, at(tick), bottom, { ...paint(null, "hairline"), "stroke-width": 1 }),
    label(at(tick), bottom + 12, String(tick), { size: 9, anchor: "middle", colour: "muted" }),
  ]);
  grid.push(label(right + 16, bottom + 12, "%", { size: 9, colour: "muted" }));
  if (input.threshold !== null) {
    const x = at(input.threshold);
    grid.push(
      line(x, TOP - ROW / 2 - 4, x, bottom, {
        ...paint(null, "vermilion"),
        "stroke-width": 1,
        "stroke-dasharray": "4 3",
      }),
      label(x, TOP - ROW / 2 - 7, `${w.threshold} ${rounded(input.threshold)} %`, {
        size: 9,
        anchor: x > width / 2 ? "end" : "start",
        colour: "vermilion",
      }),
    );
  }
  let foot = bottom + 30;
  parts.push(
    bar({ estimate: 6, low: 0, high: 12 }, (value) => 8 + value * 2, foot - 4, "alone"),
    label(40, foot, w.alone, { size: 10, colour: "muted" }),
    bar({ estimate: 6, low: 0, high: 12 }, (value) => 118 + value * 2, foot - 4, "together"),
    label(150, foot, w.together, { size: 10, colour: "muted" }),
  );
  foot += 4;
  for (const note of input.notes)
    for (const text of wrapText(note, 10, width)) {
      foot += 14;
      parts.push(label(0, foot, text, { size: 10, colour: "muted" }));
    }
  const description = [
    ...input.rows.map(
      (row) =>
        `${row.label}: ${row.responders}/${row.n}; ${w.alone} ${rateText(row.alone)} %, ${w.together} ${rateText(row.together)} %`,
    ),
    `${w.next}: ${rateText(input.next)} %`,
  ].join("; ");
  return {
    height: foot + 8,
    svg: root(width, foot + 8, input.title, description, [...grid, ...parts]),
    title: input.title,
    description,
    table: {
      head: [w.stratum, w.counts, `${w.alone} (%)`, `${w.together} (%)`],
      rows: [
        ...input.rows.map((row) => [
          row.label,
          `${row.responders}/${row.n}`,
          rateText(row.alone),
          rateText(row.together),
        ]),
        [w.next, "", "", rateText(input.next)],
      ],
    },
  };
};

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };
const HEAD = { size: 10, colour: "muted", bold: true } as const;
const NUMBERS = { size: 10, anchor: "end", attributes: NUMERIC } as const;
const NUMBERS_ALONE = {
  size: 10,
  anchor: "end",
  colour: "muted",
  attributes: { "font-variant-numeric": "tabular-nums lining-nums" },
} as const;

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

const rateText = ({ estimate, low, high }: BasketRate): string =>
  `${estimate.toFixed(1)} (${low.toFixed(1)}-${high.toFixed(1)})`;

/** Open and grey for a stratum alone, filled for a shrunken one, dashed for one not yet seen. */
const bar = (
  rate: BasketRate,
  at: (percent: number) => number,
  y: number,
  kind: "alone" | "together" | "next",
): string => {
  const colour = kind === "alone" ? "slate" : "teal";
  const open = kind !== "together";
  return [
    line(at(rate.low), y, at(rate.high), y, {
      ...paint(null, colour),
      "stroke-width": kind === "together" ? 3 : 1.5,
      "stroke-dasharray": kind === "next" ? "4 3" : null,
    }),
    element("circle", {
      cx: at(rate.estimate),
      cy: y,
      r: open ? 3.25 : 4,
      ...paint(open ? "paper" : colour, open ? colour : null),
      "stroke-width": open ? 1.5 : null,
    }),
  ].join("");
};
