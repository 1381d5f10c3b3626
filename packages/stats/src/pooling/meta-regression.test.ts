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
