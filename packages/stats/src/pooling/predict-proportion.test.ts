import { describe, expect, it } from "vitest";
import { binomialNormal } from "./binomial-normal.ts";
import { predictProportion } from "./predict-proportion.ts";

const fitOf = (events: number[], n: number[]) => {
  const fit = binomialNormal(Float64Array.from(events), Float64Array.from(n));
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};

describe("prediction interval of a pooled proportion", () => {
  it("needs three studies", () => {
    expect(predictProportion(fitOf([10, 20], [40, 50]))).toBeNull();
    expect(predictProportion(fitOf([10, 20, 15], [40, 50, 45]))).not.toBeNull();
  });
  it("is wider than the interval of the mean, and wider still where studies lie apart", () => {
    const alike = fitOf([20, 21, 19, 20], [50, 50, 50, 50]);
    const apart = fitOf([5, 21, 30, 44], [50, 50, 50, 50]);
    const width = (fit: ReturnType<typeof fitOf>) => {
      const prediction = predictProportion(fit);
      if (!prediction) throw new Error("no interval");
      return prediction.high - prediction.low;
    };
    expect(width(alike)).toBeGreaterThan(alike.proportion.high - alike.proportion.low);
    expect(width(apart)).toBeGreaterThan(width(alike));
  });
  it("is t(2) on the logit scale with four studies: 4.3026527 standard errors", () => {
    const fit = fitOf([5, 21, 30, 44], [50, 50, 50, 50]);
    const prediction = predictProportion(fit);
    expect(prediction?.convention).toBe("t(k-2), Higgins-Thompson-Spiegelhalter");
    const logit = (p: number) => Math.log(p / (1 - p));
    const reach = 4.302652729911275 * Math.sqrt(fit.standardError ** 2 + fit.tauSquared);
    expect(logit(prediction?.high ?? 0)).toBeCloseTo(fit.estimate + reach, 8);
    expect(logit(prediction?.low ?? 0)).toBeCloseTo(fit.estimate - reach, 8);
  });
});
