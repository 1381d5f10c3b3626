import { describe, expect, it } from "vitest";
import { fitted, studies, value, varied } from "./studies.test-data.ts";
import { summaryPoint } from "./summary-point.ts";
import { areaUnderCurve, summaryRocCurve, summaryRocParameters } from "./summary-roc.ts";

describe("summary of a bivariate model", () => {
  it("curve passes through the mean of sensitivity and false positive rate", () => {
    const fit = fitted();
    const curve = summaryRocCurve(value(summaryRocParameters(fit)));
    const point = value(summaryPoint(fit));
    expect(curve(point.falsePositiveRate.estimate)).toBeCloseTo(point.sensitivity.estimate, 10);
  });
  it("area of a useless test is one half, of a perfect one 1", () => {
    const points = Array.from({ length: 101 }, (_, i) => i / 100);
    expect(areaUnderCurve((x) => x, points)).toBeCloseTo(0.5, 12);
    expect(areaUnderCurve(() => 1, points)).toBe(1);
    expect(areaUnderCurve(() => 1, points, "as mada")).toBeCloseTo(100 / 101, 12);
    expect(areaUnderCurve((x) => x, [0.5])).toBeNaN();
    expect(areaUnderCurve((x) => x, [])).toBeNaN();
  });
  it("of a common effect, its regions and ratios by hand", () => {
    const fit = fitted({ method: "common", level: 0.9 });
    const [a, b] = fit.coefficients;
    const point = value(summaryPoint(fit, 5));
    const expit = (x: number): number => 1 / (1 + Math.exp(-x));
    const z = 1.6448536269514722;
    expect(point.sensitivity).toEqual({
      ...{ estimate: expit(a!.estimate), low: expect.closeTo(expit(a!.estimate - z * a!.standardError), 12) },
      high: expect.closeTo(expit(a!.estimate + z * a!.standardError), 12),
    });
    expect(point.specificity.low).toBeCloseTo(1 - expit(b!.estimate + z * b!.standardError), 12);
    expect(point.specificity.high).toBeCloseTo(1 - expit(b!.estimate - z * b!.standardError), 12);
    // the logits are independent: the delta method adds squares
    const [p, q] = [expit(a!.estimate), expit(b!.estimate)];
    const bounds = (estimate: number, byA: number, byB: number) => {
      const reach = z * Math.hypot(byA * a!.standardError, byB * b!.standardError);
      return {
        estimate: expect.closeTo(estimate, 10),
        low: expect.closeTo(estimate * Math.exp(-reach), 10),
        high: expect.closeTo(estimate * Math.exp(reach), 10),
      };
    };
    expect(point.positiveLikelihoodRatio).toEqual(bounds(p / q, 1 - p, 1 - q));
    expect(point.negativeLikelihoodRatio).toEqual(bounds((1 - p) / (1 - q), p, q));
    expect(point.diagnosticOddsRatio).toEqual(bounds((p / (1 - p) / q) * (1 - q), 1, 1));
    // a quarter turn apart: R qf(0.9, 2, 4) = 4.32455532, radius sqrt(2 F) = 2.940937
    const radius = Math.sqrt(2 * 4.324555320336759);
    const { sensitivity, falsePositiveRate } = point.confidenceRegion;
    const turn = (centre: number, error: number, at: number) =>
      expect.closeTo(expit(centre + radius * error * at), 10);
    expect(Array.from(sensitivity)).toEqual(
      [1, 0, -1, 0, 1].map((at) => turn(a!.estimate, a!.standardError, at)),
    );
    expect(Array.from(falsePositiveRate)).toEqual(
      [0, -1, 0, 1, 0].map((at) => turn(b!.estimate, b!.standardError, at)),
    );
  });
  it("where both vary together, ratios take their covariance, and the region of prediction the scatter", () => {
    const fit = fitted({ method: "ML" }, varied);
    const point = value(summaryPoint(fit, 3));
    const [p, q] = [point.sensitivity.estimate, point.falsePositiveRate.estimate];
    const [vs, c, , vf] = fit.covariance;
    const error = Math.sqrt((1 - p) ** 2 * vs! - 2 * (1 - p) * (1 - q) * c! + (1 - q) ** 2 * vf!);
    const { low, estimate, high } = point.positiveLikelihoodRatio;
    expect(Math.log(high / low) / 2).toBeCloseTo(1.959963984540054 * error, 10);
    expect(Math.log(high / estimate)).toBeCloseTo(Math.log(estimate / low), 10);
    const other = Math.sqrt(p ** 2 * vs! - 2 * p * q * c! + q ** 2 * vf!);
    const negative = point.negativeLikelihoodRatio;
    expect(Math.log(negative.high / negative.low) / 2).toBeCloseTo(1.959963984540054 * other, 10);
    const odds = point.diagnosticOddsRatio;
    expect(Math.log(odds.high / odds.low) / 2).toBeCloseTo(
      1.959963984540054 * Math.sqrt(vs! - 2 * c! + vf!),
      10,
    );
    const logit = (x: number): number => Math.log(x / (1 - x));
    // R qf(0.95, 2, 6) = 5.14325285
    const radius = Math.sqrt(2 * 5.143252849784718);
    const { between, coefficients } = fit;
    expect(logit(point.predictionRegion!.sensitivity[0]!)).toBeCloseTo(
      coefficients[0]!.estimate + radius * Math.sqrt(vs! + between!.sensitivity),
      8,
    );
    // at the far end of sensitivity the rate lies at its regression on it
    const spread = c! + between!.covariance;
    expect(logit(point.predictionRegion!.falsePositiveRate[0]!)).toBeCloseTo(
      coefficients[1]!.estimate + (radius * spread) / Math.sqrt(vs! + between!.sensitivity),
      8,
    );
  });
  it("refuses the region of two studies, and says why", () => {
    expect(summaryPoint(fitted({ method: "common" }, studies.slice(0, 2)))).toMatchObject({
      error: {
        code: "too-few-studies",
        message: "2 studies leave no degree of freedom for a region",
        remedy: "report the studies one by one",
      },
    });
    expect(summaryPoint(fitted({ method: "common" }, studies.slice(0, 3))).ok).toBe(true);
  });
  it("parameters of Rutter and Gatsonis by hand", () => {
    const fit = fitted({ method: "ML" }, varied);
    const [a, b] = fit.coefficients;
    const { sensitivity, falsePositiveRate, covariance } = fit.between!;
    const [sa, sb] = [Math.sqrt(sensitivity), Math.sqrt(falsePositiveRate)];
    const found = value(summaryRocParameters(fit));
    expect(found.shape).toBeCloseTo(Math.log(sb / sa), 12);
    expect(found.accuracy).toBeCloseTo(
      Math.sqrt(sb / sa) * a!.estimate - Math.sqrt(sa / sb) * b!.estimate,
      12,
    );
    expect(found.threshold).toBeCloseTo(
      (Math.sqrt(sb / sa) * a!.estimate + Math.sqrt(sa / sb) * b!.estimate) / 2,
      12,
    );
    expect(found.accuracyVariance).toBeCloseTo(2 * (sa * sb - covariance), 12);
    expect(found.thresholdVariance).toBeCloseTo((sa * sb + covariance) / 2, 12);
  });
  it("area of any other curve is by trapezoids", () => {
    // x^2 at 0, 1/2, 1: (0 + 1/4) / 2 and (1/4 + 1) / 2, each over half the range
    expect(areaUnderCurve((x) => x * x, [0, 0.5, 1])).toBeCloseTo(0.375, 12);
    expect(areaUnderCurve((x) => x, [0, 1])).toBe(0.5);
  });
  it("region of confidence lies inside that of prediction, and holds the summary point", () => {
    const point = value(summaryPoint(fitted()));
    const { confidenceRegion, predictionRegion } = point;
    const range = (values: Float64Array | undefined): number => Math.max(...values!) - Math.min(...values!);
    expect(range(confidenceRegion.sensitivity)).toBeLessThan(range(predictionRegion?.sensitivity));
    expect(Math.max(...confidenceRegion.sensitivity)).toBeGreaterThan(point.sensitivity.estimate);
    expect(Math.min(...confidenceRegion.falsePositiveRate)).toBeLessThan(point.falsePositiveRate.estimate);
    expect(confidenceRegion.sensitivity[0]).toBeCloseTo(confidenceRegion.sensitivity[100]!, 12);
    expect(value(summaryPoint(fitted({ method: "common" }))).predictionRegion).toBeNull();
  });
  it("likelihood ratios at the summary point are those of its sensitivity and specificity", () => {
    const { sensitivity, falsePositiveRate, ...rest } = value(summaryPoint(fitted()));
    expect(rest.positiveLikelihoodRatio.estimate).toBeCloseTo(
      sensitivity.estimate / falsePositiveRate.estimate,
      10,
    );
    expect(rest.negativeLikelihoodRatio.low).toBeLessThan(rest.negativeLikelihoodRatio.estimate);
    expect(rest.specificity.estimate).toBeCloseTo(1 - falsePositiveRate.estimate, 12);
  });
  it("refuses a curve or point of a model with moderators, and a curve without variation", () => {
    const moderators = { names: ["a", "b"], values: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0) };
    const regression = fitted({ method: "ML", moderators });
    const remedy = "fit the model without moderators, or by subgroup";
    expect(summaryRocParameters(regression)).toMatchObject({
      error: {
        code: "moderators",
        message: "a summary ROC curve belongs to a model without moderators",
        remedy,
      },
    });
    expect(summaryPoint(regression)).toMatchObject({
      error: { code: "moderators", message: "a summary point belongs to a model without moderators", remedy },
    });
    const flat = { sensitivity: 0.2, falsePositiveRate: 0, covariance: 0 };
    const still = { sensitivity: 0, falsePositiveRate: 0.2, covariance: 0 };
    for (const between of [null, flat, still])
      expect(summaryRocParameters({ ...fitted({ method: "common" }), between })).toMatchObject({
        error: {
          code: "no-variation",
          message:
            "sensitivity or specificity does not vary between the studies: there is a point and no curve",
          remedy: "report the summary point",
        },
      });
  });
});
