import { err, ok, type Result } from "@erbium/model";
import { checkTables, type TwoByTwo } from "../effect-size/two-by-two.ts";
import { type StratifiedEffect, withInterval } from "./stratified.ts";

/**
 * Risk difference by Mantel and Haenszel with the variance of many studies of any size,
 * `sum((a b n2^3 + c d n1^3) / (n1 n2 n^2)) / (sum n1 n2 / n)^2`, which review software uses; the variance in
 * `mantelHaenszel` holds for many small and few large studies alike.
 *
 * @returns a refusal where no study has patients on both sides, or no variance is left (no events, or events only)
 * @source Greenland and Robins 1985, Biometrics 41:55
 */
export const sparseRiskDifference = (
  tables: TwoByTwo,
  level = 0.95,
): Result<Omit<StratifiedEffect, "heterogeneity">> => {
  const checked = checkTables(tables);
  if (!checked.ok) return checked;
  let weights = 0;
  let weighted = 0;
  let scatter = 0;
  for (const [i, a] of tables.a.entries()) {
    const [b, c, d] = [tables.b[i]!, tables.c[i]!, tables.d[i]!];
    const [n1, n2] = [a + b, c + d];
    const n = n1 + n2;
    if (!(n1 > 0 && n2 > 0)) continue;
    weights += (n1 * n2) / n;
    weighted += (a * n2 - c * n1) / n;
    scatter += (a * b * n2 ** 3 + c * d * n1 ** 3) / (n1 * n2 * n ** 2);
  }
  if (!(weights > 0 && scatter > 0))
    return err({
      code: "no-events",
      message:
        "no risk difference can be pooled: no study has patients on both sides and events in part of them",
      remedy: "report the counts",
    });
  return ok(withInterval(weighted / weights, Math.sqrt(scatter) / weights, level));
};
