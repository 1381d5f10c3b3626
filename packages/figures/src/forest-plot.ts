import type { Figure } from "./figure.ts";
import type { ForestAxis } from "./forest-axis.ts";
import { axisOf, gridOf } from "./forest-grid.ts";
import { forestLayout } from "./forest-layout.ts";
import { diamond, square, whisker } from "./forest-marks.ts";
import { forestTable } from "./forest-table.ts";
import { headingOf, headsOf, predictionText, rowText } from "./forest-text.ts";
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
    marks.push(headingOf(clipText(heading, size * 1.07, width), size, y));
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
const INDENT = 10;

const studiesOf = ({ rows, sections = [] }: ForestPlot): readonly ForestRow[] => [
  ...rows,
  ...sections.flatMap((section) => section.rows),
];
