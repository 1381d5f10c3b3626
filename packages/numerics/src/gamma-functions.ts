import stdlibDigamma from "@stdlib/math-base-special-digamma";
import stdlibLnGamma from "@stdlib/math-base-special-gammaln";
import stdlibTrigamma from "@stdlib/math-base-special-trigamma";

/** ln |Gamma(x)|, to the last digits for any real x; infinite at 0 and the negative whole numbers. */
export const lnGamma = (x: number): number => stdlibLnGamma(x);

/** The derivative of {@link lnGamma}. */
export const digamma = (x: number): number => stdlibDigamma(x);

/** The second derivative of {@link lnGamma}. */
export const trigamma = (x: number): number => stdlibTrigamma(x);

/** ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b), a and b > 0. */
export { default as lnBeta } from "@stdlib/math-base-special-betaln";

const factorials = new Float64Array(171);
factorials[0] = 0;
let product = 1;
for (let n = 1; n < factorials.length; n++) {
  product *= n;
  factorials[n] = Math.log(product);
}

/** ln n! for a whole number n >= 0. */
export const lnFactorial = (n: number): number => factorials[n] ?? lnGamma(n + 1);

/** ln of n over k, 0 <= k <= n; whole numbers. */
export const lnChoose = (n: number, k: number): number =>
  lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
