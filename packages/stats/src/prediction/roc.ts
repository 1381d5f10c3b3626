import { ok, type Result } from "@erbium/model";
import { orderOf } from "@erbium/numerics";
import { checkScoredOutcome, type ScoredOutcome } from "./binary-outcome.ts";

/** Whether higher or lower scores speak for the outcome. */
export type RocDirection = "higher" | "lower";

/** One element for each threshold, from -infinity to infinity through the middles between distinct scores. */
export interface RocCurve {
  readonly threshold: Float64Array;
  /** share of the cases on the side of the outcome */
  readonly sensitivity: Float64Array;
  /** share of the controls on the other side */
  readonly specificity: Float64Array;
  readonly auc: number;
  readonly cases: number;
  readonly controls: number;
  readonly direction: RocDirection;
}

/**
 * Receiver operating characteristic. The area equals the Mann-Whitney statistic: the share of pairs of a case and
 * a control in which the case scores higher, ties counted half. O(n log n).
 *
 * @param direction "higher": positive at or above the threshold; "lower": at or below
 * @source Hanley and McNeil 1982, Radiology 143:29
 */
export const rocCurve = (data: ScoredOutcome, direction: RocDirection = "higher"): Result<RocCurve> => {
  const checked = checkScoredOutcome(data);
  if (!checked.ok) return checked;
  const { cases, controls } = checked.value;
  const { outcome, score } = data;
  const order = orderOf(score);
  const n = order.length;
  let distinct = 0;
  for (let i = 0; i < n; i++) if (i === 0 || score[order[i]!] !== score[order[i - 1]!]) distinct++;
  const threshold = new Float64Array(distinct + 1);
  const sensitivity = new Float64Array(distinct + 1);
  const specificity = new Float64Array(distinct + 1);
  const higher = direction === "higher";
  let casesBelow = 0;
  let controlsBelow = 0;
  let pairs = 0;
  const put = (at: number, value: number): void => {
    threshold[at] = value;
    sensitivity[at] = (higher ? cases - casesBelow : casesBelow) / cases;
    specificity[at] = (higher ? controlsBelow : controls - controlsBelow) / controls;
  };
  put(0, Number.NEGATIVE_INFINITY);
  for (let i = 0, at = 1; i < n; at++) {
    const value = score[order[i]!]!;
    let caseHere = 0;
    let controlHere = 0;
    for (; i < n && score[order[i]!] === value; i++) {
      if (outcome[order[i]!] === 1) caseHere++;
      else controlHere++;
    }
    pairs += caseHere * (controlsBelow + controlHere / 2);
    casesBelow += caseHere;
    controlsBelow += controlHere;
    put(at, i < n ? (value + score[order[i]!]!) / 2 : Number.POSITIVE_INFINITY);
  }
  const auc = pairs / (cases * controls);
  return ok({
    threshold,
    sensitivity,
    specificity,
    auc: higher ? auc : 1 - auc,
    cases,
    controls,
    direction,
  });
};

/** The direction in which the median of the cases lies from that of the controls; "higher" where they are equal. */
export const rocDirection = ({ outcome, score }: ScoredOutcome): RocDirection => {
  const medianOf = (wanted: number): number => {
    const values = score.filter((_, at) => outcome[at] === wanted).sort();
    const middle = values.length >> 1;
    return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
  };
  return medianOf(1) < medianOf(0) ? "lower" : "higher";
};
