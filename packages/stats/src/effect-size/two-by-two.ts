import { err, ok, type Result } from "@erbium/model";
import { associationMeasures } from "./association.ts";
import { weightedMean } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { corrections, type ZeroCells } from "./zero-cells.ts";

/** Counts of two groups, one table a study: `a` events and `b` others in the first, `c` and `d` in the second. */
export interface TwoByTwo {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  readonly d: Float64Array;
}

type Measure = (a: number, b: number, c: number, d: number) => Effect;

const logOddsRatio: Measure = (a, b, c, d) => [Math.log((a * d) / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d];
const logRiskRatio: Measure = (a, b, c, d) => [
  Math.log(a / (a + b)) - Math.log(c / (c + d)),
  1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
];
const riskDifference: Measure = (a, b, c, d) => {
  const n1 = a + b;
  const n2 = c + d;
  return [a / n1 - c / n2, (a * b) / n1 ** 3 + (c * d) / n2 ** 3];
};
const riskDifferenceUnbiased: Measure = (a, b, c, d) => {
  const n1 = a + b;
  const n2 = c + d;
  return [a / n1 - c / n2, (a * b) / (n1 ** 2 * (n1 - 1)) + (c * d) / (n2 ** 2 * (n2 - 1))];
};
const arcsineDifference: Measure = (a, b, c, d) => [
  Math.asin(Math.sqrt(a / (a + b))) - Math.asin(Math.sqrt(c / (c + d))),
  1 / (4 * (a + b)) + 1 / (4 * (c + d)),
];
const petoLogOddsRatio: Measure = (a, b, c, d) => {
  const n = a + b + c + d;
  const expected = ((a + c) / n) * (a + b);
  const variance = ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  return [(a - expected) / variance, 1 / variance];
};
/** Log odds ratio over the standard deviation of a logistic variable; 1.65 where that is Cox's rounding. */
const oddsRatioAsDifference =
  (scale: number): Measure =>
  (a, b, c, d) => {
    const [effect, variance] = logOddsRatio(a, b, c, d);
    return [effect / scale, variance / scale ** 2];
  };
const logisticSd = Math.PI / Math.sqrt(3);

/**
 * Measures of a two-by-two table, in metafor's names: OR log odds ratio, RR log risk ratio, RD risk difference
 * (RD-unbiased its variance with n - 1), AS difference of arcsine square roots (Rucker 2009), PETO log odds ratio by
 * Peto, OR2D (OR2DL) and OR2DN odds ratio as a standardised difference (logistic, normal), and the associations of
 * {@link associationMeasures}.
 */
const measures = {
  OR: { of: logOddsRatio, add: 0.5 },
  RR: { of: logRiskRatio, add: 0.5 },
  RD: { of: riskDifference, add: 0.5 },
  "RD-unbiased": { of: riskDifferenceUnbiased, add: 0.5 },
  AS: { of: arcsineDifference, add: 0 },
  PETO: { of: petoLogOddsRatio, add: 0.5 },
  OR2D: { of: oddsRatioAsDifference(logisticSd), add: 0.5 },
  OR2DL: { of: oddsRatioAsDifference(logisticSd), add: 0.5 },
  OR2DN: { of: oddsRatioAsDifference(1.65), add: 0.5 },
  ...associationMeasures,
} as const satisfies Record<string, { of: Measure; add: number }>;

export type TwoByTwoMeasure = keyof typeof measures;
export const isTwoByTwoMeasure = (word: string): word is TwoByTwoMeasure => Object.hasOwn(measures, word);

/** Tables after the continuity correction. */
export const correctedTables = (tables: TwoByTwo, rule: ZeroCells, usual: number): TwoByTwo => {
  const { a, b, c, d } = tables;
  const zero = Array.from(a, (_, i) => a[i] === 0 || b[i] === 0 || c[i] === 0 || d[i] === 0);
  const add = corrections(zero, rule, usual);
  const plus = (cells: Float64Array): Float64Array => cells.map((one, i) => one + add[i]!);
  return { a: plus(a), b: plus(b), c: plus(c), d: plus(d) };
};

/** Refuses tables whose cells are no counts; names the study. */
export const checkTables = (tables: TwoByTwo): Result<TwoByTwo> => {
  const { a, b, c, d } = tables;
  const k = a.length;
  if (b.length !== k || c.length !== k || d.length !== k)
    return err({
      code: "lengths-differ",
      message: `the four cells have ${k}, ${b.length}, ${c.length} and ${d.length} studies`,
      remedy: "give the four cells of every study",
    });
  for (let i = 0; i < k; i++)
    for (const [cell, counts] of Object.entries(tables) as [string, Float64Array][])
      if (counts[i]! < 0 || counts[i] === Number.POSITIVE_INFINITY)
        return err({
          code: "not-a-count",
          message: `study ${i + 1} has ${counts[i]} in cell ${cell}`,
          path: `${cell}[${i}]`,
          remedy: "counts are zero or more, and events do not exceed the patients",
        });
  return ok(tables);
};

/**
 * Effects of two-by-two tables: the first group against the second, ratios as natural logarithms.
 *
 * A study in which nobody or everybody has the event on both sides says nothing of a ratio; with a continuity
 * correction it still enters (as it does in metafor), so drop it where that is not wanted.
 *
 * @returns one effect a study, not-a-number where a table has none (a missing cell, an uncorrected zero)
 * @source Fleiss and Berlin 2009 in Cooper, Hedges and Valentine, Handbook of Research Synthesis, chapter 13
 */
export const twoByTwoEffects = (
  tables: TwoByTwo,
  measure: TwoByTwoMeasure,
  rule: ZeroCells = {},
): Result<Effects> => {
  const checked = checkTables(tables);
  if (!checked.ok) return checked;
  const { of, add } = measures[measure];
  const { a, b, c, d } = correctedTables(tables, rule, add);
  return ok(effectsOf(a.length, (i) => of(a[i]!, b[i]!, c[i]!, d[i]!)));
};

/**
 * Risk differences with the large-sample variance at the mean risk of each group over all studies, weighted by their
 * sizes, instead of the study's own.
 */
export const riskDifferencesAtMeanRisks = (tables: TwoByTwo, rule: ZeroCells = {}): Result<Effects> => {
  const single = twoByTwoEffects(tables, "RD", rule);
  if (!single.ok) return single;
  const { a, b, c, d } = correctedTables(tables, rule, measures.RD.add);
  const [n1, n2] = [a.map((one, i) => one + b[i]!), c.map((one, i) => one + d[i]!)];
  const spread = (events: Float64Array, n: Float64Array): number => {
    const risk = weightedMean(
      events.map((one, i) => one / n[i]!),
      n,
    );
    return risk * (1 - risk);
  };
  const [spread1, spread2] = [spread(a, n1), spread(c, n2)];
  const { effects } = single.value;
  return ok(effectsOf(a.length, (i) => [effects[i]!, spread1 / n1[i]! + spread2 / n2[i]!]));
};
