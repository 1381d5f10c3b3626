import { describe, expect, it } from "vitest";
import { profileLikelihoodInterval, qProfileInterval } from "./heterogeneity-interval.ts";
import { baujat, influenceOf } from "./influence.ts";
import { logLikelihoodOf } from "./log-likelihood.ts";
import { type PoolOptions, pool, tauSquaredOf, testTogether } from "./pool.ts";
import { predictEffect } from "./prediction.ts";
import { residualsOf } from "./residuals.ts";
import { cumulativePool, leaveOneOut } from "./sequence.ts";
import { sixTrials, sixTrialsResult } from "./six-trials.test-data.ts";
import type { TestConvention } from "./test-convention.ts";

const { effects, variances, moderators } = sixTrials;
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
/** To nine digits, of small numbers to twelve places. */
const same = (result: string, field: string, got: ArrayLike<number | null | undefined>): void => {
  const wanted = sixTrialsResult(result, field);
  expect(wanted.length, `${result} ${field}`).toBeGreaterThan(0);
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((one, i) => {
    if (one === null) expect(got[i] ?? null).toBeNull();
    else
      expect(Math.abs(got[i]! - one), `${result} ${field}[${i}]: ${got[i]} for ${one}`).toBeLessThanOrEqual(
        1e-9 * Math.abs(one) + 1e-12,
      );
  });
};

const methods: Readonly<Record<string, NonNullable<PoolOptions["method"]>>> = {
  ...{ FE: "common", DL: "DL", ML: "ML", REML: "REML", PM: "PM", HS: "HS", HSk: "HSk", HE: "HE", SJ: "SJ" },
};
const tests: Readonly<Record<string, TestConvention>> = {
  z: "normal",
  t: "t",
  knha: "hartung-knapp",
  adhoc: "hartung-knapp-at-least-1",
};

describe("six trials, two moderators (metafor 3.8 rma)", () => {
  it.each([
    ...["FE z mods", "FE z none", "DL z mods", "DL z none", "DL t mods", "DL t none", "DL knha mods"],
    ...["DL knha none", "DL adhoc mods", "DL adhoc none", "ML z mods", "REML z mods", "REML z none"],
    ...["PM z mods", "HS z mods", "HSk z mods", "HE z mods", "SJ z mods"],
  ])("%s", (name) => {
    const [method = "", test = "", kind] = name.split(" ");
    const regression = kind === "mods";
    const fit = value(
      pool(effects, variances, {
        method: methods[method]!,
        test: tests[test]!,
        ...(regression ? { moderators, level: 0.9 } : {}),
      }),
    );
    const { coefficients, heterogeneity, omnibus, covariance, tauSquared } = fit;
    same(
      name,
      "beta",
      coefficients.map((one) => one.estimate),
    );
    same(
      name,
      "se",
      coefficients.map((one) => one.standardError),
    );
    same(
      name,
      "p",
      coefficients.map((one) => one.p),
    );
    same(
      name,
      "low",
      coefficients.map((one) => one.low),
    );
    same(
      name,
      "high",
      coefficients.map((one) => one.high),
    );
    same(name, "tau2", [tauSquaredOf(fit)]);
    if (tauSquared !== null) same(name, "setau2", [tauSquared.standardError]);
    same(name, "QM", [omnibus.statistic]);
    same(name, "QMp", [omnibus.p]);
    same(name, "QE", [heterogeneity.q]);
    same(name, "QEp", [heterogeneity.p]);
    same(name, "I2", [heterogeneity.iSquared]);
    same(name, "H2", [heterogeneity.hSquared]);
    same(name, "vb", covariance);
    const likelihood = logLikelihoodOf(fit, effects, variances, regression ? moderators : undefined);
    for (const kind of ["ml", "reml"] as const) {
      const { logLikelihood, deviance, aic, bic, aicc } = likelihood![kind];
      const printed = [logLikelihood, deviance, aic, bic, aicc];
      const wanted = sixTrialsResult(name, kind);
      printed.forEach((one, i) => {
        if (wanted[i] === null) expect(Number.isFinite(one)).toBe(false);
        else expect(one).toBeCloseTo(wanted[i]!, 8);
      });
    }
  });
  it("coefficients tested together; places that there are none of are left out", () => {
    const fit = value(pool(effects, variances, { moderators }));
    const knapp = value(pool(effects, variances, { moderators, test: "hartung-knapp" }));
    same("anova", "QM", [testTogether(fit, [1, 2]).statistic]);
    same("anova", "p", [testTogether(fit, [1, 2]).p]);
    same("anovak", "QM", [testTogether(knapp, [1, 2]).statistic]);
    same("anovak", "p", [testTogether(knapp, [1, 2]).p]);
    expect(testTogether(fit, [-1, 1, 2, 3])).toEqual(testTogether(fit, [1, 2]));
    expect(testTogether(fit, [0, 1]).df).toBe(2);
  });
  it("the mean effect at values of the moderators", () => {
    for (const [result, test] of [
      ["predict", "normal"],
      ["predictk", "hartung-knapp"],
    ] as const) {
      const fit = value(pool(effects, variances, { moderators, test, level: 0.9 }));
      const at = [
        [1, 20, 1],
        [1, 50, 0],
      ].map((one) => predictEffect(fit, one));
      same(
        result,
        "pred",
        at.map((one) => one.estimate),
      );
      same(
        result,
        "se",
        at.map((one) => one.standardError),
      );
      same(
        result,
        "low",
        at.map((one) => one.low),
      );
      same(
        result,
        "high",
        at.map((one) => one.high),
      );
      same(
        result,
        "plow",
        at.map((one) => one.prediction?.low),
      );
      same(
        result,
        "phigh",
        at.map((one) => one.prediction?.high),
      );
    }
    const common = value(pool(effects, variances, { method: "common" }));
    expect(predictEffect(common, [1]).prediction).toBeNull();
  });
});

describe.each([
  ["looks_r", moderators],
  ["looks_r0", undefined],
] as const)("single trials of the fit %s", (result, given) => {
  const options = { ...(given === undefined ? {} : { moderators: given }), level: 0.9 };
  it("residuals, leverages, shrunken effects", () => {
    const rows = value(residualsOf(effects, variances, options));
    same(
      result,
      "resid",
      rows.map((one) => one.residual),
    );
    same(
      result,
      "rse",
      rows.map((one) => one.standardError),
    );
    same(
      result,
      "z",
      rows.map((one) => one.standardised),
    );
    same(
      result,
      "hat",
      rows.map((one) => one.leverage),
    );
    same(
      result,
      "weight",
      rows.map((one) => one.weight),
    );
    same(
      result,
      "blup",
      rows.map((one) => one.shrunken),
    );
    same(
      result,
      "bse",
      rows.map((one) => one.shrunkenStandardError),
    );
    same(
      result,
      "blow",
      rows.map((one) => one.low),
    );
    same(
      result,
      "bhigh",
      rows.map((one) => one.high),
    );
  });
  it("what the fit loses without each", () => {
    const rows = value(influenceOf(effects, variances, options));
    const near = (field: string, got: readonly (number | undefined)[]): void => {
      // the fits without a trial end where scoring under the reference's rule ends
      sixTrialsResult(result, field).forEach((one, i) => {
        expect(Math.abs(got[i]! - one!), `${field}[${i}]: ${got[i]} for ${one}`).toBeLessThanOrEqual(
          1e-5 * Math.abs(one!) + 1e-7,
        );
      });
    };
    near(
      "dresid",
      rows.map((one) => one?.deletedResidual),
    );
    near(
      "dse",
      rows.map((one) => one?.deletedStandardError),
    );
    near(
      "rstudent",
      rows.map((one) => one?.studentisedResidual),
    );
    near(
      "dffits",
      rows.map((one) => one?.dffits),
    );
    near(
      "cook",
      rows.map((one) => one?.cooksDistance),
    );
    near(
      "cov",
      rows.map((one) => one?.covarianceRatio),
    );
    near(
      "tau2del",
      rows.map((one) => one?.tauSquaredWithout),
    );
    near(
      "QEdel",
      rows.map((one) => one?.qWithout),
    );
    near(
      "hat",
      rows.map((one) => one?.leverage),
    );
    near(
      "weight",
      rows.map((one) => one?.weight),
    );
  });
  it("intervals of tau2, tau, I2 and H2", () => {
    const tau = tauSquaredOf(value(pool(effects, variances, options)));
    const suffix = result.slice("looks_".length);
    for (const [kind, interval] of [
      ["qp", value(qProfileInterval(effects, variances, 0.95, given))],
      ["pl", value(profileLikelihoodInterval(effects, variances, tau, true, 0.95, given))],
    ] as const) {
      const rows = sixTrialsResult(`${kind}_${suffix}`, "rows");
      const { tauSquared, iSquared, hSquared } = interval;
      for (const [at, { low, high }] of [tauSquared, interval.tau, iSquared, hSquared].entries()) {
        expect(low).toBeCloseTo(rows[3 * at + 1]!, 6);
        expect(Math.abs(high - rows[3 * at + 2]!)).toBeLessThanOrEqual(1e-6 * rows[3 * at + 2]!);
      }
    }
  });
});

describe("six trials one after the other (metafor 3.8 leave1out, cumul, baujat)", () => {
  it("without each, and up to each", () => {
    for (const [result, fits] of [
      ["loo", value({ ok: true, value: leaveOneOut(effects, variances) })],
      ["cum", value({ ok: true, value: cumulativePool(effects, variances) })],
    ] as const) {
      const wanted = (field: string) => sixTrialsResult(result, field);
      fits.forEach((one, i) => {
        const fit = value(one);
        expect(fit.coefficients[0]!.estimate).toBeCloseTo(wanted("est")[i]!, 5);
        expect(fit.coefficients[0]!.standardError).toBeCloseTo(wanted("se")[i]!, 5);
        expect(tauSquaredOf(fit)).toBeCloseTo(wanted("tau2")[i]!, 5);
        expect(fit.heterogeneity.q).toBeCloseTo(wanted("Q")[i]!, 9);
      });
    }
  });
  it("what each adds to the heterogeneity and does to the pool", () => {
    const points = value(baujat(effects, variances, { method: "REML" }));
    points.forEach((one, i) => {
      expect(one.heterogeneity).toBeCloseTo(sixTrialsResult("baujat", "x")[i]!, 6);
      expect(one.influence).toBeCloseTo(sixTrialsResult("baujat", "y")[i]!, 5);
    });
  });
});

describe("what can not be pooled is refused with its words", () => {
  const two = Float64Array.of(1, 2);
  const small = Float64Array.of(0.1, 0.2);
  it.each<readonly [string, () => unknown, string, string, string]>([
    [
      "one weight for two studies",
      () => pool(two, small, { weights: Float64Array.of(1) }),
      "lengths-differ",
      "1 weights for 2 studies",
      "give one weight for each study",
    ],
    [
      "a weight below zero",
      () => pool(two, small, { weights: Float64Array.of(1, -0.5) }),
      "weights-not-positive",
      "study 2 has weight -0.5",
      "a weight is zero or more, and not all are zero",
    ],
    [
      "no weight at all",
      () => pool(two, small, { weights: Float64Array.of(0, 0) }),
      "weights-not-positive",
      "all weights are 0",
      "a weight is zero or more, and not all are zero",
    ],
    [
      "effects out of range",
      () => pool(Float64Array.of(1e300, -1e300), Float64Array.of(1e-300, 1e300)),
      "beyond-numbers",
      "effects or variances are so large, small or far apart that their sums have no value",
      "give effects and variances in another unit, or leave out the study that is out of scale",
    ],
    [
      "a level of 1",
      () => pool(two, small, { level: 1 }),
      "level-not-a-share",
      "the level 1 is not between 0 and 1",
      "give the coverage as a share: 0.95",
    ],
    [
      "a level of 0",
      () => pool(two, small, { level: 0 }),
      "level-not-a-share",
      "the level 0 is not between 0 and 1",
      "give the coverage as a share: 0.95",
    ],
    [
      "a negative tau2",
      () => pool(two, small, { tauSquared: -1e-9 }),
      "negative-tau-squared",
      "tau2 is given as -1e-9",
      "a variance is zero or more",
    ],
    [
      "one study",
      () => pool(Float64Array.of(1), Float64Array.of(0.1)),
      "one-study",
      "1 study leaves nothing to estimate tau2 from beside 1 coefficient",
      'add studies, or take method "common" with the normal test',
    ],
    [
      "two studies, two coefficients, a t test",
      () =>
        pool(two, small, {
          ...{ method: "common", test: "t" },
          moderators: { names: ["intercept", "x"], values: Float64Array.of(1, 0, 1, 1) },
        }),
      "too-few-studies",
      "2 studies leave nothing to estimate the scatter from beside 2 coefficients",
      'add studies, or take method "common" with the normal test',
    ],
    [
      "Kenward-Roger of a common effect",
      () => pool(two, small, { method: "common", test: "kenward-roger" }),
      "test-needs-random-effects",
      "the Kenward-Roger test allows for an estimated tau2 of one pooled effect, not of a common effect",
      "take the normal test",
    ],
    [
      "Kenward-Roger of a regression",
      () => pool(effects, variances, { moderators, test: "kenward-roger" }),
      "test-needs-intercept",
      "the Kenward-Roger test allows for an estimated tau2 of one pooled effect, not of a meta-regression",
      "take the test hartung-knapp",
    ],
    [
      "scoring that does not settle",
      () => pool(effects, variances, { stopping: { threshold: 1e-14, steps: 2 } }),
      "not-converged",
      "Fisher scoring did not settle in 2 steps",
      "leave the stopping rule out",
    ],
    [
      "an interval of tau2 of one study",
      () => qProfileInterval(Float64Array.of(1), Float64Array.of(0.1)),
      "one-study",
      "1 studies leave nothing to estimate tau2 from beside 1 coefficients",
      "add studies",
    ],
    [
      "an interval of tau2 of as many studies as coefficients",
      () =>
        profileLikelihoodInterval(effects.subarray(0, 3), variances.subarray(0, 3), 0.1, true, 0.95, {
          names: moderators.names,
          values: moderators.values.subarray(0, 9),
        }),
      "too-few-studies",
      "3 studies leave nothing to estimate tau2 from beside 3 coefficients",
      "add studies",
    ],
  ])("%s", (_, of, code, message, remedy) => {
    expect(of()).toMatchObject({ ok: false, error: { code, message, remedy } });
  });
  it("as many studies as coefficients have a common effect, by the normal test, or a tau2 that is given", () => {
    const one = [Float64Array.of(1), Float64Array.of(0.25)] as const;
    expect(value(pool(...one, { method: "common" })).coefficients[0]!.standardError).toBe(0.5);
    expect(value(pool(...one, { tauSquared: 0.75 })).coefficients[0]!.standardError).toBe(1);
    expect(value(pool(two, small, { weights: Float64Array.of(0, 3) })).coefficients[0]!.estimate).toBe(2);
  });
});
