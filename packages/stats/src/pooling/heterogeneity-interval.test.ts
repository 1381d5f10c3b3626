import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, several, v, value, y } from "./bcg-effects.test-data.ts";
import { bcgLatitude } from "./bcg-trials.test-data.ts";
import {
  betweenStudyShare,
  heterogeneityByQ,
  profileLikelihoodInterval,
  qProfileInterval,
} from "./heterogeneity-interval.ts";
import { pool, tauSquaredOf } from "./pool.ts";

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
