import { ok, type Result } from "@erbium/model";
import { chiSquared, findRoot, normal } from "@erbium/numerics";
import { type LogisticFit, logisticRegression } from "./logistic.ts";
import type { LogisticData } from "./logistic-data.ts";

export interface ProfileInterval {
  /** not finite where the likelihood does not fall far enough on that side */
  readonly low: number;
  readonly high: number;
  readonly convention: string;
}

/** Signed root of what the deviance gains when one coefficient is held: standard normal at the true value. */
const profileOf = (data: LogisticData, fit: LogisticFit, column: number) => {
  const p = fit.coefficients.length;
  const n = fit.observations;
  const rest = new Float64Array(n * (p - 1));
  for (let i = 0; i < n; i++)
    for (let k = 0, to = 0; k < p; k++) if (k !== column) rest[i * (p - 1) + to++] = data.design[i * p + k]!;
  return (held: number): number => {
    const offset = Float64Array.from(
      { length: n },
      (_, i) => (data.offset?.[i] ?? 0) + held * data.design[i * p + column]!,
    );
    const other = p > 1 ? logisticRegression({ ...data, design: rest, offset }) : null;
    if (other === null || !other.ok) return Number.NaN;
    return (
      Math.sign(held - fit.coefficients[column]!) *
      Math.sqrt(Math.max(0, other.value.deviance - fit.deviance))
    );
  };
};

/**
 * Interval of one logistic coefficient by profile likelihood: the values at which the deviance of the other
 * coefficients' best fit rises by the chi-squared quantile.
 *
 * With `interpolated`, the profile is taken at steps of a fifth of the range only, joined by a spline, and that read
 * at three points a step by straight lines: what statistical packages print, exact to some three digits.
 *
 * @source Venzon and Moolgavkar 1988, Appl Stat 37:87; Venables and Ripley 2002, Modern Applied Statistics with S,
 *         section 8.4
 */
export const logisticProfileInterval = (
  data: LogisticData,
  column: number,
  options: { readonly level?: number; readonly interpolated?: boolean } = {},
): Result<ProfileInterval> => {
  const { level = 0.95, interpolated = false } = options;
  const fit = logisticRegression(data);
  if (!fit.ok) return fit;
  const profile = profileOf(data, fit.value, column);
  const centre = fit.value.coefficients[column]!;
  const error = fit.value.standardErrors[column]!;
  const z = normal.quantile((1 + level) / 2);
  if (interpolated) {
    const reach = Math.sqrt(chiSquared.upperQuantile((1 - level) / 4, 1));
    const points: [value: number, height: number][] = [[centre, 0]];
    for (const side of [-1, 1]) {
      let height = 0;
      for (let step = 1; step < 10 && Math.abs(height) < reach; step++) {
        const held = centre + (side * step * reach * error) / 5;
        height = profile(held);
        if (Number.isNaN(height)) break;
        points.push([held, height]);
      }
    }
    points.sort((a, b) => a[0] - b[0]);
    const curve = splineCurve(points, 3 * points.length);
    return ok({
      low: readAt(curve, -z),
      high: readAt(curve, z),
      convention: "profile likelihood, interpolated on a grid",
    });
  }
  const limit = (side: number): number => {
    let far = centre + side * z * error;
    for (let widening = 0; widening < 12; widening++) {
      const height = profile(far);
      if (Number.isNaN(height)) break;
      if (Math.abs(height) >= z) {
        const root = findRoot(
          (held) => profile(held) - side * z,
          Math.min(centre, far),
          Math.max(centre, far),
          1e-10 * error,
        );
        return root.ok ? root.value : Number.NaN;
      }
      far += side * z * error;
    }
    return side * Number.POSITIVE_INFINITY;
  };
  return ok({ low: limit(-1), high: limit(1), convention: "profile likelihood" });
};

type Points = readonly (readonly [x: number, y: number])[];

/** x where straight lines through the points cross a height. */
const readAt = (curve: Points, height: number): number => {
  const sorted = [...curve].sort((a, b) => a[1] - b[1]);
  for (let at = 1; at < sorted.length; at++) {
    const [x0, y0] = sorted[at - 1]!;
    const [x1, y1] = sorted[at]!;
    if (y0 <= height && height <= y1) return y1 === y0 ? x0 : x0 + ((x1 - x0) * (height - y0)) / (y1 - y0);
  }
  return Number.NaN;
};

/**
 * Equally spaced points on the cubic spline through given points; its third derivatives at the ends are those of
 * the cubics through the four end points.
 *
 * @source Forsythe, Malcolm and Moler 1977, Computer Methods for Mathematical Computations, chapter 4
 */
const splineCurve = (points: Points, count: number): Points => {
  const n = points.length;
  const x = points.map((one) => one[0]);
  const y = points.map((one) => one[1]);
  const h = x.slice(1).map((one, i) => one - x[i]!);
  const slope = h.map((one, i) => (y[i + 1]! - y[i]!) / one);
  // Tridiagonal equations for sigma, a sixth of the second derivative.
  const diagonal = new Float64Array(n);
  const right = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    diagonal[i] = 2 * (h[i - 1]! + h[i]!);
    right[i] = slope[i]! - slope[i - 1]!;
  }
  diagonal[0] = -h[0]!;
  diagonal[n - 1] = -h[n - 2]!;
  if (n > 3) {
    const second = (i: number): number => (slope[i + 1]! - slope[i]!) / (x[i + 2]! - x[i]!);
    const third = (i: number): number => (second(i + 1) - second(i)) / (x[i + 3]! - x[i]!);
    right[0] = h[0]! ** 2 * third(0);
    right[n - 1] = -(h[n - 2]! ** 2) * third(n - 4);
  }
  for (let i = 1; i < n; i++) {
    const factor = h[i - 1]! / diagonal[i - 1]!;
    diagonal[i]! -= factor * h[i - 1]!;
    right[i]! -= factor * right[i - 1]!;
  }
  const sigma = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--)
    sigma[i] = (right[i]! - (i < n - 1 ? h[i]! * sigma[i + 1]! : 0)) / diagonal[i]!;
  const first = x[0]!;
  const last = x[n - 1]!;
  return Array.from({ length: count }, (_, at) => {
    const where = at === count - 1 ? last : first + ((last - first) * at) / (count - 1);
    let i = 0;
    while (i < n - 2 && where > x[i + 1]!) i++;
    const u = (where - x[i]!) / h[i]!;
    const v = 1 - u;
    const bend = h[i]! ** 2 * ((u ** 3 - u) * sigma[i + 1]! + (v ** 3 - v) * sigma[i]!);
    return [where, u * y[i + 1]! + v * y[i]! + bend] as const;
  });
};
