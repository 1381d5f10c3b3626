import { orderOf } from "@erbium/numerics";

/** Ranks from 1, ties at their mean. */
const ranks = (values: readonly number[]): Float64Array => {
  const order = orderOf(Float64Array.from(values));
  const ranked = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] as number] === values[order[start] as number])
      end++;
    for (let i = start; i <= end; i++) ranked[order[i] as number] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranked;
};

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, ties at their mean rank.
 *
 * @param a, b of one length, at least two, neither constant
 * @returns -1 to 1
 */
export const spearman = (a: readonly number[], b: readonly number[]): number => {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - mean;
    const dy = (y[i] as number) - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
};
