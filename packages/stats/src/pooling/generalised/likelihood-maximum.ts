import { cholesky, choleskyInverse, minimise } from "@erbium/numerics";

/** The matrix of second derivatives by central differences. */
export const hessianOf = (f: (at: Float64Array) => number, at: Float64Array): Float64Array => {
  const n = at.length;
  const steps = at.map((one) => 1e-3 * Math.max(0.1, Math.min(1, Math.abs(one))));
  const moved = (i: number, di: number, j: number, dj: number): number => {
    const point = at.slice();
    point[i]! += di * steps[i]!;
    point[j]! += dj * steps[j]!;
    return f(point);
  };
  const here = f(at);
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const second =
        i === j
          ? moved(i, 1, i, 0) + moved(i, -1, i, 0) - 2 * here
          : (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) / 4;
      hessian[i * n + j] = second / (steps[i]! * steps[j]!);
      hessian[j * n + i] = hessian[i * n + j]!;
    }
  return hessian;
};

export const noMaximum = {
  code: "not-converged",
  message: "the likelihood has no maximum within reach: some coefficient or the scatter runs away",
  remedy: "look for a group without events, or a moderator that parts studies with events from those without",
};

/** Coefficients beyond this are taken for running away: odds of 1 to 10^13. */
const beyond = 30;

export interface Fitted {
  readonly at: Float64Array;
  /** of minus the Hessian */
  readonly inverse: Float64Array;
}

/** The maximum of a log-likelihood by a quasi-Newton search, with its curvature; null where there is none within reach. */
export const maximum = (logLikelihood: (at: Float64Array) => number, start: Float64Array): Fitted | null => {
  const minus = (at: Float64Array): number => -logLikelihood(at);
  const found = minimise(minus, start, {
    differenceStep: 1e-4,
    gradientTolerance: 1e-7,
    relativeTolerance: 1e-13,
  });
  if (!Number.isFinite(found.value) || found.at.some((one) => Math.abs(one) > beyond)) return null;
  const n = start.length;
  const factor = cholesky(hessianOf(minus, found.at), n);
  return factor === null ? null : { at: found.at, inverse: choleskyInverse(factor, n) };
};
