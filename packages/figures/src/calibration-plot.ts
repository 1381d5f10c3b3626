import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { type KeyEntry, keyRows, notesBelow, plotFrame, trace } from "./plot-frame.ts";
import { element, line, root } from "./svg.ts";
import { shareTicks } from "./ticks.ts";

/** Observations of like predictions, taken together. */
export interface CalibrationGroup {
  /** mean prediction, 0 to 1 */
  readonly predicted: number;
  /** share with the outcome, with its interval where there is one */
  readonly observed: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly n: number;
}

export interface CalibrationPlot {
  readonly title: string;
  readonly groups: readonly CalibrationGroup[];
  /** a smooth of outcome on prediction, in ascending order of prediction; null where none was fitted */
  readonly smooth: { readonly predicted: ArrayLike<number>; readonly observed: ArrayLike<number> } | null;
  /** every prediction, drawn as a histogram below; empty draws none */
  readonly predictions: ArrayLike<number>;
  /** lines below: intercept, slope, Brier score */
  readonly notes: readonly string[];
  readonly words: CalibrationWords;
  readonly width?: number;
}

export interface CalibrationWords {
  readonly predicted: string;
  readonly observed: string;
  readonly interval: string;
  readonly n: string;
  readonly ideal: string;
  readonly smooth: string;
  readonly groups: string;
}

const BINS = 50;

/**
 * Observed against predicted probabilities: groups with their intervals, a smooth, the line where both agree, and
 * how often each prediction was made, so that a wild end of the smooth can be weighed.
 */
export const calibrationPlot = (input: CalibrationPlot): Figure => {
  const { groups, smooth, words } = input;
  const width = input.width ?? 420;
  const side = width - 52;
  const spikes = input.predictions.length > 0 ? 34 : 0;
  const box = { left: 40, top: 26, right: 40 + side, bottom: 26 + side };
  const square = plotFrame(
    { label: "", from: 0, to: 1, ticks: [] },
    { label: words.observed, from: 0, to: 1, ticks: shareTicks },
    box,
  );
  // predictions are counted between the square and their axis
  const lowered = plotFrame(
    { label: words.predicted, from: 0, to: 1, ticks: shareTicks },
    { label: "", from: 0, to: 1, ticks: [] },
    { ...box, bottom: box.bottom + spikes },
  );
  const counts = histogram(input.predictions);
  const fullest = Math.max(1, ...counts);
  const bars = counts.flatMap((count, index) => {
    const height = (count / fullest) * (spikes - 6);
    return count === 0
      ? []
      : [
          element("rect", {
            x: square.x(index / BINS) + 0.5,
            y: box.bottom + spikes - height,
            width: side / BINS - 1,
            height,
            ...paint("faint"),
          }),
        ];
  });
  const points = groups.map(({ predicted, observed, interval }) => {
    const [x, y] = [square.x(predicted), square.y(observed)];
    const bar =
      interval === null
        ? ""
        : line(x, square.y(interval.low), x, square.y(interval.high), {
            ...paint(null, "teal"),
            "stroke-width": 1.25,
          });
    return bar + dot(x, y);
  });
  const smoothLine = { ...paint(null, "violet"), "stroke-width": 1.75 };
  const idealLine = { ...paint(null, "muted"), "stroke-width": 1, "stroke-dasharray": "4 3" };
  const key: KeyEntry[] = [
    { text: words.ideal, sample: (x, y) => line(x, y, x + 16, y, idealLine) },
    ...(smooth === null
      ? []
      : [{ text: words.smooth, sample: (x: number, y: number) => line(x, y, x + 16, y, smoothLine) }]),
    ...(groups.length === 0 ? [] : [{ text: words.groups, sample: (x: number, y: number) => dot(x + 8, y) }]),
  ];
  const keyed = keyRows(key, box.left, box.bottom + spikes + 40, width);
  const below = notesBelow(input.notes, keyed.bottom + 2, width);
  const table: Figure["table"] = {
    head: [words.predicted, words.observed, words.interval, words.n],
    rows: groups.map(({ predicted, observed, interval, n }) => [
      predicted.toFixed(3),
      observed.toFixed(3),
      interval === null ? "" : `${interval.low.toFixed(3)}-${interval.high.toFixed(3)}`,
      String(n),
    ]),
  };
  const description = [
    ...table.rows.map(
      ([predicted, observed, , n]) =>
        `${words.predicted} ${predicted}, ${words.observed} ${observed}, ${words.n} ${n}`,
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      square.axes,
      lowered.axes,
      line(square.x(0), square.y(0), square.x(1), square.y(1), idealLine),
      ...bars,
      ...(smooth === null
        ? []
        : [
            trace(
              Array.from(smooth.predicted, (predicted, at): [number, number] => [
                square.x(predicted),
                square.y(smooth.observed[at] ?? 0),
              ]),
              { ...smoothLine, "stroke-linejoin": "round" },
            ),
          ]),
      ...points,
      ...keyed.parts,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table,
  };
};

const dot = (x: number, y: number): string =>
  element("circle", { cx: x, cy: y, r: 3.75, ...paint("teal", "paper"), "stroke-width": 0.75 });

const histogram = (predictions: ArrayLike<number>): number[] => {
  const counts = new Array<number>(BINS).fill(0);
  for (let index = 0; index < predictions.length; index++) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((predictions[index] ?? 0) * BINS)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
};
