import betainc from "@stdlib/math-base-special-betainc";
import { continuedFraction } from "./continued-fraction.ts";
import { lnBinomialTerm } from "./saddle-point.ts";

const vanishing = 1e-280;

/** I_x(1/2, 1/2) = 2/pi asin(sqrt x), which the library below rounds to nine digits close to 1. */
const arcsine = (x: number, y: number): number =>
  x <= y ? (2 / Math.PI) * Math.asin(Math.sqrt(x)) : 1 - (2 / Math.PI) * Math.asin(Math.sqrt(y));

/**
 * I_x(a, b), the regularised incomplete beta function, from x and its complement y = 1 - x.
 *
 * The smaller of x and y is the one that is used, so that neither loses digits close to 1.
 */
export const betaLower = (a: number, b: number, x: number, y: number): number =>
  a === 0.5 && b === 0.5
    ? arcsine(x, y)
    : x <= y
      ? betainc(x, a, b, true, false)
      : betainc(y, b, a, true, true);

/** 1 - I_x(a, b), with all its digits where it is small. */
export const betaUpper = (a: number, b: number, x: number, y: number): number => betaLower(b, a, y, x);

/** ln I_x(a, b), finite also where it is too small for a number. Continued fraction DLMF 8.17.22. */
export const lnBetaLower = (a: number, b: number, x: number, y: number): number => {
  const lower = betaLower(a, b, x, y);
  if (lower > 0.5) return Math.log1p(-betaUpper(a, b, x, y));
  if (lower > vanishing || x === 0 || Number.isNaN(lower)) return Math.log(lower);
  const fraction = continuedFraction(
    (n) => {
      if (n === 1) return 1;
      const m = Math.floor((n - 1) / 2);
      return n % 2 === 1
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    },
    (n) => (n === 0 ? 0 : 1),
  );
  // x^a y^b / (a B(a, b)) is b/(a+b) times the binomial term of a among a+b
  return lnBinomialTerm(a, a + b, x, y) + Math.log(b / (a + b)) + Math.log(fraction);
};
