import betaincinv from "@stdlib/math-base-special-betaincinv";
import { lnBeta } from "./gamma-functions.ts";
import { betaLower, lnBetaLower } from "./incomplete-beta.ts";
import { gammaUpper, lnGammaUpper } from "./incomplete-gamma.ts";
import { polishedQuantile } from "./polished-quantile.ts";

const valid = (x: number, df1: number, df2: number): boolean => df1 > 0 && df2 > 0 && !Number.isNaN(x);

const tailOf =
  (upper: boolean, log: boolean) =>
  (x: number, df1: number, df2: number): number => {
    if (!valid(x, df1, df2)) return Number.NaN;
    const at = Math.max(0, x);
    if (df2 === Number.POSITIVE_INFINITY && upper)
      return log ? lnGammaUpper(df1 / 2, (df1 * at) / 2) : gammaUpper(df1 / 2, (df1 * at) / 2);
    const whole = df1 * at + df2;
    const share = at === Number.POSITIVE_INFINITY ? 1 : (df1 * at) / whole;
    const rest = at === Number.POSITIVE_INFINITY ? 0 : df2 / whole;
    const tail = log ? lnBetaLower : betaLower;
    return upper ? tail(df2 / 2, df1 / 2, rest, share) : tail(df1 / 2, df2 / 2, share, rest);
  };
const density = (x: number, df1: number, df2: number): number => {
  const whole = df1 * x + df2;
  const logarithm =
    (df1 / 2 - 1) * Math.log((df1 * x) / whole) +
    (df2 / 2 - 1) * Math.log(df2 / whole) -
    lnBeta(df1 / 2, df2 / 2);
  return Math.exp(logarithm) * ((df1 * df2) / whole ** 2);
};

/** From the beta quantile of the half in which it keeps its digits, polished on the smaller tail. */
const quantileOf =
  (upper: boolean) =>
  (p: number, df1: number, df2: number): number => {
    if (!valid(p, df1, df2) || !(p >= 0 && p <= 1)) return Number.NaN;
    const share = betaincinv(p, df1 / 2, df2 / 2, upper);
    const rest = betaincinv(p, df2 / 2, df1 / 2, !upper);
    const rising = p <= 0.5 !== upper;
    return polishedQuantile((df2 * share) / (df1 * rest), Math.min(p, 1 - p), {
      of: (x) => tailOf(!rising, false)(x, df1, df2),
      density: (x) => density(x, df1, df2),
      rising,
    });
  };

/** Fisher's F distribution; both degrees of freedom > 0, real; an infinite df2 is chi-squared over df1. */
export const fisherF = {
  cdf: (x: number, df1: number, df2: number): number =>
    df2 === Number.POSITIVE_INFINITY
      ? 1 - tailOf(true, false)(x, df1, df2)
      : tailOf(false, false)(x, df1, df2),
  /** P(X > x) */
  survival: tailOf(true, false),
  logSurvival: tailOf(true, true),
  quantile: quantileOf(false),
  /** the x whose upper tail is p */
  upperQuantile: quantileOf(true),
};
