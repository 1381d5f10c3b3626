import type { Figure } from "./figure.ts";
import type { ForestAxis } from "./forest-axis.ts";
import { type ForestLayout, forestLayout } from "./forest-layout.ts";
import { diamond, predictionBar, square, whisker } from "./forest-marks.ts";
import { forestNumbers, forestTable } from "./forest-table.ts";
import { paint } from "./palette.ts";
import { line, root } from "./svg.ts";
import { clipText, label, wrapText } from "./text.ts";

/** One study of a forest plot, on the scale that is shown. */
export interface ForestRow {
  readonly label: string;
  /** "26 of 91": what stands behind the estimate */
  readonly counts: string;
  readonly estimate: number;
  /** not-a-number where no interval is known */
  readonly low: number;
  readonly high: number;
  /** share of the pool, 0 to 1, drawn as the area of the square; null where a model has no weights */
  readonly weight: number | null;
}

/** What studies give together. */
export interface ForestSummary {
  readonly label: string;
  readonly counts: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** where the next study would lie, drawn as a thin bar below the diamond */
  readonly prediction: { readonly label: string; readonly low: number; readonly high: number } | null;
}

/** Studies that stand under one heading, with what they give by themselves. */
export interface ForestSection {
  readonly heading: string;
  readonly rows: readonly ForestRow[];
  readonly summary: ForestSummary | null;
}

export interface ForestPlot {
  readonly title: string;
  /** studies under no heading */
  readonly rows: readonly ForestRow[];
  /** subgroups, below the studies under no heading */
  readonly sections?: readonly ForestSection[];
  /** of all studies; none where nothing was pooled */
  readonly summaries: readonly ForestSummary[];
  readonly axis: ForestAxis;
  /** what lies to either side of no effect, written below the axis */
  readonly favours?: { readonly low: string; readonly high: string };
  /** lines below the plot: heterogeneity, the model by name */
  readonly notes: readonly string[];
  /** decimals of written numbers */
  readonly decimals: number;
  readonly words: ForestWords;
  readonly width?: number;
}

/** Heads of the columns, and of the table that says the same in text. */
export interface ForestWords {
  readonly study: string;
  readonly counts: string;
  readonly estimate: string;
  readonly interval: string;
  /** left out where a model has no weights */
  readonly weight?: string;
}

/**
 * A forest plot: each study's estimate with its interval, a square as large as its weight, and a diamond from
 * end to end of the pooled interval. Intervals that leave the axis end in an arrow.
 */
export const forestPlot = (input: ForestPlot): Figure => {
  const layout = forestLayout(input);
  const { width, size, rowHeight, lineHeight, stretch } = layout;
  const marks: string[] = [];
  let y = 0;
  if (layout.heads !== null) {
    marks.push(...headsOf(layout.heads, layout), line(0, 19, width, 19, HAIRLINE));
    y = 23;
  }
  const top = y;
  const heaviest = Math.max(0, ...studiesOf(input).map(({ weight }) => weight ?? 0));
  const study = (row: ForestRow, indent: number): void => {
    const { text, middle, height } = rowText(row, input, layout, y, indent, false);
    marks.push(text, whisker(row, stretch, middle), square(row, stretch, middle, heaviest));
    y += height;
  };
  const summary = (row: ForestSummary, indent: number): void => {
    const { text, middle, height } = rowText(row, input, layout, y, indent, true);
    marks.push(text, diamond(row, stretch, middle, Math.min(6, size / 2)));
    y += height;
    if (row.prediction !== null) {
      marks.push(predictionText(row.prediction, input, layout, y));
      y += layout.narrow ? 30 : lineHeight + 2;
    }
  };
  for (const row of input.rows) study(row, 0);
  for (const { heading, rows, summary: own } of input.sections ?? []) {
    marks.push(label(0, y + size + 4, clipText(heading, size * 1.07, width), { size, bold: true }));
    y += lineHeight + 6;
    for (const row of rows) study(row, INDENT);
    if (own !== null) summary(own, INDENT);
    y += 4;
  }
  const main = input.summaries.at(-1);
  if (input.summaries.length > 0) {
    marks.push(line(0, y + 2, width, y + 2, HAIRLINE));
    y += 5;
  }
  for (const row of input.summaries) summary(row, 0);
  const grid = gridOf(input.axis, main, stretch.at, top, y);
  marks.push(...axisOf(input, layout, y));
  y += 18 + (input.axis.unit === "" ? 0 : 13) + (input.favours === undefined ? 0 : 13);
  for (const note of input.notes.flatMap((text) => wrapText(text, 10, width))) {
    marks.push(label(0, y + 10, note, { size: 10, colour: "muted" }));
    y += 14;
  }
  const table = forestTable(input);
  const description = [
    ...table.rows.map(([name, counts, estimate, interval]) =>
      [name, counts, `${estimate}${interval === "" ? "" : ` (${interval})`} ${input.axis.unit}`]
        .filter((part) => part !== "")
        .join(", "),
    ),
    ...input.notes,
  ].join("; ");
  const height = y + 2 + (rowHeight > lineHeight ? 0 : 2);
  return {
    svg: root(width, height, input.title, description, [...grid, ...marks]),
    height,
    title: input.title,
    description,
    table,
  };
};

const HAIRLINE = { ...paint(null, "hairline"), "stroke-width": 1 };
const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };
const INDENT = 10;

const studiesOf = ({ rows, sections = [] }: ForestPlot): readonly ForestRow[] => [
  ...rows,
  ...sections.flatMap((section) => section.rows),
];

const headsOf = (heads: NonNullable<ForestLayout["heads"]>, layout: ForestLayout): string[] => {
  const style = { size: 10, colour: "muted" } as const;
  return [
    label(0, 12, clipText(heads.study, 10, layout.nameWidth), style),
    ...(heads.counts === "" ? [] : [label(layout.countsAt, 12, heads.counts, { ...style, anchor: "end" })]),
    label(layout.numbersAt, 12, heads.numbers, { ...style, anchor: "end" }),
    ...(heads.weight === "" ? [] : [label(layout.width, 12, heads.weight, { ...style, anchor: "end" })]),
  ];
};

/** A row's words and numbers, and the height of its marks. */
const rowText = (
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
    label(indent, narrow ? y + 13 : middle + 4 + (at - (names.length - 1) / 2) * lineHeight, text, {
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

const predictionText = (
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

/** Hairlines at the ticks, no effect, and the pooled estimate through all rows. */
const gridOf = (
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

const axisOf = ({ axis, favours }: ForestPlot, { stretch }: ForestLayout, y: number): string[] => {
  const { at, left, right } = stretch;
  const middle = (left + right) / 2;
  const parts = axis.ticks.map((tick) =>
    label(at(tick), y + 13, String(Number(tick.toPrecision(6))), {
      size: 10,
      anchor: "middle",
      colour: "muted",
      attributes: { ...NUMERIC, class: "f-muted num" },
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
