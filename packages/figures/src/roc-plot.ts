import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { area, notesBelow, plotFrame, seriesStyle, trace } from "./plot-frame.ts";
import { element, line, root } from "./svg.ts";
import { clipText, label } from "./text.ts";
import { shareTicks } from "./ticks.ts";

export interface RocSeries {
  readonly label: string;
  /** in the order of the thresholds, either way; with both corners */
  readonly sensitivity: ArrayLike<number>;
  readonly specificity: ArrayLike<number>;
  /** area under the curve, 0 to 1, with its interval where there is one */
  readonly auc: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** limits of sensitivity at some specificities */
  readonly band?: {
    readonly specificity: ArrayLike<number>;
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
  };
  /** a threshold worth marking, with its words, as "score 6: 0.81, 0.74" */
  readonly marked?: { readonly label: string; readonly sensitivity: number; readonly specificity: number };
}

export interface RocPlot {
  readonly title: string;
  readonly series: readonly RocSeries[];
  readonly notes: readonly string[];
  readonly words: RocWords;
  readonly width?: number;
}

export interface RocWords {
  readonly series: string;
  /** as "1 - specificity" */
  readonly falsePositiveRate: string;
  readonly sensitivity: string;
  /** as "AUC" */
  readonly auc: string;
  readonly interval: string;
  readonly marked: string;
}

/** Series whose names fit between the diagonal and the corner. */
const MOST_INSIDE = 4;

/**
 * Receiver operating characteristic: sensitivity against 1 - specificity over all thresholds, on a square, with the
 * diagonal of a coin and the area under each curve written where no useful curve runs.
 */
export const rocPlot = (input: RocPlot): Figure => {
  const { series, words } = input;
  const width = input.width ?? 420;
  const side = width - 52;
  const box = { left: 40, top: 26, right: 40 + side, bottom: 26 + side };
  const frame = plotFrame(
    { label: words.falsePositiveRate, from: 0, to: 1, ticks: shareTicks },
    { label: words.sensitivity, from: 0, to: 1, ticks: shareTicks },
    box,
  );
  const areaText = ({ auc, interval }: RocSeries): string =>
    interval === null
      ? auc.toFixed(2)
      : `${auc.toFixed(2)} (${interval.low.toFixed(2)}-${interval.high.toFixed(2)})`;
  // under a useful curve there is room for so many; more stand below the axis
  const inside = series.length <= MOST_INSIDE;
  const bands: string[] = [];
  const curves: string[] = [];
  const marks: string[] = [];
  const key: string[] = [];
  series.forEach((one, index) => {
    const { colour, stroke } = seriesStyle(index);
    const point = (specificity: number, sensitivity: number): [number, number] => [
      frame.x(1 - specificity),
      frame.y(sensitivity),
    ];
    const { band, marked } = one;
    if (band !== undefined) {
      const along = (limits: ArrayLike<number>): [number, number][] =>
        Array.from(limits, (limit, at) => point(band.specificity[at] ?? 0, limit));
      bands.push(
        area([...along(band.low), ...along(band.high).reverse()], { ...paint(colour), "fill-opacity": 0.12 }),
      );
    }
    curves.push(
      trace(
        Array.from(one.sensitivity, (sensitivity, at) => point(one.specificity[at] ?? 0, sensitivity)),
        { ...stroke, "stroke-linejoin": "round" },
      ),
    );
    if (marked !== undefined) {
      const [x, y] = point(marked.specificity, marked.sensitivity);
      marks.push(
        element("circle", { cx: x, cy: y, r: 4, ...paint("paper", colour), "stroke-width": 1.75 }),
        label(x + 8, y + 12, clipText(marked.label, 10, box.right - x - 10), { size: 10, colour }),
      );
    }
    const y = inside ? box.bottom - 14 - (series.length - 1 - index) * 30 : box.bottom + 58 + index * 30;
    const start = inside ? box.left + side * 0.4 : box.left;
    key.push(
      line(start, y - 11, start + 22, y - 11, stroke),
      label(start + 28, y - 7, clipText(one.label, 10.5, box.right - start - 30), {
        size: 10.5,
        bold: true,
        colour,
      }),
      label(start + 28, y + 6, `${words.auc} ${areaText(one)}`, { size: 10.5, attributes: NUMERIC }),
    );
  });
  const below = notesBelow(input.notes, box.bottom + 40 + (inside ? 0 : series.length * 30), width);
  const table: Figure["table"] = {
    head: [words.series, words.auc, words.interval, words.marked],
    rows: series.map((one) => [
      one.label,
      one.auc.toFixed(3),
      one.interval === null ? "" : `${one.interval.low.toFixed(3)}-${one.interval.high.toFixed(3)}`,
      one.marked?.label ?? "",
    ]),
  };
  const description = [
    ...series.map((one) =>
      [`${one.label}: ${words.auc} ${areaText(one)}`, ...(one.marked ? [one.marked.label] : [])].join(", "),
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      frame.axes,
      line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), { ...paint(null, "faint"), "stroke-width": 1 }),
      ...bands,
      ...curves,
      ...marks,
      ...key,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table,
  };
};

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };
