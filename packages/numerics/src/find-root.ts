import { err, ok, type Result } from "@erbium/model";

/**
 * A root of a continuous function between two points where its signs differ, by Brent's method.
 *
 * @param tolerance width of the bracket at which the search ends, on the scale of x
 * @returns the root, or a refusal where the signs do not differ or a value is not a number
 * @source Brent 1973, Algorithms for Minimization without Derivatives, chapter 4; the acceptance of a step as in
 *         zeroin of netlib (Forsythe, Malcolm and Moler 1977)
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
  for (let iteration = 0; iteration < 1000; iteration++) {
    const before = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const width = c - b;
    let step = width / 2;
    if (Math.abs(step) <= least || fb === 0) return ok(b);
    if (Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = width * s;
        q = 1 - s;
      } else {
        const u = fa / fc;
        const r = fb / fc;
        p = s * (width * u * (u - r) - (b - a) * (r - 1));
        q = (u - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      // interpolation where it stays well inside and shortens, else bisection
      if (p < 0.75 * width * q - Math.abs(least * q) / 2 && p < Math.abs((before * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < least) step = step > 0 ? least : -least;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
    }
  }
  return ok(b);
};
