import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { bcg, bcgLatitude } from "./bcg-trials.test-data.ts";
import { logLikelihoodOf } from "./log-likelihood.ts";
import { type PooledEffect, type PoolOptions, pool, pooled, tauSquaredOf } from "./pool.ts";
import { tauSquaredMethods } from "./tau-squared/tau-squared.ts";
import { testConventions } from "./test-convention.ts";

const logRiskRatios = (() => {
  const effects = twoByTwoEffects(bcg, "RR");
  if (!effects.ok) throw new Error(effects.error.message);
  return effects.value;
})();
const y = logRiskRatios.effects;
const v = logRiskRatios.variances;

const fitted = (effects: Float64Array, variances: Float64Array, options: PoolOptions = {}): PooledEffect => {
  const fit = pool(effects, variances, options);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const near = (got: number, expected: number, relative = 1e-8): void => {
  if (got === expected) return;
  expect(Math.abs(got - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected) + 1e-12,
  );
};

describe("trials of the BCG vaccine, log risk ratios, by metafor 3.8 rma(threshold = 1e-14)", () => {
  it.each([
    // method, estimate, standard error, tau2, standard error of tau2, I2
    ["DL", -0.714117222073227, 0.178742089535403, 0.308760262862376, 0.229869992511026, 92.117346854562],
    ["HE", -0.715878588758735, 0.183279985988782, 0.328563857995769, 0.207087178298934, 92.5570974066271],
    ["HS", -0.704535373916257, 0.158652093056656, 0.228362863676907, 0.127904556613279, 89.6299666640896],
    ["SJ", -0.717248592557584, 0.187059458416427, 0.345515701598595, 0.149680511347343, 92.8963240955401],
    ["ML", -0.711199135474181, 0.17189680877689, 0.280028137268644, 0.144251949382764, 91.3782837894461],
    ["REML", -0.714532342158139, 0.179781516105206, 0.313243258136481, 0.166425752836971, 92.2213845212689],
    ["EB", -0.714968153493444, 0.180892191537624, 0.318068452205024, 0.173663027462757, 92.3303379541533],
    ["PM", -0.714968153493444, 0.180892191537624, 0.318068452205024, 0.173663027462757, 92.3303379541533],
    ["PMM", -0.717083044663582, 0.186590093714092, 0.343387906895807, 0.184775715543423, 92.8554512126732],
    ["GENQ", -0.430285163654091, 0.28354435135525, 0.308760262862376, 0.229869992511026, 92.117346854562],
  ] as const)("tau2 by %s", (method, estimate, standardError, tauSquared, tauError, iSquared) => {
    const fit = fitted(y, v, { method });
    near(pooled(fit).estimate, estimate);
    near(pooled(fit).standardError, standardError);
    near(tauSquaredOf(fit), tauSquared);
    near(fit.tauSquared?.standardError ?? 0, tauError);
    near(fit.heterogeneity.iSquared, iSquared);
    near(fit.heterogeneity.q, 152.233008082373);
    near(fit.heterogeneity.p, 1.996764590846e-26);
  });
  it("common effect", () => {
    const fit = fitted(y, v, { method: "common" });
    near(pooled(fit).estimate, -0.430285163654091);
    near(pooled(fit).p, 2.2886293069732e-26);
    near(fit.heterogeneity.hSquared, 12.6860840068644);
    expect(fit.tauSquared).toBeNull();
  });
  it.each([
    ["hartung-knapp", 0.180791744092848, 0.00192001509605729, -1.10844371368555],
    // q exceeds 1 and the interval the normal one, so no ad-hoc correction acts
    ["hartung-knapp-at-least-1", 0.180791744092848, 0.00192001509605729, -1.10844371368555],
    ["hartung-knapp-wider", 0.180791744092848, 0.00192001509605729, -1.10844371368555],
    ["hartung-knapp-iqwig6", 0.180791744092848, 0.00192001509605729, -1.10844371368555],
    ["kenward-roger", 0.181535636413218, 0.00253685080473639, -1.11635595183724],
  ] as const)("test %s (metafor, meta)", (test, standardError, p, low) => {
    const fit = fitted(y, v, { test });
    near(pooled(fit).standardError, standardError);
    near(pooled(fit).p, p);
    near(pooled(fit).low, low);
  });
  it.each([
    // four alike: q = 0.076, and even with t(3) the Hartung-Knapp interval is narrower than the normal one of DL
    ["normal", [0.1, 0.14, 0.06, 0.2], 0.10741723110591, -0.080149288901993, 0.34091851967122],
    ["hartung-knapp", [0.1, 0.14, 0.06, 0.2], 0.029655317732617, 0.036008159034433, 0.2247610717348],
    [
      "hartung-knapp-at-least-1",
      [0.1, 0.14, 0.06, 0.2],
      0.10741723110591,
      -0.21146495487221,
      0.47223418564144,
    ],
    ["hartung-knapp-wider", [0.1, 0.14, 0.06, 0.2], 0.10741723110591, -0.080149288901993, 0.34091851967122],
    ["hartung-knapp-iqwig6", [0.1, 0.14, 0.06, 0.2], 0.10741723110591, -0.21146495487221, 0.47223418564144],
    // three: q = 0.71, but t(2) makes the Hartung-Knapp interval the wider one
    ["hartung-knapp", [0.1, 0.45, 0.32], 0.10698402084354, -0.18734211634906, 0.733288062295],
    ["hartung-knapp-at-least-1", [0.1, 0.45, 0.32], 0.1273429079934, -0.27493933771908, 0.82088528366502],
    ["hartung-knapp-wider", [0.1, 0.45, 0.32], 0.10698402084354, -0.18734211634906, 0.733288062295],
    ["hartung-knapp-iqwig6", [0.1, 0.45, 0.32], 0.10698402084354, -0.18734211634906, 0.733288062295],
  ] as const)(
    "test %s where the studies %j scatter less than chance (metafor: knha, adhoc)",
    (test, effects, standardError, low, high) => {
      const fit = fitted(
        Float64Array.from(effects),
        Float64Array.of(0.04, 0.05, 0.06, 0.04).subarray(0, effects.length),
        {
          test,
        },
      );
      near(pooled(fit).standardError, standardError, 1e-11);
      near(pooled(fit).low, low, 1e-10);
      near(pooled(fit).high, high, 1e-10);
    },
  );
  it("the wider interval of a regression is wider for every coefficient alike; that of IQWiG has one effect", () => {
    const moderators = { names: ["intercept", "x"], values: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3) };
    const four = [Float64Array.of(0.1, 0.14, 0.06, 0.2), Float64Array.of(0.04, 0.05, 0.06, 0.04)] as const;
    const [wider, plain] = [
      fitted(...four, { test: "hartung-knapp-wider", moderators }),
      fitted(...four, { moderators }),
    ];
    expect(wider.coefficients).toEqual(plain.coefficients);
    expect(pool(...four, { test: "hartung-knapp-iqwig6", moderators })).toMatchObject({
      error: {
        code: "test-needs-intercept",
        message:
          "the correction of IQWiG compares intervals of one pooled effect, not those of a meta-regression",
        remedy: "take the test hartung-knapp-at-least-1",
      },
    });
  });
  it("log-likelihoods and criteria", () => {
    // rma(method = "REML")$fit.stats of two trials
    const two = [y.subarray(0, 2), v.subarray(0, 2)] as const;
    const both = logLikelihoodOf(fitted(...two, { method: "REML", test: "hartung-knapp" }), ...two);
    near(both?.ml.logLikelihood ?? 0, -0.924097323756123);
    near(both?.ml.bic ?? 0, 3.23448900863214);
    near(both?.reml.logLikelihood ?? 0, -0.711300728665012);
    near(both?.reml.aicc ?? 0, 17.42260145733);
  });
  it("meta-regression on latitude", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one) => [1, one]));
    const fit = fitted(y, v, {
      test: "hartung-knapp",
      moderators: { names: ["intercept", "latitude"], values },
    });
    near(fit.coefficients[1]!.estimate, -0.0291017250116497, 1e-7);
    near(fit.coefficients[1]!.p, 0.00456505154154001, 1e-7);
    near(fit.coefficients[0]!.standardError, 0.283925283743383, 1e-7);
    near(tauSquaredOf(fit), 0.0763479639552027, 1e-7);
    near(fit.omnibus.statistic, 12.5909828844265, 1e-7);
    expect(fit.omnibus).toMatchObject({ df: 1, df2: 11 });
  });
});

const study = fc.record({
  effect: fc.double({ min: -3, max: 3, noNaN: true }),
  variance: fc.double({ min: 0.01, max: 2, noNaN: true }),
});
const several = fc.array(study, { minLength: 3, maxLength: 12 });
const columns = (studies: readonly { effect: number; variance: number }[]) =>
  [
    Float64Array.from(studies, ({ effect }) => effect),
    Float64Array.from(studies, ({ variance }) => variance),
  ] as const;
const method = fc.constantFrom<PoolOptions["method"] & string>("common", ...tauSquaredMethods);
const test = fc.constantFrom(...testConventions);

describe("laws", () => {
  it("the order of the studies does not matter", () => {
    fc.assert(
      fc.property(several, method, test, (studies, method, test) => {
        fc.pre(!(method === "common" && test === "kenward-roger"));
        const one = fitted(...columns(studies), { method, test });
        const other = fitted(...columns([...studies].reverse()), { method, test });
        near(pooled(other).estimate, pooled(one).estimate, 1e-6);
        near(tauSquaredOf(other), tauSquaredOf(one), 1e-6);
        near(pooled(other).high, pooled(one).high, 1e-6);
      }),
    );
  });
  it("scaling the effects scales the pool, and leaves its test as it is", () => {
    fc.assert(
      fc.property(
        several,
        method,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (studies, method, factor) => {
          const [effects, variances] = columns(studies);
          const one = fitted(effects, variances, { method });
          const other = fitted(
            effects.map((effect) => factor * effect),
            variances.map((variance) => factor ** 2 * variance),
            { method },
          );
          near(pooled(other).estimate, factor * pooled(one).estimate, 1e-6);
          near(tauSquaredOf(other), factor ** 2 * tauSquaredOf(one), 1e-6);
          near(other.heterogeneity.iSquared, one.heterogeneity.iSquared, 1e-6);
        },
      ),
    );
  });
  it("moving all effects moves the pool", () => {
    fc.assert(
      fc.property(several, method, fc.integer({ min: -20, max: 20 }), (studies, method, shift) => {
        const [effects, variances] = columns(studies);
        const one = pooled(fitted(effects, variances, { method }));
        const other = pooled(
          fitted(
            effects.map((effect) => effect + shift),
            variances,
            { method },
          ),
        );
        near(other.estimate - shift, one.estimate, 1e-6);
        near(other.standardError, one.standardError, 1e-6);
      }),
    );
  });
  it("tau2 = 0 is the common effect", () => {
    fc.assert(
      fc.property(several, (studies) => {
        const zero = fitted(...columns(studies), { method: "DL", tauSquared: 0 });
        const common = fitted(...columns(studies), { method: "common" });
        near(pooled(zero).estimate, pooled(common).estimate, 1e-12);
        near(pooled(zero).p, pooled(common).p, 1e-12);
      }),
    );
  });
  it("an interval holds its estimate and grows with its level", () => {
    fc.assert(
      fc.property(several, method, test, (studies, method, test) => {
        fc.pre(!(method === "common" && test === "kenward-roger"));
        const narrow = pooled(fitted(...columns(studies), { method, test, level: 0.8 }));
        const wide = pooled(fitted(...columns(studies), { method, test, level: 0.99 }));
        expect(narrow.low).toBeLessThanOrEqual(narrow.estimate);
        expect(narrow.high).toBeGreaterThanOrEqual(narrow.estimate);
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      }),
    );
  });
  it("the ad-hoc corrections never narrow Hartung and Knapp's interval", () => {
    fc.assert(
      fc.property(several, (studies) => {
        const width = (test: (typeof testConventions)[number]): number => {
          const { low, high } = pooled(fitted(...columns(studies), { test }));
          return high - low;
        };
        const plain = width("hartung-knapp");
        for (const one of [
          "hartung-knapp-at-least-1",
          "hartung-knapp-wider",
          "hartung-knapp-iqwig6",
        ] as const)
          expect(width(one)).toBeGreaterThanOrEqual(plain * (1 - 1e-12));
        expect(width("hartung-knapp-wider")).toBeGreaterThanOrEqual(width("normal") * (1 - 1e-12));
      }),
    );
  });
  it("a moderator in other units tells the same", () => {
    const regression = (scale: number, shift: number): PooledEffect =>
      fitted(y, v, {
        moderators: {
          names: ["intercept", "x"],
          values: Float64Array.from(bcgLatitude.flatMap((one) => [1, scale * one + shift])),
        },
      });
    const plain = regression(1, 0);
    const other = regression(1000, 1e6);
    near(other.coefficients[1]!.estimate * 1000, plain.coefficients[1]!.estimate, 1e-9);
    near(other.coefficients[1]!.p, plain.coefficients[1]!.p, 1e-9);
    near(tauSquaredOf(other), tauSquaredOf(plain), 1e-9);
  });
  it("indicators of all groups and an intercept with contrasts fit the same tau2", () => {
    const groups = Array.from(y, (_, i) => i % 3);
    const means = fitted(y, v, {
      moderators: {
        names: ["0", "1", "2"],
        values: Float64Array.from(groups.flatMap((g) => [0, 1, 2].map((one) => Number(g === one)))),
      },
    });
    const contrasts = fitted(y, v, {
      moderators: {
        names: ["intercept", "1", "2"],
        values: Float64Array.from(groups.flatMap((g) => [1, Number(g === 1), Number(g === 2)])),
      },
    });
    near(tauSquaredOf(contrasts), tauSquaredOf(means), 1e-9);
    near(
      contrasts.coefficients[1]!.estimate,
      means.coefficients[1]!.estimate - means.coefficients[0]!.estimate,
      1e-9,
    );
    // without an intercept all three are tested, with one the two differences
    expect(means.omnibus.df).toBe(3);
    expect(contrasts.omnibus.df).toBe(2);
  });
  it("equal weights give the mean", () => {
    const fit = fitted(y, v, { method: "DL", weights: new Float64Array(y.length).fill(1) });
    near(pooled(fit).estimate, y.reduce((sum, one) => sum + one, 0) / y.length, 1e-12);
  });
});

describe("degenerate input", () => {
  const code = (effects: number[], variances: number[], options: PoolOptions = {}): string => {
    const fit = pool(Float64Array.from(effects), Float64Array.from(variances), options);
    return fit.ok ? "fitted" : fit.error.code;
  };
  it.each([
    ["no study", [], [], {}, "no-studies"],
    ["one study, random effects", [1], [0.1], {}, "one-study"],
    ["one study, common effect", [1], [0.1], { method: "common" }, "fitted"],
    ["one study, common effect by t", [1], [0.1], { method: "common", test: "t" }, "one-study"],
    ["missing effect", [1, Number.NaN], [0.1, 0.1], {}, "not-finite"],
    ["infinite variance", [1, 2], [0.1, Number.POSITIVE_INFINITY], {}, "not-finite"],
    ["negative variance", [1, 2], [0.1, -0.1], {}, "variance-not-positive"],
    ["zero variance", [1, 2], [0.1, 0], {}, "variance-not-positive"],
    ["lengths", [1, 2], [0.1], {}, "lengths-differ"],
    ["level in percent", [1, 2], [0.1, 0.1], { level: 95 }, "level-not-a-share"],
    [
      "Kenward-Roger of a common effect",
      [1, 2],
      [0.1, 0.1],
      { method: "common", test: "kenward-roger" },
      "test-needs-random-effects",
    ],
    ["negative tau2", [1, 2], [0.1, 0.1], { tauSquared: -1 }, "negative-tau-squared"],
    [
      "effects whose squares are beyond numbers",
      [1e200, -1e200],
      [1, 1],
      { method: "common" },
      "beyond-numbers",
    ],
    ["weights beyond numbers", [1, 2], [1e-320, 1e-320], { method: "common" }, "beyond-numbers"],
    ["an endless tau2", [1, 2], [1, 1], { tauSquared: Number.POSITIVE_INFINITY }, "beyond-numbers"],
  ] as const)("%s", (_, effects, variances, options, expected) => {
    expect(code([...effects], [...variances], options)).toBe(expected);
  });
  it.each([
    [[Number.POSITIVE_INFINITY, 1], "study 1 has weight Infinity"],
    [[1, -1], "study 2 has weight -1"],
    [[Number.NaN, 1], "study 1 has weight NaN"],
    [[0, 0], "all weights are 0"],
  ])("weights of %j", (weights, message) => {
    const fit = pool(Float64Array.of(1, 2), Float64Array.of(0.1, 0.1), {
      weights: Float64Array.from(weights),
    });
    expect(fit).toMatchObject({
      error: {
        code: "weights-not-positive",
        message,
        remedy: "a weight is zero or more, and not all are zero",
      },
    });
  });
  it("a weight of 0 leaves the study to the estimate of tau2 alone", () => {
    const fit = fitted(Float64Array.of(1, 2, 5), Float64Array.of(0.1, 0.1, 0.1), {
      weights: Float64Array.of(1, 1, 0),
    });
    near(pooled(fit).estimate, 1.5, 1e-12);
    near(
      tauSquaredOf(fit),
      tauSquaredOf(fitted(Float64Array.of(1, 2, 5), Float64Array.of(0.1, 0.1, 0.1))),
      1e-9,
    );
  });
  it("names the study and the moderator", () => {
    const missing = pool(Float64Array.of(1, 2, Number.NaN), Float64Array.of(1, 1, 1));
    expect(!missing.ok && missing.error.message).toContain("study 3");
    const twice = pool(y, v, {
      moderators: {
        names: ["intercept", "x", "x2"],
        values: Float64Array.from(bcgLatitude.flatMap((x) => [1, x, 2 * x + 1])),
      },
    });
    expect(twice).toMatchObject({ ok: false, error: { code: "singular-design" } });
    expect(!twice.ok && twice.error.message).toContain("x2");
    const unknown = pool(y, v, {
      moderators: { names: ["intercept", "x"], values: Float64Array.of(1, 0) },
    });
    expect(unknown).toMatchObject({ ok: false, error: { code: "lengths-differ" } });
  });
  it("refuses a regression that uses up the studies, and Kenward-Roger for one", () => {
    const values = Float64Array.of(1, 0, 1, 1);
    const moderators = { names: ["intercept", "x"], values };
    const two = [Float64Array.of(0, 1), Float64Array.of(1, 1)] as const;
    expect(pool(...two, { moderators })).toMatchObject({ error: { code: "too-few-studies" } });
    const regression = pool(y, v, {
      test: "kenward-roger",
      moderators: {
        names: ["intercept", "x"],
        values: Float64Array.from(bcgLatitude.flatMap((x) => [1, x])),
      },
    });
    expect(regression).toMatchObject({ error: { code: "test-needs-intercept" } });
  });
  it("says where a stopping rule gives up", () => {
    const fit = pool(y, v, { stopping: { threshold: 0, steps: 2 } });
    expect(fit).toMatchObject({ ok: false, error: { code: "not-converged" } });
  });
  it("has tau2 = 0 and I2 = 0 for equal effects", () => {
    for (const one of tauSquaredMethods) {
      const fit = fitted(Float64Array.of(0.3, 0.3, 0.3), Float64Array.of(0.1, 0.2, 0.3), { method: one });
      expect(tauSquaredOf(fit)).toBe(0);
      expect(fit.heterogeneity.iSquared).toBe(0);
    }
  });
});
