import betaincinv from "@stdlib/math-base-special-betaincinv";
import { lnBeta } from "./gamma-functions.ts";
import { betaLower, betaUpper, lnBetaLower } from "./incomplete-beta.ts";
import { polishedQuantile } from "./polished-quantile.ts";

const valid = (x: number, a: number, b: number): boolean => a > 0 && b > 0 && !Number.isNaN(x);
const within = (x: number): number => Math.min(1, Math.max(0, x));

const logDensity = (x: number, a: number, b: number): number => {
  if (!valid(x, a, b)) return Number.NaN;
  if (x < 0 || x > 1) return Number.NEGATIVE_INFINITY;
  const left = a === 1 ? 0 : (a - 1) * Math.log(x);
  const right = b === 1 ? 0 : (b - 1) * Math.log1p(-x);
  return left + right - lnBeta(a, b);
};
const quantileOf =
  (upper: boolean) =>
  (p: number, a: number, b: number): number =>
    valid(p, a, b) && p >= 0 && p <= 1 ? polished(p, a, b, upper) : Number.NaN;

const polished = (p: number, a: number, b: number, upper: boolean): number => {
  const rising = p <= 0.5 !== upper;
  const tail = rising ? betaLower : betaUpper;
  const found = polishedQuantile(betaincinv(p, a, b, upper), Math.min(p, 1 - p), {
    of: (x) => (x < 1 ? tail(a, b, x, 1 - x) : Number.NaN),
    density: (x) => Math.exp(logDensity(x, a, b)),
    rising,
  });
  return within(found);
};

/** The beta distribution of two shapes a, b > 0 on [0, 1]. */
export const beta = {
  density: (x: number, a: number, b: number): number => Math.exp(logDensity(x, a, b)),
  logDensity,
  cdf: (x: number, a: number, b: number): number =>
    valid(x, a, b) ? betaLower(a, b, within(x), 1 - within(x)) : Number.NaN,
  /** P(X > x) */
  survival: (x: number, a: number, b: number): number =>
    valid(x, a, b) ? betaUpper(a, b, within(x), 1 - within(x)) : Number.NaN,
  logCdf: (x: number, a: number, b: number): number =>
    valid(x, a, b) ? lnBetaLower(a, b, within(x), 1 - within(x)) : Number.NaN,
  logSurvival: (x: number, a: number, b: number): number =>
    valid(x, a, b) ? lnBetaLower(b, a, 1 - within(x), within(x)) : Number.NaN,
  quantile: quantileOf(false),
  /** the x whose upper tail is p */
  upperQuantile: quantileOf(true),
};
