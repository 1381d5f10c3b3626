import type { Result } from "@erbium/model";
import { ok } from "@erbium/model";
import { bivariateModel, type SummaryPoint, studyAccuracy, summaryPoint } from "@erbium/stats";
import type { StudyTable } from "./study-table.ts";

export interface AccuracyResult {
  readonly measure: "DTA";
  readonly k: number;
  readonly model: string;
  readonly sensitivity: SummaryPoint["sensitivity"];
  readonly specificity: SummaryPoint["specificity"];
  readonly positiveLikelihoodRatio: SummaryPoint["positiveLikelihoodRatio"];
  readonly negativeLikelihoodRatio: SummaryPoint["negativeLikelihoodRatio"];
  readonly diagnosticOddsRatio: SummaryPoint["diagnosticOddsRatio"];
  readonly studies: readonly {
    readonly study: string;
    readonly sensitivity: number;
    readonly specificity: number;
  }[];
}

/** Sensitivity and specificity together, by the bivariate model. */
export const poolAccuracy = (table: StudyTable, level: number): Result<AccuracyResult> => {
  const [tp, fp, fn, tn] = [
    table.numbers("tp"),
    table.numbers("fp"),
    table.numbers("fn"),
    table.numbers("tn"),
  ];
  if (!tp.ok) return tp;
  if (!fp.ok) return fp;
  if (!fn.ok) return fn;
  if (!tn.ok) return tn;
  const tables = {
    truePositives: tp.value,
    falsePositives: fp.value,
    falseNegatives: fn.value,
    trueNegatives: tn.value,
  };
  const each = studyAccuracy(tables);
  if (!each.ok) return each;
  const fit = bivariateModel(tables, { level });
  if (!fit.ok) return fit;
  const point = summaryPoint(fit.value);
  if (!point.ok) return point;
  const { sensitivity, specificity, positiveLikelihoodRatio, negativeLikelihoodRatio, diagnosticOddsRatio } =
    point.value;
  const labels = table.texts("study");
  return ok({
    measure: "DTA",
    k: table.size,
    model: "bivariate model of sensitivity and false positive rate (Reitsma), REML",
    sensitivity,
    specificity,
    positiveLikelihoodRatio,
    negativeLikelihoodRatio,
    diagnosticOddsRatio,
    studies: Array.from(tp.value, (positive, at) => ({
      study: labels?.[at] ?? `study ${at + 1}`,
      sensitivity: positive / (positive + (fn.value[at] ?? 0)),
      specificity: (tn.value[at] ?? 0) / ((tn.value[at] ?? 0) + (fp.value[at] ?? 0)),
    })),
  });
};
