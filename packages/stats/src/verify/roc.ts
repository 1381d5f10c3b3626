import { normal, studentT } from "@erbium/numerics";
import { bestThresholds, type ThresholdPerformance } from "../prediction/best-threshold.ts";
import type { ScoredOutcome } from "../prediction/binary-outcome.ts";
import { comparePairedAuc, compareUnpairedAuc, deLong } from "../prediction/de-long.ts";
import { multiclassAuc } from "../prediction/multiclass-auc.ts";
import { partialAuc } from "../prediction/partial-auc.ts";
import { type RocDirection, rocCurve, rocDirection } from "../prediction/roc.ts";
import { asLabels, evaluate, levelsOf, type Table } from "./evaluate.ts";
import { numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import type { ReferenceFamily, ReferenceQuestion } from "./reference-case.ts";

/** ROC curves, their areas and comparisons. */
export const rocAnswers: ReferenceFamily = (question) => {
  switch (question.call.function.replace(/^.*::/, "")) {
    case "roc":
    case "auc":
    case "ci.auc":
      return curveAnswers(question);
    case "roc.test":
      return comparisonAnswers(question);
    case "multiclass.roc":
      return multiclassAnswers(question);
    default:
      return null;
  }
};

const columnsOf = (call: RCall, data: Table): readonly [string, string] | null => {
  const [outcome, score] = [
    call.named.response ?? call.positional[0],
    call.named.predictor ?? call.positional[1],
  ];
  const formula =
    outcome?.kind === "operator" && outcome.operator === "~" ? outcome.operands : [outcome, score];
  const names = formula.map((one) => (one?.kind === "name" ? one.value : ""));
  return names.every((name) => name in data) ? [names[0] ?? "", names[1] ?? ""] : null;
};

/** Controls are the first level of the outcome; rows with a missing value are left out. */
const scored = (
  data: Table,
  outcome: string,
  score: string,
  rows?: readonly number[],
): ScoredOutcome | null => {
  const classes = evaluate({ kind: "name", value: outcome }, data);
  const values = evaluate({ kind: "name", value: score }, data);
  if (classes === null || values?.kind !== "numbers") return null;
  const levels = levelsOf(classes);
  const labels = asLabels(classes);
  const kept = (rows ?? Array.from(values.values, (_, row) => row)).filter(
    (row) => labels[row] !== null && !Number.isNaN(values.values[row]),
  );
  return {
    outcome: kept.map((row) => Number(labels[row] !== levels[0])),
    score: Float64Array.from(kept, (row) => values.values[row] ?? Number.NaN),
  };
};

const directionOf = (call: RCall, data: ScoredOutcome): RocDirection => {
  const asked = textArgument(call, "direction");
  return asked === "<" ? "higher" : asked === ">" ? "lower" : rocDirection(data);
};

/** The same with higher scores speaking for the outcome. */
const facing = (data: ScoredOutcome, direction = rocDirection(data)): ScoredOutcome =>
  direction === "higher" ? data : { outcome: data.outcome, score: data.score.map((one) => -one) };

/** Where several thresholds are equally good a reference lists them all. */
const columns = (list: readonly ThresholdPerformance[]): Record<string, unknown> => {
  const of = (pick: (one: ThresholdPerformance) => number): unknown =>
    list.length === 1 ? list.map(pick)[0] : list.map(pick);
  return {
    threshold: of((one) => one.threshold),
    sensitivity: of((one) => one.sensitivity),
    specificity: of((one) => one.specificity),
    ppv: of((one) => one.positivePredictiveValue),
    npv: of((one) => one.negativePredictiveValue),
    accuracy: of((one) => one.accuracy),
  };
};

/** Fields such as `pauc_spec_1_0.9_corrected` say by their name which stretch is asked for. */
const stretch = /^pauc_(spec|sens)_([\d.]+)_([\d.]+)(_corrected)?$/;

const curveAnswers = ({ calls, call, data, fields }: ReferenceQuestion) => {
  // areas as percentages, or of a curve that was smoothed
  if (truthArgument(call, "percent", false) || truthArgument(call, "smooth", false)) return null;
  const names = columnsOf(call, data);
  const rows = names === null ? null : scored(data, names[0], names[1]);
  if (rows === null) return null;
  const direction = directionOf(call, rows);
  const curve = rocCurve(rows, direction);
  const interval = calls.find((one) => one.function.endsWith("ci.auc")) ?? call;
  const level = numberArgument(interval, "conf.level") ?? 0.95;
  const area = deLong(facing(rows, direction), level);
  if (!curve.ok || !area.ok) return null;
  const { auc, variance, low, high } = area.value;
  const partial: Record<string, number> = {};
  const best = (criterion: "youden" | "closest") => along(bestThresholds(curve.value, criterion));
  for (const field of fields) {
    const [, axis, from, to, corrected] = stretch.exec(field) ?? [];
    if (axis === undefined) continue;
    const part = partialAuc(
      curve.value,
      axis === "spec" ? "specificity" : "sensitivity",
      Number(from),
      Number(to),
    );
    if (!part.ok) continue;
    // the reference gives no corrected area of a score that is worse than chance there
    const { area, standardised } = part.value;
    partial[field] = corrected === undefined ? area : standardised < 0.5 ? Number.NaN : standardised;
  }
  const printed = (one: number): string =>
    one === Number.POSITIVE_INFINITY
      ? "Inf"
      : one === Number.NEGATIVE_INFINITY
        ? "-Inf"
        : String(Number(one.toPrecision(15)));
  // From all positive to none, whichever way the scores run.
  const along = <T>(list: Iterable<T>): T[] => (direction === "higher" ? [...list] : [...list].reverse());
  return {
    auc,
    var: variance,
    var_delong: variance,
    se: Math.sqrt(variance),
    ci: [low, auc, high],
    // with infinities among them a reference writes them as text
    thresholds: along(Array.from(curve.value.threshold, printed)),
    sens: along(curve.value.sensitivity),
    spec: along(curve.value.specificity),
    youden: columns(best("youden")),
    closest: columns(best("closest")),
    ...partial,
  };
};

/** p of a test whose statistic rises with the first area over the second. */
const sided = (statistic: number, df: number, twoSided: number, alternative: string): number => {
  if (alternative === "two.sided") return twoSided;
  const upper = Number.isFinite(df) ? studentT.survival(statistic, df) : normal.survival(statistic);
  return alternative === "greater" ? upper : 1 - upper;
};

const writtenOut = ({ positional: [first, second] }: RCall): boolean =>
  first?.kind === "call" && second?.kind === "call";

/** Outcome and scores: of the curves written out in the call, else the columns in their order. */
const comparedColumns = (call: RCall, data: Table): readonly string[] => {
  const [first, second] = call.positional;
  if (first?.kind !== "call" || second?.kind !== "call") return Object.keys(data);
  const [one, other] = [columnsOf(first, data), columnsOf(second, data)];
  return one === null || other === null || one[0] !== other[0] ? [] : [...one, other[1]];
};

const independent = (one: ScoredOutcome, other: ScoredOutcome, level: number, alternative: string) => {
  const test = compareUnpairedAuc(facing(one), facing(other), level);
  if (!test.ok) return null;
  const { statistic, degreesOfFreedom, auc, low, high } = test.value;
  const p = sided(statistic, degreesOfFreedom ?? Number.POSITIVE_INFINITY, test.value.p, alternative);
  return { D: statistic, df: degreesOfFreedom, p, estimates: auc, diff_ci: [low, high] };
};

const comparisonAnswers = ({ call, data }: ReferenceQuestion) => {
  const alternative = textArgument(call, "alternative") ?? "two.sided";
  // by resampling, or by another statistic
  if ((textArgument(call, "method") ?? "delong") !== "delong") return null;
  if (!["two.sided", "less", "greater"].includes(alternative)) return null;
  const [outcome = "", ...others] = comparedColumns(call, data);
  const paired = call.named.paired?.kind === "name" ? /^T/.test(call.named.paired.value) : true;
  const level = numberArgument(call, "conf.level") ?? 0.95;
  const [first = "", second = ""] = others;
  if (paired) {
    const a = scored(data, outcome, first);
    const b = scored(data, outcome, second);
    if (a === null || b === null) return null;
    const test = comparePairedAuc(a.outcome, facing(a).score, facing(b).score, level);
    if (!test.ok) return null;
    const { statistic, auc, covariance, low, high } = test.value;
    const p = sided(statistic, Number.POSITIVE_INFINITY, test.value.p, alternative);
    return { Z: statistic, p, estimates: auc, cov: covariance, diff_ci: [low, high] };
  }
  if (writtenOut(call)) {
    const [a, b] = [scored(data, outcome, first), scored(data, outcome, second)];
    return a && b && independent(a, b, level, alternative);
  }
  // Two groups of one score: told apart by the last column, in the order of its levels.
  const grouping = evaluate({ kind: "name", value: second }, data);
  if (grouping === null) return null;
  const labels = asLabels(grouping);
  const [one, other] = levelsOf(grouping).map((level) =>
    scored(
      data,
      outcome,
      first,
      labels.flatMap((label, row) => (label === level ? [row] : [])),
    ),
  );
  if (!one || !other) return null;
  return independent(one, other, level, alternative);
};

const multiclassAnswers = ({ call, data }: ReferenceQuestion) => {
  // of some of the classes only
  if (call.named.levels !== undefined || truthArgument(call, "percent", false)) return null;
  const names = columnsOf(call, data);
  if (names === null) return null;
  const classes = evaluate({ kind: "name", value: names[0] }, data);
  const score = evaluate({ kind: "name", value: names[1] }, data);
  if (classes === null || score?.kind !== "numbers") return null;
  const levels = levelsOf(classes);
  const asked = textArgument(call, "direction");
  const area = multiclassAuc(
    asLabels(classes).map((one) => levels.indexOf(one ?? "")),
    score.values,
    asked === "<" ? "higher" : asked === ">" ? "lower" : undefined,
  );
  return area.ok ? { auc: area.value.auc } : null;
};
