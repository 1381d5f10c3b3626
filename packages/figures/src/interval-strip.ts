import type { Figure } from "./figure.ts";
import { mark, scale, ticks } from "./interval-mark.ts";
import type { IntervalPlot } from "./interval-plot.ts";
import { type IntervalAxis, type IntervalRow, spoken, tableOf, WORDS } from "./interval-row.ts";
import { paint } from "./palette.ts";
import { element, line, root } from "./svg.ts";
import { label } from "./text.ts";

/** One interval without text, for the cell of a table whose head carries the axis; the cell writes the numbers. */
export const intervalStrip = (
  input: Pick<IntervalPlot, "title" | "axis" | "words"> & {
    readonly row: IntervalRow;
    readonly width?: number;
  },
): Figure => {
  const w = { ...WORDS, ...input.words };
  const width = input.width ?? 150;
  const height = 16;
  const [left, right] = [5, width - 5];
  const grid = ticks(input.axis).map((value, index) => {
    const x = scale(input.axis, left, right, value);
    const reach = index % 2 === 0 ? 8 : 4;
    return line(x, 8 - reach / 2, x, 8 + reach / 2, { ...paint(null, "hairline"), "stroke-width": 1 });
  });
  const description = spoken([input.row], input.axis, w);
  return {
    height: height,
    svg: root(width, height, input.title, description, [
      line(left, 8, right, 8, { ...paint(null, "hairline"), "stroke-width": 1 }),
      ...grid,
      mark(input.row, input.axis, left, right, 8),
    ]),
    title: input.title,
    description,
    table: tableOf([input.row], input.axis, w),
  };
};

/** The numbers of the common axis, for the head of a table's column of strips. */
export const intervalScale = (axis: IntervalAxis, width = 150): string => {
  const [left, right] = [5, width - 5];
  return element(
    "svg",
    {
      class: "mark",
      viewBox: `0 0 ${width} 12`,
      width,
      height: 12,
      "aria-hidden": "true",
      focusable: "false",
      "font-size": 9,
    },
    ...[axis.min, (axis.min + axis.max) / 2, axis.max].map((value, index) =>
      label(scale(axis, left, right, value) + (index === 0 ? -4 : index === 2 ? 5 : 0), 10, String(value), {
        size: 9,
        anchor: index === 0 ? "start" : index === 2 ? "end" : "middle",
        colour: "muted",
      }),
    ),
  );
};
