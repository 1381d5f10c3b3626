/** Covariates one after the other, as coordinate descent walks through them. */
export interface CovariateColumns {
  readonly n: number;
  readonly p: number;
  /** p columns of length n */
  readonly columns: Float64Array;
  readonly centre: Float64Array;
  /** what the columns were divided by */
  readonly scale: Float64Array;
  /** 1 where a column varies */
  readonly usable: Uint8Array;
}

/** Rows to columns, in tiles that stay in the cache. */
export const columnsOf = (design: Float64Array, n: number, p: number): Float64Array => {
  const tile = 16;
  const columns = new Float64Array(n * p);
  for (let top = 0; top < n; top += tile)
    for (let left = 0; left < p; left += tile) {
      const bottom = Math.min(n, top + tile);
      const right = Math.min(p, left + tile);
      for (let k = left; k < right; k++)
        for (let i = top; i < bottom; i++) columns[k * n + i] = design[i * p + k]!;
    }
  return columns;
};

/**
 * The rows asked for of columns of length n, centred, and divided by their standard deviation where asked for (divisor
 * the total weight).
 *
 * @param weights one a row asked for
 */
export const standardisedColumns = (
  raw: Float64Array,
  n: number,
  rows: Int32Array,
  weights: Float64Array | undefined,
  scaled: boolean,
): CovariateColumns => {
  const m = rows.length;
  const p = raw.length / n;
  const columns = new Float64Array(m * p);
  const centre = new Float64Array(p);
  const scale = new Float64Array(p).fill(1);
  const usable = new Uint8Array(p);
  const weight = weights ?? new Float64Array(m).fill(1);
  const total = weight.reduce((sum, one) => sum + one, 0);
  for (let k = 0, from = 0; k < p; k++, from += m) {
    let sum = 0;
    let largest = 0;
    for (let i = 0; i < m; i++) {
      const value = raw[k * n + rows[i]!]!;
      columns[from + i] = value;
      sum += weight[i]! * value;
      const size = Math.abs(value);
      if (size > largest) largest = size;
    }
    const middle = sum / total;
    let square = 0;
    for (let i = 0; i < m; i++) {
      const value = columns[from + i]! - middle;
      columns[from + i] = value;
      square += weight[i]! * value * value;
    }
    const deviation = Math.sqrt(square / total);
    centre[k] = middle;
    // A constant column has no spread but rounding; it is never used.
    if (!(deviation > 1e-12 * largest)) continue;
    usable[k] = 1;
    if (!scaled) continue;
    scale[k] = deviation;
    const times = 1 / deviation;
    for (let i = from; i < from + m; i++) columns[i] = columns[i]! * times;
  }
  return { n: m, p, columns, centre, scale, usable };
};
