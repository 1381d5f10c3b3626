import { acceleratedFailureTime } from "../survival/accelerated-failure-time.ts";
import type { FailureTimeDistribution } from "../survival/failure-time-distribution.ts";
import { evaluate } from "./evaluate.ts";
import { readFormula } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { byName, table } from "./named-numbers.ts";
import { numberArgument, textArgument } from "./r-call.ts";
import type { ReferenceQuestion } from "./reference-case.ts";
import { readSurvival, survivalTimesOf } from "./survival-columns.ts";

/** R's names of the distributions; Student's t is not among those here. */
const distributions: Readonly<Record<string, FailureTimeDistribution>> = {
  ...{ weibull: "weibull", exponential: "exponential", rayleigh: "rayleigh", extreme: "extreme" },
  ...{ lognormal: "lognormal", loggaussian: "lognormal", loglogistic: "loglogistic" },
  ...{ gaussian: "gaussian", logistic: "logistic" },
};

/** `survreg(Surv(time, status) ~ age, dist = "weibull")`. */
export const failureTimeAnswers = ({ call, data }: ReferenceQuestion) => {
  const value = call.named.formula ?? call.positional[0];
  const formula = value === undefined ? null : readFormula(value, Object.keys(data));
  const response = formula === null ? null : readSurvival(formula.response, data);
  if (formula === null || response === null) return null;
  // one scale, no known part and the model's own errors are what is fitted
  if (formula.strata.length > 0 || formula.offset !== null || formula.cluster !== null) return null;
  if (["cluster", "robust"].some((name) => name in call.named)) return null;
  const distribution = distributions[textArgument(call, "dist") ?? "weibull"];
  const fixed = numberArgument(call, "scale");
  if (distribution === undefined || (call.named.scale !== undefined && fixed === null)) return null;
  const weights = call.named.weights === undefined ? null : evaluate(call.named.weights, data);
  const matrix = modelMatrix(formula, data, true, [...response.used, ...(weights === null ? [] : [weights])]);
  if (matrix === null) return null;
  const times = survivalTimesOf(response, matrix.rows, weights?.kind === "numbers" ? weights.values : null);
  const fit = acceleratedFailureTime(
    { ...times, design: matrix.values },
    distribution,
    fixed === null || fixed <= 0 ? {} : { scale: fixed },
  );
  if (!fit.ok) return null;
  const { coefficients, scale, covariance, parameters, logLikelihood, likelihoodRatioTest } = fit.value;
  const errors = Float64Array.from({ length: parameters }, (_, k) =>
    Math.sqrt(covariance[k * parameters + k] ?? NaN),
  );
  return {
    coef: byName(matrix.names, coefficients),
    scale,
    var: table(parameters, parameters, covariance),
    se: byName([...matrix.names, "Log(scale)"].slice(0, parameters), errors),
    loglik: [logLikelihood.null, logLikelihood.model],
    chisq: likelihoodRatioTest.statistic,
    df: likelihoodRatioTest.degreesOfFreedom,
    p: likelihoodRatioTest.p,
  };
};
