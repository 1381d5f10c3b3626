import { err, ok, type Result } from "@erbium/model";
import { leastSquares } from "@erbium/numerics";
import { badNumbering } from "../survival/row-numbers.ts";

export interface CombatData {
  /** features x samples, row-major */
  readonly values: Float64Array;
  readonly samples: number;
  /** site or scanner of each sample, numbered from 0, each with two samples or more */
  readonly batch: ArrayLike<number>;
  /** what is to be kept: samples x q, row-major, no column of ones */
  readonly covariates?: Float64Array | undefined;
}

export interface CombatOptions {
  /** shrinks the batch effects of a feature towards those of all features */
  readonly empiricalBayes?: boolean;
  /**
   * moves means only, and leaves spreads as they are. Shrinks by the size of each batch, where sva's `mean.only`
   * shrinks as if every batch had one sample
   */
  readonly meanOnly?: boolean;
  /** a batch that stays as it is, and that the others are brought to */
  readonly reference?: number;
}

export interface Combat {
  /** features x samples */
  readonly values: Float64Array;
  /** additive and multiplicative effect of each batch, in standard deviations and as variances; batches x features */
  readonly shift: Float64Array;
  readonly spread: Float64Array;
  /** features without variation within batches, given back as they were */
  readonly constant: readonly number[];
  readonly convention: string;
}

/**
 * Removes batch effects on location and scale between sites (ComBat).
 *
 * Each feature is standardised after least squares on batches and covariates; the batch effects on the standardised
 * values are estimated under a normal and an inverse gamma prior, whose parameters come from all features, and taken
 * out; then the scale is restored.
 *
 * @returns refuses a batch of one sample (unless means only), a design in which batches and covariates are one, and
 *          values that are not finite
 * @source Johnson, Li and Rabinovic 2007, Biostatistics 8:118; Fortin and others 2018, Neuroimage 167:104
 */
export const combat = (data: CombatData, options: CombatOptions = {}): Result<Combat> => {
  const { values, samples: n, batch, covariates } = data;
  const { empiricalBayes = true, meanOnly = false, reference } = options;
  const bad = badNumbering("batches", batch, n);
  if (bad !== null) return err(bad);
  const features = values.length / n;
  const q = covariates === undefined ? 0 : covariates.length / n;
  const batches = Array.from(batch).reduce((most, one) => Math.max(most, one + 1), 0);
  const size = new Float64Array(batches);
  for (let i = 0; i < n; i++) size[batch[i]!]!++;
  const refuse = (code: string, message: string): Result<never> =>
    err({
      code,
      message,
      remedy: "give every batch enough samples, and covariates that vary within batches",
    });
  if (!Number.isInteger(features) || !Number.isInteger(q) || features === 0)
    return refuse("unequal-lengths", `${values.length} values do not fit ${n} samples`);
  const odd = values.findIndex((one) => !Number.isFinite(one));
  if (odd >= 0)
    return refuse("not-finite", `feature ${Math.floor(odd / n)} of sample ${odd % n} is ${values[odd]}`);
  const unknown = covariates?.findIndex((one) => !Number.isFinite(one)) ?? -1;
  if (unknown >= 0)
    return refuse(
      "not-finite",
      `covariate ${unknown % q} of sample ${Math.floor(unknown / q)} is not a number`,
    );
  if (batches < 2 || (reference !== undefined && !(size[reference]! > 0)))
    return refuse("one-batch", `${batches} batch can not be harmonised with another`);
  const small = Array.from(size).findIndex((one) => one < (meanOnly ? 1 : 2));
  if (small >= 0) return refuse("small-batch", `batch ${small} has ${size[small]} samples`);
  const p = batches + q;
  const design = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    design[i * p + batch[i]!] = 1;
    for (let k = 0; k < q; k++) design[i * p + batches + k] = covariates?.[i * q + k] ?? 0;
  }

  const standardised = new Float64Array(features * n);
  const centre = new Float64Array(features * n);
  const deviation = new Float64Array(features);
  const constant: number[] = [];
  for (let g = 0; g < features; g++) {
    const y = values.subarray(g * n, (g + 1) * n);
    const fit = leastSquares(design, p, y);
    if (!fit.ok)
      return refuse(
        fit.error.code,
        "batches and covariates can not be told apart: a covariate goes with a batch",
      );
    const b = fit.value.coefficients;
    let grand = 0;
    for (let k = 0; k < batches; k++) grand += (size[k]! / n) * b[k]!;
    if (reference !== undefined) grand = b[reference]!;
    let square = 0;
    let count = 0;
    for (let i = 0; i < n; i++) {
      let kept = 0;
      for (let k = 0; k < q; k++) kept += design[i * p + batches + k]! * b[batches + k]!;
      centre[g * n + i] = grand + kept;
      if (reference === undefined || batch[i] === reference) {
        square += (y[i]! - b[batch[i]!]! - kept) ** 2;
        count++;
      }
    }
    deviation[g] = Math.sqrt(square / count);
    const largest = y.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    if (!(deviation[g]! > 1e-12 * largest)) {
      constant.push(g);
      continue;
    }
    for (let i = 0; i < n; i++) standardised[g * n + i] = (y[i]! - centre[g * n + i]!) / deviation[g]!;
  }
  const used = Array.from({ length: features }, (_, g) => g).filter((g) => !constant.includes(g));
  const shift = new Float64Array(batches * features);
  const spread = new Float64Array(batches * features).fill(1);
  for (let k = 0; k < batches; k++) {
    if (k === reference) continue;
    const rows = Array.from({ length: n }, (_, i) => i).filter((i) => batch[i] === k);
    const effects = batchEffects(standardised, n, rows, used, meanOnly);
    const final =
      empiricalBayes && used.length > 1 ? shrunk(standardised, n, rows, used, effects, meanOnly) : effects;
    for (const [at, g] of used.entries()) {
      shift[k * features + g] = final.mean[at]!;
      spread[k * features + g] = final.variance[at]!;
    }
  }
  const harmonised = values.slice();
  for (const g of used)
    for (let i = 0; i < n; i++) {
      const k = batch[i]!;
      if (k === reference) continue;
      const z = (standardised[g * n + i]! - shift[k * features + g]!) / Math.sqrt(spread[k * features + g]!);
      harmonised[g * n + i] = z * deviation[g]! + centre[g * n + i]!;
    }
  return ok({
    values: harmonised,
    shift,
    spread,
    constant,
    convention: `ComBat, ${empiricalBayes ? "parametric empirical Bayes" : "without shrinkage"}${meanOnly ? ", means only" : ""}`,
  });
};

interface Effects {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

const batchEffects = (
  z: Float64Array,
  n: number,
  rows: readonly number[],
  used: readonly number[],
  meanOnly: boolean,
): Effects => {
  const mean = new Float64Array(used.length);
  const variance = new Float64Array(used.length).fill(1);
  for (const [at, g] of used.entries()) {
    mean[at] = rows.reduce((sum, i) => sum + z[g * n + i]!, 0) / rows.length;
    if (meanOnly) continue;
    variance[at] = rows.reduce((sum, i) => sum + (z[g * n + i]! - mean[at]!) ** 2, 0) / (rows.length - 1);
  }
  return { mean, variance };
};

/** Posterior means of the batch effects, mean and variance in turn until they settle. */
const shrunk = (
  z: Float64Array,
  n: number,
  rows: readonly number[],
  used: readonly number[],
  effects: Effects,
  meanOnly: boolean,
): Effects => {
  const moments = (values: Float64Array): readonly [mean: number, variance: number] => {
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return [mean, values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1)];
  };
  const [priorMean, priorVariance] = moments(effects.mean);
  const [m, s] = moments(effects.variance);
  // Shape and scale of the inverse gamma by its moments; without spread between features it is a point.
  const shape = (2 * s + m * m) / s;
  const scale = (m * s + m ** 3) / s;
  const count = rows.length;
  const mean = effects.mean.slice();
  const variance = effects.variance.slice();
  for (const [at, g] of used.entries()) {
    for (let round = 0; round < 1000; round++) {
      const nextMean =
        (count * priorVariance * effects.mean[at]! + variance[at]! * priorMean) /
        (count * priorVariance + variance[at]!);
      let nextVariance = variance[at]!;
      if (!meanOnly && s > 0) {
        const square = rows.reduce((sum, i) => sum + (z[g * n + i]! - nextMean) ** 2, 0);
        nextVariance = (square / 2 + scale) / (count / 2 + shape - 1);
      }
      const change = Math.max(
        Math.abs(nextMean - mean[at]!) / Math.max(Math.abs(mean[at]!), 1e-12),
        Math.abs(nextVariance - variance[at]!) / Math.max(variance[at]!, 1e-12),
      );
      mean[at] = nextMean;
      variance[at] = nextVariance;
      if (change < 1e-10) break;
    }
  }
  return { mean, variance };
};
