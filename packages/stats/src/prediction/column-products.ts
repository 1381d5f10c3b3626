// The inner loops of coordinate descent over columns that stand one after the other in one array. Plain variables and
// two or four sums at a time: measured in bench/elastic-net.ts, some twice as fast as the obvious loop.

/** Sums in four parts, so that an addition need not wait for the one before. */
export const dot = (a: Float64Array, from: number, b: Float64Array, n: number): number => {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const at = from + i;
    s0 += a[at]! * b[i]!;
    s1 += a[at + 1]! * b[i + 1]!;
    s2 += a[at + 2]! * b[i + 2]!;
    s3 += a[at + 3]! * b[i + 3]!;
  }
  for (; i < n; i++) s0 += a[from + i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
};
export const add = (sum: Float64Array, a: Float64Array, from: number, times: number, n: number): void => {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const at = from + i;
    sum[i] = sum[i]! + times * a[at]!;
    sum[i + 1] = sum[i + 1]! + times * a[at + 1]!;
    sum[i + 2] = sum[i + 2]! + times * a[at + 2]!;
    sum[i + 3] = sum[i + 3]! + times * a[at + 3]!;
  }
  for (; i < n; i++) sum[i] = sum[i]! + times * a[from + i]!;
};

/** r += step a_moved, and the product of the new r with the column at `from`. */
export const addAndDot = (
  r: Float64Array,
  a: Float64Array,
  moved: number,
  step: number,
  from: number,
  n: number,
): number => {
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const x = r[i]! + step * a[moved + i]!;
    const y = r[i + 1]! + step * a[moved + i + 1]!;
    r[i] = x;
    r[i + 1] = y;
    s0 += x * a[from + i]!;
    s1 += y * a[from + i + 1]!;
  }
  if (i < n) {
    const x = r[i]! + step * a[moved + i]!;
    r[i] = x;
    s0 += x * a[from + i]!;
  }
  return s0 + s1;
};
/** The same, where each element of the column at `from` counts times its root. */
export const addAndDotWeighted = (
  r: Float64Array,
  a: Float64Array,
  moved: number,
  step: number,
  columns: Float64Array,
  from: number,
  root: Float64Array,
  n: number,
): number => {
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const x = r[i]! + step * a[moved + i]!;
    const y = r[i + 1]! + step * a[moved + i + 1]!;
    r[i] = x;
    r[i + 1] = y;
    s0 += x * root[i]! * columns[from + i]!;
    s1 += y * root[i + 1]! * columns[from + i + 1]!;
  }
  if (i < n) {
    const x = r[i]! + step * a[moved + i]!;
    r[i] = x;
    s0 += x * root[i]! * columns[from + i]!;
  }
  return s0 + s1;
};

/** The products of all p columns with b, four columns a pass over b. */
export const dots = (
  columns: Float64Array,
  p: number,
  b: Float64Array,
  n: number,
  into: Float64Array,
): void => {
  let j = 0;
  for (; j + 3 < p; j += 4) {
    const first = j * n;
    const second = first + n;
    const third = second + n;
    const fourth = third + n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = 0; i < n; i++) {
      const x = b[i]!;
      s0 += columns[first + i]! * x;
      s1 += columns[second + i]! * x;
      s2 += columns[third + i]! * x;
      s3 += columns[fourth + i]! * x;
    }
    into[j] = s0;
    into[j + 1] = s1;
    into[j + 2] = s2;
    into[j + 3] = s3;
  }
  for (; j < p; j++) into[j] = dot(columns, j * n, b, n);
};
/** Puts the column at `from`, each element times its root, to `to`; returns the sum of its squares. */
export const weighted = (
  a: Float64Array,
  from: number,
  root: Float64Array,
  into: Float64Array,
  to: number,
  n: number,
): number => {
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const x = root[i]! * a[from + i]!;
    const y = root[i + 1]! * a[from + i + 1]!;
    into[to + i] = x;
    into[to + i + 1] = y;
    s0 += x * x;
    s1 += y * y;
  }
  if (i < n) {
    const x = root[i]! * a[from + i]!;
    into[to + i] = x;
    s0 += x * x;
  }
  return s0 + s1;
};
