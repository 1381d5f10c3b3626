import { err, ok, type Result } from "@erbium/model";

/**
 * A root of a continuous function between two points where its signs differ, by Brent's method.
 *
 * @param tolerance width of the bracket at which the search ends, on the scale of x
 * @returns the root, or a refusal where the signs do not differ or a value is not a number
 * @source Brent 1973, Algorithms for Minimization without Derivatives, chapter 4
 */
export const findRoot = (
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = 1e-12,
): Result<number> => {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (Number.isNaN(fa) || Number.isNaN(fb) || fa * fb > 0)
    return err({
      code: "no-sign-change",
      message: `the function has no sign change between ${low} (${fa}) and ${high} (${fb})`,
      remedy: "widen the interval until the values at its ends differ in sign",
    });
  let c = a;
  let fc = fa;
  let step = b - a;
  let before = step;
  for (let iteration = 0; iteration < 1000; iteration++) {
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      before = step;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= least || fb === 0) return ok(b);
    if (Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const u = fa / fc;
        const r = fb / fc;
        p = s * (2 * half * u * (u - r) - (b - a) * (r - 1));
        q = (u - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * half * q - Math.abs(least * q), Math.abs(before * q))) {
        before = step;
        step = p / q;
      } else {
        step = half;
        before = half;
      }
    } else {
      step = half;
      before = half;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > least ? step : half > 0 ? least : -least;
    fb = f(b);
  }
  return ok(b);
};
