import erfc from "@stdlib/math-base-special-erfc";
import erfcx from "@stdlib/math-base-special-erfcx";
import { normalQuantile } from "./normal-quantile.ts";

const lnSqrtTwoPi = 0.5 * Math.log(2 * Math.PI);

const logCdf = (z: number): number => {
  if (z >= 0) return Math.log1p(-0.5 * erfc(z * Math.SQRT1_2));
  return z === Number.NEGATIVE_INFINITY
    ? Number.NEGATIVE_INFINITY
    : Math.log(0.5 * erfcx(-z * Math.SQRT1_2)) - 0.5 * z * z;
};
const cdf = (z: number): number => 0.5 * erfc(-z * Math.SQRT1_2);

/** The standard normal distribution. */
export const normal = {
  density: (z: number): number => Math.exp(-0.5 * z * z - lnSqrtTwoPi),
  logDensity: (z: number): number => -0.5 * z * z - lnSqrtTwoPi,
  cdf,
  /** P(Z > z) */
  survival: (z: number): number => 0.5 * erfc(z * Math.SQRT1_2),
  logCdf,
  logSurvival: (z: number): number => logCdf(-z),
  /** the z whose lower tail is p */
  quantile: normalQuantile,
  /** the z whose upper tail is p */
  upperQuantile: (p: number): number => -normalQuantile(p),
  /** P(|Z| > |z|) */
  twoSided: (z: number): number => erfc(Math.abs(z) * Math.SQRT1_2),
};
