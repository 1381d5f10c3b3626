import type { ColumnTable } from "@erbium/numerics";

/**
 * Which columns outside the model a penalty would let in, without the product of each with the residual r.
 *
 * Let r = s u, where s follows how much of r has shrunk along itself. A product x'u has changed since it was last
 * known by no more than |x| times the way that u has gone since (Cauchy and Schwarz, and the triangle inequality), so
 * most columns are cleared from an old product. The bound holds always; it saves work where u turns slowly, as it does
 * along a path of penalties.
 */
export interface GradientBounds {
  /** the products of all columns with the residual */
  readonly all: () => Float64Array;
  /**
   * Lets each column in that is outside and whose product exceeds `cut` times its penalty factor in size.
   *
   * @returns how many came in
   */
  readonly letIn: (cut: number, enter: (column: number) => void) => number;
}

/** What rounding may add to a way or a product, as a share of the way. */
const rounding = 1e-12;

/**
 * @param table p columns, as many as there are penalty factors
 * @param residual where the residual stands in the table
 * @param enterable 1 where a column may ever be let in
 */
export const gradientBounds = (
  table: ColumnTable,
  residual: number,
  factors: Float64Array,
  enterable: Uint8Array,
): GradientBounds => {
  const outside = enterable.slice();
  const p = factors.length;
  const product = new Float64Array(p);
  // The size of x'u when it was last known, less |x| times the way gone by then.
  const known = new Float64Array(p);
  const lengths = new Float64Array(p);
  for (let j = 0; j < p; j++) lengths[j] = Math.sqrt(table.dot(j, j));
  const now = table.column(residual);
  const n = now.length;
  const last = new Float64Array(n);
  let scale = 1;
  let way = 0;
  const move = (): void => {
    let along = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      along += now[i]! * last[i]!;
      square += last[i]! * last[i]!;
    }
    const shrunk = along > 0 ? along / square : 1;
    let turned = 0;
    for (let i = 0; i < n; i++) {
      const change = now[i]! - shrunk * last[i]!;
      turned += change * change;
    }
    scale *= shrunk;
    way += Math.sqrt(turned) / scale;
    last.set(now);
  };
  return {
    all() {
      move();
      for (let j = 0; j < p; j++) {
        product[j] = table.dot(j, residual);
        known[j] = Math.abs(product[j]!) / scale - lengths[j]! * way;
      }
      return product;
    },
    letIn(cut, enter) {
      move();
      const reach = way * (1 + rounding);
      let count = 0;
      for (let j = 0; j < p; j++) {
        if (outside[j] === 0) continue;
        const limit = cut * factors[j]!;
        if (known[j]! + lengths[j]! * reach <= limit / scale) continue;
        const size = Math.abs(table.dot(j, residual));
        known[j] = size / scale - lengths[j]! * way;
        if (size <= limit) continue;
        outside[j] = 0;
        enter(j);
        count++;
      }
      return count;
    },
  };
};
