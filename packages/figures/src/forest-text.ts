import type { ForestLayout } from "./forest-layout.ts";
import { predictionBar } from "./forest-marks.ts";
import type { ForestPlot, ForestRow, ForestSummary } from "./forest-plot.ts";
import { forestNumbers } from "./forest-table.ts";
import { paint } from "./palette.ts";
import { element } from "./svg.ts";
import { clipText, label, textWidth, wrapText } from "./text.ts";

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };

/** Words on paper of their own, since they run across the hairlines of the axis. */
const onPaper = (x: number, baseline: number, text: string, size: number, bold: boolean): string =>
  element("rect", {
    x: x - 2,
    y: baseline - size,
    width: textWidth(text, bold ? size * 1.07 : size) + 4,
    height: size + 3.5,
    ...paint("paper"),
  }) + label(x, baseline, text, { size, bold });

/** The heading of a subgroup. */
export const headingOf = (heading: string, size: number, y: number): string =>
  onPaper(0, y + size + 4, heading, size, true);

/** Heads of the columns. */
export const headsOf = (heads: NonNullable<ForestLayout["heads"]>, layout: ForestLayout): string[] => {
  const style = { size: 10, colour: "muted" } as const;
  return [
    label(0, 12, clipText(heads.study, 10, layout.nameWidth), style),
    ...(heads.counts === "" ? [] : [label(layout.countsAt, 12, heads.counts, { ...style, anchor: "end" })]),
    label(layout.numbersAt, 12, heads.numbers, { ...style, anchor: "end" }),
    ...(heads.weight === "" ? [] : [label(layout.width, 12, heads.weight, { ...style, anchor: "end" })]),
  ];
};

/** A row's words and numbers, and the height of its marks. */
export const rowText = (
  row: ForestRow | ForestSummary,
  input: ForestPlot,
  layout: ForestLayout,
  y: number,
  indent: number,
  bold: boolean,
): { readonly text: string; readonly middle: number; readonly height: number } => {
  const { size, lineHeight, narrow } = layout;
  const room = layout.nameWidth - indent - 4;
  // bold letters run wider than their estimate
  const names = narrow
    ? [
        clipText(
          row.counts === "" ? row.label : `${row.label}, ${row.counts}`,
          bold ? size * 1.07 : size,
          room,
        ),
      ]
    : wrapText(row.label, bold ? size * 1.07 : size, room, 2);
  const height = layout.rowHeight + (names.length - 1) * lineHeight;
  const middle = narrow ? y + 26 : y + height / 2;
  const parts = names.map((text, at) =>
    narrow
      ? onPaper(indent, y + 13, text, size, bold)
      : label(indent, middle + 4 + (at - (names.length - 1) / 2) * lineHeight, text, {
          size,
          bold,
        }),
  );
  const number = (x: number, text: string): void => {
    if (text !== "")
      parts.push(label(x, middle + 4, text, { size, anchor: "end", bold, attributes: NUMERIC }));
  };
  if (!narrow) number(layout.countsAt, row.counts);
  number(layout.numbersAt, forestNumbers(row, input.decimals));
  if (!narrow && "weight" in row && row.weight !== null)
    number(layout.width, `${(100 * row.weight).toFixed(1)} %`);
  return { text: parts.join(""), middle, height };
};

/** Where a further study would lie, below its summary. */
export const predictionText = (
  prediction: NonNullable<ForestSummary["prediction"]>,
  input: ForestPlot,
  layout: ForestLayout,
  y: number,
): string => {
  const bar = layout.narrow ? y + 22 : y + layout.lineHeight / 2;
  const { low, high } = prediction;
  return [
    label(0, layout.narrow ? y + 11 : bar + 4, clipText(prediction.label, 10, layout.countsAt), {
      size: 10,
      colour: "muted",
    }),
    predictionBar(prediction, layout.stretch, bar),
    label(layout.numbersAt, bar + 4, forestNumbers({ low, high }, input.decimals), {
      size: 10,
      anchor: "end",
      colour: "muted",
      attributes: { ...NUMERIC, class: "f-muted num" },
    }),
  ].join("");
};
