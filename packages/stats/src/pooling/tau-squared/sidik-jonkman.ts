import { project, traceOfTwo } from "../projector.ts";
import type { Studies } from "../studies.ts";
import type { TauSquared } from "./tau-squared.ts";

/**
 * The two-step estimator of Sidik and Jonkman: a crude `tau0 = sum (y_i - mean)^2 / k`, then
 * `tau2 = tau0 * y'P y / (k - p)` with the weights 1/(v_i + tau0). Never 0 unless all effects are equal.
 *
 * @source Sidik and Jonkman 2005, J R Stat Soc C 54:367
 */
export const sidikJonkman = (studies: Studies): TauSquared => {
  const { k, p, y, v } = studies;
  let mean = 0;
  for (const effect of y) mean += effect / k;
  let crude = 0;
  for (const effect of y) crude += (effect - mean) ** 2 / k;
  if (crude === 0) return { method: "SJ", value: 0, standardError: null, iterations: 0 };
  const projector = project(
    studies,
    v.map((one) => 1 / (one + crude)),
  );
  const value = (crude * projector.residualSumOfSquares) / (k - p);
  const variance =
    2 * traceOfTwo(studies, projector, v, v) +
    4 * value * traceOfTwo(studies, projector, v) +
    2 * value ** 2 * traceOfTwo(studies, projector);
  return { method: "SJ", value, standardError: (crude / (k - p)) * Math.sqrt(variance), iterations: 0 };
};
