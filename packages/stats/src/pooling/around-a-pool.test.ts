import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { bcg, bcgAllocation, bcgLatitude, bcgYear } from "./bcg-trials.test-data.ts";
import {
  betweenStudyShare,
  heterogeneityByQ,
  profileLikelihoodInterval,
  qProfileInterval,
} from "./heterogeneity-interval.ts";
import { baujat, influenceOf } from "./influence.ts";
import { pool, pooled, tauSquaredOf, testTogether } from "./pool.ts";
import { predictEffect, predictionConventions, predictionInterval, testOfPrediction } from "./prediction.ts";
import { cumulativePool, leaveOneOut } from "./sequence.ts";
import { poolSubgroups } from "./subgroups.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const { effects: y, variances: v } = value(twoByTwoEffects(bcg, "RR"));
const near = (got: number | undefined, expected: number, relative = 1e-8): void => {
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected) + 1e-12,
  );
};
const several = fc
  .array(
    fc.record({
      effect: fc.double({ min: -3, max: 3, noNaN: true }),
      variance: fc.double({ min: 0.02, max: 2, noNaN: true }),
    }),
    { minLength: 3, maxLength: 10 },
  )
  .map(
    (rows) =>
      [
        Float64Array.from(rows, ({ effect }) => effect),
        Float64Array.from(rows, ({ variance }) => variance),
      ] as const,
  );

describe("intervals of heterogeneity (BCG, REML; metafor confint)", () => {
  it("by the Q profile", () => {
    const { tauSquared, tau, iSquared, hSquared } = value(qProfileInterval(y, v));
    near(tauSquared.low, 0.119718361141261);
    near(tauSquared.high, 1.11147908406093);
    near(tau.high, 1.05426708383641);
    near(iSquared.low, 81.9205745585965);
    near(hSquared.high, 43.0677124309817);
  });
  it("by the profile likelihood", () => {
    const tau2 = tauSquaredOf(value(pool(y, v)));
    const { tauSquared, iSquared } = value(profileLikelihoodInterval(y, v, tau2, true));
    near(tauSquared.low, 0.115266105748054, 1e-6);
    near(tauSquared.high, 0.964695326514209, 1e-6);
    near(iSquared.high, 97.3341992618969, 1e-6);
  });
  it("of a regression, at 90 %, both name their convention (metafor confint)", () => {
    const moderators = {
      names: ["intercept", "latitude"],
      values: Float64Array.from(bcgLatitude.flatMap((one) => [1, one])),
    };
    const q = value(qProfileInterval(y, v, 0.9, moderators));
    expect(q.convention).toBe("Q profile, Viechtbauer");
    near(q.tauSquared.low, 0.0268851264014, 1e-6);
    near(q.tauSquared.high, 0.614975304059, 1e-7);
    near(q.iSquared.low, 43.2436190227159, 1e-6);
    near(q.hSquared.high, 18.4282158682, 1e-7);
    const tau2 = tauSquaredOf(value(pool(y, v, { moderators })));
    const profile = value(profileLikelihoodInterval(y, v, tau2, true, 0.9, moderators));
    expect(profile.convention).toBe("profile likelihood, Hardy-Thompson");
    near(profile.tauSquared.low, 0.010096590842992, 1e-7);
    near(profile.tauSquared.high, 0.34132718342672, 1e-7);
    // by plain maximum likelihood
    const ml = tauSquaredOf(value(pool(y, v, { method: "ML" })));
    const plain = value(profileLikelihoodInterval(y, v, ml, false, 0.9)).tauSquared;
    near(plain.low, 0.12237649506549, 1e-7);
    near(plain.high, 0.69243131330787, 1e-7);
  });
  it("scale with the unit of the effects, however small", () => {
    const unit = 1e-5;
    const [small, smaller] = [y.map((one) => one * unit), v.map((one) => one * unit ** 2)];
    const tau2 = tauSquaredOf(value(pool(y, v)));
    for (const [one, other] of [
      [value(qProfileInterval(y, v)), value(qProfileInterval(small, smaller))],
      [
        value(profileLikelihoodInterval(y, v, tau2, true)),
        value(profileLikelihoodInterval(small, smaller, tau2 * unit ** 2, true)),
      ],
    ] as const) {
      expect(Math.abs(other.tauSquared.low / unit ** 2 / one.tauSquared.low - 1)).toBeLessThan(1e-6);
      expect(Math.abs(other.tauSquared.high / unit ** 2 / one.tauSquared.high - 1)).toBeLessThan(1e-6);
    }
  });
  it("begin at 0 where the estimate is 0, and exist for two studies", () => {
    const two = [Float64Array.of(0.1, 0.4), Float64Array.of(0.1, 0.1)] as const;
    const { low, high } = value(profileLikelihoodInterval(...two, 0, true)).tauSquared;
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.1);
    expect(value(qProfileInterval(...two)).tauSquared.high).toBeGreaterThan(1);
  });
  it("hold their estimates", () => {
    fc.assert(
      fc.property(several, (studies) => {
        const pauleMandel = tauSquaredOf(value(pool(...studies, { method: "PM" })));
        const profile = value(qProfileInterval(...studies)).tauSquared;
        expect(profile.high).toBeGreaterThanOrEqual(profile.low);
        expect(pauleMandel).toBeLessThanOrEqual(profile.high + 1e-9);
        expect(pauleMandel).toBeGreaterThanOrEqual(profile.low - 1e-9);
      }),
    );
  });
  it("of I2 and H by Q alone (meta)", () => {
    const { iSquared, iSquaredInterval, h, hInterval } = heterogeneityByQ(152.233008082373, 12);
    near(iSquared, 0.921173468545621);
    near(iSquaredInterval?.low, 0.883163794740589);
    near(iSquaredInterval?.high, 0.946817666259083);
    near(h, 3.56175294017769);
    near(hInterval?.high, 4.33626988547742);
    expect(heterogeneityByQ(0.5, 3)).toMatchObject({ iSquared: 0, h: 1 });
    expect(heterogeneityByQ(3, 1).iSquaredInterval).toBeNull();
    near(betweenStudyShare(0.313243258136481, 13, 0.179781516105206), 0.745501125024261);
  });
  it.each([
    // ln H -+ 1.959964 error, error = sqrt(1 / (2 (k - 2)) (1 - 1 / (3 (k - 2)^2))), by hand
    [3, 5, 0.400617, 1.89908],
    [5, 5, 0.400617, 2.45171],
    [2, 3, 0.57735, 3.10052],
  ])(
    "of H by a Q of %d of %d studies: where Q is at most k, the error is that without heterogeneity",
    (q, k, error, high) => {
      const { hInterval, iSquaredInterval } = heterogeneityByQ(q, k - 1);
      expect(Math.sqrt(q / (k - 1)) * Math.exp(1.959964 * error)).toBeCloseTo(high, 4);
      expect(hInterval?.low).toBe(1);
      expect(hInterval?.high).toBeCloseTo(high, 4);
      expect(iSquaredInterval?.high).toBeCloseTo(1 - 1 / high ** 2, 4);
    },
  );
  it("refuse what is no estimate and what are no studies", () => {
    expect(profileLikelihoodInterval(y, v, -0.1, true)).toMatchObject({
      error: {
        code: "negative-tau-squared",
        message: "tau2 is given as -0.1",
        remedy: "a variance is zero or more",
      },
    });
    expect(profileLikelihoodInterval(y, v, Number.NaN, true).ok).toBe(false);
    const bad = [y, v.subarray(1)] as const;
    expect(qProfileInterval(...bad)).toMatchObject({ error: { code: "lengths-differ" } });
    expect(profileLikelihoodInterval(...bad, 0, true)).toMatchObject({ error: { code: "lengths-differ" } });
  });
  it("refuse a single study", () => {
    const one = [Float64Array.of(1), Float64Array.of(1)] as const;
    expect(qProfileInterval(...one)).toMatchObject({ error: { code: "one-study" } });
    expect(profileLikelihoodInterval(...one, 0, true)).toMatchObject({ error: { code: "one-study" } });
  });
});

describe("prediction intervals (BCG, REML; meta)", () => {
  it.each([
    ["HTS", -2.00837590692258, 0.579311222606299, 11],
    ["V", -1.9953419585091, 0.566277274192826, 12],
    ["HK", -1.9960168341962, 0.566952149879923, 12],
    ["S", -1.86669221790289, 0.437627533586608, Number.POSITIVE_INFINITY],
    ["KR", -2.01690753497855, 0.587842850662268, 10.5137107629088],
  ] as const)("%s", (convention, low, high, df) => {
    const fit = value(pool(y, v, { test: testOfPrediction(convention) ?? "normal" }));
    const interval = predictionInterval(fit, convention);
    near(interval?.low, low);
    near(interval?.high, high);
    if (Number.isFinite(df)) near(interval?.degreesOfFreedom, df);
    else expect(interval?.degreesOfFreedom).toBe(df);
  });
  it("belong to the test of the fit that they build on", () => {
    expect(predictionConventions.map((one) => [one, testOfPrediction(one)])).toEqual([
      ["HTS", "normal"],
      ["V", "normal"],
      ["S", "normal"],
      ["HK", "hartung-knapp"],
      ["HK-PR", "hartung-knapp"],
      ["KR", "kenward-roger"],
      ["KR-PR", "kenward-roger"],
      ["as-tested", null],
      ["riley", null],
    ]);
  });
  it.each([
    // metafor 3.8: b +- qt(0.975, df) * sqrt(se^2 + tau2), threshold = 1e-13
    ["HK-PR", "hartung-knapp", -2.00905765037, 0.579992966055, 11],
    ["riley", "normal", -2.00837590692, 0.579311222606, 11],
    ["as-tested", "t", -1.99534195851, 0.566277274193, 12],
    ["as-tested", "normal", -1.8666922179, 0.437627533587, Number.POSITIVE_INFINITY],
  ] as const)("%s of a fit by the test %s", (convention, test, low, high, df) => {
    const interval = predictionInterval(value(pool(y, v, { test })), convention);
    near(interval?.low, low);
    near(interval?.high, high);
    expect(interval?.degreesOfFreedom).toBe(df);
  });
  it("by Kenward and Roger take one degree of freedom less with Partlett and Riley", () => {
    const fit = value(pool(y, v, { test: "kenward-roger" }));
    const [plain, less] = [predictionInterval(fit, "KR"), predictionInterval(fit, "KR-PR")];
    near(less?.degreesOfFreedom, 10.5137107629088 - 1);
    near(less?.standardError, plain?.standardError ?? 0);
    expect(less?.convention).toBe("Kenward-Roger df - 1, Partlett-Riley");
  });
  it("of a regression has k - p - 1 degrees of freedom by Riley, at 90 % (metafor)", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one) => [1, one]));
    const moderators = { names: ["intercept", "latitude"], values };
    const fit = value(pool(y, v, { moderators, test: "hartung-knapp", level: 0.9 }));
    const riley = predictionInterval(fit, "riley");
    near(riley?.low, -0.466599358736, 1e-7);
    near(riley?.high, 0.969535778751, 1e-7);
    const there = predictEffect(fit, [1, 33.46]);
    near(there.low, -0.942637952363, 1e-7);
    near(there.high, -0.501913065402, 1e-7);
    near(there.prediction?.low, -1.26522784019, 1e-7);
    near(there.prediction?.high, -0.179323177572, 1e-7);
    expect(there.prediction?.convention).toBe("quantile of the fit's own test");
  });
  it("of a common effect is none; its mean has the normal interval (metafor)", () => {
    const common = predictEffect(value(pool(y, v, { method: "common" })), [1]);
    near(common.low, -0.509661258426);
    near(common.high, -0.350909068882);
    expect(common.prediction).toBeNull();
  });
  it("are wider than the interval of the mean under the same quantile", () => {
    fc.assert(
      fc.property(several, (studies) => {
        const fit = value(pool(...studies, { test: "hartung-knapp" }));
        const interval = predictionInterval(fit, "HK");
        expect(interval?.low).toBeLessThanOrEqual(pooled(fit).low + 1e-9);
        expect(interval?.high).toBeGreaterThanOrEqual(pooled(fit).high - 1e-9);
      }),
    );
  });
  it("say none where degrees of freedom run out or the fit was tested otherwise", () => {
    const two = value(pool(y.subarray(0, 2), v.subarray(0, 2)));
    expect(predictionInterval(two, "HTS")).toBeNull();
    expect(predictionInterval(two, "HK")).toBeNull();
    expect(predictionInterval(two, "V")).not.toBeNull();
    expect(predictionInterval(two, "riley")).toBeNull();
  });
  it("at values of a moderator (metafor predict)", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one) => [1, one]));
    const fit = value(pool(y, v, { moderators: { names: ["intercept", "latitude"], values } }));
    const there = predictEffect(fit, [1, 33.46]);
    near(there.estimate, -0.722275508882429, 1e-7);
    near(there.standardError, 0.107651660569668, 1e-7);
    near(there.prediction?.low, -1.30348611181878, 1e-7);
    near(there.high, -0.511282131289948, 1e-7);
  });
});

describe("subgroups (BCG by allocation, REML; meta)", () => {
  it("with tau2 apart", () => {
    const result = value(poolSubgroups(y, v, bcgAllocation));
    expect(result.levels).toEqual(["random", "alternate", "systematic"]);
    near(pooled(result.fits[1]!).estimate, -0.540792961849345, 1e-7);
    near(tauSquaredOf(result.fits[2]!), 0.400345880175081, 1e-6);
    near(result.between.q, 1.86144494615458, 1e-7);
    near(result.betweenCommon.p, 4.85612383628122e-5, 1e-7);
  });
  it("with tau2 shared", () => {
    const result = value(poolSubgroups(y, v, bcgAllocation, { shareTauSquared: true }));
    near(result.sharedTauSquared ?? 0, 0.361503664324021, 1e-7);
    near(pooled(result.fits[0]!).estimate, -0.965774178545846, 1e-7);
    near(pooled(result.fits[0]!).standardError, 0.267244094065264, 1e-7);
  });
  it("a group of one study has its common effect; groups are needed", () => {
    const groups = ["a", ...new Array<string>(12).fill("b")];
    const result = value(poolSubgroups(y, v, groups));
    near(pooled(result.fits[0]!).estimate, y[0]!);
    expect(poolSubgroups(y, v, new Array<string>(13).fill("a"))).toMatchObject({
      error: { code: "one-group" },
    });
    expect(poolSubgroups(y, v, ["a", "b"])).toMatchObject({ error: { code: "one-group" } });
  });
});

describe("sequences", () => {
  it("the last cumulative pool is the pool, the first the study", () => {
    const steps = cumulativePool(y, v);
    near(pooled(value(steps[0]!)).estimate, y[0]!);
    near(pooled(value(steps[1]!)).estimate, -1.32500344224488);
    near(pooled(value(steps[12]!)).standardError, 0.179781516105206);
  });
  it("leaving one out is pooling the others", () => {
    const rest = leaveOneOut(y, v, { method: "DL" });
    const direct = value(pool(y.subarray(1), v.subarray(1), { method: "DL" }));
    near(pooled(value(rest[0]!)).estimate, pooled(direct).estimate, 1e-12);
    expect(rest).toHaveLength(13);
    expect(leaveOneOut(y.subarray(0, 2), v.subarray(0, 2)).every((one) => !one.ok)).toBe(true);
  });
});

describe("influence (BCG, REML; metafor)", () => {
  it("agrees with metafor's influence", () => {
    const first = value(influenceOf(y, v))[0];
    near(first?.studentisedResidual, -0.218142485736089, 1e-5);
    near(first?.dffits, -0.040707547501259, 1e-5);
    near(first?.cooksDistance, 0.00171654134161812, 1e-5);
  });
  it("shares of weights and leverages add up", () => {
    const rows = value(influenceOf(y, v));
    near(
      rows.reduce((sum, one) => sum + (one?.weight ?? 0), 0),
      100,
    );
    near(
      rows.reduce((sum, one) => sum + (one?.leverage ?? 0), 0),
      1,
    );
  });
  it("of a regression has leverages that add up to its coefficients", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one) => [1, one]));
    const rows = value(influenceOf(y, v, { moderators: { names: ["intercept", "latitude"], values } }));
    near(
      rows.reduce((sum, one) => sum + (one?.leverage ?? 0), 0),
      2,
    );
    expect(rows.every((one) => (one?.cooksDistance ?? -1) >= 0)).toBe(true);
  });
  it("of a regression by DL, of two moderators and of a common effect (metafor influence)", () => {
    const design = (rows: readonly (readonly number[])[], names: readonly string[]) => ({
      moderators: { names, values: Float64Array.from(rows.flat()) },
    });
    const latitude = design(
      bcgLatitude.map((one) => [1, one]),
      ["intercept", "latitude"],
    );
    const figures = (options: Parameters<typeof influenceOf>[2], study: number): readonly number[] => {
      const one = value(influenceOf(y, v, options))[study]!;
      return [
        ...[one.studentisedResidual, one.dffits, one.cooksDistance, one.covarianceRatio],
        ...[one.tauSquaredWithout, one.qWithout, one.leverage, one.weight],
      ];
    };
    const each = (got: readonly number[], wanted: readonly number[]): void => {
      for (const [i, one] of wanted.entries()) near(got[i], one, 1e-9);
    };
    each(figures({ method: "DL", ...latitude }, 0), [
      ...[0.22554524658, 0.0569239742447, 0.00345724226171, 1.14190233922],
      ...[0.0673831581309, 30.7241786527, 0.0450313553468, 2.5746690953],
    ]);
    each(figures({ method: "DL", ...latitude }, 3), [
      ...[-0.770767152062, -0.5694741429631, 0.33277529210489, 1.62396370755],
      ...[0.0654584490102, 25.6461829596, 0.3570089526763, 12.01829861898],
    ]);
    each(
      figures(
        {
          method: "DL",
          ...design(
            bcgLatitude.map((one, i) => [1, one, bcgYear[i]!]),
            ["intercept", "latitude", "year"],
          ),
        },
        1,
      ),
      [
        ...[-0.484295704777, -0.248924584529, 0.063482601028, 1.45569086492],
        ...[0.0840240826677, 27.5744325301, 0.213949763583, 4.24514911392],
      ],
    );
    each(figures({ method: "common" }, 1), [
      ...[-2.6297148918, -0.2424588669656, 0.05878630217023, 1.00850078067],
      ...[0, 145.31760767, 0.00842912651727, 0.842912651727],
    ]);
  });
  it("two moderators are tested together by chi-squared or F, some of them alone (metafor)", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one, i) => [1, one, bcgYear[i]!]));
    const moderators = { names: ["intercept", "latitude", "year"], values };
    const byNormal = value(pool(y, v, { method: "DL", moderators }));
    near(byNormal.omnibus.statistic, 15.93143827026, 1e-9);
    near(byNormal.omnibus.p, 0.0003471619628682, 1e-9);
    const byF = value(pool(y, v, { method: "DL", moderators, test: "hartung-knapp" }));
    near(byF.omnibus.statistic, 5.648311163526, 1e-9);
    near(byF.omnibus.p, 0.02282686939248, 1e-9);
    expect(byF.omnibus).toMatchObject({ df: 2, df2: 10 });
    // anova(fit, btt = c(1, 3))
    const some = testTogether(byF, [0, 2]);
    near(some.statistic, 0.348935504888, 1e-8);
    near(some.p, 0.7136959211217, 1e-8);
    expect(testTogether(byF, [0, 2, 3, -1])).toEqual(some);
    near(testTogether(byNormal, [1]).statistic, byNormal.coefficients[1]!.statistic ** 2, 1e-12);
  });
  it("can not leave one of two out", () => {
    expect(influenceOf(y.subarray(0, 2), v.subarray(0, 2))).toMatchObject({
      error: {
        code: "too-few-studies",
        message: "of 2 studies none can be left out of a fit with 1 coefficients",
        remedy: "add studies",
      },
    });
    expect(value(influenceOf(y.subarray(0, 2), v.subarray(0, 2), { method: "common" }))).toHaveLength(2);
    expect(influenceOf(y, v.subarray(1))).toMatchObject({ error: { code: "lengths-differ" } });
    expect(baujat(y, v.subarray(1))).toMatchObject({ error: { code: "lengths-differ" } });
    expect(baujat(y.subarray(0, 1), v.subarray(0, 1), { method: "common" }).ok).toBe(false);
  });
  it("Baujat's contributions of a common effect add up to Q", () => {
    const points = value(baujat(y, v, { method: "common" }));
    near(
      points.reduce((sum, one) => sum + one.heterogeneity, 0),
      152.233008082373,
    );
  });
});

/** R 4.2.2, metafor 3.8.1: influence(rma(y, v, method = "DL", test = "knha")), baujat(rma(y, v, mods = ~x, method = "DL")) */
describe("influence on other fits", () => {
  const effects = Float64Array.of(0.1, 0.9, -0.3, 0.6, 1.4);
  const variances = Float64Array.of(0.04, 0.05, 0.03, 0.06, 0.2);
  const close = (got: readonly number[], wanted: readonly number[]): void => {
    for (const [at, one] of wanted.entries()) expect(got[at]).toBeCloseTo(one, 9);
  };

  it("by Hartung and Knapp the scatter of the others scales the residuals, and no leverage", () => {
    const rows = value(influenceOf(effects, variances, { method: "DL", test: "hartung-knapp" }));
    close(
      rows.map((one) => one?.studentisedResidual ?? Number.NaN),
      [-0.643993064672699, 0.730999112599066, -1.82206022362244, 0.176556599012323, 1.53521769449565],
    );
    close(
      rows.map((one) => one?.dffits ?? Number.NaN),
      [-0.383082976277935, 0.398936453544243, -0.896282281602693, 0.0595056365533075, 0.646066007395933],
    );
    close(
      rows.map((one) => one?.covarianceRatio ?? Number.NaN),
      [1.51235061703698, 1.42375239675719, 0.799792670156623, 1.67518432140532, 0.861793212493414],
    );
    expect(rows.reduce((sum, one) => sum + (one?.leverage ?? Number.NaN), 0)).toBeCloseTo(1, 12);
  });

  it("Baujat's points with moderators", () => {
    const rows = value(
      baujat(effects, variances, {
        method: "DL",
        moderators: {
          names: ["intercept", "x"],
          values: Float64Array.of(1, 1, 1, 2, 1, 3, 1, 4, 1, 6),
        },
      }),
    );
    close(
      rows.map((one) => one.heterogeneity),
      [0.00091239562620767, 0.891939480568492, 1.4584731307826, 0.0124756142368953, 0.186285235207284],
    );
    close(
      rows.map((one) => one.influence),
      [0.00116391214646967, 0.473446622342845, 0.9314814843731, 0.00733811157583624, 0.356771110729682],
    );
  });
});
