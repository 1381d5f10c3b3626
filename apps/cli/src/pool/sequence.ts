import type { PairwiseModel } from "./pairwise-model.ts";
import type { PairwiseResult, PoolStep } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

/** The pool of some rows as a step; none where they carry no fit (no events in any of them, say). */
const step = (model: PairwiseModel, study: string, rows: readonly number[]): PoolStep[] => {
  const fit = model.fit(rows);
  return fit.ok
    ? [{ study, k: rows.length, ...fit.value.pooled, iSquared: fit.value.heterogeneity.iSquared }]
    : [];
};

/**
 * The pool of the first study, the first two, and so on: by year where the table has years, else in the order of
 * the table.
 *
 * @source Lau et al. 1992, N Engl J Med 327:248
 */
export const cumulativeSteps = (
  model: PairwiseModel,
  table: StudyTable,
  labels: readonly string[],
): NonNullable<PairwiseResult["cumulative"]> => {
  const years = table.texts("year")?.map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  const dated = years?.every(Number.isFinite) ?? false;
  const order = Array.from({ length: table.size }, (_, row) => row);
  if (years !== undefined && dated) order.sort((a, b) => (years[a] ?? 0) - (years[b] ?? 0) || a - b);
  return {
    order: dated ? "by year" : "in the order of the table",
    steps: order.flatMap((row, position) =>
      step(
        model,
        dated ? `${labels[row]} (${years?.[row]})` : (labels[row] ?? ""),
        order.slice(0, position + 1),
      ),
    ),
  };
};

/** The pool without each study in turn. */
export const withoutEach = (model: PairwiseModel, labels: readonly string[]): PoolStep[] =>
  labels.flatMap((label, left) =>
    labels.length < 2
      ? []
      : step(
          model,
          label,
          labels.flatMap((_, row) => (row === left ? [] : [row])),
        ),
  );
