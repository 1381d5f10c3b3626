import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { bcg } from "../pooling/bcg-trials.test-data.ts";
import { pool, pooled } from "../pooling/pool.ts";
import { orwinFailSafeN, rosenbergFailSafeN, rosenthalFailSafeN } from "./fail-safe-n.ts";
import { funnelContours } from "./funnel-contour.ts";
import { kendall } from "./kendall.ts";
import { beggTest } from "./rank-test.ts";
import { eggerTest, mixedEggerTest } from "./regression-test.ts";
import {
  deeksTest,
  harbordTest,
  macaskillTest,
  petersTest,
  pustejovskyTest,
  schwarzerTest,
} from "./table-tests.ts";
import { trimAndFill } from "./trim-and-fill.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const near = (got: number | undefined, expected: number, relative = 1e-8): void => {
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
};
const { effects: y, variances: v } = value(twoByTwoEffects(bcg, "RR"));
const n1 = bcg.a.map((a, i) => a + bcg.b[i]!);
const n2 = bcg.c.map((c, i) => c + bcg.d[i]!);
const n = n1.map((one, i) => one + n2[i]!);

describe("regression tests (BCG)", () => {
  it("Egger (meta metabias)", () => {
    const { slope, degreesOfFreedom, dispersion } = value(eggerTest(y, v));
    near(slope.estimate, -2.1120421208933);
    near(slope.standardError, 1.50722132835701);
    near(slope.p, 0.188706995081979);
    near(Math.sqrt(dispersion ?? 0), 3.42682360665328);
    expect(degreesOfFreedom).toBe(11);
  });
  it("with another predictor, and as a mixed-effects model (metafor regtest)", () => {
    const { slope, intercept } = value(eggerTest(y, v, "ninv", n));
    near(slope.statistic, -1.44846956062056);
    near(intercept.low, -0.677056098125483);
    const stopping = { threshold: 1e-5, steps: 100 };
    near(value(mixedEggerTest(y, v, "sei", undefined, { stopping })).slope.statistic, -0.803329112070107);
    const onSize = value(mixedEggerTest(y, v, "ni", n, { stopping }));
    near(onSize.slope.p, 0.0404862183838956);
    expect(onSize.interceptIsLimit).toBe(false);
    near(value(mixedEggerTest(y, v, "sqrtninv", n, { stopping })).slope.p, 0.0663484302646473);
  });
  it.each([
    // meta metabias: statistic, slope, its error
    ["Harbord", value(harbordTest(bcg)), -1.25647434404506, -2.09299154079424],
    ["Deeks", value(deeksTest(bcg)), -1.8018125229584, -50.2971699400331],
    ["Macaskill", value(macaskillTest(bcg, "RR")), 4.41122166112393, 5.12072224374827e-6],
    ["Pustejovsky", value(pustejovskyTest(y, n1, n2, v)), -2.66888361957413, -18.2003852408994],
  ])("%s", (_, test, statistic, slope) => {
    near(test.slope.statistic, statistic);
    near(test.slope.estimate, slope);
  });
  it("Peters' is the weighted regression on 1/n (R lm)", () => {
    // lm(yi ~ I(1/n), weights = 1 / (1/(a+c) + 1/(b+d))) on log odds ratios
    const { slope } = value(petersTest(bcg));
    near(slope.statistic, -1.36247619939701, 1e-9);
    near(slope.p, 0.2002917922841355, 1e-9);
  });
  it("Schwarzer's ranks (meta metabias)", () => {
    const test = value(schwarzerTest(bcg));
    expect(test.score).toBe(6);
    near(test.standardError, 16.391054470859);
    near(test.p, 0.71432528466629);
  });
  it("a line through the effects is found, and its slope not called chance", () => {
    const errors = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5);
    const variances = errors.map((one) => one * one);
    const wobble = [0.001, -0.001, 0.002, -0.002, 0.001];
    const { slope, intercept } = value(
      eggerTest(
        errors.map((one, i) => 0.5 + 2 * one + wobble[i]!),
        variances,
      ),
    );
    expect(slope.estimate).toBeCloseTo(2, 1);
    expect(intercept.estimate).toBeCloseTo(0.5, 2);
    expect(slope.p).toBeLessThan(1e-6);
  });
  it("refuses two studies, sizes that are missing and predictors that do not vary", () => {
    const two = [y.subarray(0, 2), v.subarray(0, 2)] as const;
    expect(eggerTest(...two)).toMatchObject({ error: { code: "too-few-studies" } });
    expect(mixedEggerTest(...two)).toMatchObject({ error: { code: "too-few-studies" } });
    expect(eggerTest(y, v, "ni")).toMatchObject({ error: { code: "sizes-missing" } });
    expect(eggerTest(y, new Float64Array(13).fill(0.1))).toMatchObject({
      error: { code: "singular-design" },
    });
  });
});

describe("rank tests", () => {
  it("Begg and Mazumdar (BCG; metafor ranktest)", () => {
    const test = value(beggTest(y, v));
    near(test.tau, 0.0256410256410256);
    near(test.p, 0.952361907960866);
    expect(beggTest(y.subarray(0, 2), v.subarray(0, 2))).toMatchObject({
      error: { code: "too-few-studies" },
    });
  });
  it("Kendall exact and with ties (R cor.test)", () => {
    const exact = kendall(Float64Array.of(1, 3, 2, 5, 4, 8, 7, 6), Float64Array.of(2, 1, 3, 4, 6, 5, 8, 7));
    near(exact.p, 0.0610119047619047, 1e-12);
    const tied = kendall(Float64Array.of(1, 3, 2, 5, 4, 4, 7, 6), Float64Array.of(2, 1, 3, 4, 6, 5, 8, 2));
    near(tied.p, 0.209040718907234, 1e-12);
    near(tied.tau, 0.37037037037037, 1e-12);
    expect(tied.convention).toBe("normal approximation");
  });
  it("depends on ranks alone", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 9 }),
        (list) => {
          const x = Float64Array.from(list);
          const z = x.map((one, i) => Math.sin(one) + i / 7);
          const plain = kendall(x, z);
          expect(kendall(x.map(Math.exp), z)).toEqual(plain);
          expect(
            kendall(
              x.map((one) => -one),
              z,
            ).tau,
          ).toBeCloseTo(-plain.tau, 12);
          expect(plain.p).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe("trim and fill", () => {
  it.each([
    // metafor trimfill of the BCG trials
    ["L0", "right", "REML", 1, 2.45279864318293, -0.657082800760365],
    ["L0", "left", "REML", 0, 2.16665853701039, -0.714532348365101],
    ["R0", "left", "DL", 0, Math.SQRT2, -0.714117222073227],
    ["Q0", "right", "common", 5, 3.9691833511491, -0.286260374516564],
  ] as const)("%s on the %s, %s", (estimator, side, method, missing, standardError, estimate) => {
    const result = value(trimAndFill(y, v, { estimator, side, method }));
    expect(result.missing).toBe(missing);
    near(result.standardError, standardError, 1e-7);
    near(pooled(result.fit).estimate, estimate, 1e-7);
    expect(result.filled.filter(Boolean)).toHaveLength(missing);
    expect(result.effects.subarray(0, 13)).toEqual(y);
  });
  // ten studies, two of them equal, the small ones with the large effects
  const slanted = Float64Array.of(0.12, 0.3, 0.3, 0.35, 0.6, 0.62, 0.9, 1.1, 1.3, 1.7);
  const growing = Float64Array.of(0.01, 0.02, 0.02, 0.03, 0.04, 0.04, 0.08, 0.1, 0.12, 0.2);
  it.each([
    // metafor trimfill
    ["L0", "left", "common", 5, 1.891831526641, 0.265806451613],
    ["R0", "left", "common", 5, 3.464101615138, 0.265806451613],
    ["R0", "right", "common", 0, Math.SQRT2, 0.393994778068],
    ["L0", "left", "DL", 3, 2.128942725748, 0.414690727318],
    ["L0", "right", "DL", 0, 1.345803729629, 0.595318422208],
    ["R0", "left", "DL", 3, 2.828427124746, 0.414690727318],
  ] as const)("%s on the %s, %s, where studies look suppressed", (...row) => {
    const [estimator, side, method, missing, standardError, estimate] = row;
    const result = value(trimAndFill(slanted, growing, { estimator, side, method }));
    expect(result.missing).toBe(missing);
    near(result.standardError, standardError, 1e-10);
    near(pooled(result.fit).estimate, estimate, 1e-10);
  });
  it("fills away from where Egger's slope points, on either side", () => {
    const turned = slanted.map((one) => -one);
    expect(value(trimAndFill(slanted, growing, { method: "DL" })).side).toBe("left");
    expect(value(trimAndFill(turned, growing, { method: "DL" })).side).toBe("right");
  });
  it("goes down to a single study where all others lack a counterpart (metafor trimfill)", () => {
    const few = [Float64Array.of(0.1, 0.2, 0.9), Float64Array.of(0.01, 0.04, 0.3)] as const;
    for (const [method, error] of [
      ["common", 0.0798935461937],
      ["DL", 0.100130112336],
    ] as const) {
      const result = value(trimAndFill(...few, { side: "left", method }));
      expect(result.missing).toBe(2);
      near(result.standardError, 1.4880860190191, 1e-12);
      near(pooled(result.fit).estimate, 0.1, 1e-12);
      near(pooled(result.fit).standardError, error, 1e-10);
    }
  });
  it("mirrors: turned effects are filled on the other side", () => {
    const one = value(trimAndFill(y, v, { side: "right", method: "common", estimator: "Q0" }));
    const turned = value(
      trimAndFill(
        y.map((effect) => -effect),
        v,
        { side: "left", method: "common", estimator: "Q0" },
      ),
    );
    expect(turned.missing).toBe(one.missing);
    near(pooled(turned.fit).estimate, -pooled(one.fit).estimate);
  });
  it("fills nothing into a symmetric funnel, and picks the side by Egger's slope", () => {
    const even = Float64Array.of(-0.5, -0.2, 0, 0.2, 0.5);
    const same = Float64Array.of(0.2, 0.1, 0.05, 0.1, 0.2);
    const result = value(trimAndFill(even, same, { method: "common" }));
    expect(result.missing).toBe(0);
    expect(pooled(result.fit).estimate).toBeCloseTo(
      pooled(value(pool(even, same, { method: "common" }))).estimate,
      12,
    );
    expect(value(trimAndFill(y, v)).side).toBe("right");
  });
  it("refuses fewer than three studies", () => {
    expect(trimAndFill(y.subarray(0, 2), v.subarray(0, 2), { side: "left" })).toMatchObject({
      error: { code: "too-few-studies", message: "2 studies are too few to trim and fill" },
    });
    expect(trimAndFill(y, new Float64Array(13).fill(0.1))).toMatchObject({
      error: { code: "singular-design" },
    });
    expect(trimAndFill(y.subarray(0, 2), v.subarray(0, 2))).toMatchObject({
      error: { code: "too-few-studies" },
    });
    expect(trimAndFill(y.subarray(0, 1), v.subarray(0, 1))).toMatchObject({ error: { code: "one-study" } });
  });
});

describe("fail-safe N (BCG; metafor fsn)", () => {
  it("Rosenthal, Orwin, Rosenberg", () => {
    const rosenthal = value(rosenthalFailSafeN(y, v));
    expect(rosenthal.studies).toBe(598);
    near(rosenthal.p ?? 0, 8.81395689626115e-30);
    const orwin = value(orwinFailSafeN(y, v));
    expect(orwin.studies).toBe(13);
    near(orwin.mean ?? 0, -0.740650381210936);
    const rosenberg = value(rosenbergFailSafeN(y, v));
    expect(rosenberg.studies).toBe(370);
    near(rosenberg.p ?? 0, 2.28862930697316e-26);
  });
  it("is 0 where the studies are not significant, and infinite for a target of 0", () => {
    const none = [Float64Array.of(0.1, -0.1), Float64Array.of(1, 1)] as const;
    expect(value(rosenthalFailSafeN(...none)).studies).toBe(0);
    expect(value(rosenbergFailSafeN(...none)).studies).toBe(0);
    expect(value(orwinFailSafeN(y, v, 0)).studies).toBe(Number.POSITIVE_INFINITY);
    expect(value(orwinFailSafeN(y, v, -0.37)).studies).toBe(14);
  });
  it("refuses what can not be pooled", () => {
    for (const test of [rosenthalFailSafeN, orwinFailSafeN, rosenbergFailSafeN])
      expect(test(Float64Array.of(1), Float64Array.of(0))).toMatchObject({
        error: { code: "variance-not-positive" },
      });
  });
});

describe("contours of a funnel", () => {
  it("are the quantiles times the standard error", () => {
    const [first, second] = funnelContours(0.5, 0.1);
    expect(first).toMatchObject({ level: 0.9 });
    expect(second?.high).toBeCloseTo(0.1 + 0.5 * 1.959963984540054, 12);
    expect(second?.low).toBeCloseTo(0.1 - 0.5 * 1.959963984540054, 12);
  });
});
