import type { RiskSets } from "./cox-risk-sets.ts";

/** A time at which somebody fails, with the sums over those at risk. The arrays are reused from visit to visit. */
export interface DeathTime {
  group: number;
  /** positions from..to-1 end at this time, censored and failing */
  from: number;
  to: number;
  /** number of failures and their total weight */
  deaths: number;
  deathWeight: number;
  /** sums over the risk set of w e^eta, times x, times x x' (lower triangle, p x p) */
  s0: number;
  readonly s1: Float64Array;
  readonly s2: Float64Array;
  /** the same over those who fail */
  d0: number;
  readonly d1: Float64Array;
  readonly d2: Float64Array;
}

const addTimes = (x: Float64Array, base: number, p: number, r: number, sum1: Float64Array): void => {
  for (let j = 0; j < p; j++) sum1[j]! += r * x[base + j]!;
};
const addSquares = (
  x: Float64Array,
  base: number,
  p: number,
  r: number,
  sum1: Float64Array,
  sum2: Float64Array,
): void => {
  for (let j = 0, row = 0; j < p; j++, row += p) {
    const rx = r * x[base + j]!;
    sum1[j]! += rx;
    for (let k = 0; k <= j; k++) sum2[row + k]! += rx * x[base + k]!;
  }
};

/**
 * Walks every failure time once, from the last to the first within each stratum, keeping the sums over the risk
 * set as observations enter it (and, with late entry, leave it).
 *
 * @param risk   w e^eta by position
 * @param second whether the sums of products x x' are kept
 */
export const visitDeathTimes = (
  sets: RiskSets,
  risk: Float64Array,
  second: boolean,
  visit: (time: DeathTime) => void,
): void => {
  const { p, x, event, weight, stop, start, byStart, groupEnd, groupStratum, groupDeaths } = sets;
  const s1 = new Float64Array(p);
  const s2 = new Float64Array(second ? p * p : 0);
  const d1 = new Float64Array(p);
  const d2 = new Float64Array(second ? p * p : 0);
  const time: DeathTime = {
    group: 0,
    from: 0,
    to: 0,
    deaths: 0,
    deathWeight: 0,
    s0: 0,
    s1,
    s2,
    d0: 0,
    d1,
    d2,
  };
  let stratum = -1;
  let from = 0;
  let late = 0;
  for (let group = 0; group < groupEnd.length; group++) {
    const to = groupEnd[group]!;
    if (groupStratum[group] !== stratum) {
      stratum = groupStratum[group]!;
      time.s0 = 0;
      s1.fill(0);
      s2.fill(0);
      late = from;
    }
    const deaths = groupDeaths[group]!;
    if (deaths > 0) {
      time.d0 = 0;
      time.deathWeight = 0;
      d1.fill(0);
      d2.fill(0);
    }
    for (let at = from; at < to; at++) {
      const r = risk[at]!;
      time.s0 += r;
      if (second) addSquares(x, at * p, p, r, s1, s2);
      else addTimes(x, at * p, p, r, s1);
      if (event[at] === 1) {
        time.d0 += r;
        time.deathWeight += weight[at]!;
        if (deaths > 1) {
          if (second) addSquares(x, at * p, p, r, d1, d2);
          else addTimes(x, at * p, p, r, d1);
        }
      }
    }
    if (deaths > 0) {
      if (byStart !== null && start !== null)
        for (; late < byStart.length; late++) {
          const at = byStart[late]!;
          // Only those of this stratum that are already counted can start so late.
          if (at >= to || start[at]! < stop[from]!) break;
          time.s0 -= risk[at]!;
          if (second) addSquares(x, at * p, p, -risk[at]!, s1, s2);
          else addTimes(x, at * p, p, -risk[at]!, s1);
        }
      time.group = group;
      time.from = from;
      time.to = to;
      time.deaths = deaths;
      visit(time);
    }
    from = to;
  }
};
