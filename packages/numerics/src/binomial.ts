import { betaLower, betaUpper } from "./incomplete-beta.ts";
import { lnBinomialTerm } from "./saddle-point.ts";

const valid = (n: number, p: number): boolean => Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1;

const logDensity = (x: number, n: number, p: number): number => {
  if (!valid(n, p)) return Number.NaN;
  if (!Number.isInteger(x) || x < 0 || x > n) return Number.NEGATIVE_INFINITY;
  return lnBinomialTerm(x, n, p, 1 - p);
};

/** The binomial distribution of events among n at probability p. */
export const binomial = {
  density: (x: number, n: number, p: number): number => Math.exp(logDensity(x, n, p)),
  logDensity,
  /** P(X <= x) */
  cdf: (x: number, n: number, p: number): number => {
    if (!valid(n, p)) return Number.NaN;
    const whole = Math.floor(x);
    return whole < 0 ? 0 : whole >= n ? 1 : betaUpper(whole + 1, n - whole, p, 1 - p);
  },
  /** P(X > x) */
  survival: (x: number, n: number, p: number): number => {
    if (!valid(n, p)) return Number.NaN;
    const whole = Math.floor(x);
    return whole < 0 ? 1 : whole >= n ? 0 : betaLower(whole + 1, n - whole, p, 1 - p);
  },
};
