import { err, ok, type Result } from "@erbium/model";
import { orderOf } from "@erbium/numerics";
import { badNumbering } from "./row-numbers.ts";
import { checkSurvivalTimes, type SurvivalTimes } from "./survival-times.ts";

export interface CoxData extends SurvivalTimes {
  /** covariates, n x p, row-major, no column of ones; p may be 0 */
  readonly design: Float64Array;
  /** stratum of each observation, numbered from 0: each has its own baseline hazard */
  readonly strata?: ArrayLike<number> | undefined;
  /** known part of the linear predictor */
  readonly offset?: Float64Array | undefined;
}

/** The data sorted as a partial likelihood walks them: by stratum, then from the last time to the first. */
export interface RiskSets {
  readonly n: number;
  readonly p: number;
  /** row of each position */
  readonly row: Uint32Array;
  /** covariates by position, less their means */
  readonly x: Float64Array;
  readonly means: Float64Array;
  readonly weight: Float64Array;
  readonly offset: Float64Array;
  readonly event: Uint8Array;
  readonly stop: Float64Array;
  readonly start: Float64Array | null;
  /** positions by stratum and start, the latest first; null where all are at risk from the beginning */
  readonly byStart: Uint32Array | null;
  /** end position and stratum of each run of equal times */
  readonly groupEnd: Int32Array;
  readonly groupStratum: Int32Array;
  /** how many observations fail at the time */
  readonly groupDeaths: Int32Array;
  readonly strata: number;
}

/** Sorts and checks; refuses unreadable times, covariates that are not finite, and data without an event. */
export const riskSets = (data: CoxData): Result<RiskSets> => {
  const checked = checkSurvivalTimes(data);
  if (!checked.ok) return checked;
  const { stop, event, start, design, strata, weights, offset } = data;
  const n = stop.length;
  const p = design.length / n;
  const offsets = offset?.length ?? n;
  if (!Number.isInteger(p) || offsets !== n)
    return err({
      code: "unequal-lengths",
      message: `${design.length} covariate values and ${offsets} offsets do not fit ${n} observations`,
      remedy: "give one row of covariates and one offset an observation",
    });
  const bad = badNumbering("strata", strata, n);
  if (bad !== null) return err(bad);
  for (let at = 0; at < design.length; at++)
    if (!Number.isFinite(design[at]!))
      return err({
        code: "not-finite",
        message: `covariate ${at % p} of observation ${Math.floor(at / p)} is ${design[at]}`,
        remedy: "leave out observations with missing values",
      });
  const unknownOffset = offset?.findIndex((one) => !Number.isFinite(one)) ?? -1;
  if (unknownOffset >= 0)
    return err({
      code: "not-finite",
      message: `the offset of observation ${unknownOffset} is ${offset?.[unknownOffset]}`,
      remedy: "leave out observations with missing values",
    });
  let groups = 0;
  let deaths = 0;
  let strataCount = 1;
  const stratumOf = (one: number): number => (strata === undefined ? 0 : strata[one]!);
  for (let i = 0; i < n; i++) {
    deaths += event[i]!;
    strataCount = Math.max(strataCount, stratumOf(i) + 1);
  }
  if (deaths === 0)
    return err({
      code: "no-events",
      message: `none of ${n} observations has the event`,
      remedy: "follow longer, or check how the event is coded",
    });
  const row = byStratumLatestFirst(orderOf(stop), stratumOf, strataCount);
  const means = columnMeans(design, n, p, weights);
  const x = new Float64Array(n * p);
  const sorted = {
    weight: new Float64Array(n),
    offset: new Float64Array(n),
    event: new Uint8Array(n),
    stop: new Float64Array(n),
    start: start === undefined ? null : new Float64Array(n),
  };
  const position = new Uint32Array(n);
  for (let at = 0; at < n; at++) {
    const from = row[at]!;
    position[from] = at;
    for (let k = 0; k < p; k++) x[at * p + k] = design[from * p + k]! - means[k]!;
    sorted.weight[at] = weights === undefined ? 1 : weights[from]!;
    sorted.offset[at] = offset === undefined ? 0 : offset[from]!;
    sorted.event[at] = event[from]!;
    sorted.stop[at] = stop[from]!;
    if (sorted.start !== null && start !== undefined) sorted.start[at] = start[from]!;
    if (at === 0 || stop[from] !== stop[row[at - 1]!] || stratumOf(from) !== stratumOf(row[at - 1]!))
      groups++;
  }
  const groupEnd = new Int32Array(groups);
  const groupStratum = new Int32Array(groups);
  const groupDeaths = new Int32Array(groups);
  for (let at = 0, group = -1; at < n; at++) {
    const stratum = stratumOf(row[at]!);
    if (at === 0 || sorted.stop[at] !== sorted.stop[at - 1] || stratum !== groupStratum[group]) group++;
    groupEnd[group] = at + 1;
    groupStratum[group] = stratum;
    groupDeaths[group]! += sorted.event[at]!;
  }
  const late = start === undefined ? null : byStratumLatestFirst(orderOf(start), stratumOf, strataCount);
  return ok({
    n,
    p,
    row,
    x,
    means,
    ...sorted,
    byStart: late === null ? null : late.map((one) => position[one]!),
    groupEnd,
    groupStratum,
    groupDeaths,
    strata: strataCount,
  });
};

const byStratumLatestFirst = (
  ascending: Uint32Array,
  stratumOf: (row: number) => number,
  strata: number,
): Uint32Array => {
  const next = new Uint32Array(strata + 1);
  for (const one of ascending) next[stratumOf(one) + 1]!++;
  for (let k = 0; k < strata; k++) next[k + 1]! += next[k]!;
  const sorted = new Uint32Array(ascending.length);
  for (let i = ascending.length - 1; i >= 0; i--) sorted[next[stratumOf(ascending[i]!)]!++] = ascending[i]!;
  return sorted;
};

const columnMeans = (design: Float64Array, n: number, p: number, weights?: Float64Array): Float64Array => {
  const means = new Float64Array(p);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    total += weight;
    for (let k = 0; k < p; k++) means[k]! += weight * design[i * p + k]!;
  }
  return means.map((one) => one / total);
};
