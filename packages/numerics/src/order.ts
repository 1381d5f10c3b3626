/** Below this length a comparison sort is as fast as the radix passes with their histograms. */
const radixFrom = 500;

/**
 * The permutation that sorts numbers ascending; equal numbers keep their order, not-a-number comes last.
 *
 * Long inputs go through a radix sort of the 64-bit pattern in six passes of 11 bits, a pass being left out
 * where all values share its digit (as whole numbers do in the low ones).
 *
 * @param values length n; left as it is
 * @returns indices into `values`, length n
 */
export const orderOf = (values: Float64Array): Uint32Array => {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < radixFrom)
    return order.sort((a, b) => {
      const [x, y] = [values[a]!, values[b]!];
      if (x < y) return -1;
      if (x > y) return 1;
      return x === y ? a - b : Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    });
  // Ascending as unsigned patterns: negative numbers turned over, positive ones with the sign bit set.
  const numbers = new Float64Array(n);
  const bits = new Uint32Array(numbers.buffer);
  for (let i = 0; i < n; i++) numbers[i] = Number.isNaN(values[i]!) ? Number.NaN : values[i]! + 0;
  let low = new Uint32Array(n);
  let high = new Uint32Array(n);
  const counts = new Uint32Array(6 * 2048);
  for (let i = 0; i < n; i++) {
    let lo = bits[2 * i]!;
    let hi = bits[2 * i + 1]!;
    if (hi >>> 31 === 1 && values[i]! < 0) {
      lo = ~lo;
      hi = ~hi;
    } else hi |= 0x80000000;
    low[i] = lo;
    high[i] = hi;
    counts[lo & 0x7ff]!++;
    counts[2048 + ((lo >>> 11) & 0x7ff)]!++;
    counts[4096 + (lo >>> 22)]!++;
    counts[6144 + (hi & 0x7ff)]!++;
    counts[8192 + ((hi >>> 11) & 0x7ff)]!++;
    counts[10240 + (hi >>> 22)]!++;
  }
  let index = order;
  let [lowTo, highTo, indexTo] = [new Uint32Array(n), new Uint32Array(n), new Uint32Array(n)];
  for (let pass = 0; pass < 6; pass++) {
    const count = counts.subarray(pass * 2048, (pass + 1) * 2048);
    const key = pass < 3 ? low : high;
    const shift = (pass % 3) * 11;
    if (count[(key[0]! >>> shift) & 0x7ff] === n) continue;
    let sum = 0;
    for (let digit = 0; digit < 2048; digit++) {
      const here = count[digit]!;
      count[digit] = sum;
      sum += here;
    }
    for (let i = 0; i < n; i++) {
      const at = count[(key[i]! >>> shift) & 0x7ff]!++;
      lowTo[at] = low[i]!;
      highTo[at] = high[i]!;
      indexTo[at] = index[i]!;
    }
    [low, lowTo] = [lowTo, low];
    [high, highTo] = [highTo, high];
    [index, indexTo] = [indexTo, index];
  }
  return index;
};
