import { lnGamma } from "./gamma-functions.ts";

const halfLnTwoPi = 0.5 * Math.log(2 * Math.PI);

/**
 * What Stirling's formula leaves out of ln n!: `ln Gamma(n+1) - (n + 1/2) ln n + n - ln sqrt(2 pi)`.
 *
 * @source Loader 2000, Fast and accurate computation of binomial probabilities; series DLMF 5.11.1
 */
const stirlingRest = (n: number): number => {
  if (n < 16) return lnGamma(n + 1) - (n + 0.5) * Math.log(n) + n - halfLnTwoPi;
  const inverseSquare = 1 / (n * n);
  return (
    (1 / 12 -
      inverseSquare *
        (1 / 360 - inverseSquare * (1 / 1260 - inverseSquare * (1 / 1680 - inverseSquare / 1188)))) /
    n
  );
};

/**
 * `x ln(x / mean) + mean - x`, half the Poisson deviance, without the loss of digits where x is close to the mean.
 *
 * @source Loader 2000; the series is that of artanh
 */
const halfDeviance = (x: number, mean: number): number => {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
};

/**
 * ln of the binomial probability of x among n, for real x and n, accurate to the last digits at any size.
 *
 * @param q 1 - p, given apart so that a p close to 1 keeps its digits
 * @source Loader 2000
 */
export const lnBinomialTerm = (x: number, n: number, p: number, q: number): number => {
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return n === 0 ? 0 : p < 0.1 ? -halfDeviance(n, n * q) - n * p : n * Math.log(q);
  if (x === n) return q < 0.1 ? -halfDeviance(n, n * p) - n * q : n * Math.log(p);
  if (x < 0 || x > n) return Number.NEGATIVE_INFINITY;
  return (
    stirlingRest(n) -
    stirlingRest(x) -
    stirlingRest(n - x) -
    halfDeviance(x, n * p) -
    halfDeviance(n - x, n * q) +
    0.5 * (Math.log(n / x) - Math.log(2 * Math.PI * (n - x)))
  );
};

/** ln of the Poisson probability of x at a mean, for real x >= 0; see {@link lnBinomialTerm}. */
export const lnPoissonTerm = (x: number, mean: number): number => {
  if (mean === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return -mean;
  if (x < 0) return Number.NEGATIVE_INFINITY;
  return -stirlingRest(x) - halfDeviance(x, mean) - 0.5 * Math.log(2 * Math.PI * x);
};
