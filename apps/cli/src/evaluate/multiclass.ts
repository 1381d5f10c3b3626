import { err, ok, type Result } from "@erbium/model";
import { multiclassAuc } from "@erbium/stats";
import { columns } from "../terminal/columns.ts";
import { type Evaluation, noFigure } from "./evaluation.ts";
import type { Patients } from "./patients.ts";
import type { Question } from "./question.ts";

/** How a score tells several classes apart. */
interface MulticlassResult {
  readonly score: string;
  /** mean over all pairs of classes */
  readonly auc: number;
  readonly pairs: readonly { readonly classes: readonly [string, string]; readonly auc: number }[];
}

/** Hand and Till's area of each score; the direction of each pair of classes comes from its medians. */
const multiclassAnalysis = ({ classes, scores, outcome }: Patients): Result<readonly MulticlassResult[]> => {
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

/** Scores against an outcome of more than two values. */
export const evaluateClasses = (patients: Patients, question: Question): Result<Evaluation> => {
  const { outcome, groups } = patients;
  if (question.thresholds.size > 0 || question.partial !== null || question.netBenefitUpTo !== null)
    return err({
      code: "classes",
      path: outcome.column.name,
      message: `${outcome.column.name} has ${outcome.values.length} classes: neither thresholds nor stretches of one curve`,
      remedy: "say which value is the case: --positive VALUE",
    });
  if (groups !== null)
    return err({
      code: "classes-in-groups",
      path: "--group",
      message: `${outcome.column.name} has ${outcome.values.length} classes`,
      remedy: "say which value is the case, --positive VALUE, to compare groups",
    });
  const done = multiclassAnalysis(patients);
  if (!done.ok) return done;
  return ok({
    value: { analysis: "classes", scores: done.value },
    text: () => [
      columns(
        ["score", "AUC", "pairs of classes"],
        done.value.map(({ score, auc, pairs }) => [
          score,
          auc.toFixed(3),
          pairs.map((pair) => `${pair.classes.join(" v ")} ${pair.auc.toFixed(3)}`).join("; "),
        ]),
      ),
    ],
    said: [],
    notes: [
      "Hand and Till's AUC: the mean over all pairs of classes, without an interval; each pair in the direction of its medians, so that it is rarely below 0.5",
      "one class against all others: --positive VALUE",
    ],
    draw: (figure) => noFigure(figure ?? "roc", "say which value is the case, --positive VALUE, for a curve"),
  });
};
