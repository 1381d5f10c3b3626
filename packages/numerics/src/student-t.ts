import stdlibQuantile from "@stdlib/stats-base-dists-t-quantile";
import { lnBeta } from "./gamma-functions.ts";
import { betaLower, lnBetaLower } from "./incomplete-beta.ts";
import { normal } from "./normal.ts";
import { polishedQuantile } from "./polished-quantile.ts";

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
const density = (t: number, df: number): number =>
  Math.exp(-lnBeta(df / 2, 0.5) - ((df + 1) / 2) * Math.log1p((t * t) / df)) / Math.sqrt(df);

/** Polished on the tail beyond, which keeps its digits however far out. */
const quantile = (p: number, df: number): number => {
  if (!(df > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (df === Number.POSITIVE_INFINITY) return normal.quantile(p);
  if (p === 0.5) return 0;
  const rising = p < 0.5;
  return polishedQuantile(stdlibQuantile(p, df), Math.min(p, 1 - p), {
    of: (t) => beyond(t, df),
    density: (t) => density(t, df),
    rising,
  });
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
