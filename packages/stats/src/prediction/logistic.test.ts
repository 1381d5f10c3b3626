import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logisticIndexes, rankAgreement } from "./discrimination.ts";
import { firthRegression } from "./firth.ts";
import { logisticRegression } from "./logistic.ts";
import type { LogisticData } from "./logistic-data.ts";
import { logisticProfileInterval } from "./profile-interval.ts";

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const outcome = [0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0];
const x = [1, 2, 2, 3, 4, 5, 3, 6, 2, 3, 1, 5, 7, 2, 4];
const group = "abacbcabcabcabc".split("");
const weights = Float64Array.of(1, 2, 1, 3, 1, 1, 2, 1, 1, 1, 2, 1, 1, 3, 1);
const plain: LogisticData = { outcome, design: Float64Array.from(x.flatMap((one) => [1, one])) };

describe("logistic regression", () => {
  it("agrees with R's glm on categories, weights and an offset", () => {
    const fit = must(
      logisticRegression({
        outcome,
        design: Float64Array.from(
          x.flatMap((one, at) => [1, one, Number(group[at] === "b"), Number(group[at] === "c")]),
        ),
        weights,
        offset: Float64Array.from(x, (one) => one / 10),
      }),
    );
    const wanted = [-4.6637947711111, 1.56451331899983, 1.47413718648864, -4.04367271815732];
    for (const [k, one] of wanted.entries()) expect(fit.coefficients[k]).toBeCloseTo(one, 10);
    expect(fit.covariance[5]).toBeCloseTo(0.989426004867263, 7);
    expect(fit.deviance).toBeCloseTo(18.7155138232069, 11);
    expect(fit.nullDeviance).toBeCloseTo(28.6984012370816, 11);
    expect(fit.aic).toBeCloseTo(26.7155138232069, 11);
    expect(fit.bic).toBeCloseTo(29.5477146276157, 11);
  });
  it("agrees with the profile likelihood of R's glm at its limits", () => {
    const interval = must(logisticProfileInterval(plain, 1));
    expect(interval.low).toBeCloseTo(-0.0652292542650875, 9);
    expect(interval.high).toBeCloseTo(1.4891085932455, 9);
    const coarse = must(logisticProfileInterval(plain, 1, { interpolated: true }));
    expect(coarse.low).toBeCloseTo(interval.low, 2);
    expect(coarse.high).toBeCloseTo(interval.high, 2);
    expect(coarse.low).not.toBeCloseTo(interval.low, 9);
  });
  it("takes shares of trials as so many single outcomes", () => {
    const grouped = must(
      logisticRegression({
        outcome: [0.25, 0.75],
        weights: Float64Array.of(4, 8),
        design: Float64Array.of(1, 0, 1, 1),
      }),
    );
    expect(grouped.coefficients[0]).toBeCloseTo(Math.log(1 / 3), 10);
    expect(grouped.coefficients[1]).toBeCloseTo(Math.log(9), 10);
    expect(grouped.deviance).toBeCloseTo(0, 10);
  });
  it("predicts as many events as there are, and turns over with the outcome", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: -5, max: 5 })), {
          minLength: 6,
          maxLength: 30,
        }),
        (rows) => {
          const design = Float64Array.from(rows.flatMap(([, value]) => [1, value]));
          const y = rows.map(([one]) => one);
          const fit = logisticRegression({ outcome: y, design });
          if (!fit.ok) return;
          const sum = (values: Iterable<number>) => [...values].reduce((total, one) => total + one, 0);
          expect(sum(fit.value.fitted)).toBeCloseTo(sum(y), 7);
          const turned = must(logisticRegression({ outcome: y.map((one) => 1 - one), design }));
          expect(turned.coefficients[1]).toBeCloseTo(-fit.value.coefficients[1]!, 6);
        },
      ),
    );
  });
  const codeOf = (data: LogisticData) => {
    const fit = logisticRegression(data);
    return fit.ok ? null : fit.error.code;
  };
  it("names what separates the outcomes, wholly or in part", () => {
    const whole = logisticRegression({
      outcome: [0, 0, 1, 1],
      design: Float64Array.of(1, 1, 1, 2, 1, 3, 1, 4),
    });
    expect(!whole.ok && [whole.error.code, whole.error.message]).toEqual([
      "separation",
      "column 1 of the design separates the outcomes: its coefficient has no finite estimate",
    ]);
    // all who have the third column's mark have the outcome
    const part = logisticRegression({
      outcome,
      design: Float64Array.from(x.flatMap((one, at) => [1, one, Number(outcome[at] === 1 && at % 2 === 0)])),
    });
    expect(!part.ok && part.error.message).toContain("column 2 ");
    expect(codeOf({ outcome: [1, 1, 1], design: Float64Array.of(1, 1, 1) })).toBe("separation");
  });
  it.each([
    ["singular-design", { outcome, design: Float64Array.from(x.flatMap((one) => [1, one, 2 * one - 1])) }],
    ["too-few-observations", { outcome: [1], design: Float64Array.of(1, 2) }],
    ["not-an-outcome", { outcome: [1, 2], design: Float64Array.of(1, 1) }],
    ["not-finite", { outcome: [1, 0], design: Float64Array.of(1, Number.NaN) }],
    ["not-a-weight", { outcome: [1, 0], design: Float64Array.of(1, 1), weights: Float64Array.of(1, -1) }],
    ["not-a-design", { outcome: [], design: new Float64Array(0) }],
  ])("refuses %s", (code, data) => {
    expect(codeOf(data)).toBe(code);
  });
});

describe("Firth's logistic regression", () => {
  const separated = x.map((one, at) => Number((group[at] === "b" && one > 2) || one > 5));
  const data: LogisticData = {
    outcome: separated,
    design: Float64Array.from(x.flatMap((one, at) => [1, one, Number(group[at] === "b")])),
  };
  it("agrees with the penalised likelihood maximised directly in R, where plain regression separates", () => {
    expect(logisticRegression(data).ok).toBe(false);
    const fit = must(firthRegression(data));
    // R: optim(method = "BFGS") on sum(y*e-log1p(exp(e))) + determinant(X'WX)/2
    expect(fit.penalisedLogLikelihood).toBeCloseTo(-1.79727536381639, 8);
    expect(fit.coefficients[0]).toBeCloseTo(-8.2109, 2);
    expect(fit.coefficients[1]).toBeCloseTo(1.33455, 2);
    expect(fit.p[1]).toBeCloseTo(0.00650924764797791, 7);
  });
  it("has the half added to every cell of a two-by-two table", () => {
    // With a saturated design Firth's estimate is the odds ratio after adding 1/2 to each cell.
    const table = [
      [1, 1, 9],
      [0, 1, 2],
      [1, 0, 3],
      [0, 0, 0],
    ] as const;
    const rows = table.flatMap(([y, exposed, count]) =>
      Array.from({ length: count }, () => [y, exposed] as const),
    );
    const fit = must(
      firthRegression({
        outcome: rows.map(([y]) => y),
        design: Float64Array.from(rows.flatMap(([, exposed]) => [1, exposed])),
      }),
    );
    expect(fit.coefficients[1]).toBeCloseTo(Math.log((9.5 * 0.5) / (2.5 * 3.5)), 7);
  });
  it("holds the estimate within its interval, and 0 outside exactly where p is small", () => {
    const fit = must(firthRegression({ outcome, design: plain.design }));
    for (let k = 0; k < 2; k++) {
      expect(fit.low[k]!).toBeLessThan(fit.coefficients[k]!);
      expect(fit.high[k]!).toBeGreaterThan(fit.coefficients[k]!);
      expect(fit.p[k]! < 0.05).toBe(fit.low[k]! > 0 || fit.high[k]! < 0);
    }
  });
  it("refuses a singular design", () => {
    const fit = firthRegression({ outcome, design: Float64Array.from(x.flatMap((one) => [1, one, one])) });
    expect(!fit.ok && fit.error.code).toBe("singular-design");
  });
});

describe("indexes of a logistic model", () => {
  it("count pairs as R's concordance does", () => {
    const agreement = rankAgreement(outcome, Float64Array.from(x));
    expect(agreement).toMatchObject({ concordant: 37, discordant: 11, tied: 8 });
    expect(agreement.c).toBeCloseTo(41 / 56, 14);
    expect(agreement.tauA).toBeCloseTo(26 / 105, 14);
  });
  it("tie what falls into one interval of a width, and nothing across its border", () => {
    const close = Float64Array.of(0.1001, 0.1004);
    expect(rankAgreement([0, 1], close)).toMatchObject({ concordant: 1, tied: 0 });
    expect(rankAgreement([0, 1], close, 1e-3)).toMatchObject({ concordant: 0, tied: 1 });
    expect(rankAgreement([0, 1], Float64Array.of(0.0999, 0.1001), 1e-3)).toMatchObject({ concordant: 1 });
  });
  it("follow their definitions", () => {
    const fit = must(logisticRegression(plain));
    const indexes = logisticIndexes(outcome, fit);
    const ratio = fit.nullDeviance - fit.deviance;
    expect(indexes.maddala.observations).toBeCloseTo(1 - Math.exp(-ratio / 15), 12);
    expect(indexes.maddala.effectiveSize).toBeCloseTo((3 * 7 * 8) / 15, 12);
    expect(indexes.nagelkerke).toBeCloseTo(
      (1 - Math.exp(-ratio / 15)) / (1 - Math.exp(-fit.nullDeviance / 15)),
      12,
    );
    let [gini, pairs] = [0, 0];
    for (const one of fit.linearPredictor)
      for (const other of fit.linearPredictor) gini += Math.abs(one - other);
    pairs = 15 * 14;
    expect(indexes.g).toBeCloseTo(gini / pairs, 12);
  });
});
