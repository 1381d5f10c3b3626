import type { ForestAxis } from "./forest-axis.ts";
import type { Stretch } from "./forest-marks.ts";
import type { ForestPlot, ForestRow, ForestSummary } from "./forest-plot.ts";
import { forestNumbers } from "./forest-table.ts";
import { textWidth } from "./text.ts";

/** Where the columns of a forest plot stand, in pixels. */
export interface ForestLayout {
  readonly width: number;
  /** a phone: name and counts above marks and numbers */
  readonly narrow: boolean;
  readonly size: number;
  readonly lineHeight: number;
  readonly rowHeight: number;
  readonly nameWidth: number;
  /** right edges of columns */
  readonly countsAt: number;
  readonly numbersAt: number;
  readonly stretch: Stretch;
  /** null on a phone, whose rows say all themselves */
  readonly heads: {
    readonly study: string;
    readonly counts: string;
    readonly numbers: string;
    readonly weight: string;
  } | null;
}

const NARROW = 500;
/** More studies than this stand closer together. */
const MANY = 30;
/** Least pixels of the axis. */
const PLOT = 150;
const GAP = 12;

/** Columns as wide as their words, the rest for the axis; names wrap rather than squeeze it. */
export const forestLayout = (input: ForestPlot): ForestLayout => {
  const width = input.width ?? 720;
  const narrow = width < NARROW;
  const rows: readonly (ForestRow | ForestSummary)[] = [
    ...input.rows,
    ...(input.sections ?? []).flatMap((section) => [
      ...section.rows,
      ...(section.summary === null ? [] : [section.summary]),
    ]),
    ...input.summaries,
  ];
  const many = rows.length > MANY;
  const size = many ? 10 : 11;
  const widest = (texts: readonly string[], at = size): number =>
    Math.max(0, ...texts.map((text) => (text === "" ? 0 : textWidth(text, at))));
  const numbers = `${input.words.estimate} (${input.words.interval})`;
  const weighted = rows.some((row) => "weight" in row && row.weight !== null);
  const counted = rows.some(({ counts }) => counts !== "");
  const numbersWidth =
    Math.max(
      // bold summaries run wider than their estimate
      widest(rows.map((row) => forestNumbers(row, input.decimals))) * 1.07,
      narrow ? 0 : Math.min(widest([numbers], 10), 150),
    ) + 2;
  if (narrow) {
    const right = width - numbersWidth - 8;
    return {
      width,
      narrow,
      size: 11,
      lineHeight: 14,
      rowHeight: 36,
      nameWidth: width,
      countsAt: width,
      numbersAt: width,
      stretch: { at: scaleOf(input.axis, 8, right), left: 8, right },
      heads: null,
    };
  }
  const weightWidth = weighted ? Math.max(40, widest([input.words.weight ?? ""], 10)) + GAP : 0;
  const countsWidth = counted
    ? Math.max(widest(rows.map(({ counts }) => counts)) * 1.07, widest([input.words.counts], 10)) + GAP
    : 0;
  const indent = (input.sections ?? []).length > 0 ? 10 : 0;
  const predictions = rows.flatMap((row) =>
    "prediction" in row && row.prediction !== null ? [row.prediction.label] : [],
  );
  // a prediction has no counts and may run into their column
  const wanted = Math.max(
    textWidth(input.words.study, 10) + 4,
    widest(rows.map((row) => row.label)) * 1.07 + indent + 6,
    widest(predictions, 10) + 6 - countsWidth,
  );
  const room = width - countsWidth - numbersWidth - weightWidth - 2 * GAP;
  // names wrap before they take more than two fifths, and before the axis becomes too short
  const nameWidth = Math.round(Math.min(wanted, width * 0.4, Math.max(80, room - PLOT)));
  const left = nameWidth + countsWidth + GAP;
  const right = width - weightWidth - numbersWidth - GAP;
  return {
    width,
    narrow,
    size,
    lineHeight: many ? 12 : 14,
    rowHeight: many ? 16 : 20,
    nameWidth,
    countsAt: nameWidth + countsWidth,
    numbersAt: width - weightWidth,
    stretch: { at: scaleOf(input.axis, left, right), left, right },
    heads: {
      study: input.words.study,
      counts: counted ? input.words.counts : "",
      numbers,
      weight: weighted ? (input.words.weight ?? "") : "",
    },
  };
};

const scaleOf = (axis: ForestAxis, left: number, right: number): ((value: number) => number) => {
  const on = axis.scale === "log" ? Math.log : (value: number) => value;
  const [low, high] = [on(axis.min), on(axis.max)];
  return (value) => {
    const bounded = Math.min(axis.max, Math.max(axis.min, value));
    return left + ((on(bounded) - low) / (high - low || 1)) * (right - left);
  };
};
