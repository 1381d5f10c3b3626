import { describe, expect, it } from "vitest";
import { bivariateBinomialModel } from "./bivariate-glmm.ts";
import { code, fitted, type Row, studies, tablesOf, value, varied } from "./studies.test-data.ts";

describe("binomial-normal model", () => {
  it("needs no correction and comes close to the normal one where counts are large", () => {
    const large = studies.map((row) => row.map((one) => one * 20) as unknown as Row);
    const exact = value(bivariateBinomialModel(tablesOf(large)));
    const approximate = fitted({ method: "ML" }, large);
    expect(exact.logitSensitivity).toBeCloseTo(approximate.coefficients[0]?.estimate ?? 0, 1);
    expect(exact.logitSpecificity).toBeCloseTo(-(approximate.coefficients[1]?.estimate ?? 0), 1);
    expect(exact.sensitivitySd).toBeCloseTo(Math.sqrt(approximate.between?.sensitivity ?? 0), 1);
  });
  it.each([
    // R: Laplace's approximation maximised directly with optim; lme4 1.1.31 glmer(nAGQ = 1)
    [
      "Laplace approximation" as const,
      [1.0706541036, 1.73817765116, 0.274671526693, 0.255379960519],
      [0.694694015403, 0.641799537318, -0.465819145558, -53.1839658569],
      1e-5,
    ],
    [
      "Laplace approximation as lme4" as const,
      [1.07058293994, 1.73805542192, 0.274366132101, 0.254895780717],
      [0.694636416298, 0.641714059497, -0.465764120074, -53.1840162002],
      1e-3,
    ],
  ] as const)("by the %s", (convention, means, scatter, most) => {
    const fit = value(bivariateBinomialModel(tablesOf(varied), convention));
    const got = [fit.logitSensitivity, fit.logitSpecificity, ...fit.standardErrors];
    got.push(fit.sensitivitySd, fit.specificitySd, fit.correlation, fit.logLikelihood);
    for (const [i, one] of [...means, ...scatter].entries())
      expect(Math.abs(got[i]! - one), `${i}: ${got[i]} for ${one}`).toBeLessThan(
        most * Math.max(1, Math.abs(one)),
      );
    expect(fit).toMatchObject({ convention, singular: false });
  });
  it("says where the studies do not tell scatter and correlation apart", () => {
    const alike: Row[] = [
      [40, 10, 20, 80],
      [42, 8, 18, 82],
      [39, 11, 21, 79],
      [41, 9, 19, 81],
    ];
    const fit = value(bivariateBinomialModel(tablesOf(alike)));
    expect(fit.singular).toBe(true);
    // without scatter the means are the sums: 162 of 200, 322 of 400
    expect(fit.logitSensitivity).toBeCloseTo(Math.log(162 / 38), 3);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 162 + 1 / 38), 3);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 322 + 1 / 78), 3);
  });
  it("refuses what the normal model refuses", () => {
    expect(code(bivariateBinomialModel(tablesOf(studies.slice(0, 2))))).toBe("too-few-studies");
    expect(code(bivariateBinomialModel(tablesOf([[1, 2, 3, -1]])))).toBe("not-counts");
  });
  it("takes empty cells as they are", () => {
    const found = value(bivariateBinomialModel(tablesOf([[20, 0, 0, 30], ...studies])));
    expect(Number.isFinite(found.logLikelihood)).toBe(true);
    expect(found.standardErrors[0]).toBeGreaterThan(0);
  });
});

describe("binomial-normal model as lme4 evaluates it", () => {
  it("lies a little beside the maximum of the likelihood, and below it", () => {
    const exact = value(bivariateBinomialModel(tablesOf(studies)));
    const beside = value(bivariateBinomialModel(tablesOf(studies), "Laplace approximation as lme4"));
    expect(beside.convention).toBe("Laplace approximation as lme4");
    expect(beside.logitSensitivity).toBeCloseTo(exact.logitSensitivity, 2);
    expect(beside.logLikelihood).toBeLessThan(exact.logLikelihood + 1e-6);
    expect(beside.logLikelihood).toBeCloseTo(exact.logLikelihood, 1);
  });
});
