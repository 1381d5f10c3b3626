import { lnBinomialTerm } from "./saddle-point.ts";

/** ln of the probability of x marked among k drawn from m marked and n plain; Loader 2000, three binomial terms. */
const logDensity = (x: number, m: number, n: number, k: number): number => {
  const counts = [m, n, k].every((one) => Number.isInteger(one) && one >= 0);
  if (!counts || k > m + n) return Number.NaN;
  if (!Number.isInteger(x) || x < Math.max(0, k - n) || x > Math.min(k, m)) return Number.NEGATIVE_INFINITY;
  if (k === 0) return 0;
  const p = k / (m + n);
  const q = (m + n - k) / (m + n);
  return lnBinomialTerm(x, m, p, q) + lnBinomialTerm(k - x, n, p, q) - lnBinomialTerm(k, m + n, p, q);
};

/** A tail from its inner end outwards, where the terms fall: each from the one before by their ratio. */
const tail = (from: number, step: 1 | -1, m: number, n: number, k: number): number => {
  let term = Math.exp(logDensity(from, m, n, k));
  let sum = 0;
  for (let x = from; term > 0; x += step) {
    sum += term;
    term *=
      step === 1
        ? ((m - x) * (k - x)) / ((x + 1) * (n - k + x + 1))
        : (x * (n - k + x)) / ((m - x + 1) * (k - x + 1));
    if (term < sum * 1e-18) break;
  }
  return sum;
};
const cdf = (x: number, m: number, n: number, k: number): number => {
  const low = Math.max(0, k - n);
  const high = Math.min(k, m);
  const at = Math.floor(x);
  if (Number.isNaN(logDensity(low, m, n, k))) return Number.NaN;
  if (at < low) return 0;
  if (at >= high) return 1;
  return at <= (k * m) / (m + n) ? tail(at, -1, m, n, k) : 1 - tail(at + 1, 1, m, n, k);
};
const survival = (x: number, m: number, n: number, k: number): number => {
  const low = Math.max(0, k - n);
  const high = Math.min(k, m);
  const at = Math.floor(x);
  if (Number.isNaN(logDensity(low, m, n, k))) return Number.NaN;
  if (at < low) return 1;
  if (at >= high) return 0;
  return at + 1 > (k * m) / (m + n) ? tail(at + 1, 1, m, n, k) : 1 - tail(at, -1, m, n, k);
};

/** The hypergeometric distribution: marked ones among k drawn without return from m marked and n plain. */
export const hypergeometric = {
  density: (x: number, m: number, n: number, k: number): number => Math.exp(logDensity(x, m, n, k)),
  logDensity,
  /** P(X <= x) */
  cdf,
  /** P(X > x) */
  survival,
};
