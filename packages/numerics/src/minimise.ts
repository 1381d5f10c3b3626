import { type LinePoint, lineSearch } from "./line-search.ts";

export interface MinimiseOptions {
  /** writes the gradient at a point; central differences stand in for it where it is left out */
  readonly gradient?: (at: Float64Array, into: Float64Array) => void;
  /** half the width of a central difference, on the scale of the variables; default 1e-5 * max(1, |x|) */
  readonly differenceStep?: number;
  /** pairs of steps kept, default 8 */
  readonly memory?: number;
  /** stops when one iteration lowers the value by less than this share of it (at least of 1); default 1e-15 */
  readonly relativeTolerance?: number;
  /** stops when no element of the gradient is larger; default 1e-10 */
  readonly gradientTolerance?: number;
  readonly maximumIterations?: number;
}

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iterations: number;
  /** false when the iterations ran out or the start has no finite value */
  readonly converged: boolean;
}

const rules = { decrease: 1e-3, curvature: 0.9, bracket: 0.1, largestStep: 1e10, evaluations: 20 };

/**
 * Gradient by central differences.
 *
 * @param step half width; default 1e-5 * max(1, |x|), near the third root of the machine's precision
 */
export const differenceGradient = (
  f: (at: Float64Array) => number,
  at: Float64Array,
  into: Float64Array,
  step?: number,
): void => {
  const moved = at.slice();
  for (let i = 0; i < at.length; i++) {
    const here = at[i]!;
    const half = step ?? 1e-5 * Math.max(1, Math.abs(here));
    moved[i] = here + half;
    const above = f(moved);
    moved[i] = here - half;
    into[i] = (above - f(moved)) / (2 * half);
    moved[i] = here;
  }
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/**
 * A local minimum of a smooth function of several variables, by the limited-memory quasi-Newton method (BFGS
 * updates kept as pairs of steps and gradient changes) with a line search of Moré and Thuente.
 *
 * @param f     the function; where it is not finite the search steps back
 * @param start where f is finite; left as it is
 * @returns the best point, its value and gradient, and whether the search converged
 * @source Nocedal 1980, Math Comp 35:773; Liu and Nocedal 1989, Math Program 45:503
 */
export const minimise = (
  f: (at: Float64Array) => number,
  start: Float64Array,
  options: MinimiseOptions = {},
): Minimum => {
  const n = start.length;
  const { memory = 8, relativeTolerance = 1e-15, gradientTolerance = 1e-10 } = options;
  const gradientAt =
    options.gradient ??
    ((at: Float64Array, into: Float64Array) => differenceGradient(f, at, into, options.differenceStep));
  let at = start.slice();
  let value = f(at);
  let gradient = new Float64Array(n);
  gradientAt(at, gradient);
  const pairs: { readonly step: Float64Array; readonly change: Float64Array; readonly product: number }[] =
    [];
  const done = (converged: boolean, iterations: number): Minimum => ({
    at,
    value,
    gradient,
    iterations,
    converged,
  });
  if (!Number.isFinite(value)) return done(false, 0);
  const limit = options.maximumIterations ?? 500;
  for (let iteration = 0; iteration < limit; iteration++) {
    if (gradient.every((one) => Math.abs(one) <= gradientTolerance)) return done(true, iteration);
    const direction = descent(gradient, pairs);
    const slope = dot(gradient, direction);
    if (!(slope < 0)) {
      if (pairs.length === 0) return done(false, iteration);
      pairs.length = 0;
      continue;
    }
    const trial = { at: new Float64Array(n), gradient: new Float64Array(n) };
    const along = (step: number): LinePoint => {
      for (let i = 0; i < n; i++) trial.at[i] = at[i]! + step * direction[i]!;
      const here = f(trial.at);
      if (!Number.isFinite(here)) return { step, value: Number.POSITIVE_INFINITY, slope: Number.NaN };
      gradientAt(trial.at, trial.gradient);
      return { step, value: here, slope: dot(trial.gradient, direction) };
    };
    const first = iteration === 0 ? 1 / Math.sqrt(dot(direction, direction)) : 1;
    const found = lineSearch(along, { step: 0, value, slope }, first, rules);
    if (found === null) {
      // The curvature kept may be spoilt by rounding: once more along the gradient, then the point stands.
      if (pairs.length === 0) return done(true, iteration);
      pairs.length = 0;
      continue;
    }
    const step = new Float64Array(n);
    const change = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      step[i] = found.step * direction[i]!;
      change[i] = trial.gradient[i]! - gradient[i]!;
    }
    const before = value;
    at = trial.at;
    gradient = trial.gradient;
    value = found.value;
    if (before - value <= relativeTolerance * Math.max(Math.abs(before), Math.abs(value), 1))
      return done(true, iteration + 1);
    const product = dot(step, change);
    if (product > Number.EPSILON * -slope * found.step) {
      pairs.push({ step, change, product });
      if (pairs.length > memory) pairs.shift();
    }
  }
  return done(false, limit);
};

/** Minus the approximate inverse Hessian times the gradient, from the pairs kept (two loops over them). */
const descent = (
  gradient: Float64Array,
  pairs: readonly { readonly step: Float64Array; readonly change: Float64Array; readonly product: number }[],
): Float64Array => {
  const direction = gradient.map((one) => -one);
  const shares = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, product } = pairs[k]!;
    const share = dot(step, direction) / product;
    shares[k] = share;
    for (let i = 0; i < direction.length; i++) direction[i]! -= share * change[i]!;
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = last.product / dot(last.change, last.change);
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  for (const [k, { step, change, product }] of pairs.entries()) {
    const share = shares[k]! - dot(change, direction) / product;
    for (let i = 0; i < direction.length; i++) direction[i]! += share * step[i]!;
  }
  return direction;
};
