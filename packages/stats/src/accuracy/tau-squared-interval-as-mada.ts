import { err, ok, type Result } from "@erbium/model";
import { chiSquared } from "@erbium/numerics";
import { pool, pooled, tauSquaredOf } from "../pooling/pool.ts";
import { type AccuracyCorrection, type AccuracyTables, correctedTables } from "./accuracy-tables.ts";
import { type AccuracyRatio, logRatios } from "./study-accuracy.ts";

/**
 * A root by Brent's method in the variant of Netlib's C library, which R's uniroot has: it compares a step with
 * the step before, not with the one before that, and so ends elsewhere within the tolerance.
 */
const netlibRoot = (f: (x: number) => number, low: number, high: number, tolerance: number): number => {
  let [a, b, c] = [low, high, low];
  let [fa, fb, fc] = [f(low), f(high), 0];
  fc = fa;
  for (let iteration = 0; iteration < 1000; iteration++) {
    const before = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= least || fb === 0) return b;
    if (Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb)) {
      const wide = c - b;
      let [p, q] = [0, 0];
      if (a === c) {
        const ratio = fb / fa;
        [p, q] = [wide * ratio, 1 - ratio];
      } else {
        const [u, v, w] = [fa / fc, fb / fc, fb / fa];
        p = w * (wide * u * (u - v) - (b - a) * (v - 1));
        q = (u - 1) * (v - 1) * (w - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (p < 0.75 * wide * q - Math.abs(least * q) / 2 && p < Math.abs((before * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < least) step = step > 0 ? least : -least;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
    }
  }
  return b;
};

/**
 * Interval of tau2 as mada gives it, to check against it: where the weighted squares around the pooled ratio, at
 * the estimated tau2 and something beyond, meet the quantiles of chi-squared; the something is called tau2, and
 * found on [0, 10000] to about 1e-4. It need not hold the estimate. For an interval to report see
 * {@link qProfileInterval}.
 */
export const tauSquaredIntervalAsMada = (
  tables: AccuracyTables,
  ratio: AccuracyRatio,
  correction: AccuracyCorrection = {},
  level = 0.95,
): Result<{ readonly low: number; readonly high: number }> => {
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const { effects, variances } = logRatios(corrected.value, ratio);
  const fit = pool(effects, variances, { method: "DL" });
  if (!fit.ok) return fit;
  const centre = pooled(fit.value).estimate;
  const tauSquared = tauSquaredOf(fit.value);
  const df = effects.length - 1;
  const squares = (beyond: number): number => {
    let sum = 0;
    for (const [i, one] of effects.entries())
      sum += (one - centre) ** 2 / (variances[i]! + tauSquared + beyond);
    return sum;
  };
  const largest = 1e4;
  const at = (target: number): number =>
    squares(0) <= target ? 0 : netlibRoot((one) => squares(one) - target, 0, largest, Number.EPSILON ** 0.25);
  const tail = (1 - level) / 2;
  const [lower, upper] = [chiSquared.upperQuantile(tail, df), chiSquared.quantile(tail, df)];
  if (squares(largest) > upper)
    return err({
      code: "variance-out-of-range",
      message: `tau2 lies above ${largest}`,
      remedy: "check the counts: no ratio varies that much",
    });
  return ok({ low: at(lower), high: at(upper) });
};
