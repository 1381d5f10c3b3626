import { err, ok, type Result } from "@erbium/model";

/** A test against its reference standard, one table a study. */
export interface AccuracyTables {
  readonly truePositives: Float64Array;
  readonly falseNegatives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly trueNegatives: Float64Array;
}

/** What is added to the cells before a ratio or a logit is taken. */
export interface AccuracyCorrection {
  /** default 1/2 */
  readonly add?: number;
  /** `any`: to every study where any study has an empty cell (default); `only`: to studies with an empty cell; `none` */
  readonly to?: "any" | "only" | "none";
}

/** Counts in lists of one length, corrected. */
export interface CorrectedTables extends AccuracyTables {
  /** true positives and false negatives together */
  readonly diseased: Float64Array;
  readonly healthy: Float64Array;
}

/**
 * Checks counts and corrects empty cells.
 *
 * @returns refuses lists of different lengths, no study, counts that are not whole or below zero, and a study
 *          without diseased or without healthy patients (named by its place, from 1)
 */
export const correctedTables = (
  tables: AccuracyTables,
  correction: AccuracyCorrection = {},
): Result<CorrectedTables> => {
  const { truePositives: tp, falseNegatives: fn, falsePositives: fp, trueNegatives: tn } = tables;
  const k = tp.length;
  if ([fn, fp, tn].some((column) => column.length !== k))
    return err({
      code: "lengths-differ",
      message: "true and false positives and negatives have different lengths",
      remedy: "give all four counts for every study",
    });
  if (k === 0) return err({ code: "no-studies", message: "there is no study", remedy: "give at least one" });
  const cells = [tp, fn, fp, tn];
  for (let i = 0; i < k; i++) {
    const counts = cells.map((column) => column[i]!);
    if (counts.some((one) => !(Number.isInteger(one) && one >= 0)))
      return err({
        code: "not-counts",
        message: `study ${i + 1}: ${counts.join(", ")} are not counts`,
        remedy: "give whole numbers of patients, zero or more",
      });
    if (tp[i]! + fn[i]! === 0 || fp[i]! + tn[i]! === 0)
      return err({
        code: "empty-group",
        message: `study ${i + 1} has no ${tp[i]! + fn[i]! === 0 ? "diseased" : "healthy"} patient`,
        remedy: "leave the study out: it can not show both sensitivity and specificity",
      });
  }
  const { add = 0.5, to = "any" } = correction;
  const empty = Array.from({ length: k }, (_, i) => cells.some((column) => column[i] === 0));
  const added = Float64Array.from(empty, (zero) =>
    (to === "any" && empty.includes(true)) || (to === "only" && zero) ? add : 0,
  );
  const [a, b, c, d] = cells.map((column) => column.map((one, i) => one + added[i]!)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return ok({
    ...{ truePositives: a, falseNegatives: b, falsePositives: c, trueNegatives: d },
    diseased: a.map((one, i) => one + b[i]!),
    healthy: c.map((one, i) => one + d[i]!),
  });
};
