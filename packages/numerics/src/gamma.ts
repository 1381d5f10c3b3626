import gammaincinv from "@stdlib/math-base-special-gammaincinv";
import { lnGamma } from "./gamma-functions.ts";
import { gammaLower, gammaUpper, lnGammaLower, lnGammaUpper } from "./incomplete-gamma.ts";
import { polishedQuantile } from "./polished-quantile.ts";

const valid = (x: number, shape: number, rate: number): boolean => shape > 0 && rate > 0 && !Number.isNaN(x);

const logDensity = (x: number, shape: number, rate = 1): number => {
  if (!valid(x, shape, rate)) return Number.NaN;
  if (x < 0) return Number.NEGATIVE_INFINITY;
  if (x === 0) return shape === 1 ? Math.log(rate) : shape < 1 ? Infinity : Number.NEGATIVE_INFINITY;
  return shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x - lnGamma(shape);
};

/** Polished on the smaller tail: the library below has four digits of large shapes. */
const quantileOf =
  (upper: boolean) =>
  (p: number, shape: number, rate = 1): number => {
    if (!valid(p, shape, rate) || !(p >= 0 && p <= 1)) return Number.NaN;
    const rising = p <= 0.5 !== upper;
    const tail = rising ? gammaLower : gammaUpper;
    const found = polishedQuantile(gammaincinv(p, shape, upper), Math.min(p, 1 - p), {
      of: (x) => tail(shape, x),
      density: (x) => Math.exp(logDensity(x, shape)),
      rising,
    });
    return found / rate;
  };

/** The gamma distribution of a shape and a rate (1 / scale), both > 0. */
export const gamma = {
  density: (x: number, shape: number, rate = 1): number => Math.exp(logDensity(x, shape, rate)),
  logDensity,
  cdf: (x: number, shape: number, rate = 1): number =>
    valid(x, shape, rate) ? gammaLower(shape, Math.max(0, x * rate)) : Number.NaN,
  /** P(X > x) */
  survival: (x: number, shape: number, rate = 1): number =>
    valid(x, shape, rate) ? gammaUpper(shape, Math.max(0, x * rate)) : Number.NaN,
  logCdf: (x: number, shape: number, rate = 1): number =>
    valid(x, shape, rate) ? lnGammaLower(shape, Math.max(0, x * rate)) : Number.NaN,
  logSurvival: (x: number, shape: number, rate = 1): number =>
    valid(x, shape, rate) ? lnGammaUpper(shape, Math.max(0, x * rate)) : Number.NaN,
  quantile: quantileOf(false),
  /** the x whose upper tail is p */
  upperQuantile: quantileOf(true),
};
