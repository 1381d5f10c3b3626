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
  it.each([
    // lm(yi ~ x, weights = 1/vi): slope, error, p, bounds at 90 %, intercept and its error, sigma^2
    [
      ...([
        "sei",
        -2.1120421208933,
        1.507221328357,
        0.18870699508198,
        -4.8188380229166,
        0.59475378113,
      ] as const),
      ...([-0.19092864235982, 0.22008494954873, 11.743120031116] as const),
    ],
    [
      ...([
        "vi",
        -2.3605576077435,
        2.7550410054546,
        0.40982581214622,
        -7.3082939243464,
        2.5871787088595,
      ] as const),
      ...([-0.37995350642827, 0.1572552916822, 12.973523036463] as const),
    ],
    [
      ...([
        "ni",
        5.1207222437483e-6,
        1.1608399298718e-6,
        0.001043589683902,
        3.035987436746e-6,
        7.2054570507506e-6,
      ] as const),
      ...([-0.8812779047951, 0.1365648841529, 4.9979850000251] as const),
    ],
    [
      ...([
        "ninv",
        -565.9542542214,
        390.72568013022,
        0.1753843654445,
        -1267.6525714451,
        135.74406300229,
      ] as const),
      ...([-0.34906642732984, 0.14901948306729, 11.622557905621] as const),
    ],
    [
      ...([
        "sqrtni",
        0.0024882957381423,
        0.00058155190316885,
        0.0013015171881871,
        0.0014438955039529,
        0.0035326959723317,
      ] as const),
      ...([-1.054255014835, 0.17258682822687, 5.1943512439816] as const),
    ],
    [
      ...([
        "sqrtninv",
        -36.204633424697,
        13.787114693767,
        0.023575907453519,
        -60.964703396964,
        -11.44456345243,
      ] as const),
      ...([-0.12714251490305, 0.16516226804787, 8.5066568780472] as const),
    ],
  ] as const)(
    "Egger on %s at 90 % (R lm)",
    (predictor, estimate, error, p, low, high, limit, limitError, dispersion) => {
      const test = value(eggerTest(y, v, predictor, n, 0.9));
      for (const [got, wanted] of [
        [test.slope.estimate, estimate],
        [test.slope.standardError, error],
        [test.slope.p, p],
        [test.slope.low, low],
        [test.slope.high, high],
        [test.intercept.estimate, limit],
        [test.intercept.standardError, limitError],
        [test.dispersion ?? Number.NaN, dispersion],
      ] as const)
        near(got, wanted, 1e-9);
      expect([test.intercept.name, test.slope.name]).toEqual(["intercept", "slope"]);
      // a regression on the size itself has its intercept at no patients, not at endlessly many
      const onSize = predictor === "ni" || predictor === "sqrtni";
      expect(test.interceptIsLimit).toBe(!onSize);
      const mixed = value(mixedEggerTest(y, v, predictor, n));
      expect(mixed.interceptIsLimit).toBe(!onSize);
      expect(mixed.dispersion).toBeNull();
      expect(mixed.slope.name).toBe(predictor);
    },
  );
  it("as a mixed-effects model by Knapp and Hartung at 90 % (metafor rma)", () => {
    const { intercept, slope, degreesOfFreedom } = value(
      mixedEggerTest(y, v, "sei", undefined, { test: "hartung-knapp", level: 0.9 }),
    );
    near(intercept.estimate, -0.51043187410303, 1e-7);
    near(intercept.high, 0.062288013323604, 1e-6);
    near(slope.estimate, -0.7632400406043, 1e-7);
    near(slope.low, -2.5179400965692, 1e-7);
    near(slope.p, 0.45119667995376, 1e-7);
    expect(degreesOfFreedom).toBe(11);
  });
  it("of the effects on 1/n and on n take the measure that is asked for", () => {
    expect(value(petersTest(bcg, "RD")).slope.estimate).not.toBe(value(petersTest(bcg)).slope.estimate);
    expect(value(macaskillTest(bcg))).toEqual(value(macaskillTest(bcg, "OR")));
    expect(value(petersTest(bcg))).toEqual(value(petersTest(bcg, "OR")));
  });
  it("refuse tables that are none, and say why", () => {
    const bad = { ...bcg, b: bcg.b.map((one) => -one) };
    for (const test of [harbordTest, petersTest, macaskillTest, deeksTest, schwarzerTest])
      expect(test(bad)).toMatchObject({ error: { code: "not-a-count" } });
    const two = {
      ...{ a: Float64Array.of(3, 5, 0), b: Float64Array.of(7, 9, 4) },
      ...{ c: Float64Array.of(2, 6, 0), d: Float64Array.of(9, 9, 8) },
    };
    expect(schwarzerTest(two)).toMatchObject({
      error: {
        code: "too-few-studies",
        message: "2 studies with events and patients without do not make a rank correlation",
        remedy: "three studies are the least; fewer than ten should not be read",
      },
    });
    const halves = {
      ...{ a: Float64Array.of(3.5, 5, 2), b: Float64Array.of(7, 9, 4) },
      ...{ c: Float64Array.of(2, 6, 1), d: Float64Array.of(9, 9, 8) },
    };
    expect(schwarzerTest(halves)).toMatchObject({
      error: {
        code: "not-a-count",
        message: "a study has a cell that is no whole number",
        remedy: "give the counts as they are, without a continuity correction",
      },
    });
  });
  it("refuse columns that do not belong together, and a level in percent", () => {
    for (const test of [eggerTest(y.subarray(1), v), eggerTest(y, v.subarray(1))])
      expect(test).toMatchObject({
        error: {
          code: "lengths-differ",
          remedy: "give the variance, and the size where it is asked for, of every effect",
        },
      });
    expect(pustejovskyTest(y, n1.subarray(1), n2, v)).toMatchObject({
      error: { message: "13 effects, 12 predictors and 13 weights" },
    });
    expect(eggerTest(y, v, "sei", undefined, 95)).toMatchObject({ error: { code: "level-not-a-share" } });
    expect(eggerTest(y, v, "ninv")).toMatchObject({
      error: {
        message: "the predictor ninv needs the number of patients of each study",
        remedy: "give the sizes, or take the predictor sei",
      },
    });
    expect(eggerTest(y.subarray(0, 2), v.subarray(0, 2))).toMatchObject({
      error: { message: "2 studies are too few for a test of asymmetry" },
    });
    expect(mixedEggerTest(y, v, "sei", undefined, { method: "common", test: "kenward-roger" }).ok).toBe(
      false,
    );
    expect(eggerTest(y.subarray(0, 3), v.subarray(0, 3)).ok).toBe(true);
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
  it("Kendall of nine untied pairs either way, of a falling order, and of ties on both sides (R cor.test)", () => {
    const [x, z] = [Float64Array.of(1, 3, 2, 5, 4, 8, 7, 6, 9), Float64Array.of(2, 1, 3, 4, 6, 5, 8, 7, 9.5)];
    const [exact, approximate] = [kendall(x, z), kendall(x, z, false)];
    near(exact.tau, 2 / 3, 1e-12);
    near(exact.p, 0.012665343915344, 1e-12);
    near(approximate.p, 0.012343360353455, 1e-12);
    near(approximate.score / approximate.standardError, 2.5021729686849, 1e-12);
    expect([exact.convention, approximate.convention]).toEqual(["exact", "normal approximation"]);
    const falling = kendall(Float64Array.of(1, 3, 2, 5, 4, 8), Float64Array.of(-2, -1, -3, -4, -6, -5));
    near(falling.tau, -0.46666666666667, 1e-12);
    near(falling.p, 0.27222222222222, 1e-12);
    const ties = kendall(
      Float64Array.of(1, 1, 1, 2, 2, 3, 3, 3, 4),
      Float64Array.of(2, 2, 1, 1, 3, 3, 3, 4, 4),
    );
    near(ties.tau, 0.71196667880185, 1e-12);
    near(ties.p, 0.017548743805246, 1e-12);
    // three pairs in order: 1 of 6 permutations each way
    near(kendall(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3)).p, 1 / 3, 1e-12);
    near(kendall(Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1)).p, 1 / 3, 1e-12);
    // two pairs: (x2 - x1)(y2 - y1) is 1 or -1, its variance 1
    const two = kendall(Float64Array.of(1, 2), Float64Array.of(1, 2), false);
    expect(two).toMatchObject({ tau: 1, score: 1, standardError: 1 });
    // one side tied is not exact
    expect(kendall(Float64Array.of(1, 1, 2), Float64Array.of(1, 2, 3)).convention).toBe(
      "normal approximation",
    );
    expect(kendall(Float64Array.of(1, 2, 3), Float64Array.of(1, 1, 2)).convention).toBe(
      "normal approximation",
    );
  });
  it("Begg and Mazumdar's takes what the pooled effect owes to the study off its variance (metafor ranktest)", () => {
    const test = value(
      beggTest(
        Float64Array.of(-1, -0.3, 0.3, -1.2, 0.2, 0),
        Float64Array.of(0.33, 0.34, 0.52, 0.5, 0.08, 0.43),
      ),
    );
    near(test.tau, 1 / 15, 1e-12);
    near(test.p, 1, 1e-12);
  });
  it("Egger on the variance needs no sizes, and every regression test has its limit in the intercept", () => {
    expect(value(eggerTest(y, v, "vi"))).toEqual(value(eggerTest(y, v, "vi", n)));
    for (const test of [harbordTest, petersTest, deeksTest])
      expect(value(test(bcg)).interceptIsLimit).toBe(true);
    expect(mixedEggerTest(y, v, "ni")).toMatchObject({ error: { code: "sizes-missing" } });
    expect(value(mixedEggerTest(y.subarray(0, 4), v.subarray(0, 4))).intercept.name).toBe("intercept");
  });
  it("Begg and Mazumdar's refuses what has no order, no effect or no partner", () => {
    const why = (effects: Float64Array, variances: Float64Array) => {
      const test = beggTest(effects, variances);
      return test.ok ? "tested" : `${test.error.code}: ${test.error.message}`;
    };
    expect(why(y, v.subarray(1))).toBe("lengths-differ: 13 effects for 12 variances");
    expect(why(y.subarray(0, 2), v.subarray(0, 2))).toBe(
      "too-few-studies: 2 studies do not make a rank correlation",
    );
    const three = Float64Array.of(0.1, 0.3, 0.2);
    expect(why(Float64Array.of(0.1, Number.NaN, 0.2), three)).toBe(
      "not-finite: study 2 has the effect NaN with the variance 0.3",
    );
    expect(why(three, Float64Array.of(0.1, 0.2, 0))).toBe(
      "not-finite: study 3 has the effect 0.2 with the variance 0",
    );
    expect(why(three, Float64Array.of(Number.POSITIVE_INFINITY, 0.2, 1))).toBe(
      "not-finite: study 1 has the effect 0.1 with the variance Infinity",
    );
    expect(why(three, Float64Array.of(0.1, 0.1, 0.1))).toBe(
      "nothing-to-rank: the variances, or the effects in their standard errors, are all alike and have no order",
    );
    expect(why(three, Float64Array.of(0.1, 0.2, 0.3))).toBe("tested");
    const approximate = value(beggTest(y, v, false));
    expect(approximate.convention).toBe("normal approximation");
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
    near(result.standardError ?? Number.NaN, standardError, 1e-7);
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
    near(result.standardError ?? Number.NaN, standardError, 1e-10);
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
      near(result.standardError ?? Number.NaN, 1.4880860190191, 1e-12);
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
  it("asks for a sharper p value or another target (metafor fsn, alpha = 0.01, target = 0.1)", () => {
    expect(value(rosenthalFailSafeN(y, v, 0.01))).toMatchObject({
      ...{ convention: "Rosenthal", studies: 293, mean: null },
    });
    expect(value(rosenbergFailSafeN(y, v, 0.01))).toMatchObject({ convention: "Rosenberg", studies: 209 });
    near(value(rosenbergFailSafeN(y, v)).mean ?? 0, -0.430285163654091);
    for (const target of [0.1, -0.1])
      expect(value(orwinFailSafeN(y, v, target))).toMatchObject({
        convention: "Orwin",
        studies: 84,
        p: null,
      });
    expect(value(orwinFailSafeN(y, v, 0.9)).studies).toBe(0);
  });
  it.each([
    [rosenthalFailSafeN, 0.5, "give a p value above 0 and below 0.5, such as 0.05"],
    [rosenthalFailSafeN, 0, "give a p value above 0 and below 0.5, such as 0.05"],
    [rosenbergFailSafeN, 1, "give a p value above 0 and below 1, such as 0.05"],
    [rosenbergFailSafeN, Number.NaN, "give a p value above 0 and below 1, such as 0.05"],
  ])("no p value is a target: %# at %d", (failSafeN, alpha, remedy) => {
    expect(failSafeN(y, v, alpha)).toMatchObject({
      error: { code: "not-a-probability", message: `the target p value is given as ${alpha}`, remedy },
    });
  });
  it("no effect is no target", () => {
    expect(orwinFailSafeN(y, v, Number.NaN)).toMatchObject({
      error: {
        code: "not-finite",
        message: "the target effect is given as NaN",
        remedy: "give the smallest effect that matters",
      },
    });
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
    expect(funnelContours(0.5).map(({ level, low, high }) => [level, low + high])).toEqual([
      [0.9, 0],
      [0.95, 0],
      [0.99, 0],
    ]);
    expect(second?.high).toBeCloseTo(0.1 + 0.5 * 1.959963984540054, 12);
    expect(second?.low).toBeCloseTo(0.1 - 0.5 * 1.959963984540054, 12);
  });
});
