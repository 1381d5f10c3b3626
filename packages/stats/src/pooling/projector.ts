import { cholesky, choleskyInverse, logDeterminant } from "@erbium/numerics";
import type { Studies } from "./studies.ts";

/**
 * The weighted regression of the effects on the design, with P = A - AX (X'AX)^-1 X'A for diagonal weights A:
 * `P y` are the weighted residuals, `y'P y` the weighted residual sum of squares.
 */
export interface Projector {
  readonly weights: Float64Array;
  /** coefficients of the orthonormal columns, length p */
  readonly coefficients: Float64Array;
  /** (Q'AQ)^-1, p x p */
  readonly inverse: Float64Array;
  /** log |Q'AQ| */
  readonly logDeterminant: number;
  /** y'P y */
  readonly residualSumOfSquares: number;
  /** y'P P y: minus the slope of y'P y in tau2 where the weights are 1 / (v + tau2) */
  readonly slope: number;
}

/** sum_i d_i q_i q_i' */
const crossProduct = (studies: Studies, d: (i: number) => number): Float64Array => {
  const { k, p, q } = studies;
  if (q === null) {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += d(i);
    return Float64Array.of(sum);
  }
  const into = new Float64Array(p * p);
  for (let i = 0; i < k; i++) {
    const weight = d(i);
    for (let row = 0; row < p; row++) {
      const scaled = weight * q[i * p + row]!;
      for (let column = 0; column <= row; column++) into[row * p + column]! += scaled * q[i * p + column]!;
    }
  }
  for (let row = 0; row < p; row++)
    for (let column = row + 1; column < p; column++) into[row * p + column] = into[column * p + row]!;
  return into;
};

/** Fits with given weights, all > 0; the orthonormal design makes Q'AQ positive definite. */
export const project = (studies: Studies, weights: Float64Array): Projector => {
  const { k, p, q, y } = studies;
  let residualSumOfSquares = 0;
  let slope = 0;
  if (q === null) {
    let sum = 0;
    let sumY = 0;
    for (let i = 0; i < k; i++) {
      const w = weights[i]!;
      sum += w;
      sumY += w * y[i]!;
    }
    const mean = sumY / sum;
    for (let i = 0; i < k; i++) {
      const residual = y[i]! - mean;
      const weighted = weights[i]! * residual;
      residualSumOfSquares += weighted * residual;
      slope += weighted * weighted;
    }
    return {
      weights,
      coefficients: Float64Array.of(mean),
      inverse: Float64Array.of(1 / sum),
      logDeterminant: Math.log(sum),
      residualSumOfSquares,
      slope,
    };
  }
  const factor = cholesky(
    crossProduct(studies, (i) => weights[i]!),
    p,
    0,
  );
  const inverse = factor === null ? new Float64Array(p * p).fill(Number.NaN) : choleskyInverse(factor, p);
  const right = new Float64Array(p);
  for (let i = 0; i < k; i++)
    for (let column = 0; column < p; column++) right[column]! += weights[i]! * y[i]! * q[i * p + column]!;
  const coefficients = new Float64Array(p);
  for (let row = 0; row < p; row++)
    for (let column = 0; column < p; column++)
      coefficients[row]! += inverse[row * p + column]! * right[column]!;
  for (let i = 0; i < k; i++) {
    const residual = y[i]! - fittedAt(studies, coefficients, i);
    const weighted = weights[i]! * residual;
    residualSumOfSquares += weighted * residual;
    slope += weighted * weighted;
  }
  return {
    weights,
    coefficients,
    inverse,
    logDeterminant: factor === null ? Number.NaN : logDeterminant(factor, p),
    residualSumOfSquares,
    slope,
  };
};

const fittedAt = ({ p, q }: Studies, coefficients: Float64Array, i: number): number => {
  if (q === null) return coefficients[0]!;
  let fitted = 0;
  for (let column = 0; column < p; column++) fitted += q[i * p + column]! * coefficients[column]!;
  return fitted;
};

/** P y, length k. */
export const weightedResidualsOf = (studies: Studies, projector: Projector): Float64Array =>
  studies.y.map(
    (effect, i) => projector.weights[i]! * (effect - fittedAt(studies, projector.coefficients, i)),
  );

/** Fits with the weights 1 / (v_i + tau2). */
export const projectAt = (studies: Studies, tauSquared: number): Projector => {
  const { k, v } = studies;
  const weights = new Float64Array(k);
  for (let i = 0; i < k; i++) weights[i] = 1 / (v[i]! + tauSquared);
  return project(studies, weights);
};

const traceOfProduct = (a: Float64Array, b: Float64Array, p: number): number => {
  let sum = 0;
  for (let row = 0; row < p; row++)
    for (let column = 0; column < p; column++) sum += a[row * p + column]! * b[column * p + row]!;
  return sum;
};
const product = (a: Float64Array, b: Float64Array, p: number): Float64Array => {
  const into = new Float64Array(p * p);
  for (let row = 0; row < p; row++)
    for (let j = 0; j < p; j++)
      for (let column = 0; column < p; column++)
        into[row * p + column]! += a[row * p + j]! * b[j * p + column]!;
  return into;
};

/** tr(P D) for a diagonal D; the identity where left out. */
export const traceOf = (studies: Studies, projector: Projector, d?: Float64Array): number => {
  const { weights, inverse } = projector;
  let sum = 0;
  for (let i = 0; i < studies.k; i++) sum += weights[i]! * (d?.[i] ?? 1);
  const inner = crossProduct(studies, (i) => weights[i]! ** 2 * (d?.[i] ?? 1));
  return sum - traceOfProduct(inverse, inner, studies.p);
};

/** tr(P D P E) for diagonal D and E; the identity where left out. */
export const traceOfTwo = (
  studies: Studies,
  projector: Projector,
  d?: Float64Array,
  e?: Float64Array,
): number => {
  const { weights, inverse } = projector;
  const { k, p } = studies;
  let sum = 0;
  for (let i = 0; i < k; i++) sum += weights[i]! ** 2 * (d?.[i] ?? 1) * (e?.[i] ?? 1);
  const cubes = crossProduct(studies, (i) => weights[i]! ** 3 * (d?.[i] ?? 1) * (e?.[i] ?? 1));
  const left = product(
    inverse,
    crossProduct(studies, (i) => weights[i]! ** 2 * (d?.[i] ?? 1)),
    p,
  );
  const right = product(
    inverse,
    crossProduct(studies, (i) => weights[i]! ** 2 * (e?.[i] ?? 1)),
    p,
  );
  return sum - 2 * traceOfProduct(inverse, cubes, p) + traceOfProduct(left, right, p);
};

/** A B A' */
export const sandwich = (a: Float64Array, b: Float64Array, p: number): Float64Array => {
  const transposed = new Float64Array(p * p);
  for (let row = 0; row < p; row++)
    for (let column = 0; column < p; column++) transposed[row * p + column] = a[column * p + row]!;
  return product(product(a, b, p), transposed, p);
};

/** M (sum_i a_i^2 s_i q_i q_i') M: covariance of coefficients fitted with weights a where the variances are s. */
export const robustCovariance = (
  studies: Studies,
  projector: Projector,
  variances: Float64Array,
): Float64Array =>
  sandwich(
    projector.inverse,
    crossProduct(studies, (i) => projector.weights[i]! ** 2 * variances[i]!),
    studies.p,
  );

/** u'P u */
export const quadraticForm = (studies: Studies, projector: Projector, u: Float64Array): number => {
  const { k, p, q } = studies;
  const { weights, inverse } = projector;
  let sum = 0;
  const inner = new Float64Array(p);
  for (let i = 0; i < k; i++) {
    const weighted = weights[i]! * u[i]!;
    sum += weighted * u[i]!;
    for (let column = 0; column < p; column++)
      inner[column]! += weighted * (q === null ? 1 : q[i * p + column]!);
  }
  for (let row = 0; row < p; row++)
    for (let column = 0; column < p; column++)
      sum -= inner[row]! * inverse[row * p + column]! * inner[column]!;
  return sum;
};
