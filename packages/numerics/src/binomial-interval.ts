import { err, ok, type Result } from "@erbium/model";
import { beta } from "./beta.ts";

export interface ProportionInterval {
  /** events / n, 0 to 1 */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly convention: string;
}

/**
 * Exact interval of a binomial proportion: quantiles of Beta(x, n-x+1) and Beta(x+1, n-x); the bound is
 * 0 when no event, 1 when all are events.
 *
 * @param events whole number, 0 <= events <= n
 * @param n      whole number >= 1
 * @param level  two-sided coverage, between 0 and 1
 * @returns proportions 0 to 1; a refusal when the counts are not counts
 * @source Clopper and Pearson 1934, Biometrika 26:404; agrees with R's binom.test
 */
export const exactBinomialInterval = (
  events: number,
  n: number,
  level = 0.95,
): Result<ProportionInterval> => {
  if (
    !Number.isInteger(n) ||
    n < 1 ||
    !Number.isInteger(events) ||
    events < 0 ||
    events > n ||
    !(level > 0 && level < 1)
  )
    return err({
      code: "not-a-proportion",
      message: `${events} of ${n} at level ${level} is not a proportion`,
      remedy: "give whole counts with 0 <= events <= n, n >= 1, and a level between 0 and 1",
    });
  const tail = (1 - level) / 2;
  return ok({
    estimate: events / n,
    low: events === 0 ? 0 : beta.quantile(tail, events, n - events + 1),
    high: events === n ? 1 : beta.upperQuantile(tail, events + 1, n - events),
    convention: "exact (Clopper-Pearson)",
  });
};
