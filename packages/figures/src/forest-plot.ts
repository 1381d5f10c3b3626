import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { element, line, path, root } from "./svg.ts";
import { clipText, label, wrapText } from "./text.ts";

/** One study of a forest plot, on the scale that is shown. */
export interface ForestRow {
  readonly label: string;
  /** "26 of 91": what stands behind the estimate */
  readonly counts: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** share of the pool, 0 to 1, drawn as the area of the square; null where a model has no weights */
  readonly weight: number | null;
}

/** What the studies give together. */
export interface ForestSummary {
  readonly label: string;
  readonly counts: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** where the next study would lie, drawn as a thin bar below the diamond */
  readonly prediction: { readonly label: string; readonly low: number; readonly high: number } | null;
}

export interface ForestAxis {
  readonly min: number;
  readonly max: number;
  /** `log` for ratios: equal factors take equal lengths */
  readonly scale: "linear" | "log";
  readonly unit: string;
  readonly ticks: readonly number[];
  /** a line of no effect; null for rates */
  readonly reference: number | null;
}

export interface ForestPlot {
  readonly title: string;
  readonly rows: readonly ForestRow[];
  /** several where subgroups or models stand under each other; none where nothing was pooled */
  readonly summaries: readonly ForestSummary[];
  readonly axis: ForestAxis;
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
}

const SIZE = 11;
const ROW = 20;

/**
 * A forest plot: each study's estimate with its interval, a square as large as its weight, and a diamond from
 * end to end of the pooled interval. Intervals that leave the axis end in an arrow.
 */
export const forestPlot = (input: ForestPlot): Figure => {
  const { rows, summaries, axis, words } = input;
  const width = input.width ?? 720;
  const narrow = width < 500;
  const numbersWidth = narrow ? 112 : 128;
  const nameWidth = narrow ? width : Math.round(width * 0.3);
  const countsWidth = narrow ? 0 : 76;
  const left = narrow ? 8 : nameWidth + countsWidth + 10;
  const right = width - numbersWidth - 8;
  const at = scaleOf(axis, left, right);
  const heaviest = Math.max(0, ...rows.map(({ weight }) => weight ?? 0));
  const written = (row: { estimate: number; low: number; high: number }): string =>
    `${row.estimate.toFixed(input.decimals)} (${row.low.toFixed(input.decimals)}-${row.high.toFixed(input.decimals)})`;

  const marks: string[] = [];
  const rowHeight = narrow ? ROW * 2 - 4 : ROW;
  let y = 0;
  const place = (row: ForestRow | ForestSummary, bold: boolean): number => {
    const name = narrow ? `${row.label}${row.counts === "" ? "" : `, ${row.counts}`}` : row.label;
    marks.push(label(0, y + 13, clipText(name, SIZE, nameWidth - 4), { size: SIZE, bold }));
    if (!narrow)
      marks.push(
        label(nameWidth + countsWidth, y + 13, row.counts, {
          size: SIZE,
          anchor: "end",
          bold,
          attributes: NUMERIC,
        }),
      );
    const middle = narrow ? y + 26 : y + 9;
    marks.push(
      label(width, middle + 4, written(row), { size: SIZE, anchor: "end", bold, attributes: NUMERIC }),
    );
    return middle;
  };
  for (const row of rows) {
    const middle = place(row, false);
    marks.push(whisker(row, at, middle, left, right), square(row, at, middle, heaviest));
    y += rowHeight;
  }
  if (summaries.length > 0) {
    marks.push(line(0, y + 2, width, y + 2, { ...paint(null, "hairline"), "stroke-width": 1 }));
    y += 5;
  }
  for (const summary of summaries) {
    const middle = place(summary, true);
    marks.push(diamond(summary, at, middle));
    y += rowHeight;
    if (summary.prediction !== null) {
      const { prediction } = summary;
      marks.push(
        label(0, y + 11, clipText(prediction.label, 10, nameWidth + countsWidth), {
          size: 10,
          colour: "muted",
        }),
      );
      const bar = narrow ? y + 22 : y + 7;
      marks.push(predictionBar(prediction, at, bar, left, right));
      marks.push(
        label(
          width,
          bar + 4,
          `${prediction.low.toFixed(input.decimals)}-${prediction.high.toFixed(input.decimals)}`,
          {
            size: 10,
            anchor: "end",
            colour: "muted",
            attributes: NUMERIC,
          },
        ),
      );
      y += narrow ? 30 : 16;
    }
  }
  const grid = axis.ticks.map((tick) =>
    line(at(tick), 0, at(tick), y, { ...paint(null, "hairline"), "stroke-width": 1 }),
  );
  if (axis.reference !== null)
    grid.push(
      line(at(axis.reference), 0, at(axis.reference), y, { ...paint(null, "muted"), "stroke-width": 1 }),
    );
  for (const tick of axis.ticks)
    marks.push(label(at(tick), y + 12, String(tick), { size: 9, anchor: "middle", colour: "muted" }));
  marks.push(label(right + 12, y + 12, axis.unit, { size: 9, colour: "muted" }));
  y += 18;
  for (const note of input.notes.flatMap((text) => wrapText(text, 10, width))) {
    marks.push(label(0, y + 10, note, { size: 10, colour: "muted" }));
    y += 14;
  }
  const table = tableOf(input, written);
  const description = [
    ...table.rows.map(([name, counts, estimate, interval]) =>
      [name, counts, `${estimate} (${interval}) ${axis.unit}`].filter((part) => part !== "").join(", "),
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, y + 2, input.title, description, [...grid, ...marks]),
    height: y + 2,
    title: input.title,
    description,
    table: {
      head: [words.study, words.counts, `${words.estimate} (${axis.unit})`, words.interval],
      rows: table.rows,
    },
  };
};

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };

type Scale = (value: number) => number;

const scaleOf = (axis: ForestAxis, left: number, right: number): Scale => {
  const on = axis.scale === "log" ? Math.log : (value: number) => value;
  const [low, high] = [on(axis.min), on(axis.max)];
  return (value) => {
    const bounded = Math.min(axis.max, Math.max(axis.min, value));
    return left + ((on(bounded) - low) / (high - low)) * (right - left);
  };
};

const whisker = (row: ForestRow, at: Scale, y: number, left: number, right: number): string => {
  const [low, high] = [at(row.low), at(row.high)];
  const ends = [line(low, y, high, y, { ...paint(null, "slate"), "stroke-width": 1.25 })];
  // an interval beyond the axis ends in an arrow, not at the edge
  const arrow = (x: number, way: 1 | -1): string =>
    element("path", { d: path("M", x, y, "l", -5 * way, -3.5, "v", 7, "z"), ...paint("slate") });
  ends.push(
    low <= left
      ? arrow(low, -1)
      : line(low, y - 3, low, y + 3, { ...paint(null, "slate"), "stroke-width": 1.25 }),
  );
  ends.push(
    high >= right
      ? arrow(high, 1)
      : line(high, y - 3, high, y + 3, { ...paint(null, "slate"), "stroke-width": 1.25 }),
  );
  return ends.join("");
};

/** Area in proportion to the weight; without weights all squares are alike. */
const square = (row: ForestRow, at: Scale, y: number, heaviest: number): string => {
  const side = row.weight === null || heaviest === 0 ? 6 : 3 + 7 * Math.sqrt(row.weight / heaviest);
  return element("rect", {
    x: at(row.estimate) - side / 2,
    y: y - side / 2,
    width: side,
    height: side,
    ...paint("teal"),
  });
};

const diamond = (summary: ForestSummary, at: Scale, y: number): string =>
  element("path", {
    d: path(
      "M",
      at(summary.low),
      y,
      "L",
      at(summary.estimate),
      y - 6,
      "L",
      at(summary.high),
      y,
      "L",
      at(summary.estimate),
      y + 6,
      "Z",
    ),
    ...paint("violet"),
  });

const predictionBar = (
  bar: { readonly low: number; readonly high: number },
  at: Scale,
  y: number,
  left: number,
  right: number,
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

const tableOf = (
  input: ForestPlot,
  written: (row: ForestRow | ForestSummary) => string,
): { readonly rows: string[][] } => {
  const fixed = (value: number): string => value.toFixed(input.decimals);
  const rowOf = (row: ForestRow | ForestSummary): string[] => [
    row.label,
    row.counts,
    written(row).split(" ")[0] ?? "",
    `${fixed(row.low)}-${fixed(row.high)}`,
  ];
  return {
    rows: [
      ...input.rows.map(rowOf),
      ...input.summaries.flatMap((summary) => [
        rowOf(summary),
        ...(summary.prediction === null
          ? []
          : [
              [
                summary.prediction.label,
                "",
                "",
                `${fixed(summary.prediction.low)}-${fixed(summary.prediction.high)}`,
              ],
            ]),
      ]),
    ],
  };
};
