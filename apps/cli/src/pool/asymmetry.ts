import type { Result } from "@erbium/model";
import {
  beggTest,
  eggerTest,
  harbordTest,
  orwinFailSafeN,
  type PoolOptions,
  petersTest,
  pooled,
  type RegressionTest,
  rosenthalFailSafeN,
  trimAndFill,
} from "@erbium/stats";
import { type PairwiseMeasure, type StudyEffects, shown } from "./measures.ts";
import { interval } from "./pairwise-model.ts";
import type { Asymmetry, AsymmetryTest } from "./pairwise-result.ts";

interface Attempt {
  readonly test: string;
  readonly of: string;
  readonly run: () => Result<{ readonly statistic: number; readonly p: number }>;
}

const slope = (test: Result<RegressionTest>): Result<{ statistic: number; p: number }> =>
  test.ok ? { ok: true, value: { statistic: test.value.slope.statistic, p: test.value.slope.p } } : test;

/**
 * Tests of small-study effects that fit the measure, trim and fill, and fail-safe numbers.
 *
 * The error of a log odds ratio depends on the ratio itself, so that 2 x 2 tables are also tested by Harbord's score
 * and Peters' size; the error of a rate depends on the rate, so that rates are tested by size.
 *
 * @source Sterne et al. 2011, BMJ 343:d4002; of rates Hunter et al. 2014, J Clin Epidemiol 67:897
 */
export const asymmetryOf = (
  effects: StudyEffects,
  measure: PairwiseMeasure,
  options: PoolOptions,
): Asymmetry => {
  const { effects: y, variances: v, counted, tables } = effects;
  const attempts: Attempt[] = [
    counted === null
      ? { test: "Egger", of: "effect on standard error", run: () => slope(eggerTest(y, v)) }
      : {
          test: "regression on size",
          of: "logit on 1 / sqrt(patients)",
          run: () => slope(eggerTest(y, v, "sqrtninv", counted.n)),
        },
    {
      test: "Begg and Mazumdar",
      of: "rank correlation, tau",
      run: () => {
        const found = beggTest(y, v);
        return found.ok ? { ok: true, value: { statistic: found.value.tau, p: found.value.p } } : found;
      },
    },
    ...(tables === null || (measure !== "OR" && measure !== "RR")
      ? []
      : [
          {
            test: "Peters",
            of: "effect on 1 / patients",
            run: () => slope(petersTest(tables, measure)),
          },
        ]),
    ...(tables === null || measure !== "OR"
      ? []
      : [{ test: "Harbord", of: "score on its error", run: () => slope(harbordTest(tables)) }]),
  ];
  const tests: AsymmetryTest[] = [];
  const refused: { test: string; why: string }[] = [];
  for (const { test, of, run } of attempts) {
    const found = run();
    if (!found.ok) refused.push({ test, why: found.error.message });
    else if (!Number.isFinite(found.value.p)) refused.push({ test, why: "all studies are equally precise" });
    else tests.push({ test, of, ...found.value });
  }
  const filled = trimAndFill(y, v, options);
  if (!filled.ok) refused.push({ test: "trim and fill", why: filled.error.message });
  const failSafe = [rosenthalFailSafeN(y, v), orwinFailSafeN(y, v)];
  return {
    tests,
    trimAndFill: filled.ok
      ? {
          estimator: filled.value.estimator,
          side: filled.value.side,
          missing: filled.value.missing,
          ...interval(pooled(filled.value.fit), shown[measure]),
        }
      : null,
    // against no effect, which a rate does not have
    failSafe:
      counted !== null
        ? []
        : failSafe.flatMap((one) =>
            one.ok ? [{ convention: one.value.convention, studies: one.value.studies }] : [],
          ),
    refused,
  };
};
