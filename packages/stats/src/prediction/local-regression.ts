import { err, ok, type Result } from "@erbium/model";
import { leastSquares, orderOf } from "@erbium/numerics";

/**
 * Smooths y over x by fitting, at every point, a polynomial to its nearest neighbours with tricube weights
 * (1 - (distance / furthest)^3)^3. Computed at every distinct x, without interpolation: O(n * span n).
 *
 * @param span   share of the data that counts as neighbours
 * @param degree 1 or 2; where the neighbours have too few distinct x, the next lower one
 * @returns the smoothed value at each x; refuses values that are not finite and fewer than three points
 * @source Cleveland 1979, JASA 74:829; Cleveland and Devlin 1988, JASA 83:596
 */
export const localRegression = (
  x: Float64Array,
  y: Float64Array,
  span = 0.75,
  degree: 1 | 2 = 2,
): Result<Float64Array> => {
  const n = x.length;
  if (n < 3 || y.length !== n || !x.every(Number.isFinite) || !y.every(Number.isFinite))
    return err({
      code: "not-a-curve",
      message: `${n} points, or a value that is not finite, can not be smoothed`,
      remedy: "leave out missing values; give three points or more",
    });
  const order = orderOf(x);
  const sortedX = Float64Array.from(order, (row) => x[row]!);
  const sortedY = Float64Array.from(order, (row) => y[row]!);
  const neighbours = Math.min(n, Math.max(degree + 1, Math.floor(span * n + 1e-9)));
  const smoothed = new Float64Array(n);
  let low = 0;
  for (let at = 0; at < n; at++) {
    const centre = sortedX[at]!;
    if (at > 0 && centre === sortedX[at - 1]) {
      smoothed[order[at]!] = smoothed[order[at - 1]!]!;
      continue;
    }
    // The nearest neighbours are a run that only moves up.
    while (low + neighbours < n && centre - sortedX[low]! > sortedX[low + neighbours]! - centre) low++;
    const reach = Math.max(centre - sortedX[low]!, sortedX[low + neighbours - 1]! - centre);
    smoothed[order[at]!] = fitAt(sortedX, sortedY, low, neighbours, centre, reach, degree);
  }
  return ok(smoothed);
};

const fitAt = (
  x: Float64Array,
  y: Float64Array,
  from: number,
  count: number,
  centre: number,
  reach: number,
  degree: number,
): number => {
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const distance = reach > 0 ? Math.abs(x[from + i]! - centre) / reach : 0;
    weights[i] = distance < 1 ? (1 - distance ** 3) ** 3 : 0;
  }
  for (let power = degree; power >= 0; power--) {
    const design = new Float64Array(count * (power + 1));
    for (let i = 0; i < count; i++)
      for (let k = 0; k <= power; k++)
        design[i * (power + 1) + k] = ((x[from + i]! - centre) / (reach || 1)) ** k;
    const fit = leastSquares(design, power + 1, y.subarray(from, from + count), weights);
    if (fit.ok) return fit.value.coefficients[0]!;
  }
  return Number.NaN;
};
