import type { IntervalAxis, IntervalRow } from "./interval-row.ts";
import { paint } from "./palette.ts";
import { element, line } from "./svg.ts";

/** Where a value stands between two pixels; beyond the axis, at its end. */
export const scale = (axis: IntervalAxis, left: number, right: number, value: number): number => {
  const bounded = Math.max(axis.min, Math.min(axis.max, value));
  return left + ((bounded - axis.min) / (axis.max - axis.min)) * (right - left);
};

/** A bar for the interval, a dot for the estimate; without an interval the dot stays open. */
export const mark = (
  row: IntervalRow,
  axis: IntervalAxis,
  left: number,
  right: number,
  y: number,
): string => {
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

/** Ends, middle and quarters of an axis. */
export const ticks = (axis: IntervalAxis): number[] =>
  [0, 0.25, 0.5, 0.75, 1].map((part) => axis.min + part * (axis.max - axis.min));
