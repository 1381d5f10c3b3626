import { err, ok, type Result } from "@erbium/model";
import {
  bestThresholds,
  deLong,
  partialAuc,
  type RocCurve,
  type RocDirection,
  rocCurve,
  type ScoredOutcome,
} from "@erbium/stats";
import type { Estimate } from "../terminal/estimate.ts";
import { type ThresholdTable, thresholdTable } from "./threshold-table.ts";

/** A stretch of the curve. */
export interface Stretch {
  readonly along: "specificity" | "sensitivity";
  readonly from: number;
  readonly to: number;
}

export interface RocQuestion {
  readonly level: number;
  /** thresholds that the user names, by score; under "" that of every score */
  readonly thresholds: ReadonlyMap<string, number>;
  readonly partial: Stretch | null;
}

/** What one score tells of the outcome among some patients. */
export interface ScoreRoc {
  readonly score: string;
  readonly direction: RocDirection;
  readonly auc: number;
  /** null where one case or one control leaves no variance */
  readonly interval: Estimate | null;
  readonly partial: (Stretch & { readonly area: number; readonly standardised: number }) | null;
  /** where sensitivity + specificity is highest; several that are equally good; none where nothing beats chance */
  readonly best: readonly ThresholdTable[];
  /** at the threshold that was asked for */
  readonly asked: ThresholdTable | null;
  readonly notes: readonly string[];
}

/** The result with its curve, which is drawn and not printed. */
export interface DrawnRoc {
  readonly roc: ScoreRoc;
  readonly curve: RocCurve;
}

/** Equally good thresholds that are written out. */
const MOST_BEST = 5;

/** The curve of a score, its area with DeLong's interval, and what its thresholds amount to. */
export const scoreRoc = (
  name: string,
  data: ScoredOutcome,
  direction: RocDirection,
  question: RocQuestion,
): Result<DrawnRoc> => {
  const { level, partial, thresholds } = question;
  if (data.score.every((one) => one === data.score[0]))
    return err({
      code: "constant-score",
      path: name,
      message: `${name} has the same value, ${data.score[0]}, in all ${data.score.length} patients`,
      remedy: "a score that does not vary tells nothing: leave it out",
    });
  const curve = rocCurve(data, direction);
  if (!curve.ok) return err({ ...curve.error, path: name });
  // DeLong's placements want high scores to speak for the outcome
  const turned = direction === "higher" ? data : { ...data, score: data.score.map((one) => -one) };
  const area = deLong(turned, level);
  const stretch = partial === null ? null : partialAuc(curve.value, partial.along, partial.from, partial.to);
  if (stretch !== null && !stretch.ok) return err({ ...stretch.error, path: "--partial" });
  const best = bestThresholds(curve.value, "youden").filter(
    ({ sensitivity, specificity }) => sensitivity + specificity > 1 + 1e-12,
  );
  const asked = thresholds.get(name) ?? thresholds.get("");
  const { auc } = curve.value;
  const other = direction === "higher" ? "lower" : "higher";
  const notes = [
    ...(area.ok ? [] : [`${name}: one case or one control leaves no variance, and no interval`]),
    ...(auc === 1 ? [`${name} parts cases from controls: DeLong's interval has no width then`] : []),
    ...(auc < 0.5 ? [`${name}: ${other} values speak for the outcome here (AUC below 0.5)`] : []),
    ...(best.length > MOST_BEST ? [`${name}: ${best.length} thresholds are equally good`] : []),
  ];
  return ok({
    curve: curve.value,
    roc: {
      score: name,
      direction,
      auc,
      interval: area.ok ? { estimate: area.value.auc, low: area.value.low, high: area.value.high } : null,
      partial: stretch === null || partial === null ? null : { ...partial, ...stretch.value },
      best: best
        .slice(0, MOST_BEST)
        .map(({ threshold }) => thresholdTable(data, threshold, direction, level)),
      asked: asked === undefined ? null : thresholdTable(data, asked, direction, level),
      notes,
    },
  });
};
