import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, several, v, value, y } from "./bcg-effects.test-data.ts";
import { bcgLatitude } from "./bcg-trials.test-data.ts";
import { pool, pooled } from "./pool.ts";
import {
  type PredictionConvention,
  predictEffect,
  predictionConventions,
  predictionInterval,
  testOfPrediction,
} from "./prediction.ts";
import type { TestConvention } from "./test-convention.ts";

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
  it("name their convention", () => {
    const named = (test: TestConvention, ...conventions: readonly PredictionConvention[]) => {
      const fit = value(pool(y, v, { test }));
      return conventions.map((one) => predictionInterval(fit, one)?.convention);
    };
    expect(named("normal", "HTS", "V", "S", "riley")).toEqual([
      "t(k-2), Higgins-Thompson-Spiegelhalter",
      "t(k-1), Veroniki",
      "normal, Skipka",
      "t(k-p-1), Riley",
    ]);
    expect(named("hartung-knapp", "HK", "HK-PR")).toEqual([
      "t(k-1), Hartung-Knapp",
      "t(k-2), Hartung-Knapp, Partlett-Riley",
    ]);
    expect(named("kenward-roger", "KR", "KR-PR")).toEqual([
      "Kenward-Roger",
      "Kenward-Roger df - 1, Partlett-Riley",
    ]);
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
