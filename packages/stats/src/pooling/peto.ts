import { err, ok, type Result } from "@erbium/model";
import { badLevel } from "../coverage-level.ts";
import { checkTables, type TwoByTwo, twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { heterogeneityAround, type StratifiedEffect, withInterval } from "./stratified.ts";

/**
 * Peto's one-step log odds ratio: `sum (O - E) / sum V`, variance `1 / sum V`. For rare events in groups of
 * about equal size; biased for large effects.
 *
 * @returns a refusal where no study has both an event and a patient without one
 * @source Yusuf, Peto, Lewis, Collins and Sleight 1985, Prog Cardiovasc Dis 27:335; agrees with metafor 3.8
 *         `rma.peto`
 */
export const peto = (tables: TwoByTwo, level = 0.95): Result<StratifiedEffect> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const checked = checkTables(tables);
  if (!checked.ok) return checked;
  const { a, b, c, d } = tables;
  let difference = 0;
  let variance = 0;
  for (let i = 0; i < a.length; i++) {
    const [n1, n2, events, others] = [a[i]! + b[i]!, c[i]! + d[i]!, a[i]! + c[i]!, b[i]! + d[i]!];
    const n = n1 + n2;
    if (!(n > 1)) continue;
    difference += a[i]! - (n1 * events) / n;
    variance += (n1 * n2 * events * others) / (n * n * (n - 1));
  }
  if (!(variance > 0))
    return err({
      code: "no-events",
      message: "no study has events and patients without one, so there is no odds ratio",
      remedy: "report the counts",
    });
  const estimate = difference / variance;
  const single = twoByTwoEffects(tables, "PETO", { to: "none" });
  if (!single.ok) return single;
  return ok({
    ...withInterval(estimate, Math.sqrt(1 / variance), level),
    heterogeneity: heterogeneityAround(single.value, estimate),
  });
};
