import type { Result } from "@erbium/model";
import { ok } from "@erbium/model";
import {
  type AccuracyTables,
  bivariateModel,
  deeksTest,
  type Region,
  type SummaryPoint,
  studyAccuracy,
  summaryPoint,
  summaryRocCurve,
  summaryRocParameters,
} from "@erbium/stats";
import type { AsymmetryTest } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

/** A line or the edge of a region, point by point. */
interface Points {
  readonly falsePositiveRate: readonly number[];
  readonly sensitivity: readonly number[];
}

export interface AccuracyResult {
  readonly measure: "DTA";
  readonly k: number;
  readonly level: number;
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
    readonly n: number;
  }[];
  readonly confidenceRegion: Points;
  readonly predictionRegion: Points | null;
  /** the summary curve over the range of the studies; null where the studies do not vary enough to have one */
  readonly curve: Points | null;
  readonly asymmetry: AsymmetryTest | null;
  readonly notes: readonly string[];
}

/** Sensitivity and specificity together, by the bivariate model. */
export const poolAccuracy = (
  table: StudyTable,
  { level, bias = false }: { readonly level: number; readonly bias?: boolean },
): Result<AccuracyResult> => {
  const read = readTables(table);
  if (!read.ok) return read;
  const tables = read.value;
  const each = studyAccuracy(tables);
  if (!each.ok) return each;
  const fit = bivariateModel(tables, { level });
  if (!fit.ok) return fit;
  const point = summaryPoint(fit.value);
  if (!point.ok) return point;
  const labels = table.texts("study");
  const studies = Array.from(tables.truePositives, (tp, at) => {
    const [fp, fn, tn] = [
      tables.falsePositives[at] ?? 0,
      tables.falseNegatives[at] ?? 0,
      tables.trueNegatives[at] ?? 0,
    ];
    return {
      study: labels?.[at] ?? `study ${at + 1}`,
      sensitivity: tp / (tp + fn),
      specificity: tn / (tn + fp),
      n: tp + fp + fn + tn,
    };
  });
  const parameters = summaryRocParameters(fit.value);
  const asymmetry = bias ? deeksOf(tables) : null;
  if (asymmetry !== null && !asymmetry.ok) return asymmetry;
  return ok({
    measure: "DTA",
    k: table.size,
    level,
    model: "bivariate model of sensitivity and false positive rate (Reitsma), REML",
    sensitivity: point.value.sensitivity,
    specificity: point.value.specificity,
    positiveLikelihoodRatio: point.value.positiveLikelihoodRatio,
    negativeLikelihoodRatio: point.value.negativeLikelihoodRatio,
    diagnosticOddsRatio: point.value.diagnosticOddsRatio,
    studies,
    confidenceRegion: points(point.value.confidenceRegion),
    predictionRegion: point.value.predictionRegion === null ? null : points(point.value.predictionRegion),
    curve: parameters.ok
      ? curveOver(
          studies.map(({ specificity }) => 1 - specificity),
          summaryRocCurve(parameters.value),
        )
      : null,
    asymmetry: asymmetry?.value ?? null,
    notes: parameters.ok ? [] : [`no summary curve: ${parameters.error.message}`],
  });
};

const readTables = (table: StudyTable): Result<AccuracyTables> => {
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
  return ok({
    truePositives: tp.value,
    falsePositives: fp.value,
    falseNegatives: fn.value,
    trueNegatives: tn.value,
  });
};

const deeksOf = ({
  truePositives: a,
  falseNegatives: b,
  falsePositives: c,
  trueNegatives: d,
}: AccuracyTables): Result<AsymmetryTest> => {
  const found = deeksTest({ a, b, c, d });
  if (!found.ok) return found;
  const { statistic, p } = found.value.slope;
  return ok({ test: "Deeks", of: "log diagnostic odds ratio on 1 / sqrt(effective size)", statistic, p });
};

const points = ({ falsePositiveRate, sensitivity }: Region): Points => ({
  falsePositiveRate: [...falsePositiveRate],
  sensitivity: [...sensitivity],
});

const STEPS = 60;

/** Beyond the studies a curve would say what nobody saw. */
const curveOver = (rates: readonly number[], curve: (rate: number) => number): Points => {
  const [low, high] = [Math.max(1e-4, Math.min(...rates)), Math.min(1 - 1e-4, Math.max(...rates))];
  const falsePositiveRate = Array.from({ length: STEPS + 1 }, (_, at) => low + ((high - low) * at) / STEPS);
  return { falsePositiveRate, sensitivity: falsePositiveRate.map(curve) };
};
