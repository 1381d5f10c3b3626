import type { Figure } from "./figure.ts";
import { BANDS, contours, type FunnelBand, SHADES } from "./funnel-contours.ts";
import { paint } from "./palette.ts";
import { type KeyEntry, keyRows, notesBelow, plotFrame } from "./plot-frame.ts";
import { element, line, root } from "./svg.ts";
import { type PlotTick, ratioTicks, roundTicks } from "./ticks.ts";

export interface FunnelStudy {
  readonly label: string;
  /** on the scale of analysis, as a log hazard ratio */
  readonly estimate: number;
  readonly standardError: number;
  /** added by trim and fill: drawn open */
  readonly imputed?: boolean;
}

export interface FunnelPlot {
  readonly title: string;
  readonly studies: readonly FunnelStudy[];
  /** the pooled effect on the scale of analysis; null where nothing was pooled */
  readonly pooled: number | null;
  /** no effect, where the contours have their tip; null draws no contours, as for rates */
  readonly reference: number | null;
  readonly bands?: readonly FunnelBand[];
  /** `log`: estimates are logarithms, and the axis is labelled with their exponentials */
  readonly scale: "linear" | "log";
  /** in place of the computed ones, for another scale such as the logit; `at` on the scale of analysis */
  readonly ticks?: readonly PlotTick[];
  readonly notes: readonly string[];
  readonly words: FunnelWords;
  readonly width?: number;
}

export interface FunnelWords {
  readonly study: string;
  readonly estimate: string;
  readonly standardError: string;
  readonly pooled: string;
  /** the lines 1.96 standard errors beside the pooled effect */
  readonly limits: string;
  readonly imputed: string;
}

/**
 * A contour-enhanced funnel plot: effects against their standard errors, precise studies on top. Shades show
 * where a study alone is significant against no effect, so that a gap in the white reads as studies that found
 * nothing and are missing; dashed lines show where 95 % would lie around the pooled effect without heterogeneity.
 */
export const funnelPlot = (input: FunnelPlot): Figure => {
  const { studies, pooled, reference, words } = input;
  const width = input.width ?? 560;
  const box = { left: 44, top: 26, right: width - 12, bottom: Math.round(width * 0.58) };
  const deepest = 1.08 * (Math.max(0, ...studies.map(({ standardError }) => standardError)) || 1);
  const centre = pooled ?? reference ?? 0;
  const reach =
    1.06 *
    Math.max(
      1.96 * deepest,
      Math.abs((reference ?? centre) - centre),
      ...studies.map(({ estimate }) => Math.abs(estimate - centre)),
    );
  const [low, high] = [centre - reach, centre + reach];
  const shown = (value: number): number => (input.scale === "log" ? Math.exp(value) : value);
  const ticks = (
    input.ticks ?? (input.scale === "log" ? ratioTicks(low, high) : roundTicks(low, high, 6))
  ).filter(({ at }) => at >= low && at <= high);
  const frame = plotFrame(
    { label: words.estimate, from: low, to: high, ticks },
    { label: words.standardError, from: deepest, to: 0, ticks: roundTicks(0, deepest, 4) },
    box,
  );
  const bands = reference === null ? [] : [...(input.bands ?? BANDS)].sort((a, b) => a.z - b.z);
  const shades = reference === null ? [] : contours(reference, bands, frame, box, { low, high, deepest });
  const lines: string[] = [];
  if (pooled !== null) {
    const dashed = { ...paint(null, "violet"), "stroke-width": 1.25, "stroke-dasharray": "4 3" };
    lines.push(
      line(frame.x(pooled), box.top, frame.x(pooled), box.bottom, {
        ...paint(null, "violet"),
        "stroke-width": 1.5,
      }),
      ...[-1, 1].map((side) => {
        const depth = Math.min(deepest, (side > 0 ? high - pooled : pooled - low) / 1.96);
        return line(
          frame.x(pooled),
          frame.y(0),
          frame.x(pooled + side * 1.96 * depth),
          frame.y(depth),
          dashed,
        );
      }),
    );
  }
  const key: KeyEntry[] = [
    ...bands.map((band, index) => ({
      text: band.label,
      sample: (x: number, y: number) =>
        element("rect", {
          x,
          y: y - 5,
          width: 16,
          height: 10,
          ...paint("slate", "faint"),
          "fill-opacity": SHADES[index] ?? 0.05,
          "stroke-width": 0.5,
        }),
    })),
    ...(pooled === null
      ? []
      : [
          {
            text: words.pooled,
            sample: (x: number, y: number) =>
              line(x, y, x + 16, y, { ...paint(null, "violet"), "stroke-width": 1.5 }),
          },
          {
            text: words.limits,
            sample: (x: number, y: number) =>
              line(x, y, x + 16, y, {
                ...paint(null, "violet"),
                "stroke-width": 1.25,
                "stroke-dasharray": "4 3",
              }),
          },
        ]),
    ...(studies.some(({ imputed }) => imputed)
      ? [{ text: words.imputed, sample: (x: number, y: number) => dot(x + 8, y, true) }]
      : []),
  ];
  const keyed = keyRows(key, box.left, box.bottom + 40, width);
  const below = notesBelow(input.notes, keyed.bottom + 2, width);
  const table: Figure["table"] = {
    head: [words.study, words.estimate, words.standardError],
    rows: studies.map((study) => [
      study.imputed ? `${study.label} (${words.imputed})` : study.label,
      shown(study.estimate).toFixed(2),
      study.standardError.toFixed(3),
    ]),
  };
  const description = [
    ...(pooled === null ? [] : [`${words.pooled} ${shown(pooled).toFixed(2)}`]),
    ...table.rows.map(([name, estimate, error]) => `${name}: ${estimate}, ${words.standardError} ${error}`),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      ...shades,
      frame.axes,
      ...lines,
      ...studies.map(({ estimate, standardError, imputed }) =>
        dot(frame.x(estimate), frame.y(standardError), imputed === true),
      ),
      ...keyed.parts,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table,
  };
};

const dot = (x: number, y: number, open: boolean): string =>
  element("circle", {
    cx: x,
    cy: y,
    r: 3.75,
    ...paint(open ? "paper" : "teal", open ? "teal" : "paper"),
    "stroke-width": open ? 1.5 : 0.75,
  });
