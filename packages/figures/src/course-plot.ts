import type { Figure } from "./figure.ts";
import { type Paint, paint } from "./palette.ts";
import { element, line, path, root } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";

/** How much a rule asks after a point: it acts, it cannot tell, it says something, or nothing speaks of it. */
export type CourseWeight = "act" | "open" | "note" | "none";

export interface CourseBar {
  readonly label: string;
  readonly from: number;
  /** null: it goes on */
  readonly to: number | null;
}

export interface CoursePoint {
  readonly at: number;
  /** the day as it is written */
  readonly when: string;
  readonly value: number;
  readonly weight: CourseWeight;
}

export interface CourseSeries {
  readonly label: string;
  readonly unit: string;
  readonly points: readonly CoursePoint[];
}

export interface CourseMark {
  readonly at: number;
  readonly when: string;
  readonly label: string;
  readonly weight: CourseWeight;
}

export interface CourseDue {
  readonly at: number;
  readonly when: string;
  readonly label: string;
  readonly overdue: boolean;
}

/** A course over time. Places in time are numbers of days from any origin. */
export interface CoursePlot {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly today: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly bars: readonly CourseBar[];
  readonly series: readonly CourseSeries[];
  readonly marks: readonly CourseMark[];
  readonly due: readonly CourseDue[];
  readonly words: CourseWords;
  readonly width?: number;
}

export interface CourseWords {
  readonly when: string;
  readonly what: string;
  readonly value: string;
  readonly rule: string;
  readonly today: string;
  readonly due: string;
  readonly overdue: string;
  readonly act: string;
  readonly open: string;
  readonly note: string;
  readonly none: string;
  readonly ongoing: string;
}

const BAR = 16;
const PANEL = 44;
const LANE = 17;
const SIZE = 10.5;

const colours: Readonly<Record<CourseWeight, Paint>> = {
  act: "vermilion",
  open: "amber",
  note: "teal",
  none: "slate",
};

/** Act: filled square on its tip. Open: dotted ring. Said: ring. Nothing said: filled disc. */
const glyph = (weight: CourseWeight, x: number, y: number, r: number): string => {
  const colour = colours[weight];
  if (weight === "act")
    return element("path", {
      d: path("M", x, y - r - 1, "L", x + r + 1, y, "L", x, y + r + 1, "L", x - r - 1, y, "Z"),
      ...paint(colour),
    });
  return element("circle", {
    cx: x,
    cy: y,
    r: weight === "none" ? r - 0.5 : r,
    ...paint(weight === "none" ? colour : "paper", weight === "none" ? null : colour),
    "stroke-width": weight === "none" ? null : 1.75,
    "stroke-dasharray": weight === "open" ? "0.1 2.6" : null,
    "stroke-linecap": weight === "open" ? "round" : null,
  });
};

interface PlacedMark<T> {
  readonly mark: T;
  readonly lane: number;
  /** what of its words has room */
  readonly shown: string;
  readonly side: "right" | "left";
}

/** Room between a mark and its words. */
const OFF = 8;

/** Puts labelled marks into as few lanes as keep their words apart; words stand at the right where they have room. */
const lanes = <T extends { readonly at: number; readonly label: string }>(
  marks: readonly T[],
  x: (at: number) => number,
  width: number,
): readonly PlacedMark<T>[] => {
  const ends: number[] = [];
  return [...marks]
    .sort((a, b) => a.at - b.at)
    .map((mark): PlacedMark<T> => {
      const place = x(mark.at);
      const [before, after] = [place - OFF, width - place - OFF];
      const side = textWidth(mark.label, SIZE) <= after || after >= before ? "right" : "left";
      const shown = clipText(mark.label, SIZE, side === "right" ? after : before);
      const reach = OFF + textWidth(shown, SIZE);
      const [left, right] = side === "right" ? [place - 5, place + reach] : [place - reach, place + 5];
      let lane = ends.findIndex((end) => end <= left);
      if (lane === -1) lane = ends.length;
      ends[lane] = right + 6;
      return { mark, lane, shown, side };
    });
};

/**
 * A patient's course: treatments as bars, measurements as small panels with their values written, other events
 * as marks, and what is due. The shape of a mark says what a rule asks.
 */
export const coursePlot = (input: CoursePlot): Figure => {
  const { words, from, to, today } = input;
  const width = input.width ?? 720;
  const narrow = width < 500;
  const left = narrow ? 8 : 104;
  const right = width - 12;
  const x = (at: number): number =>
    left + ((Math.min(to, Math.max(from, at)) - from) / Math.max(1, to - from)) * (right - left);
  const parts: string[] = [];
  let y = 4;
  const heading = (text: string, at: number): void => {
    parts.push(
      narrow
        ? label(left, at, clipText(text, SIZE, width - 16), { size: SIZE, colour: "muted" })
        : label(0, at, clipText(text, SIZE, left - 10), { size: SIZE, colour: "muted" }),
    );
  };

  for (const bar of input.bars) {
    const [start, end] = [x(bar.from), x(bar.to ?? to)];
    const w = Math.max(3, end - start);
    const name = bar.to === null ? `${bar.label} (${words.ongoing})` : bar.label;
    const needed = textWidth(name, SIZE) + 10;
    // inside the bar, else after it, else before it, else as much as the bar holds
    const place =
      needed <= w ? "inside" : end + needed <= width ? "after" : start >= needed ? "before" : "inside";
    parts.push(
      element("rect", {
        x: start,
        y,
        width: w,
        height: BAR,
        rx: 2,
        ...paint("wash", "violet"),
        "stroke-width": 1,
      }),
      label(
        place === "inside" ? start + 5 : place === "after" ? end + 5 : start - 5,
        y + 11.5,
        place === "inside" ? clipText(name, SIZE, w - 8) : name,
        { size: SIZE, anchor: place === "before" ? "end" : "start" },
      ),
    );
    y += BAR + 5;
  }
  if (input.bars.length > 0) y += 5;

  for (const series of input.series) {
    if (narrow) {
      heading(`${series.label} (${series.unit})`, y + 8);
      y += 12;
    } else heading(`${series.label} (${series.unit})`, y + PANEL / 2 + 3);
    const values = series.points.map((point) => point.value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = PANEL - 22;
    const at = (value: number): number => y + 15 + room - ((value - low) / (high - low || 1)) * room;
    const placed = series.points.map((point) => [x(point.at), at(point.value)] as const);
    parts.push(
      line(left, y + PANEL - 2, right, y + PANEL - 2, { ...paint(null, "hairline"), "stroke-width": 1 }),
    );
    if (placed.length > 1)
      parts.push(
        element("path", {
          d: path(...placed.flatMap(([px, py], index) => [index === 0 ? "M" : "L", px, py])),
          ...paint(null, "slate"),
          "stroke-width": 1.25,
        }),
      );
    let until = Number.NEGATIVE_INFINITY;
    series.points.forEach((point, index) => {
      const [px, py] = placed[index] ?? [0, 0];
      parts.push(glyph(point.weight, px, py, 3.5));
      const text = String(Number(point.value.toPrecision(4)));
      const half = textWidth(text, 9.5) / 2;
      if (px - half < until && point.weight !== "act") return;
      until = px + half + 2;
      parts.push(
        label(Math.min(right - half, Math.max(left + half, px)), py - 6, text, {
          size: 9.5,
          anchor: "middle",
          attributes: { "font-variant-numeric": "tabular-nums lining-nums" },
        }),
      );
    });
    y += PANEL + 5;
  }

  const rowOf = (
    title: string,
    marks: readonly { readonly at: number; readonly label: string; readonly weight: CourseWeight }[],
  ): void => {
    if (marks.length === 0) return;
    if (narrow) {
      heading(title, y + 9);
      y += 13;
    } else heading(title, y + 11);
    const placed = lanes(marks, x, width);
    for (const { mark, lane, shown, side } of placed) {
      const top = y + lane * LANE + 8;
      parts.push(
        glyph(mark.weight, x(mark.at), top, 3.5),
        label(x(mark.at) + (side === "right" ? OFF : -OFF), top + 3.5, shown, {
          size: SIZE,
          anchor: side === "right" ? "start" : "end",
        }),
      );
    }
    y += (Math.max(0, ...placed.map(({ lane }) => lane)) + 1) * LANE + 5;
  };
  rowOf(words.what, input.marks);
  rowOf(
    words.due,
    input.due.map((one) => ({
      at: one.at,
      label: `${one.label} ${one.when}${one.overdue ? `, ${words.overdue}` : ""}`,
      weight: one.overdue ? ("act" as const) : ("note" as const),
    })),
  );

  const bottom = y + 4;
  parts.unshift(
    ...input.ticks.map(({ at }) =>
      line(x(at), 0, x(at), bottom, { ...paint(null, "hairline"), "stroke-width": 1 }),
    ),
    line(x(today), 0, x(today), bottom, {
      ...paint(null, "violet"),
      "stroke-width": 1,
      "stroke-dasharray": "3 3",
    }),
  );
  let lastTick = Number.NEGATIVE_INFINITY;
  for (const { at, text } of input.ticks) {
    const half = textWidth(text, 10) / 2;
    if (x(at) - half < Math.max(0, lastTick + 6) || x(at) + half > width) continue;
    lastTick = x(at) + half;
    parts.push(label(x(at), bottom + 13, text, { size: 10, anchor: "middle", colour: "muted" }));
  }
  parts.push(
    label(Math.min(width - textWidth(words.today, 10), x(today)), bottom + 26, words.today, {
      size: 10,
      colour: "violet",
      anchor: "start",
    }),
  );
  const height = bottom + 32;
  const table: Figure["table"] = {
    head: [words.when, words.what, words.value, words.rule],
    rows: [
      ...input.series.flatMap((series) =>
        series.points.map((point) => [
          point.when,
          series.label,
          `${Number(point.value.toPrecision(4))} ${series.unit}`,
          words[point.weight],
        ]),
      ),
      ...input.marks.map((mark) => [mark.when, mark.label, "", words[mark.weight]]),
      ...input.due.map((one) => [one.when, one.label, words.due, one.overdue ? words.overdue : ""]),
    ],
  };
  const description = [
    ...input.bars.map((bar) => (bar.to === null ? `${bar.label} (${words.ongoing})` : bar.label)),
    ...table.rows.map((cells) => cells.filter((cell) => cell !== "").join(" ")),
  ].join("; ");
  return {
    svg: root(width, height, input.title, description, parts),
    height,
    title: input.title,
    description,
    table,
  };
};
