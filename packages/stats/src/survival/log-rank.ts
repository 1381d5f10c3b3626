import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskySolve } from "@erbium/numerics";
import { riskTable } from "./risk-table.ts";
import { badNumbering, rowsOfStrata } from "./row-numbers.ts";
import { checkSurvivalTimes, type SurvivalTimes } from "./survival-times.ts";

export interface LogRankOptions {
  /** Fleming-Harrington weight S(t-)^rho (1 - S(t-))^gamma; 0 and 0 is the log-rank test, rho 1 Peto-Peto */
  readonly rho?: number;
  readonly gamma?: number;
  /** stratum of each observation; comparisons are made within */
  readonly strata?: ArrayLike<number>;
}

export interface LogRank {
  /** weighted observed and expected events of each group, in order of the group numbers */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** covariance of observed - expected, groups x groups, row-major */
  readonly variance: Float64Array;
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  readonly convention: string;
}

/**
 * Compares survival of two or more groups: log-rank and the G(rho, gamma) family, stratified where asked.
 *
 * At each event time a group with n_g of n at risk expects d n_g / n of the d events, with the covariance of
 * the multivariate hypergeometric distribution; times are weighted by the pooled left-continuous
 * Kaplan-Meier estimate of the stratum.
 *
 * @param group group of each observation, numbered from 0
 * @returns refuses fewer than two groups, weights, and data without an event at which two groups are at risk
 * @source Mantel 1966; Harrington and Fleming 1982, Biometrika 69:553; Fleming and Harrington 1991, chapter 7
 */
export const logRank = (
  times: SurvivalTimes,
  group: ArrayLike<number>,
  options: LogRankOptions = {},
): Result<LogRank> => {
  const checked = checkSurvivalTimes(times);
  if (!checked.ok) return checked;
  const { rho = 0, gamma = 0, strata } = options;
  const { stop, event, start } = times;
  const n = stop.length;
  const bad = badNumbering("groups", group, n) ?? badNumbering("strata", strata, n);
  if (bad !== null) return err(bad);
  let groups = 0;
  for (let i = 0; i < n; i++) groups = Math.max(groups, group[i]! + 1);
  if (groups < 2)
    return err({
      code: "one-group",
      message: "a comparison needs at least two groups",
      remedy: "number the groups from 0",
    });
  const observed = new Float64Array(groups);
  const expected = new Float64Array(groups);
  const variance = new Float64Array(groups * groups);
  for (const rows of rowsOfStrata(strata, n))
    addStratum(
      {
        stop: Float64Array.from(rows, (row) => stop[row]!),
        event: Uint8Array.from(rows, (row) => event[row]!),
        ...(start === undefined ? {} : { start: Float64Array.from(rows, (row) => start[row]!) }),
      },
      Int32Array.from(rows, (row) => group[row]!),
      (alive) => (rho === 0 ? 1 : alive ** rho) * (gamma === 0 ? 1 : (1 - alive) ** gamma),
      { observed, expected, variance },
    );
  const test = quadraticForm(observed, expected, variance, groups);
  if (test === null)
    return err({
      code: "no-comparison",
      message: "there is no event at a time when two groups are at risk",
      remedy: "compare groups that were followed over the same time",
    });
  return ok({
    observed,
    expected,
    variance,
    ...test,
    p: chiSquared.survival(test.chiSquared, test.degreesOfFreedom),
    convention:
      rho === 0 && gamma === 0 ? "log-rank" : `Fleming-Harrington G(rho = ${rho}, gamma = ${gamma})`,
  });
};

const addStratum = (
  times: SurvivalTimes,
  group: Int32Array,
  weightOf: (survivalBefore: number) => number,
  sums: { observed: Float64Array; expected: Float64Array; variance: Float64Array },
): void => {
  const groups = sums.observed.length;
  const { time, atRisk, events, order, groupEnd } = riskTable(times);
  const { event, start } = times;
  const entry = start === undefined ? null : Uint32Array.from(order).sort((a, b) => start[a]! - start[b]!);
  const risk = new Float64Array(groups);
  const died = new Float64Array(groups);
  if (entry === null) for (const one of group) risk[one]!++;
  let alive = 1;
  let next = 0;
  for (let at = 0, i = 0; at < time.length; at++) {
    if (entry !== null && start !== undefined)
      for (; next < entry.length && start[entry[next]!]! < time[at]!; next++) risk[group[entry[next]!]!]!++;
    const d = events[at]!;
    const n = atRisk[at]!;
    const first = i;
    died.fill(0);
    for (; i < groupEnd[at]!; i++) if (event[order[i]!] === 1) died[group[order[i]!]!]!++;
    if (d > 0) {
      const weight = weightOf(alive);
      const spread = n > 1 ? (weight * weight * d * (n - d)) / (n - 1) : 0;
      for (let a = 0; a < groups; a++) {
        const share = risk[a]! / n;
        sums.observed[a]! += weight * died[a]!;
        sums.expected[a]! += weight * d * share;
        for (let b = 0; b < groups; b++)
          sums.variance[a * groups + b]! +=
            spread * (a === b ? share * (1 - share) : -share * (risk[b]! / n));
      }
      alive *= 1 - d / n;
    }
    for (let k = first; k < i; k++) risk[group[order[k]!]!]!--;
  }
};

/** (O-E)' V^-1 (O-E) over the groups that expected anything, one of them left out as their sum is 0. */
const quadraticForm = (
  observed: Float64Array,
  expected: Float64Array,
  variance: Float64Array,
  groups: number,
): { chiSquared: number; degreesOfFreedom: number } | null => {
  const used = Array.from({ length: groups }, (_, at) => at).filter((at) => expected[at]! > 0);
  const kept = used.slice(1);
  const df = kept.length;
  if (df === 0) return null;
  const difference = Float64Array.from(kept, (at) => observed[at]! - expected[at]!);
  const factor = cholesky(
    Float64Array.from(kept.flatMap((a) => kept.map((b) => variance[a * groups + b]!))),
    df,
  );
  if (factor === null) return null;
  const solved = choleskySolve(factor, df, difference);
  return {
    chiSquared: difference.reduce((sum, one, at) => sum + one * solved[at]!, 0),
    degreesOfFreedom: df,
  };
};
