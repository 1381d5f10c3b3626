import { err, ok, type Result } from "@erbium/model";
import { type Random, seededRandom } from "@erbium/numerics";
import { concordance } from "../survival/concordance.ts";
import { type ElasticNetOptions, elasticNet, elasticNetPredictor } from "./elastic-net.ts";
import { assignFolds, crossValidateElasticNet } from "./elastic-net-cv.ts";
import { type ElasticNetData, elasticNetRows } from "./elastic-net-data.ts";
import type { ElasticNetMeasure } from "./elastic-net-measure.ts";
import { rocCurve } from "./roc.ts";

export interface NestedCrossValidation {
  /** out-of-fold linear predictor of each observation */
  readonly linearPredictor: Float64Array;
  /** what each outer fold chose, and how the choice did on the fold */
  readonly folds: readonly {
    readonly alpha: number;
    readonly lambda: number;
    readonly performance: number;
  }[];
  /** mean over the outer folds: AUC, share of variance explained, or concordance */
  readonly performance: number;
  readonly standardDeviation: number;
  readonly convention: string;
}

/**
 * Performance of an elastic net whose penalty is chosen by cross-validation, measured on folds that took no part in
 * the choice: an inner cross-validation picks alpha and lambda within each outer training set.
 *
 * @returns AUC for binomial, 1 - squared error / variance for gaussian, concordance for Cox; refuses what a fit
 *          within a fold refuses
 * @source Varma and Simon 2006, BMC Bioinformatics 7:91
 */
export const nestedCrossValidation = (
  data: ElasticNetData,
  options: ElasticNetOptions & {
    readonly outerFolds?: number;
    readonly innerFolds?: number;
    readonly alphas?: readonly number[];
    readonly measure?: ElasticNetMeasure;
    readonly random?: Random;
    /** the sparser choice within one standard error of the best */
    readonly oneStandardError?: boolean;
  } = {},
): Result<NestedCrossValidation> => {
  const {
    outerFolds = 5,
    innerFolds = 10,
    alphas = [1],
    random = seededRandom(1),
    oneStandardError = false,
  } = options;
  const n = data.response.family === "cox" ? data.response.stop.length : data.response.y.length;
  if (outerFolds < 2 || outerFolds > n / 2 || alphas.length === 0)
    return err({
      code: "too-few-folds",
      message: `${outerFolds} outer folds of ${n} observations, ${alphas.length} values of alpha`,
      remedy: "use two outer folds or more, of two observations or more",
    });
  const outer = assignFolds(n, outerFolds, random.integer);
  const linearPredictor = new Float64Array(n);
  const folds: { alpha: number; lambda: number; performance: number }[] = [];
  for (let fold = 1; fold <= outerFolds; fold++) {
    const inside: number[] = [];
    const outside: number[] = [];
    for (let i = 0; i < n; i++) (outer[i] === fold ? outside : inside).push(i);
    const training = elasticNetRows(data, inside);
    const inner = assignFolds(inside.length, innerFolds, random.integer);
    let chosen: { alpha: number; lambda: number; loss: number } | null = null;
    for (const alpha of alphas) {
      const validated = crossValidateElasticNet(training, inner, { ...options, alpha });
      if (!validated.ok) return validated;
      const { mean, best, oneStandardError: simple } = validated.value;
      const loss = (options.measure === "auc" ? -1 : 1) * mean[best.at]!;
      if (chosen === null || loss < chosen.loss)
        chosen = { alpha, lambda: (oneStandardError ? simple : best).lambda, loss };
    }
    if (chosen === null) continue;
    const { alpha, lambda } = chosen;
    const fit = elasticNet(training, { ...options, alpha, lambda: Float64Array.of(lambda) });
    if (!fit.ok) return fit;
    const left = elasticNetRows(data, outside);
    const eta = elasticNetPredictor(fit.value, 0, left.design);
    for (const [at, row] of outside.entries()) linearPredictor[row] = eta[at]!;
    folds.push({ alpha, lambda, performance: performanceOf(left, eta) });
  }
  const known = folds.map((one) => one.performance).filter((one) => !Number.isNaN(one));
  const performance = known.reduce((sum, one) => sum + one, 0) / known.length;
  const spread = known.reduce((sum, one) => sum + (one - performance) ** 2, 0) / (known.length - 1);
  const what = { binomial: "AUC", gaussian: "explained variance", cox: "concordance" }[data.response.family];
  return ok({
    linearPredictor,
    folds,
    performance,
    standardDeviation: Math.sqrt(spread),
    convention: `${what}, ${outerFolds} outer and ${innerFolds} inner folds`,
  });
};

const performanceOf = ({ response }: ElasticNetData, eta: Float64Array): number => {
  if (response.family === "binomial") {
    const curve = rocCurve({ outcome: response.y, score: eta });
    return curve.ok ? curve.value.auc : Number.NaN;
  }
  if (response.family === "cox") {
    const agreement = concordance(response, eta);
    return agreement.ok ? agreement.value.concordance : Number.NaN;
  }
  const { y } = response;
  const mean = y.reduce((sum, one) => sum + one, 0) / y.length;
  let [left, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    left += (y[i]! - eta[i]!) ** 2;
    total += (y[i]! - mean) ** 2;
  }
  return 1 - left / total;
};
