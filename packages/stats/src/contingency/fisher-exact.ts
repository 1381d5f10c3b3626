import { err, ok, type Result } from "@erbium/model";
import { findRoot } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { noncentralHypergeometric } from "./noncentral-hypergeometric.ts";
import { checkTable } from "./table-counts.ts";

export interface FisherExact {
  /** of an odds ratio of 1: tables as likely as this one, or less */
  readonly pTwoSided: number;
  /** of an odds ratio below 1 */
  readonly pLess: number;
  /** of an odds ratio above 1 */
  readonly pGreater: number;
  /** conditional maximum-likelihood estimate; not the cross product of the cells. 0 and infinity are possible */
  readonly oddsRatio: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** Tables this much likelier still count as equally likely: their probabilities differ by rounding alone. */
const rounding = 1 + 1e-7;

/**
 * The odds ratio at which a rising function crosses 0: searched between 0 and 1 on the ratio itself where it lies there,
 * else on its reciprocal, so that no bound is needed for large ratios.
 */
const ratioWhere = (rising: (oddsRatio: number) => number, tolerance: number): number => {
  const atOne = rising(1);
  if (atOne === 0) return 1;
  const root =
    atOne > 0
      ? findRoot(rising, 0, 1, tolerance)
      : findRoot((reciprocal) => rising(1 / reciprocal), Number.EPSILON, 1, tolerance);
  if (!root.ok) return Number.NaN;
  return atOne > 0 ? root.value : 1 / root.value;
};

/**
 * Fisher's exact test of a two-by-two table, with the conditional estimate of the odds ratio and its exact interval
 * (each bound leaves half of what the level leaves).
 *
 * @param options.tolerance where the search for a ratio, or for its reciprocal above 1, ends; R stops at 1.2e-4, which
 *                           leaves its bounds three to four digits
 * @returns a refusal where a cell is no count; a table with an empty row or column has p = 1, no estimate and an
 *          interval from 0 to infinity
 * @source Fisher 1935, J R Stat Soc 98:39; Cornfield 1956; agrees with R's `fisher.test`
 */
export const fisherExact = (
  a: number,
  b: number,
  c: number,
  d: number,
  options: { readonly level?: number; readonly tolerance?: number } = {},
): Result<FisherExact> => {
  const { level = 0.95, tolerance = 1e-15 } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const checked = checkTable(a, b, c, d);
  if (!checked.ok) return checked;
  const [n1, n2, events] = [a + b, c + d, a + c];
  const byLogRatio = noncentralHypergeometric(n1, n2, events);
  const at = (oddsRatio: number) => byLogRatio(Math.log(oddsRatio));
  const central = at(1);
  const { low, probabilities } = central;
  const high = low + probabilities.length - 1;
  if (low === high)
    return ok({
      pTwoSided: 1,
      pLess: 1,
      pGreater: 1,
      oddsRatio: Number.NaN,
      low: 0,
      high: Number.POSITIVE_INFINITY,
      level,
    });
  const observed = probabilities[a - low]!;
  let pTwoSided = 0;
  for (const one of probabilities) if (one <= observed * rounding) pTwoSided += one;
  const atLeast = (oddsRatio: number): number => {
    const distribution = at(oddsRatio).probabilities;
    let sum = 0;
    for (let x = a; x <= high; x++) sum += distribution[x - low]!;
    return sum;
  };
  const atMost = (oddsRatio: number): number => {
    const distribution = at(oddsRatio).probabilities;
    let sum = 0;
    for (let x = low; x <= a; x++) sum += distribution[x - low]!;
    return sum;
  };
  const tail = (1 - level) / 2;
  return ok({
    pTwoSided: Math.min(1, pTwoSided),
    pLess: Math.min(1, atMost(1)),
    pGreater: Math.min(1, atLeast(1)),
    oddsRatio:
      a === low
        ? 0
        : a === high
          ? Number.POSITIVE_INFINITY
          : ratioWhere((one) => at(one).mean - a, tolerance),
    low: a === low ? 0 : ratioWhere((one) => atLeast(one) - tail, tolerance),
    high: a === high ? Number.POSITIVE_INFINITY : ratioWhere((one) => tail - atMost(one), tolerance),
    level,
  });
};
