import type { ColumnTable } from "@erbium/numerics";

/**
 * Cyclic coordinate descent on the quadratic that stands for a loss: least squares in the columns times the roots of
 * the observations' curvatures, which are worked out where a coefficient is looked at.
 */
export interface CoordinateDescent {
  /** takes a column into the running; it stays */
  readonly take: (column: number) => void;
  /** columns whose coefficient was ever other than 0, in the order in which they came in: the first `activeCount` */
  readonly active: Int32Array;
  readonly activeCount: () => number;
  /** sets out on a new quadratic, whose roots of curvatures stand in the table */
  readonly weigh: () => void;
  /**
   * One round over the columns in the running, in their order, or over the active ones, and the intercept:
   * b <- soft(x'r + v b, absolute f) / (v + square f), where v is the column's sum of squares and f its penalty factor.
   * The residual follows.
   *
   * @param beta one coefficient a column, and behind them the intercept
   * @returns the largest v (change of b)^2
   */
  readonly sweep: (
    which: "running" | "active",
    beta: Float64Array,
    absolute: number,
    square: number,
  ) => number;
  /** the largest v (b - before)^2 */
  readonly largestMove: (beta: Float64Array, before: Float64Array) => number;
}

/** Where things stand in the table: p covariates first, then as many places for the weighted ones. */
export interface DescentPlaces {
  readonly root: number;
  /** working residual over the roots of the curvatures */
  readonly residual: number;
}

/** @param hasIntercept whether a round ends with the intercept */
export const coordinateDescent = (
  table: ColumnTable,
  { root, residual }: DescentPlaces,
  factors: Float64Array,
  hasIntercept: boolean,
): CoordinateDescent => {
  const p = factors.length;
  const held = new Uint8Array(p);
  let heldCount = 0;
  const running = new Int32Array(p);
  let runningCount = 0;
  const active = new Int32Array(p);
  const isActive = new Uint8Array(p);
  let activeCount = 0;
  const squares = new Float64Array(p);
  // The quadratic for which a column was weighted last.
  const weightedFor = new Int32Array(p);
  let quadratic = 0;
  let rootSquares = 0;

  const inOrder = (): void => {
    runningCount = 0;
    for (let j = 0; j < p; j++) if (held[j] === 1) running[runningCount++] = j;
  };
  return {
    take(column) {
      heldCount += 1 - held[column]!;
      held[column] = 1;
    },
    active,
    activeCount: () => activeCount,
    weigh() {
      quadratic++;
      rootSquares = table.dot(root, root);
    },
    sweep(which, beta, absolute, square) {
      if (runningCount < heldCount) inOrder();
      const list = which === "running" ? running : active;
      const count = which === "running" ? runningCount : activeCount;
      let largest = 0;
      // The residual follows a change on the way to the next product.
      let moved = 0;
      let step = 0;
      for (let at = 0; at < count; at++) {
        const j = list[at]!;
        const weighted = p + j;
        if (weightedFor[j] !== quadratic) {
          weightedFor[j] = quadratic;
          squares[j] = table.multiply(j, root, weighted);
        }
        const slope =
          step === 0 ? table.dot(weighted, residual) : table.addAndDot(residual, moved, step, weighted);
        step = 0;
        const old = beta[j]!;
        const v = squares[j]!;
        const cut = absolute * factors[j]!;
        const u = slope + v * old;
        let next = 0;
        if (u > cut) next = (u - cut) / (v + square * factors[j]!);
        else if (u < -cut) next = (u + cut) / (v + square * factors[j]!);
        const change = next - old;
        if (change === 0) continue;
        beta[j] = next;
        if (isActive[j] === 0) {
          isActive[j] = 1;
          active[activeCount++] = j;
        }
        moved = weighted;
        step = -change;
        const size = v * change * change;
        if (size > largest) largest = size;
      }
      if (step !== 0) table.add(residual, moved, step);
      if (hasIntercept) {
        const change = table.dot(root, residual) / rootSquares;
        beta[p] = beta[p]! + change;
        table.add(residual, root, -change);
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
