import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { area, type KeyEntry, keyRows, notesBelow, plotFrame, trace } from "./plot-frame.ts";
import { type Attributes, element, line, path, root } from "./svg.ts";
import { shareTicks } from "./ticks.ts";

export interface SummaryRocStudy {
  readonly label: string;
  readonly sensitivity: number;
  readonly specificity: number;
  /** people studied: the area of the ring */
  readonly n: number;
}

/** The edge of a region, as points in turn. */
export interface SummaryRocRegion {
  readonly falsePositiveRate: ArrayLike<number>;
  readonly sensitivity: ArrayLike<number>;
}

export interface SummaryRocEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface SummaryRocPlot {
  readonly title: string;
  readonly studies: readonly SummaryRocStudy[];
  /** null where nothing was pooled */
  readonly summary: {
    readonly sensitivity: SummaryRocEstimate;
    readonly specificity: SummaryRocEstimate;
    /** where the means lie */
    readonly confidenceRegion: SummaryRocRegion | null;
    /** where a new study would lie; null for a common effect */
    readonly predictionRegion: SummaryRocRegion | null;
  } | null;
  /** the summary curve, best over the range of the studies alone */
  readonly curve: SummaryRocRegion | null;
  readonly notes: readonly string[];
  readonly words: SummaryRocWords;
  readonly width?: number;
}

export interface SummaryRocWords {
  readonly study: string;
  readonly sensitivity: string;
  readonly specificity: string;
  readonly falsePositiveRate: string;
  readonly n: string;
  readonly summary: string;
  readonly curve: string;
  readonly confidenceRegion: string;
  readonly predictionRegion: string;
}

/**
 * Studies of a test's accuracy on the plane of the receiver operating characteristic: a ring per study with its area
 * by size, the summary point with the region of its means (solid) and of a new study (dashed), and the summary curve.
 */
export const summaryRocPlot = (input: SummaryRocPlot): Figure => {
  const { studies, summary, curve, words } = input;
  const width = input.width ?? 420;
  const side = width - 52;
  const box = { left: 40, top: 26, right: 40 + side, bottom: 26 + side };
  const frame = plotFrame(
    { label: words.falsePositiveRate, from: 0, to: 1, ticks: shareTicks },
    { label: words.sensitivity, from: 0, to: 1, ticks: shareTicks },
    box,
  );
  const pixels = (region: SummaryRocRegion): [number, number][] =>
    Array.from(region.sensitivity, (sensitivity, at) => [
      frame.x(region.falsePositiveRate[at] ?? 0),
      frame.y(sensitivity),
    ]);
  const largest = Math.max(1, ...studies.map(({ n }) => n));
  const rings = [...studies]
    .sort((a, b) => b.n - a.n)
    .map(({ sensitivity, specificity, n }) =>
      ring(
        frame.x(1 - specificity),
        frame.y(sensitivity),
        Math.max(2, 9 * Math.sqrt(Math.max(0, n) / largest)),
      ),
    );
  const regions: string[] = [];
  const marks: string[] = [];
  const key: KeyEntry[] =
    studies.length === 0 ? [] : [{ text: words.study, sample: (x, y) => ring(x + 8, y, 5) }];
  if (curve !== null) {
    marks.push(trace(pixels(curve), { ...CURVE, "stroke-linejoin": "round" }));
    key.push({ text: words.curve, sample: (x, y) => line(x, y, x + 16, y, CURVE) });
  }
  if (summary !== null) {
    const { predictionRegion, confidenceRegion } = summary;
    if (predictionRegion !== null) regions.push(area(pixels(predictionRegion), PREDICTION));
    if (confidenceRegion !== null) regions.push(area(pixels(confidenceRegion), CONFIDENCE));
    marks.push(diamond(frame.x(1 - summary.specificity.estimate), frame.y(summary.sensitivity.estimate)));
    key.push({ text: words.summary, sample: (x, y) => diamond(x + 8, y) });
    if (confidenceRegion !== null)
      key.push({ text: words.confidenceRegion, sample: (x, y) => swatch(x, y, CONFIDENCE) });
    if (predictionRegion !== null)
      key.push({ text: words.predictionRegion, sample: (x, y) => swatch(x, y, PREDICTION) });
  }
  const keyed = keyRows(key, box.left, box.bottom + 40, width);
  const below = notesBelow(input.notes, keyed.bottom + 2, width);
  const written = ({ estimate, low, high }: SummaryRocEstimate): string =>
    `${estimate.toFixed(3)} (${low.toFixed(3)}-${high.toFixed(3)})`;
  const table: Figure["table"] = {
    head: [words.study, words.n, words.sensitivity, words.specificity],
    rows: [
      ...studies.map(({ label, n, sensitivity, specificity }) => [
        label,
        String(n),
        sensitivity.toFixed(3),
        specificity.toFixed(3),
      ]),
      ...(summary === null
        ? []
        : [
            [
              words.summary,
              String(studies.reduce((sum, { n }) => sum + n, 0)),
              written(summary.sensitivity),
              written(summary.specificity),
            ],
          ]),
    ],
  };
  const description = [
    ...table.rows.map(
      ([name, n, sensitivity, specificity]) =>
        `${name}, ${words.n} ${n}: ${words.sensitivity} ${sensitivity}, ${words.specificity} ${specificity}`,
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      frame.axes,
      line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), { ...paint(null, "hairline"), "stroke-width": 1 }),
      ...regions,
      ...rings,
      ...marks,
      ...keyed.parts,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table,
  };
};

const CURVE: Attributes = { ...paint(null, "ink"), "stroke-width": 1.5 };
const CONFIDENCE: Attributes = { ...paint("violet", "violet"), "fill-opacity": 0.18, "stroke-width": 1.25 };
const PREDICTION: Attributes = {
  ...paint("violet", "violet"),
  "fill-opacity": 0.05,
  "stroke-width": 1.25,
  "stroke-dasharray": "5 3",
};

const ring = (x: number, y: number, r: number): string =>
  element("circle", {
    cx: x,
    cy: y,
    r,
    ...paint("teal", "teal"),
    "fill-opacity": 0.14,
    "stroke-width": 1.25,
  });

const diamond = (x: number, y: number): string =>
  element("path", {
    d: path("M", x - 6, y, "L", x, y - 6, "L", x + 6, y, "L", x, y + 6, "Z"),
    ...paint("violet", "paper"),
    "stroke-width": 1,
  });

const swatch = (x: number, y: number, style: Attributes): string =>
  element("rect", { x, y: y - 5, width: 16, height: 10, ...style });
