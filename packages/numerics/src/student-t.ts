import stdlibQuantile from "@stdlib/stats-base-dists-t-quantile";
import { betaLower, lnBetaLower } from "./incomplete-beta.ts";
import { normal } from "./normal.ts";

/** P(T > |t|), from t^2/(df + t^2) and its complement, of which neither loses digits. */
const beyond = (t: number, df: number): number => {
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return 0.5 * betaLower(df / 2, 0.5, df / (df + square), square / (df + square));
};
const survival = (t: number, df: number): number => {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  if (df === Number.POSITIVE_INFINITY) return normal.survival(t);
  return t >= 0 ? beyond(t, df) : 1 - beyond(t, df);
};
const logSurvival = (t: number, df: number): number => {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  if (df === Number.POSITIVE_INFINITY) return normal.logSurvival(t);
  if (t < 0) return Math.log1p(-beyond(t, df));
  const square = t * t;
  return lnBetaLower(df / 2, 0.5, df / (df + square), square / (df + square)) - Math.LN2;
};
const quantile = (p: number, df: number): number => {
  if (!(df > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (df === Number.POSITIVE_INFINITY) return normal.quantile(p);
  if (p === 0.5) return 0;
  return stdlibQuantile(p, df);
};

/** Student's t distribution; df > 0, real; an infinite df is the normal distribution. */
export const studentT = {
  cdf: (t: number, df: number): number => survival(-t, df),
  /** P(T > t) */
  survival,
  logCdf: (t: number, df: number): number => logSurvival(-t, df),
  logSurvival,
  quantile,
  /** the t whose upper tail is p */
  upperQuantile: (p: number, df: number): number => -quantile(p, df),
  /** P(|T| > |t|) */
  twoSided: (t: number, df: number): number => 2 * survival(Math.abs(t), df),
};
