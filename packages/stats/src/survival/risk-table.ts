import { orderOf } from "@erbium/numerics";
import type { SurvivalTimes } from "./survival-times.ts";

/** Who is at risk at each distinct time at which an observation ends; all arrays of one length, time ascending. */
export interface RiskTable {
  readonly time: Float64Array;
  /** weight under observation just before the time */
  readonly atRisk: Float64Array;
  /** weight of the events at the time */
  readonly events: Float64Array;
  /** weight of those censored at the time; events come first */
  readonly censored: Float64Array;
  /** observations, sorted by time, and where those of each distinct time end in that order */
  readonly order: Uint32Array;
  readonly groupEnd: Int32Array;
}

/**
 * Counts risk sets in O(n log n): at risk at t are those with start < t <= stop.
 *
 * @param times checked times
 */
export const riskTable = ({ stop, event, start, weights }: SurvivalTimes): RiskTable => {
  const n = stop.length;
  const order = orderOf(stop);
  const sorted = new Float64Array(n);
  let groups = 0;
  for (let i = 0; i < n; i++) {
    const now = stop[order[i]!]!;
    sorted[i] = now;
    if (i === 0 || now !== sorted[i - 1]) groups++;
  }
  const time = new Float64Array(groups);
  const atRisk = new Float64Array(groups);
  const events = new Float64Array(groups);
  const censored = new Float64Array(groups);
  const groupEnd = new Int32Array(groups);
  const entry = start === undefined ? null : orderOf(start);
  let late = n - 1;
  let risk = 0;
  let at = n - 1;
  for (let group = groups - 1; group >= 0; group--) {
    const now = sorted[at]!;
    time[group] = now;
    groupEnd[group] = at + 1;
    let died = 0;
    let left = 0;
    for (; at >= 0 && sorted[at] === now; at--) {
      const row = order[at]!;
      const weight = weights === undefined ? 1 : weights[row]!;
      risk += weight;
      if (event[row] === 1) died += weight;
      else left += weight;
    }
    events[group] = died;
    censored[group] = left;
    if (entry !== null && start !== undefined)
      for (; late >= 0 && start[entry[late]!]! >= now; late--) risk -= weights?.[entry[late]!] ?? 1;
    atRisk[group] = risk;
  }
  return { time, atRisk, events, censored, order, groupEnd };
};
