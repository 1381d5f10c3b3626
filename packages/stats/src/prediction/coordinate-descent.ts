import { add, addAndDot, addAndDotWeighted, dot, weighted } from "./column-products.ts";

/**
 * Cyclic coordinate descent on the quadratic that stands for a loss: least squares in the columns times the roots of
 * the observations' curvatures, which are made where a coefficient moves and kept one after the other.
 */
export interface CoordinateDescent {
  /** takes a column into the running; it stays */
  readonly take: (column: number) => void;
  /** columns whose coefficient was ever other than 0, in the order in which they came in: the first `activeCount` */
  readonly active: Int32Array;
  readonly activeCount: () => number;
  /** sets out on a new quadratic, with these roots of the curvatures */
  readonly weigh: (roots: Float64Array) => void;
  /**
   * One round over the columns in the running, in their order, or over the active ones, and the intercept:
   * b <- soft(x'r + v b, absolute f) / (v + square f), where v is the column's sum of squares and f its penalty factor.
   * The residual follows.
   *
   * @param beta one coefficient a column, and behind them the intercept
   * @param residual working residual over the roots of the curvatures
   * @returns the largest v (change of b)^2
   */
  readonly sweep: (
    which: "running" | "active",
    beta: Float64Array,
    residual: Float64Array,
    absolute: number,
    square: number,
  ) => number;
  /** the largest v (b - before)^2 */
  readonly largestMove: (beta: Float64Array, before: Float64Array) => number;
}

/**
 * @param columns p of length n, one after the other
 * @param hasIntercept whether a round ends with the intercept
 */
export const coordinateDescent = (
  columns: Float64Array,
  n: number,
  factors: Float64Array,
  hasIntercept: boolean,
): CoordinateDescent => {
  const p = factors.length;
  const held = new Uint8Array(p);
  const running = new Int32Array(p);
  let heldCount = 0;
  let runningCount = 0;
  const active = new Int32Array(p);
  const isActive = new Uint8Array(p);
  let activeCount = 0;
  // Where an active column stands among the weighted ones, its sum of squares, and for which quadratic.
  const slotOf = new Int32Array(p);
  const squares = new Float64Array(p);
  const weighedFor = new Int32Array(p);
  let slots: Float64Array = new Float64Array(Math.min(16, p) * n);
  let root: Float64Array = new Float64Array(n).fill(1);
  let rootSquares = n;
  let quadratic = 1;

  const inOrder = (): void => {
    runningCount = 0;
    for (let j = 0; j < p; j++) if (held[j] === 1) running[runningCount++] = j;
  };
  const activate = (j: number): void => {
    if ((activeCount + 1) * n > slots.length) {
      const larger = new Float64Array(Math.min(2 * slots.length, p * n));
      larger.set(slots);
      slots = larger;
    }
    isActive[j] = 1;
    slotOf[j] = activeCount;
    active[activeCount++] = j;
  };
  const makeReady = (j: number): void => {
    if (isActive[j] === 0) activate(j);
    weighedFor[j] = quadratic;
    squares[j] = weighted(columns, j * n, root, slots, slotOf[j]! * n, n);
  };
  return {
    take(column) {
      heldCount += 1 - held[column]!;
      held[column] = 1;
    },
    active,
    activeCount: () => activeCount,
    weigh(roots) {
      root = roots;
      rootSquares = dot(roots, 0, roots, n);
      quadratic++;
    },
    sweep(which, beta, residual, absolute, square) {
      if (runningCount < heldCount) inOrder();
      const list = which === "running" ? running : active;
      const count = which === "running" ? runningCount : activeCount;
      let largest = 0;
      // The residual follows a change on the way to the next product.
      let moved = 0;
      let step = 0;
      for (let at = 0; at < count; at++) {
        const j = list[at]!;
        const old = beta[j]!;
        const cut = absolute * factors[j]!;
        if (weighedFor[j] !== quadratic) {
          if (old === 0) {
            // Most of the running never move: their product needs no weighted column.
            const slope = addAndDotWeighted(residual, slots, moved, step, columns, j * n, root, n);
            step = 0;
            if (Math.abs(slope) <= cut) continue;
          }
          makeReady(j);
        }
        const from = slotOf[j]! * n;
        const slope =
          step === 0 ? dot(slots, from, residual, n) : addAndDot(residual, slots, moved, step, from, n);
        step = 0;
        const v = squares[j]!;
        const u = slope + v * old;
        let next = 0;
        if (u > cut) next = (u - cut) / (v + square * factors[j]!);
        else if (u < -cut) next = (u + cut) / (v + square * factors[j]!);
        const change = next - old;
        if (change === 0) continue;
        beta[j] = next;
        moved = from;
        step = -change;
        const size = v * change * change;
        if (size > largest) largest = size;
      }
      if (step !== 0) add(residual, slots, moved, step, n);
      if (hasIntercept) {
        const change = dot(root, 0, residual, n) / rootSquares;
        beta[p] = beta[p]! + change;
        add(residual, root, 0, -change, n);
        largest = Math.max(largest, rootSquares * change * change);
      }
      return largest;
    },
    largestMove(beta, before) {
      let largest = hasIntercept ? rootSquares * (beta[p]! - before[p]!) ** 2 : 0;
      for (let at = 0; at < activeCount; at++) {
        const j = active[at]!;
        largest = Math.max(largest, squares[j]! * (beta[j]! - before[j]!) ** 2);
      }
      return largest;
    },
  };
};
