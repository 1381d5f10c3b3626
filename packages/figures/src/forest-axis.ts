import { type PlotTick, ratioTicks, roundStep, roundTicks } from "./ticks.ts";

export interface ForestAxis {
  readonly min: number;
  readonly max: number;
  /** `log` for ratios: equal factors take equal lengths */
  readonly scale: "linear" | "log";
  /** what is shown, with its unit: below the axis */
  readonly unit: string;
  /** on the scale that is shown */
  readonly ticks: readonly number[];
  /** a line of no effect; null for rates */
  readonly reference: number | null;
}

/** How far beyond all estimates an interval may stretch the axis: factors of a ratio, multiples of their reach else. */
const STRETCH = 2;

interface Bounds {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * An axis with round ends that holds every estimate and most intervals: one that reaches far beyond all estimates
 * leaves the axis and is drawn with an arrow, so that a small study does not squeeze the others.
 *
 * @param kind `share`: percent, from 0; `ratio`: logarithmic, with 1; `difference`: with 0; `near`: percent around
 *             the rows alone, for pools that hardly differ
 */
export const forestAxis = (
  rows: readonly Bounds[],
  kind: "share" | "near" | "ratio" | "difference",
  unit: string,
): ForestAxis => {
  const known = rows.filter(({ estimate }) => Number.isFinite(estimate));
  if (kind === "share") return shareAxis(known, unit);
  if (kind === "near") return nearAxis(known, unit);
  return kind === "ratio" ? ratioAxis(known, unit) : differenceAxis(known, unit);
};

const shareAxis = (rows: readonly Bounds[], unit: string): ForestAxis => {
  const furthest = Math.max(0, ...rows.map(({ high }) => high));
  const max = [5, 10, 20, 50].find((end) => furthest <= end) ?? 100;
  return {
    min: 0,
    max,
    scale: "linear",
    unit,
    ticks: [0, max / 4, max / 2, (3 * max) / 4, max],
    reference: null,
  };
};

const nearAxis = (rows: readonly Bounds[], unit: string): ForestAxis => {
  const low = Math.min(100, ...rows.map((row) => row.low));
  const high = Math.max(0, ...rows.map((row) => row.high));
  if (!(high > low)) return shareAxis(rows, unit);
  const step = roundStep(Math.max(2, high - low) / 5);
  const [min, max] = [
    Math.max(0, Math.floor(low / step) * step),
    Math.min(100, Math.ceil(high / step) * step),
  ];
  return { min, max, scale: "linear", unit, ticks: values(roundTicks(min, max, 6)), reference: null };
};

const ratioAxis = (rows: readonly Bounds[], unit: string): ForestAxis => {
  const logs = rows.map(({ estimate, low, high }) => ({
    estimate: Math.log(estimate),
    low: Math.log(low),
    high: Math.log(high),
  }));
  const [from, to] = reach(logs, Math.log(STRETCH));
  // the line of no effect never stands at the very edge
  const [low, high] = [Math.min(from, Math.log(0.8)), Math.max(to, Math.log(1.25))];
  const [min, max] = outward(low, high);
  return {
    min,
    max,
    scale: "log",
    unit,
    ticks: ratioTicks(Math.log(min), Math.log(max), 8).map(({ text }) => Number(text)),
    reference: 1,
  };
};

/** The next round ratios beyond both ends. */
const outward = (low: number, high: number): [number, number] => {
  const around = ratioTicks(low - 2.5, high + 2.5, 60);
  const below = around.filter(({ at }) => at <= low + 1e-9).at(-1);
  const above = around.find(({ at }) => at >= high - 1e-9);
  return [below ? Number(below.text) : Math.exp(low), above ? Number(above.text) : Math.exp(high)];
};

const differenceAxis = (rows: readonly Bounds[], unit: string): ForestAxis => {
  const widest = Math.max(...rows.map(({ estimate }) => Math.abs(estimate)), 1e-9);
  const [from, to] = reach(rows, STRETCH * widest);
  const bounds: [number, number] = [Math.min(from, 0), Math.max(to, 0)];
  const [low, high] = bounds[1] > bounds[0] ? bounds : [-1, 1];
  const step = roundStep((high - low) / 5);
  const [min, max] = [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
  return { min, max, scale: "linear", unit, ticks: values(roundTicks(min, max, 6)), reference: 0 };
};

const values = (ticks: readonly PlotTick[]): number[] => ticks.map(({ text }) => Number(text));

/** From the lowest to the highest limit, but no further than `slack` beyond the estimates. */
const reach = (rows: readonly Bounds[], slack: number): [number, number] => {
  const estimates = rows.map(({ estimate }) => estimate).filter(Number.isFinite);
  const [least, most] = [Math.min(...estimates), Math.max(...estimates)];
  if (estimates.length === 0) return [0, 0];
  const lows = rows.map(({ low }) => low).filter((one) => !Number.isNaN(one));
  const highs = rows.map(({ high }) => high).filter((one) => !Number.isNaN(one));
  return [
    Math.max(least - slack, Math.min(least, ...lows)),
    Math.min(most + slack, Math.max(most, ...highs)),
  ];
};
