import gammainc from "@stdlib/math-base-special-gammainc";
import { continuedFraction } from "./continued-fraction.ts";
import { lnPoissonTerm } from "./saddle-point.ts";

/** Below this a tail has lost digits or vanished, and its logarithm is computed directly. */
const vanishing = 1e-280;

/**
 * From here on the library's expansion for large a loses digits beyond the mean: three are left at a = 1000. The
 * series and the fraction take some sqrt(a) terms, and with a term that keeps its digits they keep theirs.
 */
const large = 200;

/** P(a, x) e^-ln(Poisson term): sum of x^n / ((a + 1) ... (a + n)). Series DLMF 8.11.4. */
const lowerSeries = (a: number, x: number): number => {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < 1_000_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
};

/** a / (Q(a, x) e^-ln(Poisson term)). Continued fraction DLMF 8.9.2. */
const upperFraction = (a: number, x: number): number =>
  continuedFraction(
    (n) => -n * (n - a),
    (n) => x + 2 * n + 1 - a,
  );

const ofLarge = (a: number, x: number, upper: boolean): number => {
  const term = Math.exp(lnPoissonTerm(a, x));
  const below = x <= a;
  const tail = below ? term * lowerSeries(a, x) : (term * a) / upperFraction(a, x);
  return below === upper ? 1 - tail : tail;
};

/** P(a, x), the regularised lower incomplete gamma function; a > 0, x >= 0. */
export const gammaLower = (a: number, x: number): number =>
  x === 0
    ? 0
    : x === Number.POSITIVE_INFINITY
      ? 1
      : a >= large
        ? ofLarge(a, x, false)
        : gammainc(x, a, true, false);

/** Q(a, x) = 1 - P(a, x), with all its digits where it is small. */
export const gammaUpper = (a: number, x: number): number =>
  x === 0
    ? 1
    : x === Number.POSITIVE_INFINITY
      ? 0
      : a >= large
        ? ofLarge(a, x, true)
        : gammainc(x, a, true, true);

/** ln P(a, x), finite also where P is too small for a number. */
export const lnGammaLower = (a: number, x: number): number => {
  const lower = gammaLower(a, x);
  if (lower > 0.5) return Math.log1p(-gammaUpper(a, x));
  if (lower > vanishing || x === 0 || Number.isNaN(lower)) return Math.log(lower);
  return lnPoissonTerm(a, x) + Math.log(lowerSeries(a, x));
};

/** ln Q(a, x), finite also where Q is too small for a number. */
export const lnGammaUpper = (a: number, x: number): number => {
  const upper = gammaUpper(a, x);
  if (upper > 0.5) return Math.log1p(-gammaLower(a, x));
  if (upper > vanishing || x === Number.POSITIVE_INFINITY || Number.isNaN(upper)) return Math.log(upper);
  return lnPoissonTerm(a, x) + Math.log(a) - Math.log(upperFraction(a, x));
};
