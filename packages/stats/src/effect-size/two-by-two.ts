import { err, ok, type Result } from "@erbium/model";
import { normal } from "@erbium/numerics";
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
/** Large-sample variance of phi where both margins are random: Yule 1912, J R Stat Soc 75:579. */
const phi: Measure = (a, b, c, d) => {
  const n = a + b + c + d;
  const [row1, row2, column1, column2] = [(a + b) / n, (c + d) / n, (a + c) / n, (b + d) / n];
  const effect = (a * d - b * c) / (n * n * Math.sqrt(row1 * row2 * column1 * column2));
  const rows = row1 - row2;
  const columns = column1 - column2;
  const variance =
    (1 -
      effect ** 2 +
      (effect * (1 + effect ** 2 / 2) * rows * columns) / Math.sqrt(row1 * row2 * column1 * column2) -
      0.75 * effect ** 2 * (rows ** 2 / (row1 * row2) + columns ** 2 / (column1 * column2))) /
    n;
  return [effect, variance];
};
const yuleQ: Measure = (a, b, c, d) => {
  const ratio = (a * d) / (b * c);
  const effect = (ratio - 1) / (ratio + 1);
  return [effect, 0.25 * (1 - effect ** 2) ** 2 * (1 / a + 1 / b + 1 / c + 1 / d)];
};
const yuleY: Measure = (a, b, c, d) => {
  const root = Math.sqrt((a * d) / (b * c));
  const effect = (root - 1) / (root + 1);
  return [effect, (1 / 16) * (1 - effect ** 2) ** 2 * (1 / a + 1 / b + 1 / c + 1 / d)];
};
/** Difference of the probits: Sanchez-Meca, Marin-Martinez and Chacon-Moscoso 2003, Psychol Methods 8:448. */
const probitDifference: Measure = (a, b, c, d) => {
  const [z1, z2] = [normal.quantile(a / (a + b)), normal.quantile(c / (c + d))];
  const part = (x: number, y: number, z: number): number => (x * y) / ((x + y) ** 3 * normal.density(z) ** 2);
  return [z1 - z2, part(a, b, z1) + part(c, d, z2)];
};
/** Log odds ratio over the standard deviation of a logistic variable; 1.65 where that is Cox's rounding. */
const oddsRatioAsDifference =
  (scale: number): Measure =>
  (a, b, c, d) => {
    const [effect, variance] = logOddsRatio(a, b, c, d);
    return [effect / scale, variance / scale ** 2];
  };

/**
 * Measures of a two-by-two table, in metafor's names: OR log odds ratio, RR log risk ratio, RD risk difference,
 * AS difference of arcsine square roots (Rucker 2009), PETO log odds ratio by Peto, PHI, YUQ and YUY association,
 * PBIT probit difference, OR2DL and OR2DN odds ratio as a standardised difference (logistic, normal).
 */
const measures = {
  OR: { of: logOddsRatio, add: 0.5 },
  RR: { of: logRiskRatio, add: 0.5 },
  RD: { of: riskDifference, add: 0.5 },
  AS: { of: arcsineDifference, add: 0 },
  PETO: { of: petoLogOddsRatio, add: 0.5 },
  PHI: { of: phi, add: 0 },
  YUQ: { of: yuleQ, add: 0.5 },
  YUY: { of: yuleY, add: 0.5 },
  PBIT: { of: probitDifference, add: 0.5 },
  OR2DL: { of: oddsRatioAsDifference(Math.PI / Math.sqrt(3)), add: 0.5 },
  OR2DN: { of: oddsRatioAsDifference(1.65), add: 0.5 },
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
