import { describe, expect, it } from "vitest";
import { fineGray } from "./fine-gray.ts";

const stop = Float64Array.of(3, 6, 2, 2, 3, 6, 2, 4, 5, 5, 7, 8, 8, 9);
const cause = [2, 0, 1, 1, 0, 2, 2, 1, 1, 2, 0, 1, 2, 1];
const x = [0.4, 0.2, 0.1, 0, 0.3, -0.6, -0.1, 0.7, 0.9, -0.2, 0.5, 0.1, -0.3, 0.6];
const z = [1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0];
const both = Float64Array.from(x.flatMap((one, at) => [one, z[at]!]));

describe("subdistribution regression on two covariates", () => {
  it("agrees with R's cmprsk, crr(stop, cause, cbind(x, z), gtol = 1e-14), ties of every kind", () => {
    const fit = fineGray({ stop, cause }, both);
    if (!fit.ok) throw new Error(fit.error.message);
    const { coefficients, covariance, standardErrors, p, logLikelihood, iterations, convention } = fit.value;
    expect([...coefficients]).toEqual([
      expect.closeTo(1.53467113810968, 9),
      expect.closeTo(-0.574500834111552, 9),
    ]);
    const variances = [0.813508691649464, 0.19139222092356, 0.19139222092356, 0.569466751494571];
    expect([...covariance]).toEqual(variances.map((one) => expect.closeTo(one, 9)));
    expect([...standardErrors]).toEqual([
      expect.closeTo(Math.sqrt(0.813508691649464), 9),
      expect.closeTo(Math.sqrt(0.569466751494571), 9),
    ]);
    expect([...p]).toEqual([expect.closeTo(0.08884746667, 9), expect.closeTo(0.4464772229, 9)]);
    expect(logLikelihood).toEqual({
      null: expect.closeTo(-13.105949896073, 11),
      model: expect.closeTo(-11.5042802171409, 11),
    });
    expect(iterations).toBeGreaterThan(2);
    expect(iterations).toBeLessThan(12);
    expect(convention).toBe("Fine-Gray, Breslow ties, censoring weights G(t-)/G(T-)");
  });
  it("does not depend on the order of observations, nor of covariates", () => {
    const back = fineGray(
      { stop: stop.slice().reverse(), cause: cause.slice().reverse() },
      Float64Array.from([...x.keys()].reverse().flatMap((at) => [z[at]!, x[at]!])),
    );
    const fit = fineGray({ stop, cause }, both);
    if (!fit.ok || !back.ok) throw new Error("refused");
    for (const k of [0, 1]) {
      expect(back.value.coefficients[k]).toBeCloseTo(fit.value.coefficients[1 - k]!, 9);
      expect(back.value.standardErrors[k]).toBeCloseTo(fit.value.standardErrors[1 - k]!, 9);
    }
  });
  it("takes a far covariate, where a full step overshoots: scaled by c it has coefficients / c", () => {
    const fit = fineGray({ stop, cause }, Float64Array.from(x));
    const far = fineGray(
      { stop, cause },
      Float64Array.from(x, (one) => 40 * one),
    );
    if (!fit.ok || !far.ok) throw new Error("refused");
    expect(40 * far.value.coefficients[0]!).toBeCloseTo(fit.value.coefficients[0]!, 8);
    expect(far.value.p[0]).toBeCloseTo(fit.value.p[0]!, 8);
  });
});

describe("subdistribution regression with a covariate far out", () => {
  it("comes to cmprsk's maximum, though a full step overshoots it", () => {
    // crr(stop, cause, cbind(x), gtol = 1e-14, maxiter = 100): coef, var, loglik
    const fit = fineGray(
      {
        stop: Float64Array.of(3.7, 3, 1.5, 0.1, 602.9, 2.4, 1.1, 0.5, 0.6),
        cause: [1, 0, 1, 0, 0, 0, 0, 0, 1],
      },
      Float64Array.of(-1, 1.4, -1.9, 0.5, -0.2, -0.3, -0.5, 0.3, 17),
    );
    if (!fit.ok) throw new Error(fit.error.message);
    expect(fit.value.coefficients[0]).toBeCloseTo(0.214543358167204, 9);
    expect(fit.value.covariance[0]).toBeCloseTo(0.00164177969988035, 9);
    expect(fit.value.logLikelihood.model).toBeCloseTo(-2.87829996566699, 9);
  });
});

describe("subdistribution regression refuses", () => {
  const refusal = (...given: Parameters<typeof fineGray>) => {
    const fit = fineGray(...given);
    return fit.ok ? null : fit.error;
  };
  const remedy = "check how the causes are coded, and leave out rows with missing values";
  it("a cause that nobody has", () => {
    expect(refusal({ stop, cause }, both, 3)).toEqual({
      ...{ code: "no-events", message: "nobody has cause 3", remedy },
    });
  });
  it("late entry, and covariates that are missing or do not fill rows", () => {
    const expected = {
      code: "not-a-design",
      message:
        "subdistribution regression takes one complete row of covariates an observation, and no late entry",
      remedy,
    };
    expect(refusal({ stop, cause, start: new Float64Array(14) }, both)).toEqual(expected);
    expect(refusal({ stop, cause }, both.subarray(0, 27))).toEqual(expected);
    const holed = both.slice();
    holed[27] = Number.NaN;
    expect(refusal({ stop, cause }, holed)).toEqual(expected);
  });
  it("a covariate that is constant or a combination of others", () => {
    const expected = {
      code: "singular-design",
      message: "a covariate is constant or a combination of others",
      remedy: "leave out the covariate",
    };
    expect(refusal({ stop, cause }, new Float64Array(14).fill(2))).toEqual(expected);
    expect(
      refusal({ stop, cause }, Float64Array.from(x.flatMap((one, at) => [one, z[at]!, one - z[at]!]))),
    ).toEqual(expected);
  });
  it("a covariate that separates those with the cause, alone or beside one that does not", () => {
    const expected = {
      code: "monotone-likelihood",
      message: "the likelihood rises for ever with a coefficient: a covariate separates those with the cause",
      remedy: "leave out the covariate or merge its categories",
    };
    const separating = cause.map((one) => Number(one === 1));
    expect(refusal({ stop, cause }, Float64Array.from(separating))).toEqual(expected);
    expect(
      refusal({ stop, cause }, Float64Array.from(x.flatMap((one, at) => [one, separating[at]!]))),
    ).toEqual(expected);
  });
  it("times and causes that no method can use", () => {
    expect(refusal({ stop: stop.subarray(1), cause }, both)?.code).toBe("unequal-lengths");
    expect(refusal({ stop, cause: cause.with(0, 1.5) }, both)?.code).toBe("not-a-cause");
  });
});
