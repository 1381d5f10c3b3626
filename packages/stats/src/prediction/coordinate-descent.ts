import { add, addAndDot, dot, dots, squares, subtract, subtractAndDot } from "./column-products.ts";
import type { ElasticNetLoss } from "./elastic-net-loss.ts";

export interface DescentOptions {
  readonly alpha: number;
  readonly factors: Float64Array;
  /** 1 for columns that may be used */
  readonly usable: Float64Array;
  /** null: a path is laid out */
  readonly lambda: Float64Array | null;
  /** whether the path ends where hardly more is explained */
  readonly mayEndEarly: boolean;
  readonly lambdaCount: number;
  readonly lambdaRatio: number;
  readonly tolerance: number;
}

export interface DescentPath {
  readonly lambda: Float64Array;
  readonly intercept: Float64Array;
  /** penalties x p, on the scale of the columns */
  readonly coefficients: Float64Array;
  readonly nonZero: Int32Array;
  readonly devianceRatio: Float64Array;
}

/** Where a laid-out path ends early. */
const explained = 0.999;
const leastSteps = 5;
/** Without an absolute penalty no coefficient is ever 0; the path then starts where it would with this share. */
const leastAlpha = 1e-3;
const mostCycles = 100_000;

/**
 * Cyclic coordinate descent along a path. Each pass majorises the loss by a quadratic with the curvatures at the
 * current point (which is the loss itself for squared error), and descends on it one coefficient at a time:
 * b_j <- soft(x_j' r + v_j b_j, lambda alpha) / (v_j + lambda (1 - alpha)).
 *
 * @param columns p columns of length n, centred
 */
export const descend = (
  columns: Float64Array,
  n: number,
  p: number,
  loss: ElasticNetLoss,
  options: DescentOptions,
): DescentPath => {
  const { alpha, factors, usable, tolerance } = options;
  const beta = new Float64Array(p);
  const before = new Float64Array(p);
  let b0 = loss.nullIntercept;
  const eta = new Float64Array(n).fill(b0);
  const residual = new Float64Array(n);
  const curvature = new Float64Array(n);
  const gradient = new Float64Array(p);
  // What was ever other than 0, in the order in which it came in.
  const active = new Int32Array(p);
  const entered = new Uint8Array(p);
  let activeCount = 0;
  // One curvature for all observations and the whole path.
  let even = loss.quadratic;
  const bend = new Float64Array(p);
  // Which quadratic the bend of a column belongs to.
  const bentAt = new Int32Array(p);
  let quadratic = 1;
  // 0 set aside, 1 in the running
  const chosen = new Uint8Array(p);
  let running: Int32Array = new Int32Array(0);
  const choose = (): void => {
    let count = 0;
    for (let j = 0; j < p; j++) count += chosen[j]!;
    running = new Int32Array(count);
    for (let j = 0, to = 0; j < p; j++) if (chosen[j] === 1) running[to++] = j;
  };
  loss.derive(eta, residual, curvature);
  const least = tolerance * loss.unitDeviance;
  for (let i = 1; i < n; i++) even &&= curvature[i] === curvature[0];
  for (let j = 0; j < p; j++) chosen[j] = Number(usable[j] === 1 && factors[j] === 0);
  dots(columns, p, residual, n, gradient);
  choose();
  if (running.length > 0 && options.lambda === null) {
    solve(0);
    dots(columns, p, residual, n, gradient);
  }
  let last = entrance();
  const lambda = options.lambda?.slice() ?? layOut(last);

  /** The penalty at which the first covariate enters. */
  function entrance(): number {
    let highest = 0;
    for (let j = 0; j < p; j++)
      if (usable[j] === 1 && factors[j]! > 0)
        highest = Math.max(highest, Math.abs(gradient[j]!) / factors[j]!);
    // A hair more, so that rounding lets nothing in at the first penalty.
    return (highest * (1 + 1e-12)) / Math.max(alpha, leastAlpha);
  }
  function layOut(highest: number): Float64Array {
    const ratio = options.lambdaRatio ** (1 / Math.max(1, options.lambdaCount - 1));
    return Float64Array.from({ length: options.lambdaCount }, (_, step) => highest * ratio ** step);
  }

  /** Descends on the quadratic at the current point; returns the largest weighted squared change. */
  function cycle(list: Int32Array, count: number, penalty: number): number {
    let largest = 0;
    // The residual follows a change on the way to the next product.
    let moved = 0;
    let step = 0;
    const absolute = penalty * alpha;
    const square = penalty * (1 - alpha);
    for (let at = 0; at < count; at++) {
      const j = list[at]!;
      const old = beta[j]!;
      const slope =
        step === 0
          ? dot(columns, j * n, residual, n)
          : even
            ? addAndDot(residual, columns, moved, step, j * n, n)
            : subtractAndDot(residual, columns, moved, step, curvature, j * n, n);
      step = 0;
      const cut = absolute * factors[j]!;
      if (old === 0 && Math.abs(slope) <= cut) continue;
      // The bend is asked for where a coefficient moves only: most of the running never do.
      if (bentAt[j] !== quadratic) {
        bentAt[j] = quadratic;
        bend[j] = squares(columns, j * n, curvature, n);
      }
      const v = bend[j]!;
      const u = slope + v * old;
      let next = 0;
      if (u > cut) next = (u - cut) / (v + square * factors[j]!);
      else if (u < -cut) next = (u + cut) / (v + square * factors[j]!);
      const change = next - old;
      if (change === 0) continue;
      beta[j] = next;
      if (entered[j] === 0) {
        entered[j] = 1;
        active[activeCount++] = j;
      }
      moved = j * n;
      step = even ? -change * curvature[0]! : change;
      const size = v * change * change;
      if (size > largest) largest = size;
    }
    if (step !== 0) {
      if (even) add(residual, columns, moved, step, n);
      else subtract(residual, columns, moved, curvature, step, n);
    }
    // Squared error of centred columns never moves the intercept.
    if (loss.hasIntercept && !loss.quadratic) {
      let sum = 0;
      let total = 0;
      for (let i = 0; i < n; i++) {
        sum += residual[i]!;
        total += curvature[i]!;
      }
      const change = sum / total;
      if (change !== 0) {
        b0 += change;
        for (let i = 0; i < n; i++) residual[i]! -= change * curvature[i]!;
        const size = total * change * change;
        if (size > largest) largest = size;
      }
    }
    return largest;
  }

  function settle(penalty: number): void {
    for (let round = 0; round < mostCycles && cycle(active, activeCount, penalty) >= least; round++);
  }

  function solve(penalty: number): void {
    for (let outer = 0; outer < 200; outer++) {
      if (outer > 0 || !loss.quadratic) loss.derive(eta, residual, curvature);
      const b0Before = b0;
      // One quadratic for the whole path bends the same throughout.
      if (!loss.quadratic) quadratic++;
      for (let at = 0; at < activeCount; at++) before[active[at]!] = beta[active[at]!]!;
      // The loss itself is one quadratic for the whole path: what was active is settled before all are looked at.
      if (loss.quadratic && outer === 0) settle(penalty);
      for (let round = 0; round < mostCycles && cycle(running, running.length, penalty) >= least; round++)
        settle(penalty);
      let largest = curvature.reduce((sum, one) => sum + one, 0) * (b0 - b0Before) ** 2;
      eta.fill(b0);
      for (let at = 0; at < activeCount; at++) {
        const j = active[at]!;
        const b = beta[j]!;
        largest = Math.max(largest, bend[j]! * (b - before[j]!) ** 2);
        if (b !== 0) add(eta, columns, j * n, b, n);
      }
      if (loss.quadratic || largest < least) break;
    }
    loss.derive(eta, residual, curvature);
  }

  const coefficients = new Float64Array(lambda.length * p);
  const intercept = new Float64Array(lambda.length);
  const nonZero = new Int32Array(lambda.length);
  const devianceRatio = new Float64Array(lambda.length);
  let steps = 0;
  for (; steps < lambda.length; steps++) {
    const penalty = lambda[steps]!;
    // Strong rule: what is below 2 lambda - the last lambda is unlikely to enter.
    const bar = alpha * (2 * penalty - last);
    for (let j = 0; j < p; j++)
      if (chosen[j] === 0 && usable[j] === 1 && Math.abs(gradient[j]!) >= bar * factors[j]!) chosen[j] = 1;
    choose();
    for (let check = 0; check < 100; check++) {
      solve(penalty);
      let missed = false;
      dots(columns, p, residual, n, gradient);
      for (let j = 0; j < p; j++) {
        if (usable[j] === 1 && chosen[j] === 0 && Math.abs(gradient[j]!) > alpha * penalty * factors[j]!) {
          chosen[j] = 1;
          missed = true;
        }
      }
      if (!missed) break;
      choose();
    }
    last = penalty;
    intercept[steps] = b0;
    coefficients.set(beta, steps * p);
    for (let j = 0; j < p; j++) nonZero[steps]! += Number(beta[j] !== 0);
    const ratio = 1 - loss.deviance(eta) / loss.nullDeviance;
    devianceRatio[steps] = ratio;
    if (
      options.mayEndEarly &&
      steps + 1 >= leastSteps &&
      (ratio > explained || loss.settled(devianceRatio, steps))
    ) {
      steps++;
      break;
    }
  }
  return {
    lambda: lambda.slice(0, steps),
    intercept: intercept.slice(0, steps),
    coefficients: coefficients.slice(0, steps * p),
    nonZero: nonZero.slice(0, steps),
    devianceRatio: devianceRatio.slice(0, steps),
  };
};
