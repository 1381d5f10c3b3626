import { type Paint, paint } from "./palette.ts";
import { type Attributes, element, line, path } from "./svg.ts";
import { label, textWidth, wrapText } from "./text.ts";
import type { PlotTick } from "./ticks.ts";

/** One axis of a plot; `from` stands at the left or at the bottom and may be the larger number. */
export interface PlotAxis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly PlotTick[];
}

export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Data to pixels. Values outside the axis come to stand on its end: a figure may not reference a clip path. */
export interface PlotFrame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** hairlines, tick numbers and axis labels */
  readonly axes: string;
}

const scaleOf = ({ from, to }: PlotAxis, start: number, end: number): ((value: number) => number) => {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return (value) =>
    start + ((Math.min(high, Math.max(low, value)) - from) / (to - from || 1)) * (end - start);
};

/** A rectangle with both axes: numbers beside hairlines, the horizontal label below, the vertical one written level above. */
export const plotFrame = (x: PlotAxis, y: PlotAxis, box: PlotBox): PlotFrame => {
  const [atX, atY] = [scaleOf(x, box.left, box.right), scaleOf(y, box.bottom, box.top)];
  const hairline = { ...paint(null, "hairline"), "stroke-width": 1 };
  return {
    x: atX,
    y: atY,
    axes: [
      ...y.ticks.flatMap(({ at, text }) => [
        line(box.left, atY(at), box.right, atY(at), hairline),
        label(box.left - 6, atY(at) + 3.5, text, {
          size: 10,
          anchor: "end",
          colour: "muted",
          attributes: NUMERIC,
        }),
      ]),
      line(box.left, box.bottom, box.right, box.bottom, { ...paint(null, "muted"), "stroke-width": 1 }),
      ...x.ticks.flatMap(({ at, text }) => [
        line(atX(at), box.bottom, atX(at), box.bottom + 4, { ...paint(null, "muted"), "stroke-width": 1 }),
        label(atX(at), box.bottom + 15, text, {
          size: 10,
          anchor: "middle",
          colour: "muted",
          attributes: NUMERIC,
        }),
      ]),
      label((box.left + box.right) / 2, box.bottom + 31, x.label, { size: 11, anchor: "middle" }),
      label(0, box.top - 9, y.label, { size: 11 }),
    ].join(""),
  };
};

const NUMERIC = { class: "f-muted num", "font-variant-numeric": "tabular-nums lining-nums" };

/** How several lines are told apart: by dash first, by colour second. */
export const seriesStyle = (
  index: number,
): { readonly colour: Paint; readonly dash: string | null; readonly stroke: Attributes } => {
  const colour = (["violet", "teal", "vermilion", "slate", "amber"] as const)[index % 5] ?? "violet";
  const dash = [null, "7 3", "2 3", "9 3 2 3", "12 4"][index % 5] ?? null;
  return { colour, dash, stroke: { ...paint(null, colour), "stroke-width": 1.75, "stroke-dasharray": dash } };
};

/** An open line through pixels. */
export const trace = (points: readonly (readonly [number, number])[], attributes: Attributes): string =>
  points.length === 0
    ? ""
    : element("path", {
        d: path(...points.flatMap(([x, y], index) => [index === 0 ? "M" : "L", x, y])),
        ...paint(null),
        ...attributes,
      });

/** A filled shape through pixels. */
export const area = (points: readonly (readonly [number, number])[], attributes: Attributes): string =>
  points.length === 0
    ? ""
    : element("path", {
        d: path(...points.flatMap(([x, y], index) => [index === 0 ? "M" : "L", x, y]), "Z"),
        ...attributes,
      });

/** Small print below a plot: its lines and where they end. */
export const notesBelow = (
  notes: readonly string[],
  top: number,
  width: number,
): { readonly parts: readonly string[]; readonly bottom: number } => {
  const lines = notes.flatMap((text) => wrapText(text, 10, width));
  return {
    parts: lines.map((text, index) => label(0, top + 10 + index * 14, text, { size: 10, colour: "muted" })),
    bottom: top + lines.length * 14 + 4,
  };
};

export interface KeyEntry {
  readonly text: string;
  /** draws the sample between x and x + 16 at this height */
  readonly sample: (x: number, y: number) => string;
}

/** Samples with their words in rows, broken at the width. */
export const keyRows = (
  entries: readonly KeyEntry[],
  left: number,
  top: number,
  right: number,
): { readonly parts: readonly string[]; readonly bottom: number } => {
  const parts: string[] = [];
  let [x, y] = [left, top];
  for (const { text, sample } of entries) {
    const width = 22 + textWidth(text, 10);
    if (x > left && x + width > right) [x, y] = [left, y + 15];
    parts.push(sample(x, y + 7), label(x + 21, y + 10.5, text, { size: 10, colour: "muted" }));
    x += width + 14;
  }
  return { parts, bottom: entries.length === 0 ? top : y + 16 };
};
