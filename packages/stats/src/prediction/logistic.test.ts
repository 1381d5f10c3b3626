import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logisticIndexes, rankAgreement } from "./discrimination.ts";
import { type FirthFit, firthRegression } from "./firth.ts";
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
  const z = [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0];
  it("agrees with R's summary(glm(y ~ x + z, binomial)), errors, tests and fitted values", () => {
    const fit = must(
      logisticRegression({ outcome, design: Float64Array.from(x.flatMap((one, at) => [1, one, z[at]!])) }),
    );
    const near = (numbers: readonly number[]) => numbers.map((one) => expect.closeTo(one, 8));
    expect([...fit.coefficients]).toEqual(near([-2.076024464039754, 0.604297891965217, -0.137042214948124]));
    expect([...fit.standardErrors]).toEqual(near([1.354608543607991, 0.418252734191448, 1.282991028320361]));
    expect([...fit.z]).toEqual(near([-1.532564129936961, 1.444815162137372, -0.106814632310823]));
    expect([...fit.p]).toEqual(near([0.12538328522526, 0.148509811070589, 0.914936038984213]));
    expect([...fit.covariance]).toEqual(
      near([
        ...[1.83496430641576, -0.46143849601042, -0.000378452106084817],
        ...[-0.46143849601042, 0.174935349658622, -0.234068967448326],
        ...[-0.000378452106084817, -0.234068967448326, 1.64606597875054],
      ]),
    );
    expect([...fit.linearPredictor.slice(0, 3)]).toEqual(
      near([-1.47172657207454, -1.00447089505744, -0.867428680109321]),
    );
    expect([...fit.fitted.slice(0, 3)]).toEqual(
      near([0.186680325355836, 0.268063298646875, 0.295789621718573]),
    );
    expect(fit.likelihoodRatioTest).toEqual({
      statistic: expect.closeTo(20.7276992794145 - 17.6619138147974, 10),
      degreesOfFreedom: 2,
      p: expect.closeTo(0.215910192696684, 10),
    });
    expect(fit.logLikelihood).toBeCloseTo(-8.83095690739871, 10);
    expect(fit.bic).toBeCloseTo(25.786064418104, 10);
    expect(fit.maximumDerivative).toBeLessThan(1e-6);
    expect(fit.observations).toBe(15);
  });
  it("measures a model without an intercept against its offset alone: glm(y ~ x + z - 1, offset = x / 10)", () => {
    const fit = must(
      logisticRegression({
        outcome,
        design: Float64Array.from(x.flatMap((one, at) => [one, z[at]!])),
        offset: Float64Array.from(x, (one) => one / 10),
      }),
    );
    expect(fit.coefficients[1]).toBeCloseTo(-0.0977781040068827, 9);
    expect(fit.nullDeviance).toBeCloseTo(20.5185460072211, 10);
    expect(fit.likelihoodRatioTest).toMatchObject({
      ...{ degreesOfFreedom: 2, p: expect.closeTo(0.982921418461433, 10) },
    });
    // Without an offset that is a probability of one half each.
    const plainly = must(logisticRegression({ outcome, design: Float64Array.from(x) }));
    expect(plainly.nullDeviance).toBeCloseTo(2 * 15 * Math.LN2, 10);
  });
  it("of an intercept alone has nothing to test", () => {
    const fit = must(logisticRegression({ outcome, design: new Float64Array(15).fill(1) }));
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(7 / 8), 12);
    expect(fit.likelihoodRatioTest).toEqual({ statistic: expect.closeTo(0, 10), degreesOfFreedom: 0, p: 1 });
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
  it("names the first column that is a combination of those before it, wherever it stands", () => {
    const combined = (columns: (one: number, at: number) => readonly number[]) =>
      logisticRegression({ outcome, design: Float64Array.from(x.flatMap(columns)) });
    const named = (column: number) => ({
      error: {
        code: "singular-design",
        message: `column ${column} of the design is a combination of the columns before it`,
        remedy: "leave out the column",
      },
    });
    expect(combined((one) => [1, one, 2 * one - 1])).toMatchObject(named(2));
    expect(combined((one, at) => [1, 3, one, at * at])).toMatchObject(named(1));
    expect(combined((one, at) => [1, one, at % 3, one + (at % 3)])).toMatchObject(named(3));
    expect(combined(() => [0, 1])).toMatchObject(named(0));
  });
  const remedy =
    "give one complete row of covariates an observation, outcomes from 0 to 1 and weights of 0 or more";
  const ones = Float64Array.of(1, 1, 1, 1);
  const four = { outcome: [1, 0, 1, 0], design: ones };
  it.each([
    [
      { outcome: [1], design: Float64Array.of(1, 2) },
      "too-few-observations",
      "1 observations can not determine 2 coefficients",
    ],
    [{ ...four, outcome: [1, 0, 2, 0] }, "not-an-outcome", "observation 2: the outcome 2 is not from 0 to 1"],
    [
      { ...four, outcome: [1, 0, 0, -0.1] },
      "not-an-outcome",
      "observation 3: the outcome -0.1 is not from 0 to 1",
    ],
    [
      { outcome: [1, 0], design: Float64Array.of(1, 2, 1, Number.NaN) },
      "not-finite",
      "observation 1: covariate 1 is NaN",
    ],
    [{ ...four, weights: ones.with(1, -1) }, "not-a-weight", "observation 1: the weight is -1"],
    [
      { ...four, weights: ones.with(0, Number.POSITIVE_INFINITY) },
      "not-a-weight",
      "observation 0: the weight is Infinity",
    ],
    [{ ...four, offset: ones.with(3, Number.NaN) }, "not-finite", "observation 3: the offset is NaN"],
    [
      { outcome: [], design: new Float64Array(0) },
      "not-a-design",
      "0 covariate values do not fit 0 observations",
    ],
    [
      { ...four, design: new Float64Array(0) },
      "not-a-design",
      "0 covariate values do not fit 4 observations",
    ],
    [
      { ...four, design: new Float64Array(5) },
      "not-a-design",
      "5 covariate values do not fit 4 observations",
    ],
  ])("refuses with cause and remedy: %#", (data, code, message) => {
    const expected = { ok: false, error: { code, message, remedy } };
    expect(logisticRegression(data)).toEqual(expected);
    expect(firthRegression(data)).toEqual(expected);
  });
  it("takes no notice of an observation of weight 0", () => {
    const without = must(logisticRegression({ outcome: [1, 0, 1], design: ones.subarray(0, 3) }));
    const fit = must(logisticRegression({ ...four, weights: ones.with(3, 0) }));
    expect(fit.coefficients[0]).toBeCloseTo(without.coefficients[0]!, 12);
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
  // R: pl <- function(b) sum(w * (y * e - log1p(exp(e)))) + determinant(t(X) %*% (X * w * p * (1 - p)))$modulus / 2,
  //   e <- X %*% b + offset, p <- plogis(e); its maximum by optim and the modified score, solve of the information, limits
  //   by uniroot on 2 (pl(b) - max pl) - qchisq(level, 1), p by pchisq of the drop at 0
  const z = [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0];
  const heldTo = (
    fit: FirthFit,
    expected: Record<"coefficients" | "standardErrors" | "low" | "high" | "p", readonly number[]>,
  ) => {
    for (const [key, numbers] of Object.entries(expected))
      expect([...fit[key as keyof typeof expected]]).toEqual(numbers.map((one) => expect.closeTo(one, 5)));
  };
  it("agrees with the penalised likelihood in R: estimates, errors, profile limits and p", () => {
    const fit = must(firthRegression({ outcome, design: plain.design }));
    heldTo(fit, {
      coefficients: [-1.69593300038905, 0.467549037563025],
      standardErrors: [1.27631915589931, 0.348410057447614],
      low: [-4.4788567987347, -0.105260555143057],
      high: [0.472134868415215, 1.25132874535437],
      p: [0.129957758351144, 0.114507064238122],
    });
    expect(fit.penalisedLogLikelihood).toBeCloseTo(-7.24758266838924, 9);
    expect([...fit.covariance]).toEqual(
      [1.62899058771553, -0.400187740069783, -0.400187740069783, 0.121389568130649].map((one) =>
        expect.closeTo(one, 7),
      ),
    );
    expect(fit.convention).toBe("Firth; intervals and p by profile penalised likelihood, level 0.95");
  });
  it("agrees with it on two covariates at 90 %", () => {
    const design = Float64Array.from(x.flatMap((one, at) => [1, one, z[at]!]));
    const fit = must(firthRegression({ outcome, design }, 0.9));
    heldTo(fit, {
      coefficients: [-1.63830419357218, 0.462054430969351, -0.0665794622176306],
      standardErrors: [1.26483440065721, 0.388685501843581, 1.25121832248079],
      low: [-3.83820166683946, -0.0801728657632362, -2.07174076906949],
      high: [0.157004063916901, 1.12963707226786, 1.78171638979181],
      p: [0.135074195392735, 0.163923680496417, 0.953337396414977],
    });
    expect(fit.convention).toContain("level 0.9");
  });
  it("agrees with it where a covariate separates, with limits many errors away", () => {
    const fit = must(
      firthRegression({
        outcome: [0, 0, 0, 0, 1, 1, 1, 1],
        design: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8].flatMap((one) => [1, one])),
      }),
    );
    heldTo(fit, {
      coefficients: [-4.64734976997889, 1.03274439332864],
      standardErrors: [3.19807984901188, 0.672664781062241],
      low: [-26.0942473106918, 0.134140562564495],
      high: [-0.330222913804651, 5.74649614225885],
      p: [0.0299099381480023, 0.0166236112039037],
    });
  });
  it("agrees with it under weights and an offset", () => {
    const offset = Float64Array.from(x, (one) => one / 10);
    const fit = must(firthRegression({ outcome, design: plain.design, weights, offset }));
    heldTo(fit, {
      coefficients: [-1.64170679474125, 0.321508710619823],
      standardErrors: [1.04084490437545, 0.30807528698945],
      low: [-3.85516974078122, -0.19999386769236],
      high: [0.167579836073412, 0.993475969303024],
      p: [0.0766896970687581, 0.23731330200563],
    });
  });
  it("refuses a singular design", () => {
    expect(
      firthRegression({ outcome, design: Float64Array.from(x.flatMap((one) => [1, one, one])) }),
    ).toEqual({
      ok: false,
      error: {
        code: "singular-design",
        message: "a column of the design is a combination of the others",
        remedy: "leave out the column",
      },
    });
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
