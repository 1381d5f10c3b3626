/** Below this length a comparison sort is as fast as the radix passes with their histograms. */
const radixFrom = 500;

/**
 * The permutation that sorts numbers ascending; equal numbers keep their order, not-a-number comes last.
 *
 * Long inputs go through a radix sort of the upper half of the 64-bit pattern (sign, exponent and 20 bits of the
 * fraction); what shares its upper half and is not in order yet is then sorted by the lower.
 *
 * @param values length n; left as it is
 * @returns indices into `values`, length n
 */
export const orderOf = (values: Float64Array): Uint32Array => {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < radixFrom) return order.sort((a, b) => compare(values, a, b));
  const upper = halvesOf(values, order, 1);
  const sorted = radixOrder(upper, order);
  for (let from = 0, to = 1; from < n; from = to++) {
    const half = upper[sorted[from]!]!;
    while (to < n && upper[sorted[to]!] === half) to++;
    if (to > from + 1) sortAlike(values, sorted.subarray(from, to));
  }
  return sorted;
};

const compare = (values: Float64Array, a: number, b: number): number => {
  const [x, y] = [values[a]!, values[b]!];
  if (x < y) return -1;
  if (x > y) return 1;
  return x === y ? a - b : Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
};

/** Sorts indices of values that share their upper half. */
const sortAlike = (values: Float64Array, indices: Uint32Array): void => {
  const n = indices.length;
  let ascends = true;
  for (let i = 1; i < n && ascends; i++) ascends = !(values[indices[i]!]! < values[indices[i - 1]!]!);
  if (ascends) return;
  if (n < radixFrom) indices.sort((a, b) => compare(values, a, b));
  else {
    const own = Uint32Array.from({ length: n }, (_, i) => i);
    const sorted = radixOrder(halvesOf(values, indices, 0), own);
    const before = indices.slice();
    for (let i = 0; i < n; i++) indices[i] = before[sorted[i]!]!;
  }
};

/** The lower (0) or upper (1) halves of the patterns, as unsigned numbers that ascend as the values do. */
const halvesOf = (values: Float64Array, indices: Uint32Array, which: 0 | 1): Uint32Array => {
  const n = indices.length;
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  const sign = which === 1 ? 0x80000000 : 0;
  const keys = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const value = values[indices[i]!]!;
    // 0 and -0 are equal; not-a-number stands above infinity whatever its sign.
    one[0] = Number.isNaN(value) ? Number.NaN : value + 0;
    const half = halves[which]!;
    keys[i] = value < 0 ? ~half : half | sign;
  }
  return keys;
};

/** Orders 0 to n - 1 by unsigned keys in three passes of 11 bits; a pass is left out where all keys share its digit. */
const radixOrder = (keys: Uint32Array, indices: Uint32Array): Uint32Array => {
  const n = keys.length;
  const counts = new Uint32Array(3 * 2048);
  for (let i = 0; i < n; i++) {
    const key = keys[i]!;
    counts[key & 0x7ff]!++;
    counts[2048 + ((key >>> 11) & 0x7ff)]!++;
    counts[4096 + (key >>> 22)]!++;
  }
  let key = keys.slice();
  let order = indices;
  let keyTo = new Uint32Array(n);
  let orderTo: Uint32Array = new Uint32Array(n);
  for (let pass = 0; pass < 3; pass++) {
    const count = counts.subarray(pass * 2048, (pass + 1) * 2048);
    const shift = pass * 11;
    if (count[(key[0]! >>> shift) & 0x7ff] === n) continue;
    let sum = 0;
    for (let digit = 0; digit < 2048; digit++) {
      const here = count[digit]!;
      count[digit] = sum;
      sum += here;
    }
    for (let i = 0; i < n; i++) {
      const one = key[i]!;
      const at = count[(one >>> shift) & 0x7ff]!++;
      keyTo[at] = one;
      orderTo[at] = order[i]!;
    }
    [key, keyTo] = [keyTo, key];
    [order, orderTo] = [orderTo, order];
  }
  return order;
};
