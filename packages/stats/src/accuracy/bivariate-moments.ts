import { symmetricEigen } from "@erbium/numerics";
import type { BivariateData, Covariance2 } from "./bivariate-model.ts";

/** Eigenvalues below this are raised to it, so that the matrix stays a covariance. */
const least = Math.sqrt(Number.EPSILON);

const asMatrix = ({ sensitivity, covariance, falsePositiveRate }: Covariance2): Float64Array =>
  Float64Array.of(sensitivity, covariance, covariance, falsePositiveRate);

const fromMatrix = (a: Float64Array): Covariance2 => ({
  sensitivity: a[0]!,
  covariance: (a[1]! + a[2]!) / 2,
  falsePositiveRate: a[3]!,
});

/** f of a symmetric 2 x 2 matrix through its eigenvalues. */
const through = (a: Float64Array, f: (value: number) => number): Float64Array => {
  const { values, vectors } = symmetricEigen(a, 2);
  const found = new Float64Array(4);
  for (let k = 0; k < 2; k++)
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 2; j++)
        found[i * 2 + j]! += f(values[k]!) * vectors[i * 2 + k]! * vectors[j * 2 + k]!;
  return found;
};

/** The nearest matrix without eigenvalues below the least. */
const positive = (covariance: Covariance2): Covariance2 =>
  fromMatrix(through(asMatrix(covariance), (value) => Math.max(value, least)));

/**
 * Covariance between studies by moments: that of each outcome as DerSimonian and Laird have it; the covariance
 * from the products of residuals, weighted once by the precision of each outcome, and averaged. Eigenvalues
 * below zero are raised to almost zero.
 *
 * @source Jackson, White and Riley 2013, Biom J 55:231; agrees with mvmeta's method "mm"
 */
export const momentsVariance = (data: BivariateData): Covariance2 => {
  const outcomes = [
    { y: data.sensitivity, w: data.sensitivityVariance.map((one) => 1 / one) },
    { y: data.falsePositiveRate, w: data.falsePositiveRateVariance.map((one) => 1 / one) },
  ] as const;
  const total = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);
  const weighted = outcomes.map(({ y, w }) => {
    const mean = total(y.map((one, i) => one * w[i]!)) / total(w);
    return {
      residuals: y.map((one) => one - mean),
      w,
      scale: total(w) - total(w.map((one) => one * one)) / total(w),
    };
  });
  const [one, other] = weighted as [(typeof weighted)[number], (typeof weighted)[number]];
  const variance = ({ residuals, w, scale }: typeof one): number =>
    (total(residuals.map((r, i) => r * r * w[i]!)) - (data.k - 1)) / scale;
  const product = ({ w, scale }: typeof one): number =>
    total(one.residuals.map((r, i) => r * other.residuals[i]! * w[i]!)) / scale;
  return positive({
    sensitivity: variance(one),
    falsePositiveRate: variance(other),
    covariance: (product(one) + product(other)) / 2,
  });
};

/**
 * Covariance between studies from the residuals of the fit itself: the mean of the squared residuals, each
 * enlarged by its leverage, less the sampling variances; repeated until it stands.
 *
 * Psi = 1/k sum [ (I - H_i)^-1/2 r_i r_i' (I - H_i)^-1/2' - S_i ], H_i the share of study i in the pool.
 *
 * @source Ritz, Demidenko and Spiegelman 2008, J Stat Plan Inference 138:1919; agrees with mvmeta's method "vc"
 */
export const residualVariance = (data: BivariateData): Covariance2 => {
  const { k } = data;
  let between: Covariance2 = momentsVariance(data);
  for (let iteration = 0; iteration < 1000; iteration++) {
    const weights: Covariance2[] = [];
    const information = { sensitivity: 0, covariance: 0, falsePositiveRate: 0 };
    const score = [0, 0];
    for (let i = 0; i < k; i++) {
      const a = data.sensitivityVariance[i]! + between.sensitivity;
      const b = data.falsePositiveRateVariance[i]! + between.falsePositiveRate;
      const determinant = a * b - between.covariance ** 2;
      const w = {
        sensitivity: b / determinant,
        falsePositiveRate: a / determinant,
        covariance: -between.covariance / determinant,
      };
      weights.push(w);
      information.sensitivity += w.sensitivity;
      information.covariance += w.covariance;
      information.falsePositiveRate += w.falsePositiveRate;
      score[0]! += w.sensitivity * data.sensitivity[i]! + w.covariance * data.falsePositiveRate[i]!;
      score[1]! += w.covariance * data.sensitivity[i]! + w.falsePositiveRate * data.falsePositiveRate[i]!;
    }
    // With A = R R, R^-1 H_i R = R W_i R is symmetric, so that (I - H_i)^-1/2 = R (I - R W_i R)^-1/2 R^-1.
    const root = through(asMatrix(information), (value) => 1 / Math.sqrt(value));
    const back = through(asMatrix(information), Math.sqrt);
    const covariance = times(root, root);
    const mean = [
      covariance[0]! * score[0]! + covariance[1]! * score[1]!,
      covariance[2]! * score[0]! + covariance[3]! * score[1]!,
    ];
    const sum = new Float64Array(4);
    for (const [i, w] of weights.entries()) {
      const share = times(times(root, asMatrix(w)), root);
      const rest = through(
        Float64Array.of(1 - share[0]!, -share[1]!, -share[2]!, 1 - share[3]!),
        (value) => 1 / Math.sqrt(Math.max(value, least)),
      );
      const enlarge = times(times(root, rest), back);
      const r = [data.sensitivity[i]! - mean[0]!, data.falsePositiveRate[i]! - mean[1]!];
      const [u, v] = [enlarge[0]! * r[0]! + enlarge[1]! * r[1]!, enlarge[2]! * r[0]! + enlarge[3]! * r[1]!];
      sum[0]! += (u * u - data.sensitivityVariance[i]!) / k;
      sum[1]! += (u * v) / k;
      sum[2]! += (u * v) / k;
      sum[3]! += (v * v - data.falsePositiveRateVariance[i]!) / k;
    }
    const next = positive(fromMatrix(sum));
    const change = Math.max(
      Math.abs(next.sensitivity - between.sensitivity),
      Math.abs(next.covariance - between.covariance),
      Math.abs(next.falsePositiveRate - between.falsePositiveRate),
    );
    between = next;
    if (change < 1e-12) break;
  }
  return between;
};

const times = (a: Float64Array, b: Float64Array): Float64Array =>
  Float64Array.of(
    a[0]! * b[0]! + a[1]! * b[2]!,
    a[0]! * b[1]! + a[1]! * b[3]!,
    a[2]! * b[0]! + a[3]! * b[2]!,
    a[2]! * b[1]! + a[3]! * b[3]!,
  );
