import { err, ok, type Result } from "@erbium/model";
import { chiSquared } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { checkTables, type TwoByTwo, twoByTwoEffects } from "../effect-size/two-by-two.ts";
import type { ZeroCells } from "../effect-size/zero-cells.ts";
import { heterogeneityAround, type StratifiedEffect, withInterval } from "./stratified.ts";

export type MantelHaenszelMeasure = "OR" | "RR" | "RD";

export interface MantelHaenszel extends StratifiedEffect {
  readonly measure: MantelHaenszelMeasure;
  /** Cochran-Mantel-Haenszel test of no association in any study; with continuity correction where asked */
  readonly association: { readonly statistic: number; readonly p: number } | null;
  /** Cochran's, with the binomial variance in place of the hypergeometric */
  readonly cochran: { readonly statistic: number; readonly p: number } | null;
  /** Tarone's test of one odds ratio in all studies */
  readonly homogeneity: { readonly statistic: number; readonly df: number; readonly p: number } | null;
}

interface Sums {
  readonly estimate: number;
  readonly variance: number;
}

type Rows = readonly (readonly [a: number, b: number, c: number, d: number])[];

/** Robins, Breslow and Greenland 1986, Biometrics 42:311. */
const oddsRatio = (rows: Rows): Sums => {
  let r = 0;
  let s = 0;
  let pr = 0;
  let mixed = 0;
  let qs = 0;
  for (const [a, b, c, d] of rows) {
    const n = a + b + c + d;
    const [ri, si] = [(a * d) / n, (b * c) / n];
    const [pi, qi] = [(a + d) / n, (b + c) / n];
    r += ri;
    s += si;
    pr += pi * ri;
    mixed += pi * si + qi * ri;
    qs += qi * si;
  }
  return {
    estimate: Math.log(r / s),
    variance: 0.5 * (pr / r ** 2 + mixed / (r * s) + qs / s ** 2),
  };
};
/** Greenland and Robins 1985, Biometrics 41:55. */
const riskRatio = (rows: Rows): Sums => {
  let r = 0;
  let s = 0;
  let p = 0;
  for (const [a, b, c, d] of rows) {
    const n = a + b + c + d;
    const [n1, n2] = [a + b, c + d];
    r += (a * n2) / n;
    s += (c * n1) / n;
    p += (n1 * n2 * (a + c) - a * c * n) / n ** 2;
  }
  return { estimate: Math.log(r / s), variance: p / (r * s) };
};
/** Variance consistent both for many small and few large studies: Sato, Greenland and Robins 1989, Biometrics 45:1323. */
const riskDifference = (rows: Rows): Sums => {
  let weights = 0;
  let weighted = 0;
  for (const [a, b, c, d] of rows) {
    const n = a + b + c + d;
    const [n1, n2] = [a + b, c + d];
    weights += (n1 * n2) / n;
    weighted += (a * n2 - c * n1) / n;
  }
  const estimate = weighted / weights;
  let first = 0;
  let second = 0;
  for (const [a, b, c, d] of rows) {
    const n = a + b + c + d;
    const [n1, n2] = [a + b, c + d];
    first += c * (n1 / n) ** 2 - a * (n2 / n) ** 2 + (n1 / n) * (n2 / n) * ((n2 - n1) / 2);
    second += (a * (n2 - c) + c * (n1 - a)) / (2 * n);
  }
  return { estimate, variance: (estimate * first + second) / weights ** 2 };
};

const pooledSums = { OR: oddsRatio, RR: riskRatio, RD: riskDifference } as const;

/** Mantel and Haenszel 1959; the continuity correction takes 1/2 from the difference. */
const associationTest = (
  rows: Rows,
  continuity: boolean,
  binomial: boolean,
): MantelHaenszel["association"] => {
  let difference = 0;
  let variance = 0;
  for (const [a, b, c, d] of rows) {
    const n = a + b + c + d;
    if (n < 2) continue;
    difference += a - ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (binomial ? n : n - 1));
  }
  // not cut at 0, as metafor has it: below 1/2 the statistic is next to nothing either way
  const numerator = Math.abs(difference) - (continuity ? 0.5 : 0);
  const statistic = numerator ** 2 / variance;
  return { statistic, p: chiSquared.survival(statistic, 1) };
};

/**
 * Tarone 1985, Biometrika 72:91: Breslow and Day's sum of squares around the counts expected under one odds
 * ratio, less what estimating that ratio by Mantel-Haenszel adds. Studies with events on no side or on all are
 * left out.
 */
const taroneTest = (all: Rows, logOddsRatio: number): MantelHaenszel["homogeneity"] => {
  const rows = all.filter(([a, b, c, d]) => a + c > 0 && b + d > 0 && a + b > 0 && c + d > 0);
  const ratio = Math.exp(logOddsRatio);
  let statistic = 0;
  let excess = 0;
  let variances = 0;
  for (const [a, b, c, d] of rows) {
    const [n1, n2, m] = [a + b, c + d, a + c];
    // the expected count solves x (n2 - m + x) = ratio (n1 - x)(m - x)
    const quadratic = 1 - ratio;
    const linear = n2 - m + ratio * (n1 + m);
    const constant = -ratio * n1 * m;
    const expected =
      Math.abs(quadratic) < 1e-12
        ? -constant / linear
        : (2 * -constant) / (linear + Math.sqrt(linear ** 2 - 4 * quadratic * constant));
    const variance = 1 / (1 / expected + 1 / (n1 - expected) + 1 / (m - expected) + 1 / (n2 - m + expected));
    statistic += (a - expected) ** 2 / variance;
    excess += a - expected;
    variances += variance;
  }
  statistic -= excess ** 2 / variances;
  const df = rows.length - 1;
  return df < 1 ? null : { statistic, df, p: chiSquared.survival(statistic, df) };
};

/** The single effects leave out studies in which nobody or everybody had the event: they say nothing of a ratio. */
const informative = (tables: TwoByTwo): TwoByTwo => {
  const { a, b, c, d } = tables;
  const keep = (_: number, i: number): boolean => a[i]! + c[i]! > 0 && b[i]! + d[i]! > 0;
  return { a: a.filter(keep), b: b.filter(keep), c: c.filter(keep), d: d.filter(keep) };
};

/**
 * Pools two-by-two tables by Mantel and Haenszel: weights that need no variance of the single study, hence the
 * choice for few events.
 *
 * @param options.zeroCells   what the single effects behind Q add to empty cells; the pool itself adds nothing
 * @param options.continuity  corrects the test of association (as R does); true where left out
 * @returns ratio as logarithm; refuses tables that are no counts and those in which no study has events on both
 *          sides, which leave the ratio undefined
 * @source Mantel and Haenszel 1959, J Natl Cancer Inst 22:719; agrees with metafor 3.8 `rma.mh`
 */
export const mantelHaenszel = (
  tables: TwoByTwo,
  measure: MantelHaenszelMeasure,
  options: {
    readonly level?: number;
    readonly continuity?: boolean;
    readonly zeroCells?: ZeroCells;
  } = {},
): Result<MantelHaenszel> => {
  const checked = checkTables(tables);
  if (!checked.ok) return checked;
  const { level = 0.95, continuity = true, zeroCells = {} } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const rows = Array.from(tables.a, (a, i) => [a, tables.b[i]!, tables.c[i]!, tables.d[i]!] as const).filter(
    ([a, b, c, d]) => Number.isFinite(a + b + c + d) && a + b > 0 && c + d > 0,
  );
  const { estimate, variance } = pooledSums[measure](rows);
  // without an event, or with events only, a difference of 0 has an error of 0: there is nothing to test
  const empty = estimate === 0 && variance === 0;
  if (!Number.isFinite(estimate) || !(variance >= 0) || rows.length === 0 || empty)
    return err({
      code: "no-events",
      message: `no ${measure} can be pooled: ${rows.length} studies with patients on both sides, events lacking on one side throughout`,
      remedy: measure === "RD" ? "report the counts" : "pool risk differences, or report the counts",
    });
  const single = twoByTwoEffects(informative(tables), measure, zeroCells);
  if (!single.ok) return single;
  return ok({
    measure,
    ...withInterval(estimate, Math.sqrt(variance), level),
    heterogeneity: heterogeneityAround(single.value, estimate),
    association: measure === "OR" ? associationTest(rows, continuity, false) : null,
    cochran: measure === "OR" ? associationTest(rows, continuity, true) : null,
    homogeneity: measure === "OR" ? taroneTest(rows, estimate) : null,
  });
};
