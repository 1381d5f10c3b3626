import { orderOf } from "@erbium/numerics";
import type { CompetingRisks } from "./cumulative-incidence.ts";

/** The data by time, with the censoring weights. Distinct times are groups; all arrays by position or by group. */
export interface SubdistributionCohort {
  readonly n: number;
  readonly p: number;
  readonly x: Float64Array;
  readonly group: Int32Array;
  readonly groups: number;
  /** 0 censored, 1 the cause of interest, 2 any other */
  readonly kind: Uint8Array;
  /** G just before each group's time */
  readonly censoringFree: Float64Array;
  readonly censored: Float64Array;
  readonly atRisk: Float64Array;
}

/** Sorts by time and estimates the censoring distribution. */
export const subdistributionCohort = (
  { stop, cause }: CompetingRisks,
  design: Float64Array,
  p: number,
  interest: number,
): SubdistributionCohort => {
  const n = stop.length;
  const order = orderOf(stop);
  const group = new Int32Array(n);
  const x = new Float64Array(n * p);
  const kind = new Uint8Array(n);
  let groups = 0;
  for (let at = 0; at < n; at++) {
    const row = order[at]!;
    if (at > 0 && stop[row] !== stop[order[at - 1]!]) groups++;
    group[at] = groups;
    kind[at] = cause[row] === 0 ? 0 : cause[row] === interest ? 1 : 2;
    x.set(design.subarray(row * p, (row + 1) * p), at * p);
  }
  groups++;
  const censored = new Float64Array(groups);
  const leaving = new Float64Array(groups);
  for (let at = 0; at < n; at++) {
    leaving[group[at]!]!++;
    if (kind[at] === 0) censored[group[at]!]!++;
  }
  const censoringFree = new Float64Array(groups);
  const atRisk = new Float64Array(groups);
  let free = 1;
  let risk = n;
  for (let g = 0; g < groups; g++) {
    censoringFree[g] = free;
    atRisk[g] = risk;
    free *= 1 - censored[g]! / risk;
    risk -= leaving[g]!;
  }
  return { n, p, x, group, groups, kind, censoringFree, censored, atRisk };
};

/** e^eta of each position. */
export const relativeRisks = (
  { n, p, x }: SubdistributionCohort,
  coefficients: Float64Array,
): Float64Array => {
  const risk = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    let eta = 0;
    for (let k = 0; k < p; k++) eta += x[at * p + k]! * coefficients[k]!;
    risk[at] = Math.exp(eta);
  }
  return risk;
};

/** Weighted sums over the risk set of each group: of the risk, times x, times x x'. */
export const riskSums = (cohort: SubdistributionCohort, risk: Float64Array, second: boolean) => {
  const { n, p, x, group, groups, kind, censoringFree } = cohort;
  const s0 = new Float64Array(groups);
  const s1 = new Float64Array(groups * p);
  const s2 = new Float64Array(second ? groups * p * p : 0);
  const gather = (into: number, at: number, r: number): void => {
    s0[into]! += r;
    for (let j = 0; j < p; j++) {
      const rx = r * x[at * p + j]!;
      s1[into * p + j]! += rx;
      if (second) for (let k = 0; k < p; k++) s2[(into * p + j) * p + k]! += rx * x[at * p + k]!;
    }
  };
  // Those still under observation: from the last group down.
  for (let at = n - 1, g = groups - 1; g >= 0; g--) {
    if (g + 1 < groups) {
      s0[g] = s0[g + 1]!;
      for (let k = 0; k < p; k++) s1[g * p + k] = s1[(g + 1) * p + k]!;
      if (second) for (let k = 0; k < p * p; k++) s2[g * p * p + k] = s2[(g + 1) * p * p + k]!;
    }
    for (; at >= 0 && group[at] === g; at--) gather(g, at, risk[at]!);
  }
  // Those who had another cause before: the sum of risk / G(T-) runs up, weighted by G(t-).
  let t0 = 0;
  const t1 = new Float64Array(p);
  const t2 = new Float64Array(second ? p * p : 0);
  for (let at = 0, g = 0; g < groups; g++) {
    const free = censoringFree[g]!;
    s0[g]! += free * t0;
    for (let k = 0; k < p; k++) s1[g * p + k]! += free * t1[k]!;
    if (second) for (let k = 0; k < p * p; k++) s2[g * p * p + k]! += free * t2[k]!;
    for (; at < n && group[at] === g; at++) {
      if (kind[at] !== 2) continue;
      const r = risk[at]! / free;
      t0 += r;
      for (let j = 0; j < p; j++) {
        t1[j]! += r * x[at * p + j]!;
        if (second) for (let k = 0; k < p; k++) t2[j * p + k]! += r * x[at * p + j]! * x[at * p + k]!;
      }
    }
  }
  return { s0, s1, s2 };
};
