import { paint } from "./palette.ts";
import { element, line, path } from "./svg.ts";

type Scale = (value: number) => number;

interface Bounds {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The stretch of pixels on which a forest plot draws. */
export interface Stretch {
  readonly at: Scale;
  readonly left: number;
  readonly right: number;
}

/** An interval with end bars; one that leaves the axis ends in an arrow, not at the edge. None where no limits are known. */
export const whisker = (row: Bounds, { at, left, right }: Stretch, y: number): string => {
  if (!Number.isFinite(row.estimate) || Number.isNaN(row.low + row.high)) return "";
  const [low, high] = [at(row.low), at(row.high)];
  const stroke = { ...paint(null, "slate"), "stroke-width": 1.25 };
  const arrow = (x: number, way: 1 | -1): string =>
    element("path", { d: path("M", x, y, "l", -5 * way, -3.5, "v", 7, "z"), ...paint("slate") });
  return [
    line(low, y, high, y, stroke),
    low <= left ? arrow(low, -1) : line(low, y - 3, low, y + 3, stroke),
    high >= right ? arrow(high, 1) : line(high, y - 3, high, y + 3, stroke),
  ].join("");
};

/** Area in proportion to the weight; without weights all squares are alike. */
export const square = (
  row: Bounds & { readonly weight: number | null },
  { at }: Stretch,
  y: number,
  heaviest: number,
): string => {
  if (!Number.isFinite(row.estimate)) return "";
  const side = row.weight === null || heaviest === 0 ? 6 : Math.max(3, 10 * Math.sqrt(row.weight / heaviest));
  return element("rect", {
    x: at(row.estimate) - side / 2,
    y: y - side / 2,
    width: side,
    height: side,
    ...paint("teal"),
  });
};

/** From end to end of the pooled interval, highest at the estimate. */
export const diamond = (row: Bounds, { at }: Stretch, y: number, half: number): string =>
  element("path", {
    d: path(
      "M",
      at(row.low),
      y,
      "L",
      at(row.estimate),
      y - half,
      "L",
      at(row.high),
      y,
      "L",
      at(row.estimate),
      y + half,
      "Z",
    ),
    ...paint("violet"),
  });

/** Where a further study would lie: a thin bar. */
export const predictionBar = (
  bar: { readonly low: number; readonly high: number },
  { at, left, right }: Stretch,
  y: number,
): string => {
  const [low, high] = [Math.max(left, at(bar.low)), Math.min(right, at(bar.high))];
  return element("rect", {
    x: low,
    y: y - 1.5,
    width: Math.max(1, high - low),
    height: 3,
    ...paint("violet"),
    opacity: 0.45,
  });
};
