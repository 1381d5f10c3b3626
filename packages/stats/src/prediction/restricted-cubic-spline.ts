import { err, ok, type Result } from "@erbium/model";

/** Quantiles at which knots stand, by how many there are. @source Harrell 2015, Regression Modeling Strategies, table 2.3 */
const knotQuantiles: Readonly<Record<number, readonly number[]>> = {
  3: [0.1, 0.5, 0.9],
  4: [0.05, 0.35, 0.65, 0.95],
  5: [0.05, 0.275, 0.5, 0.725, 0.95],
  6: [0.05, 0.23, 0.41, 0.59, 0.77, 0.95],
  // a sixth of the way from 0.025 to 0.975 each; the table prints them rounded
  7: Array.from({ length: 7 }, (_, at) => 0.025 + (0.95 * at) / 6),
};

/** The value below which a share of sorted values lies, between two by their distance (type 7). */
export const quantileOfSorted = (sorted: ArrayLike<number>, share: number): number => {
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const below = sorted[low]!;
  return at === low ? below : below + (at - low) * (sorted[low + 1]! - below);
};

/**
 * Places for 3 to 7 knots: fixed quantiles; below 100 values the outer two at the fifth smallest and fifth largest.
 * Missing values are left out.
 *
 * @returns refuses another number of knots, and values with too few distinct ones for as many knots
 */
export const splineKnots = (values: Float64Array, count: number): Result<Float64Array> => {
  const quantiles = knotQuantiles[count];
  const sorted = values.filter((one) => Number.isFinite(one)).sort();
  if (quantiles === undefined || sorted.length < 10)
    return err({
      code: "not-a-spline",
      message: `${count} knots for ${sorted.length} values`,
      remedy: "use 3 to 7 knots and 10 values or more",
    });
  const knots = Float64Array.from(quantiles, (share) => quantileOfSorted(sorted, share));
  if (sorted.length < 100) {
    knots[0] = sorted[4]!;
    knots[count - 1] = sorted[sorted.length - 5]!;
  }
  if (knots.some((one, at) => at > 0 && !(one > knots[at - 1]!)))
    return err({
      code: "too-few-distinct-values",
      message: `${count} knots fall on fewer distinct values: ${[...knots].join(", ")}`,
      remedy: "use fewer knots, or treat the covariate as categories",
    });
  return ok(knots);
};

/**
 * Restricted cubic spline: cubic between the knots, straight beyond the outer ones. The first column is x itself,
 * then one a knot but the last two:
 * ((x-t_j)+^3 - (x-t_{k-1})+^3 (t_k-t_j)/(t_k-t_{k-1}) + (x-t_k)+^3 (t_{k-1}-t_j)/(t_k-t_{k-1})) / (t_k-t_1)^2.
 *
 * @returns n x (knots - 1), row-major, in units of x
 * @source Stone and Koo 1985; Harrell 2015, Regression Modeling Strategies, section 2.4.5
 */
export const restrictedCubicSpline = (values: Float64Array, knots: Float64Array): Float64Array => {
  const k = knots.length;
  const width = k - 1;
  const last = knots[k - 1]!;
  const beforeLast = knots[k - 2]!;
  const norm = (last - knots[0]!) ** 2;
  const cube = (x: number): number => (x > 0 ? x * x * x : 0);
  const basis = new Float64Array(values.length * width);
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    basis[i * width] = x;
    for (let j = 0; j < k - 2; j++) {
      const t = knots[j]!;
      basis[i * width + j + 1] =
        (cube(x - t) -
          (cube(x - beforeLast) * (last - t)) / (last - beforeLast) +
          (cube(x - last) * (beforeLast - t)) / (last - beforeLast)) /
        norm;
    }
  }
  return basis;
};
