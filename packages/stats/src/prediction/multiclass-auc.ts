import { err, ok, type Result } from "@erbium/model";
import { rocCurve, rocDirection } from "./roc.ts";

export interface MulticlassAuc {
  readonly auc: number;
  /** area of each pair of classes, the higher class as case */
  readonly pairs: readonly { readonly classes: readonly [number, number]; readonly auc: number }[];
}

/**
 * Area under the curve for more than two ordered classes: the mean over all pairs of classes.
 *
 * @param classes   class of each observation, numbered in their order
 * @param direction whether the higher class of a pair has the higher scores; by the medians of each pair where left out
 * @source Hand and Till 2001, Mach Learn 45:171
 */
export const multiclassAuc = (
  classes: ArrayLike<number>,
  score: Float64Array,
  direction?: "higher" | "lower",
): Result<MulticlassAuc> => {
  const present = [...new Set(Array.from(classes))].sort((a, b) => a - b);
  if (present.length < 2)
    return err({
      code: "one-outcome",
      message: `there is one class only: ${present.join()}`,
      remedy: "a comparison needs two classes",
    });
  const pairs: { classes: [number, number]; auc: number }[] = [];
  for (const [at, low] of present.entries())
    for (const high of present.slice(at + 1)) {
      const rows = Array.from(score, (_, row) => row).filter(
        (row) => classes[row] === low || classes[row] === high,
      );
      const data = {
        outcome: rows.map((row) => Number(classes[row] === high)),
        score: Float64Array.from(rows, (row) => score[row]!),
      };
      const curve = rocCurve(data, direction ?? rocDirection(data));
      if (!curve.ok) return curve;
      pairs.push({ classes: [low, high], auc: curve.value.auc });
    }
  return ok({ auc: pairs.reduce((sum, one) => sum + one.auc, 0) / pairs.length, pairs });
};
