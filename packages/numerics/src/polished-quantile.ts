/** A tail of a continuous distribution and its density, both at x. */
interface Tail {
  readonly of: (x: number) => number;
  readonly density: (x: number) => number;
  /** whether the tail is the lower one, which rises with x */
  readonly rising: boolean;
}

const steps = 12;
/** A change this small no longer moves the quantile by a digit. */
const still = 2 ** -52;

/**
 * Brings an approximate quantile to the last digits by Newton's steps on the logarithm of its tail.
 *
 * @param start approximate quantile; given back as it is where it is not finite or the tail has no digits there
 * @param p     probability of the tail, 0 to 1
 */
export const polishedQuantile = (start: number, p: number, tail: Tail): number => {
  if (!Number.isFinite(start) || !(p > 0 && p < 1)) return start;
  let x = start;
  let last = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step++) {
    const value = tail.of(x);
    const change = (Math.log(value / p) * value) / tail.density(x);
    const size = Math.abs(change);
    // steps that no longer shrink only follow the rounding of the tail
    if (!Number.isFinite(change) || size >= last) return x;
    const next = tail.rising ? x - change : x + change;
    if (x > 0 !== next > 0) return x;
    x = next;
    last = size;
    if (size <= still * Math.abs(x)) return x;
  }
  return x;
};
