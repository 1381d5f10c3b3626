import erfc from "@stdlib/math-base-special-erfc";
import erfcx from "@stdlib/math-base-special-erfcx";
import stdlibQuantile from "@stdlib/stats-base-dists-normal-quantile";

const lnSqrtTwoPi = 0.5 * Math.log(2 * Math.PI);

const logCdf = (z: number): number => {
  if (z >= 0) return Math.log1p(-0.5 * erfc(z * Math.SQRT1_2));
  return z === Number.NEGATIVE_INFINITY
    ? Number.NEGATIVE_INFINITY
    : Math.log(0.5 * erfcx(-z * Math.SQRT1_2)) - 0.5 * z * z;
};
const cdf = (z: number): number => 0.5 * erfc(-z * Math.SQRT1_2);

/** The z whose lower tail is p; in the tails polished by Newton steps on ln p, which no small p defeats. */
const quantile = (p: number): number => {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (p > 0.5) return p < 0.9 ? stdlibQuantile(p, 0, 1) : -quantile(1 - p);
  if (p > 0.1) return stdlibQuantile(p, 0, 1);
  const lnP = Math.log(p);
  let z = -Math.sqrt(-2 * lnP - Math.log(-2 * lnP) - 2 * lnSqrtTwoPi + 2 * Math.LN2 * (p > 0.01 ? 1 : 0));
  if (Number.isNaN(z)) z = -1.5;
  for (let step = 0; step < 12; step++) {
    const lower = logCdf(z);
    const change = (lower - lnP) * Math.exp(lower + 0.5 * z * z + lnSqrtTwoPi);
    z -= change;
    if (Math.abs(change) < 1e-9 * Math.abs(z)) break;
  }
  return z;
};

/** The standard normal distribution. */
export const normal = {
  density: (z: number): number => Math.exp(-0.5 * z * z - lnSqrtTwoPi),
  logDensity: (z: number): number => -0.5 * z * z - lnSqrtTwoPi,
  cdf,
  /** P(Z > z) */
  survival: (z: number): number => 0.5 * erfc(z * Math.SQRT1_2),
  logCdf,
  logSurvival: (z: number): number => logCdf(-z),
  quantile,
  /** the z whose upper tail is p */
  upperQuantile: (p: number): number => -quantile(p),
  /** P(|Z| > |z|) */
  twoSided: (z: number): number => erfc(Math.abs(z) * Math.SQRT1_2),
};
