import { err, ok, type Result } from "@erbium/model";
import { noncentralHypergeometric } from "../contingency/noncentral-hypergeometric.ts";
import { checkTables, type TwoByTwo, twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { mantelHaenszel } from "../pooling/mantel-haenszel.ts";
import { type Kendall, kendall } from "./kendall.ts";
import { ranked } from "./rank-test.ts";
import { type RegressionTest, weightedRegressionTest } from "./regression-test.ts";

interface Row {
  readonly n1: number;
  readonly n2: number;
  readonly events: number;
  readonly others: number;
  readonly a: number;
}

const rowsOf = (tables: TwoByTwo): readonly Row[] =>
  Array.from(tables.a, (a, i) => ({
    a,
    n1: a + tables.b[i]!,
    n2: tables.c[i]! + tables.d[i]!,
    events: a + tables.c[i]!,
    others: tables.b[i]! + tables.d[i]!,
  }));

const column = (rows: readonly Row[], f: (row: Row) => number): Float64Array => Float64Array.from(rows, f);

/**
 * Harbord's test of odds ratios: the score over its variance, `Z/V`, regressed on `1/sqrt(V)` with weights V.
 *
 * @source Harbord, Egger and Sterne 2006, Stat Med 25:3443
 */
export const harbordTest = (tables: TwoByTwo): Result<RegressionTest> => {
  const checked = checkTables(tables);
  if (!checked.ok) return checked;
  const rows = rowsOf(tables);
  const total = (row: Row): number => row.n1 + row.n2;
  const z = column(rows, (row) => row.a - (row.events * row.n1) / total(row));
  const v = column(
    rows,
    (row) => (row.n1 * row.n2 * row.events * row.others) / (total(row) ** 2 * (total(row) - 1)),
  );
  return weightedRegressionTest(
    z.map((one, i) => one / v[i]!),
    v.map((one) => 1 / Math.sqrt(one)),
    v,
  );
};

/** Peters' weights: the inverse variance of the log odds if both groups had one risk. */
const averageWeights = (rows: readonly Row[]): Float64Array =>
  column(rows, (row) => 1 / (1 / row.events + 1 / row.others));

const effectsOf = (tables: TwoByTwo, measure: "OR" | "RR" | "RD"): Result<Float64Array> => {
  const effects = twoByTwoEffects(tables, measure);
  return effects.ok ? ok(effects.value.effects) : effects;
};

/**
 * Peters' test: the effects regressed on 1/n.
 *
 * @source Peters, Sutton, Jones, Abrams and Rushton 2006, JAMA 295:676
 */
export const petersTest = (tables: TwoByTwo, measure: "OR" | "RR" | "RD" = "OR"): Result<RegressionTest> => {
  const effects = effectsOf(tables, measure);
  if (!effects.ok) return effects;
  const rows = rowsOf(tables);
  return weightedRegressionTest(
    effects.value,
    column(rows, ({ n1, n2 }) => 1 / (n1 + n2)),
    averageWeights(rows),
  );
};

/**
 * Macaskill's test: the effects regressed on n, weighted by their inverse variance (of the two forms in the paper the
 * one that the R package meta computes).
 *
 * @source Macaskill, Walter and Irwig 2001, Stat Med 20:641
 */
export const macaskillTest = (
  tables: TwoByTwo,
  measure: "OR" | "RR" | "RD" = "OR",
): Result<RegressionTest> => {
  const effects = twoByTwoEffects(tables, measure);
  if (!effects.ok) return effects;
  return weightedRegressionTest(
    effects.value.effects,
    column(rowsOf(tables), ({ n1, n2 }) => n1 + n2),
    effects.value.variances.map((one) => 1 / one),
  );
};

/**
 * Deeks' test of diagnostic odds ratios: the log odds ratio regressed on `1/sqrt(ESS)` with weights ESS, the
 * effective sample size `4 n1 n2 / (n1 + n2)` of the two groups.
 *
 * @source Deeks, Macaskill and Irwig 2005, J Clin Epidemiol 58:882
 */
export const deeksTest = (tables: TwoByTwo): Result<RegressionTest> => {
  const effects = effectsOf(tables, "OR");
  if (!effects.ok) return effects;
  const size = column(rowsOf(tables), ({ n1, n2 }) => (4 * n1 * n2) / (n1 + n2));
  return weightedRegressionTest(
    effects.value,
    size.map((one) => 1 / Math.sqrt(one)),
    size,
  );
};

/**
 * Pustejovsky and Rodgers' test: the effects regressed on `sqrt(1/n1 + 1/n2)`, that part of a standard error which
 * the effect itself does not enter, with its inverse square as weight.
 *
 * @source Pustejovsky and Rodgers 2019, Res Synth Methods 10:57
 */
export const pustejovskyTest = (
  effects: Float64Array,
  n1: Float64Array,
  n2: Float64Array,
  variances: Float64Array,
): Result<RegressionTest> =>
  weightedRegressionTest(
    effects,
    n1.map((one, i) => Math.sqrt(1 / one + 1 / n2[i]!)),
    variances.map((one) => 1 / one),
  );

/**
 * Schwarzer's rank test of odds ratios: Kendall's correlation between the standardised number of events in the first
 * group and the precision, both from the noncentral hypergeometric distribution at the Mantel-Haenszel odds ratio.
 *
 * @source Schwarzer, Antes and Schumacher 2007, Stat Med 26:721
 */
export const schwarzerTest = (tables: TwoByTwo): Result<Kendall> => {
  const pooled = mantelHaenszel(tables, "OR");
  if (!pooled.ok) return pooled;
  const rows = rowsOf(tables).filter((row) => row.events > 0 && row.others > 0);
  if (rows.length < 3)
    return err({
      code: "too-few-studies",
      message: `${rows.length} studies with events and patients without do not make a rank correlation`,
      remedy: "three studies are the least; fewer than ten should not be read",
    });
  if (rows.some(({ a, n1, n2, events }) => ![a, n1, n2, events].every(Number.isInteger)))
    return err({
      code: "not-a-count",
      message: "a study has a cell that is no whole number",
      remedy: "give the counts as they are, without a continuity correction",
    });
  const moments = rows.map((row) =>
    noncentralHypergeometric(row.n1, row.n2, row.events)(pooled.value.estimate),
  );
  return ranked(
    kendall(
      Float64Array.from(rows, (row, i) => (row.a - moments[i]!.mean) / Math.sqrt(moments[i]!.variance)),
      Float64Array.from(moments, ({ variance }) => 1 / variance),
      false,
    ),
  );
};
