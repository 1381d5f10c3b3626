import { err, ok, type Result } from "@erbium/model";
import { normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { type RiskTable, riskTable } from "./risk-table.ts";
import { type SurvivalIntervalScale, setSurvivalInterval } from "./survival-interval.ts";
import { checkSurvivalTimes, type SurvivalTimes } from "./survival-times.ts";

export interface KaplanMeierOptions {
  readonly interval?: SurvivalIntervalScale;
  /** two-sided coverage */
  readonly level?: number;
  /** Greenwood, or the infinitesimal jackknife, which holds for weights that are not counts */
  readonly variance?: "greenwood" | "infinitesimal jackknife";
  /** the product limit where left out, or exp(-H) of the cumulative hazard H */
  readonly estimate?: "product limit" | "exponential of the hazard";
  /**
   * events at one time raise the hazard by d/n together (where left out), or by 1/n + 1/(n-1) + ... one after the
   * other (Fleming and Harrington)
   */
  readonly ties?: "together" | "one by one";
}

/** A step curve: one element for each distinct time at which an observation ends, ascending. */
export interface SurvivalCurve {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** probability to live beyond the time, 0 to 1 */
  readonly survival: Float64Array;
  /** standard error of `survival`; where survival is 0 not-a-number by Greenwood, 0 by the jackknife */
  readonly standardError: Float64Array;
  /** pointwise limits; not-a-number where the scale has no value */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Nelson-Aalen: sum of events / at risk, with its standard error sqrt(sum of events / at risk^2) or by the jackknife */
  readonly cumulativeHazard: Float64Array;
  readonly cumulativeHazardStandardError: Float64Array;
  readonly convention: {
    readonly interval: SurvivalIntervalScale;
    readonly level: number;
    readonly variance: string;
  };
}

/**
 * Product-limit estimate of survival: S(t) = product over event times of 1 - d/n.
 *
 * Greenwood: var log S = sum of d / (n (n - d)). The infinitesimal jackknife sums, over observations, the
 * squared change of S per unit of weight times that weight.
 *
 * exp(-H) in place of the product: Fleming and Harrington 1984, Commun Stat A 13:2469.
 *
 * @param times   right-censored times, with late entry and weights where given
 * @param options log scale, 95 % and Greenwood where left out
 * @returns one element a distinct time; refuses empty or unreadable times and a level that is no share
 * @source Kaplan and Meier 1958, JASA 53:457; Greenwood 1926; Nelson 1969, J Qual Technol 1:27
 */
export const kaplanMeier = (
  times: SurvivalTimes,
  options: KaplanMeierOptions = {},
): Result<SurvivalCurve> => {
  const checked = checkSurvivalTimes(times);
  if (!checked.ok) return checked;
  const { interval = "log", level = 0.95, variance = "greenwood" } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const { estimate = "product limit", ties = "together" } = options;
  const byHazard = estimate !== "product limit";
  const table = riskTable(times);
  const { time, atRisk, events } = table;
  const length = time.length;
  const survival = new Float64Array(length);
  const standardError = new Float64Array(length);
  const low = new Float64Array(length);
  const high = new Float64Array(length);
  const cumulativeHazard = new Float64Array(length);
  const cumulativeHazardStandardError = new Float64Array(length);
  const z = normal.quantile((1 + level) / 2);
  const plain = variance === "greenwood";
  const jackknife = plain ? null : jackknifeOf(times, table, "log survival");
  const hazardJackknife = plain ? null : jackknifeOf(times, table, "hazard");
  let alive = 1;
  let greenwood = 0;
  let hazard = 0;
  let hazardVariance = 0;
  for (let at = 0; at < length; at++) {
    const d = events[at]!;
    const n = atRisk[at]!;
    if (d > 0) {
      const share = d / n;
      alive *= d >= n ? 0 : 1 - share;
      greenwood += share / (n - d);
      if (ties === "together") {
        hazard += share;
        hazardVariance += share / n;
      } else {
        const died = eventsAt(times, table, at);
        for (let one = 0; one < died; one++) {
          const left = n - (one * d) / died;
          hazard += d / died / left;
          hazardVariance += d / died / left ** 2;
        }
      }
      if (byHazard) alive = Math.exp(-hazard);
    }
    const hazardError = Math.sqrt(hazardJackknife === null ? hazardVariance : hazardJackknife[at]!);
    const logError = byHazard ? hazardError : Math.sqrt(jackknife === null ? greenwood : jackknife[at]!);
    survival[at] = alive;
    standardError[at] = alive > 0 ? alive * logError : plain ? Number.NaN : 0;
    if (d > 0 || at === 0) setSurvivalInterval(low, high, at, alive, logError, z, interval);
    else {
      low[at] = low[at - 1]!;
      high[at] = high[at - 1]!;
    }
    cumulativeHazard[at] = hazard;
    cumulativeHazardStandardError[at] = hazardError;
  }
  return ok({
    time,
    atRisk,
    events,
    censored: table.censored,
    survival,
    standardError,
    low,
    high,
    cumulativeHazard,
    cumulativeHazardStandardError,
    convention: { interval, level, variance },
  });
};

/** How many have the event at a time, whatever they weigh. */
const eventsAt = ({ event }: SurvivalTimes, { order, groupEnd }: RiskTable, at: number): number => {
  let count = 0;
  for (let i = groupEnd[at - 1] ?? 0; i < groupEnd[at]!; i++) if (event[order[i]!] === 1) count++;
  return count;
};

/**
 * Variance of log S or of the hazard at each time by the infinitesimal jackknife. An observation changes log S by
 * A(t) - A(start) while at risk, where A = sum of d / (n (n - d)), and by -1/(n - d) more at its event; minus the
 * hazard likewise with d / n^2 and -1/n.
 */
const jackknifeOf = (
  { event, start, weights }: SurvivalTimes,
  { time, atRisk, events, order, groupEnd }: RiskTable,
  of: "log survival" | "hazard",
): Float64Array => {
  const n = order.length;
  const variance = new Float64Array(time.length);
  const entry = start === undefined ? null : Uint32Array.from(order).sort((a, b) => start[a]! - start[b]!);
  const entered = new Float64Array(n);
  let next = 0;
  let a = 0;
  let gone = 0;
  // sums of w^2, w^2 A(start), w^2 A(start)^2 over those at risk
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  const add = (row: number, sign: number): void => {
    const weight = sign * (weights?.[row] ?? 1) ** 2;
    s0 += weight;
    s1 += weight * entered[row]!;
    s2 += weight * entered[row]! ** 2;
  };
  if (entry === null) for (let i = 0; i < n; i++) add(i, 1);
  for (let at = 0, i = 0; at < time.length; at++) {
    if (entry !== null && start !== undefined)
      for (; next < n && start[entry[next]!]! < time[at]!; next++) {
        const row = entry[next]!;
        entered[row] = a;
        add(row, 1);
      }
    const d = events[at]!;
    const r = atRisk[at]!;
    const left = of === "hazard" ? r : r - d;
    if (d > 0) a += d / (r * left);
    for (; i < groupEnd[at]!; i++) {
      const row = order[i]!;
      add(row, -1);
      const change = a - entered[row]! - (event[row] === 1 ? 1 / left : 0);
      gone += ((weights?.[row] ?? 1) * change) ** 2;
    }
    variance[at] = gone + s2 - 2 * a * s1 + a * a * s0;
  }
  return variance;
};
