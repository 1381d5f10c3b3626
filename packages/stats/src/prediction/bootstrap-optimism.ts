import { err, ok, type Result } from "@erbium/model";
import { type Random, seededRandom } from "@erbium/numerics";
import { rankAgreement } from "./discrimination.ts";
import { firthCoefficients } from "./firth.ts";
import { inverseLogit } from "./inverse-logit.ts";
import { logisticRegression } from "./logistic.ts";
import type { LogisticData } from "./logistic-data.ts";

export interface OptimismCorrected {
  /** measured on the data that the model was fitted to */
  readonly apparent: Readonly<Record<string, number>>;
  /** by how much a model looks better on its own sample than on the whole data, on average */
  readonly optimism: Readonly<Record<string, number>>;
  /** apparent less optimism */
  readonly corrected: Readonly<Record<string, number>>;
  /** samples in which the model could be fitted, of those drawn */
  readonly samples: number;
  readonly drawn: number;
}

export interface OptimismOptions {
  /** bootstrap samples, 200 where left out */
  readonly samples?: number;
  readonly random?: Random;
  /** of the generator where none is given; 1 where left out */
  readonly seed?: number;
  /** told after each sample how many have been drawn */
  readonly progress?: (drawn: number) => void;
}

/**
 * Optimism of a modelling procedure by the bootstrap: the procedure is repeated, every choice of it included, on
 * samples drawn with replacement, and each model measured on its sample and on the whole data.
 *
 * @param n       observations
 * @param fit     the whole procedure on given rows (with repetitions); null where it fails
 * @param measure performance of a model on given rows, by name
 * @returns refuses a procedure that fails on the data itself or on more than half of the samples
 * @source Efron 1983; Harrell, Lee and Mark 1996, Stat Med 15:361
 */
export const bootstrapOptimism = <Model>(
  n: number,
  fit: (rows: Int32Array) => Model | null,
  measure: (model: Model, rows: Int32Array) => Readonly<Record<string, number>>,
  options: OptimismOptions = {},
): Result<OptimismCorrected> => {
  const { samples = 200, seed = 1, random = seededRandom(seed), progress } = options;
  const all = Int32Array.from({ length: n }, (_, row) => row);
  const model = fit(all);
  if (model === null)
    return err({
      code: "no-fit",
      message: "the model can not be fitted to the data",
      remedy: "fit it by itself first: the refusal says why",
    });
  const apparent = measure(model, all);
  const names = Object.keys(apparent);
  const sums = new Float64Array(names.length);
  let fitted = 0;
  for (let draw = 0; draw < samples; draw++) {
    const rows = Int32Array.from({ length: n }, () => random.integer(n));
    const other = fit(rows);
    progress?.(draw + 1);
    if (other === null) continue;
    fitted++;
    const own = measure(other, rows);
    const whole = measure(other, all);
    for (const [k, name] of names.entries())
      sums[k]! += (own[name] ?? Number.NaN) - (whole[name] ?? Number.NaN);
  }
  if (fitted * 2 < samples || fitted === 0)
    return err({
      code: "unstable-fit",
      message: `the model could be fitted in ${fitted} of ${samples} samples only`,
      remedy: "use fewer covariates or a penalty",
    });
  const named = (value: (name: string, k: number) => number): Record<string, number> =>
    Object.fromEntries(names.map((name, k) => [name, value(name, k)]));
  const optimism = named((_, k) => sums[k]! / fitted);
  return ok({
    apparent,
    optimism,
    corrected: named((name) => (apparent[name] ?? Number.NaN) - (optimism[name] ?? Number.NaN)),
    samples: fitted,
    drawn: samples,
  });
};

/**
 * Internal validation of a logistic model: concordance, Brier score, and slope and intercept of recalibration (1
 * and 0 on its own data), each corrected for optimism.
 *
 * @param method how the model is fitted, to the data and to each sample: by maximum likelihood or with Firth's penalty
 */
export const validateLogistic = (
  data: LogisticData,
  options: OptimismOptions = {},
  method: "maximum likelihood" | "Firth" = "maximum likelihood",
): Result<OptimismCorrected> => {
  const n = data.outcome.length;
  const p = data.design.length / n;
  const part = (rows: Int32Array): LogisticData => {
    const design = new Float64Array(rows.length * p);
    for (let i = 0; i < rows.length; i++)
      design.set(data.design.subarray(rows[i]! * p, (rows[i]! + 1) * p), i * p);
    return {
      design,
      outcome: Float64Array.from(rows, (row) => data.outcome[row]!),
      weights:
        data.weights === undefined ? undefined : Float64Array.from(rows, (row) => data.weights?.[row] ?? 1),
      offset:
        data.offset === undefined ? undefined : Float64Array.from(rows, (row) => data.offset?.[row] ?? 0),
    };
  };
  const fitTo = (some: LogisticData): Result<Float64Array> => {
    if (method === "Firth") return firthCoefficients(some);
    const fit = logisticRegression(some);
    return fit.ok ? ok(fit.value.coefficients) : fit;
  };
  const whole = fitTo(data);
  if (!whole.ok) return whole;
  return bootstrapOptimism(
    n,
    (rows) => {
      const sample = part(rows);
      // a penalty fits outcomes of one kind too, of which nothing can be measured
      const first = sample.outcome[0];
      if (Array.from(sample.outcome).every((one) => one === first)) return null;
      const fit = fitTo(sample);
      return fit.ok ? fit.value : null;
    },
    (coefficients, rows) => {
      const { outcome, design, offset } = part(rows);
      const eta = Float64Array.from({ length: rows.length }, (_, i) => {
        let sum = offset?.[i] ?? 0;
        for (let k = 0; k < p; k++) sum += design[i * p + k]! * coefficients[k]!;
        return sum;
      });
      let brier = 0;
      for (let i = 0; i < rows.length; i++) brier += (outcome[i]! - inverseLogit(eta[i]!)) ** 2 / rows.length;
      const line = new Float64Array(2 * rows.length);
      for (let i = 0; i < rows.length; i++) line.set([1, eta[i]!], 2 * i);
      const recalibrated = logisticRegression({ outcome, design: line });
      return {
        concordance: rankAgreement(outcome, eta).c,
        brier,
        slope: recalibrated.ok ? recalibrated.value.coefficients[1]! : Number.NaN,
        intercept: recalibrated.ok ? recalibrated.value.coefficients[0]! : Number.NaN,
      };
    },
    options,
  );
};
