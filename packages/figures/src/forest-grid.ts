import type { ForestAxis } from "./forest-axis.ts";
import type { ForestLayout } from "./forest-layout.ts";
import type { ForestPlot, ForestSummary } from "./forest-plot.ts";
import { paint } from "./palette.ts";
import { line } from "./svg.ts";
import { clipText, label } from "./text.ts";

const HAIRLINE = { ...paint(null, "hairline"), "stroke-width": 1 };
const NUMERIC = { class: "f-muted num", "font-variant-numeric": "tabular-nums lining-nums" };

/** Hairlines at the ticks, no effect, and the pooled estimate through all rows. */
export const gridOf = (
  axis: ForestAxis,
  main: ForestSummary | undefined,
  at: (value: number) => number,
  top: number,
  bottom: number,
): string[] => [
  ...axis.ticks.map((tick) => line(at(tick), top, at(tick), bottom, HAIRLINE)),
  ...(axis.reference === null
    ? []
    : [
        line(at(axis.reference), top, at(axis.reference), bottom, {
          ...paint(null, "muted"),
          "stroke-width": 1,
        }),
      ]),
  ...(main === undefined || !Number.isFinite(main.estimate)
    ? []
    : [
        line(at(main.estimate), top, at(main.estimate), bottom, {
          ...paint(null, "violet"),
          "stroke-width": 1,
          "stroke-dasharray": "2 3",
          "stroke-opacity": 0.7,
        }),
      ]),
];

/** Numbers below the axis, what it shows, and what lies to either side. */
export const axisOf = ({ axis, favours }: ForestPlot, { stretch }: ForestLayout, y: number): string[] => {
  const { at, left, right } = stretch;
  const middle = (left + right) / 2;
  const parts = axis.ticks.map((tick) =>
    label(at(tick), y + 13, String(Number(tick.toPrecision(6))), {
      size: 10,
      anchor: "middle",
      colour: "muted",
      attributes: NUMERIC,
    }),
  );
  if (axis.unit !== "") parts.push(label(middle, y + 27, axis.unit, { size: 10, anchor: "middle" }));
  if (favours !== undefined) {
    const line2 = y + (axis.unit === "" ? 27 : 40);
    const edge = axis.reference === null ? middle : at(axis.reference);
    parts.push(
      label(edge - 8, line2, clipText(`← ${favours.low}`, 10, edge - 8), {
        size: 10,
        anchor: "end",
        colour: "muted",
      }),
      label(edge + 8, line2, `${favours.high} →`, { size: 10, colour: "muted" }),
    );
  }
  return parts;
};
