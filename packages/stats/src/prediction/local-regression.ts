import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskySolve, orderOf } from "@erbium/numerics";

/** Points up to which every one of them gets its own polynomial. */
const mostPoints = 5000;
/** Polynomials for more points, at their evenly spaced quantiles, joined by straight lines. */
const vertices = 100;

/**
 * Smooths y over x by fitting, at every point, a polynomial to its nearest neighbours with tricube weights
 * (1 - (distance / furthest)^3)^3. Computed at every distinct x, without interpolation, of up to 5,000 points; of more
 * at 100 of their quantiles, joined by straight lines: O(n) each.
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
  let low = 0;
  const valueAt = (centre: number): number => {
    // The nearest neighbours are a run that only moves up.
    while (low + neighbours < n && centre - sortedX[low]! > sortedX[low + neighbours]! - centre) low++;
    const reach = Math.max(centre - sortedX[low]!, sortedX[low + neighbours - 1]! - centre);
    return fitAt(sortedX, sortedY, low, neighbours, centre, reach, degree);
  };
  const centres = n <= mostPoints ? sortedX : quantilesOf(sortedX);
  const values = new Float64Array(centres.length);
  for (let at = 0; at < centres.length; at++)
    values[at] = at > 0 && centres[at] === centres[at - 1] ? values[at - 1]! : valueAt(centres[at]!);
  const smoothed = new Float64Array(n);
  for (let i = 0, at = 0; i < n; i++) {
    while (at < centres.length - 1 && centres[at]! < sortedX[i]!) at++;
    const [x0, x1] = [centres[Math.max(0, at - 1)]!, centres[at]!];
    const share = x1 > x0 ? (sortedX[i]! - x0) / (x1 - x0) : 1;
    smoothed[order[i]!] =
      share === 1 ? values[at]! : values[at - 1]! + share * (values[at]! - values[at - 1]!);
  }
  return ok(smoothed);
};

/** Evenly spaced order statistics, both ends among them. */
const quantilesOf = (sorted: Float64Array): Float64Array =>
  Float64Array.from(
    { length: vertices },
    (_, at) => sorted[Math.round((at * (sorted.length - 1)) / (vertices - 1))]!,
  );

const fitAt = (
  x: Float64Array,
  y: Float64Array,
  from: number,
  count: number,
  centre: number,
  reach: number,
  degree: number,
): number => {
  // Moments of x and of x y up to the degree, x in units of the reach.
  const moments = new Float64Array(5);
  const products = new Float64Array(3);
  for (let i = from; i < from + count; i++) {
    const u = reach > 0 ? (x[i]! - centre) / reach : 0;
    const distance = Math.abs(u);
    if (distance >= 1) continue;
    const far = 1 - distance * distance * distance;
    let weight = far * far * far;
    const value = y[i]!;
    for (let power = 0; power <= 2 * degree; power++, weight *= u) {
      moments[power]! += weight;
      if (power <= degree) products[power]! += weight * value;
    }
  }
  for (let power = degree; power >= 0; power--) {
    const size = power + 1;
    const gram = Float64Array.from(
      { length: size * size },
      (_, at) => moments[Math.floor(at / size) + (at % size)]!,
    );
    const factor = cholesky(gram, size, 1e-10);
    if (factor !== null) return choleskySolve(factor, size, products.subarray(0, size))[0]!;
  }
  return Number.NaN;
};
