import { ok, type Result } from "@erbium/model";
import { binomial, chiSquared } from "@erbium/numerics";
import { checkTable } from "./table-counts.ts";

export interface McNemar {
  /** with Edwards' continuity correction where asked; 0 where no pair changed */
  readonly statistic: number;
  readonly p: number;
  /** two-sided, by the binomial distribution of the pairs that changed */
  readonly exactP: number;
}

/**
 * McNemar's test of paired yes-no answers.
 *
 * @param b pairs that were yes first and no then
 * @param c pairs that were no first and yes then
 * @param continuity Edwards' correction, as R has it unless told otherwise
 * @source McNemar 1947, Psychometrika 12:153; Edwards 1948
 */
export const mcnemar = (b: number, c: number, continuity = true): Result<McNemar> => {
  const checked = checkTable(1, b, c, 0);
  if (!checked.ok) return checked;
  const changed = b + c;
  if (changed === 0) return ok({ statistic: 0, p: 1, exactP: 1 });
  const difference = Math.abs(b - c);
  const statistic = (difference - (continuity ? Math.min(1, difference) : 0)) ** 2 / changed;
  return ok({
    statistic,
    p: chiSquared.survival(statistic, 1),
    exactP: Math.min(1, 2 * binomial.cdf(Math.min(b, c), changed, 0.5)),
  });
};
