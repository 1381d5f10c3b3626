import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { correctedTables, type TwoByTwo } from "./two-by-two.ts";
import type { ZeroCells } from "./zero-cells.ts";

type Measure = (a: number, b: number, c: number, d: number) => Effect;

const marginalOddsRatio: Measure = (a, b, c, d) => {
  const n = a + b + c + d;
  const [risk1, risk2] = [(a + b) / n, (a + c) / n];
  const [spread1, spread2] = [risk1 * (1 - risk1), risk2 * (1 - risk2)];
  return [
    Math.log((risk1 * (1 - risk2)) / (risk2 * (1 - risk1))),
    (1 / spread1 + 1 / spread2 - (2 * (a * d - b * c)) / (n * n * spread1 * spread2)) / n,
  ];
};
const marginalRiskRatio: Measure = (a, b, c) => [Math.log((a + b) / (a + c)), (b + c) / ((a + b) * (a + c))];
const marginalRiskDifference: Measure = (a, b, c, d) => {
  const n = a + b + c + d;
  return [(b - c) / n, (b + c - (b - c) ** 2 / n) / n ** 2];
};

/**
 * Measures of pairs, in metafor's names: MPRR, MPOR and MPRD compare the two margins (log risk ratio, log odds
 * ratio, risk difference), MPORC is the log odds ratio of the discordant pairs alone, MPPETO the same by Peto.
 *
 * @source Zou 2007, Clin Trials 4:25 and Curtin, Elbourne and Altman 2002, Stat Med 21:2145 (conditional); Becker
 *         and Balagtas 1993, Biometrics 49:997 (marginal odds ratio); Fagerland, Lydersen and Laake 2014, Stat Med
 *         33:2850
 */
const measures = {
  MPRR: marginalRiskRatio,
  MPOR: marginalOddsRatio,
  MPRD: marginalRiskDifference,
  MPORC: ((_a, b, c) => [Math.log(b / c), 1 / b + 1 / c]) as Measure,
  MPPETO: ((_a, b, c) => [(2 * (b - c)) / (b + c), 4 / (b + c)]) as Measure,
} as const;

export type PairedMeasure = keyof typeof measures;
export const isPairedMeasure = (word: string): word is PairedMeasure => Object.hasOwn(measures, word);

/**
 * Effects of paired tables: `a` pairs with the event under both conditions, `b` under the first alone, `c` under the
 * second alone, `d` under neither.
 *
 * @returns refusals: lengths-differ, not-a-count
 */
export const pairedEffects = (
  tables: TwoByTwo,
  measure: PairedMeasure,
  rule: ZeroCells = {},
): Result<Effects> => {
  const { a, b, c, d } = tables;
  const checked = checkColumns({ a: [a, "count"], b: [b, "count"], c: [c, "count"], d: [d, "count"] });
  if (!checked.ok) return checked;
  const cells = correctedTables(tables, rule, 0.5);
  return ok(
    effectsOf(a.length, (i) => measures[measure](cells.a[i]!, cells.b[i]!, cells.c[i]!, cells.d[i]!)),
  );
};

/**
 * Marginal log odds ratio of pairs whose paired table is not given: from the margins (events and others under the
 * first condition, `a` and `b`, and under the second, `c` and `d`) and the correlation of the two outcomes.
 *
 * @returns refusals: lengths-differ, not-a-count, not-a-correlation
 * @source Elbourne et al. 2002, Int J Epidemiol 31:140; Zou 2007, Clin Trials 4:25
 */
export const marginalOddsRatios = (
  tables: TwoByTwo,
  correlations: Float64Array,
  rule: ZeroCells = {},
): Result<Effects> => {
  const { a, b, c, d } = tables;
  const checked = checkColumns({
    ...{ a: [a, "count"], b: [b, "count"], c: [c, "count"], d: [d, "count"] },
    correlation: [correlations, "correlation"],
  });
  if (!checked.ok) return checked;
  const cells = correctedTables(tables, rule, 0.5);
  return ok(
    effectsOf(a.length, (i) => {
      const [e1, o1, e2, o2] = [cells.a[i]!, cells.b[i]!, cells.c[i]!, cells.d[i]!];
      const [n1, n2] = [e1 + o1, e2 + o2];
      // both margins are of the same pairs; where rounding made them differ, their mean stands for the number of pairs
      const pairs = Math.round((n1 + n2) / 2);
      const spread = Math.sqrt((e1 / n1) * (o1 / n1) * (e2 / n2) * (o2 / n2));
      const shared = (correlations[i]! * pairs) / (n1 * n2 * spread);
      return [Math.log((e1 * o2) / (o1 * e2)), 1 / e1 + 1 / o1 + 1 / e2 + 1 / o2 - 2 * shared];
    }),
  );
};
