import { normal, studentT } from "@erbium/numerics";
import { kenwardRoger } from "./kenward-roger.ts";
import { type Projector, projectAt } from "./projector.ts";
import type { Studies } from "./studies.ts";
import { dersimonianLaird } from "./tau-squared/moments.ts";
import type { TestConvention } from "./test-convention.ts";

/** What a test convention makes of the model's covariance. */
export interface TestedError {
  /** of the orthonormal columns' coefficients */
  readonly covariance: Float64Array;
  /** infinite for the normal */
  readonly degreesOfFreedom: number;
}

/**
 * The covariance and degrees of freedom that a test convention takes, see {@link TestConvention}.
 *
 * @param inverseVariance the fit by inverse variances at the tau2 of the model
 * @param covariance      of the model
 */
export const errorByTest = (
  studies: Studies,
  inverseVariance: Projector,
  covariance: Float64Array,
  test: TestConvention,
  level: number,
): TestedError => {
  const df = studies.k - studies.p;
  const scale = inverseVariance.residualSumOfSquares / df;
  const scaledBy = (factor: number): TestedError => ({
    covariance: covariance.map((one) => one * factor),
    degreesOfFreedom: df,
  });
  const plain: TestedError = { covariance, degreesOfFreedom: Number.POSITIVE_INFINITY };
  const tail = (1 - level) / 2;
  /** half the width of the Hartung-Knapp interval, in standard errors of the model */
  const reach = (): number => studentT.upperQuantile(tail, df) * Math.sqrt(scale);
  switch (test) {
    case "normal":
      return plain;
    case "t":
      return { covariance, degreesOfFreedom: df };
    case "kenward-roger": {
      const adjusted = kenwardRoger(inverseVariance.weights);
      return { covariance: Float64Array.of(adjusted.variance), degreesOfFreedom: adjusted.df };
    }
    case "hartung-knapp":
      return scaledBy(scale);
    case "hartung-knapp-at-least-1":
      return scaledBy(Math.max(1, scale));
    case "hartung-knapp-wider":
      return reach() >= normal.upperQuantile(tail) ? scaledBy(scale) : plain;
    case "hartung-knapp-iqwig6": {
      const byMoments = projectAt(studies, dersimonianLaird(studies).value).inverse[0]!;
      const narrower =
        reach() * Math.sqrt(covariance[0]!) < normal.upperQuantile(tail) * Math.sqrt(byMoments);
      return scaledBy(narrower ? Math.max(1, scale) : scale);
    }
  }
};
