import type { Figure } from "./figure.ts";
import type { ForestPlot, ForestRow, ForestSummary } from "./forest-plot.ts";
import { numberShown } from "./number-shown.ts";

/** "0.72 (0.57-0.90)"; limits below zero are joined by "to", so that no minus reads as a dash. */
export const forestNumbers = (
  { estimate, low, high }: { readonly estimate?: number; readonly low: number; readonly high: number },
  decimals: number,
): string => {
  const fixed = (value: number): string => numberShown(value, decimals);
  if (estimate !== undefined && !Number.isFinite(estimate)) return "";
  if (Number.isNaN(low + high)) return estimate === undefined ? "" : fixed(estimate);
  const limits = `${fixed(low)}${low < 0 || high < 0 ? " to " : "-"}${fixed(high)}`;
  return estimate === undefined ? limits : `${fixed(estimate)} (${limits})`;
};

/** "Estimate (%)", but not "Hazard ratio (hazard ratio)". */
const named = (estimate: string, unit: string): string =>
  unit === "" || unit.toLowerCase().includes(estimate.toLowerCase()) ? estimate : `${estimate} (${unit})`;

const weightOf = (row: ForestRow | ForestSummary): string =>
  "weight" in row && row.weight !== null ? `${(100 * row.weight).toFixed(1)} %` : "";

/** The rows of a forest plot as text. */
export const forestTable = (input: ForestPlot): Figure["table"] => {
  const { words, decimals } = input;
  const weight = words.weight === undefined ? [] : [words.weight];
  const rowOf = (row: ForestRow | ForestSummary): string[] => [
    row.label,
    row.counts,
    Number.isFinite(row.estimate) ? numberShown(row.estimate, decimals) : "",
    forestNumbers({ low: row.low, high: row.high }, decimals),
    ...weight.map(() => weightOf(row)),
  ];
  const summaryOf = (row: ForestSummary): string[][] => [
    rowOf(row),
    ...(row.prediction === null
      ? []
      : [
          [
            row.prediction.label,
            "",
            "",
            forestNumbers({ low: row.prediction.low, high: row.prediction.high }, decimals),
            ...weight.map(() => ""),
          ],
        ]),
  ];
  return {
    head: [words.study, words.counts, named(words.estimate, input.axis.unit), words.interval, ...weight],
    rows: [
      ...input.rows.map(rowOf),
      ...(input.sections ?? []).flatMap(({ heading, rows, summary }) => [
        ...rows.map((row) => rowOf({ ...row, label: `${heading}: ${row.label}` })),
        ...(summary === null ? [] : summaryOf({ ...summary, label: `${heading}: ${summary.label}` })),
      ]),
      ...input.summaries.flatMap(summaryOf),
    ],
  };
};
