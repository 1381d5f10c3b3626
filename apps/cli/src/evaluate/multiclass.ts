import { err, ok, type Result } from "@erbium/model";
import { multiclassAuc } from "@erbium/stats";
import { columns } from "../terminal/columns.ts";
import type { Patients } from "./patients.ts";

/** How a score tells several classes apart. */
export interface MulticlassResult {
  readonly score: string;
  /** mean over all pairs of classes */
  readonly auc: number;
  readonly pairs: readonly { readonly classes: readonly [string, string]; readonly auc: number }[];
}

/** Hand and Till's area of each score; the direction of each pair of classes comes from its medians. */
export const multiclassAnalysis = ({
  classes,
  scores,
  outcome,
}: Patients): Result<readonly MulticlassResult[]> => {
  const results: MulticlassResult[] = [];
  const name = (index: number): string => outcome.values[index]?.written ?? String(index);
  for (const { name: score, values, direction } of scores) {
    const one = multiclassAuc(classes, values, direction === "lower" ? "lower" : undefined);
    if (!one.ok) return err({ ...one.error, path: score });
    results.push({
      score,
      auc: one.value.auc,
      pairs: one.value.pairs.map((pair) => ({
        classes: [name(pair.classes[0]), name(pair.classes[1])],
        auc: pair.auc,
      })),
    });
  }
  return ok(results);
};

export const multiclassNotes: readonly string[] = [
  "Hand and Till's AUC: the mean over all pairs of classes, without an interval; each pair in the direction of its medians, so that it is rarely below 0.5",
  "one class against all others: --positive VALUE",
];

export const multiclassText = (results: readonly MulticlassResult[]): readonly string[] => [
  columns(
    ["score", "AUC", "pairs of classes"],
    results.map(({ score, auc, pairs }) => [
      score,
      auc.toFixed(3),
      pairs.map((pair) => `${pair.classes.join(" v ")} ${pair.auc.toFixed(3)}`).join("; "),
    ]),
  ),
];
