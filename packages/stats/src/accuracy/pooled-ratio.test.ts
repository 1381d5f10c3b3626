import { describe, expect, it } from "vitest";
import { pooledRatio } from "./pooled-ratio.ts";
import { code, type Row, scattered, studies, tablesOf, value, varied } from "./studies.test-data.ts";
import type { AccuracyRatio } from "./study-accuracy.ts";
import { tauSquaredIntervalAsMada } from "./tau-squared-interval-as-mada.ts";

describe("pooled ratios", () => {
  // R 4.2: metafor 3.8 rma(measure = "OR", ai = TP, bi = FP, ci = FN, di = TN, method = "DL") and rma.mh
  it("by DerSimonian and Laird agree with the pool of log odds ratios", () => {
    const found = value(pooledRatio(tablesOf(studies), "diagnostic odds ratio"));
    expect(found.logEstimate).toBeCloseTo(3.3081122730726, 8);
    expect(found.variance).toBeCloseTo(0.0742381924432, 8);
  });
  it("by Mantel-Haenszel agree with the pool of odds ratios, variance included", () => {
    const found = value(pooledRatio(tablesOf(studies), "diagnostic odds ratio", "Mantel-Haenszel"));
    expect(found.logEstimate).toBeCloseTo(3.266165715415, 8);
    expect(found.variance).toBeCloseTo(0.038449862962, 8);
    expect(found.tauSquared).toBeNull();
  });
  it.each<
    readonly [AccuracyRatio, "Mantel-Haenszel" | "DerSimonian-Laird", number[], number | null, number | null]
  >([
    // R 4.2: metafor 3.8 at 90 %, tau2, and 100 (Q - df) / Q
    [
      ...(["diagnostic odds ratio", "DerSimonian-Laird"] as const),
      [3.3081122730726, 0.074238192443209, 2.8599441621939, 3.7562803839513],
      ...([0.18770572871104, 43.434736704046] as const),
    ],
    [
      ...(["positive likelihood ratio", "DerSimonian-Laird"] as const),
      [1.865540748992, 0.051527723008286, 1.4921636022763, 2.2389178957076],
      ...([0.21955288401538, 73.092480027143] as const),
    ],
    [
      ...(["negative likelihood ratio", "DerSimonian-Laird"] as const),
      [-1.2406990078012, 0.0096148599220123, -1.4019857751569, -1.0794122404456],
      ...([0, 0] as const),
    ],
    [
      ...(["diagnostic odds ratio", "Mantel-Haenszel"] as const),
      [3.2661657154154, 0.038449862962015, 2.9436323449748, 3.5886990858559],
      ...([null, null] as const),
    ],
    [
      ...(["positive likelihood ratio", "Mantel-Haenszel"] as const),
      [1.8877476785491, 0.01366150992877, 1.6954931369621, 2.0800022201362],
      ...([null, null] as const),
    ],
    [
      ...(["negative likelihood ratio", "Mantel-Haenszel"] as const),
      [-1.2894335040728, 0.010097906695485, -1.4547221163848, -1.1241448917608],
      ...([null, null] as const),
    ],
  ])("%s by %s, every figure (metafor 3.8 rma, rma.mh)", (ratio, method, numbers, tauSquared, iSquared) => {
    const found = value(pooledRatio(tablesOf(studies), ratio, method, { level: 0.9 }));
    const got = [found.logEstimate, found.variance, found.logLow, found.logHigh];
    for (const [i, one] of numbers.entries()) expect(got[i]).toBeCloseTo(one, 11);
    expect(found).toMatchObject({ ratio, method, formulas: "literature" });
    if (tauSquared === null) expect([found.tauSquared, found.iSquared]).toEqual([null, null]);
    else {
      expect(found.tauSquared).toBeCloseTo(tauSquared, 11);
      expect(found.iSquared).toBeCloseTo(iSquared!, 9);
    }
  });
  it.each<readonly [AccuracyRatio, readonly Row[], number, number, number]>([
    // R 4.2: uniroot(f, c(0, 1e4)) of the weighted squares less a quantile of chi-squared, at its default tolerance
    ["diagnostic odds ratio", studies, 0.95, 0, 1.6749084933958],
    ["positive likelihood ratio", studies, 0.2, 0.027837725285114, 0.17090696823414],
    ["negative likelihood ratio", varied, 0.95, 0, 0.73798868526576],
    ["diagnostic odds ratio", varied, 0.2, 0, 0.13932046726465],
    ["diagnostic odds ratio", scattered, 0.95, 0.94092764472962, 155.32255674425],
    ["positive likelihood ratio", scattered, 0.95, 1.8062652036281, 70.80901825375],
    ["positive likelihood ratio", scattered, 0.2, 7.3027963371243, 11.356415132183],
    ["negative likelihood ratio", scattered, 0.95, 0.31852935804323, 26.371634356919],
  ])("the interval of tau2 of the %s as mada has it", (ratio, rows, level, low, high) => {
    const interval = value(tauSquaredIntervalAsMada(tablesOf(rows), ratio, {}, level));
    expect(interval.low).toBeCloseTo(low, 9);
    expect(interval.high).toBeCloseTo(high, 9);
  });
  it("refuse an interval of tau2 beyond any reason, of one study and of none", () => {
    const apart = (count: number) => {
      const two: Row[] = [
        [count, 1, 1, count],
        [1, count, count, 1],
      ];
      return tauSquaredIntervalAsMada(tablesOf([...two, ...two, ...two]), "diagnostic odds ratio");
    };
    expect(apart(1e6).ok).toBe(true);
    expect(apart(1e12)).toMatchObject({
      error: {
        code: "variance-out-of-range",
        message: "tau2 lies above 10000",
        remedy: "check the counts: no ratio varies that much",
      },
    });
    expect(code(tauSquaredIntervalAsMada(tablesOf(studies.slice(0, 1)), "diagnostic odds ratio"))).toBe(
      "one-study",
    );
    expect(code(tauSquaredIntervalAsMada(tablesOf([]), "diagnostic odds ratio"))).toBe("no-studies");
  });
  it("of one table alone are its own", () => {
    const [one] = studies;
    for (const ratio of ["positive likelihood ratio", "negative likelihood ratio"] as const) {
      const found = value(pooledRatio(tablesOf([one!]), ratio, "Mantel-Haenszel"));
      const expected = ratio === "positive likelihood ratio" ? 0.8 / 0.12 : 0.2 / 0.88;
      expect(Math.exp(found.logEstimate)).toBeCloseTo(expected, 10);
      const variance =
        ratio === "positive likelihood ratio"
          ? 1 / 40 - 1 / 50 + 1 / 12 - 1 / 100
          : 1 / 10 - 1 / 50 + 1 / 88 - 1 / 100;
      expect(found.variance).toBeCloseTo(variance, 10);
    }
  });
  it("give a smaller variance and another I2 where mada's formulas are asked for", () => {
    const mada = value(
      pooledRatio(tablesOf(studies), "diagnostic odds ratio", "Mantel-Haenszel", { formulas: "as mada" }),
    );
    expect(mada.variance).toBeLessThan(0.038449862962);
    expect(mada.formulas).toBe("as mada");
    const interval = value(tauSquaredIntervalAsMada(tablesOf(studies), "diagnostic odds ratio"));
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.high).toBeGreaterThan(interval.low);
  });
  it.each([
    // R, from what mada does: its weights from the counts, its ratios from the corrected counts, its variances
    ["diagnostic odds ratio", 3.266165715415, 0.03547235832633],
    ["positive likelihood ratio", 1.887747678549, 0.01118820786421],
    ["negative likelihood ratio", -1.289433504073, 0.005797521780397],
  ] as const)("the %s by Mantel-Haenszel as mada", (ratio, logEstimate, variance) => {
    const found = value(pooledRatio(tablesOf(studies), ratio, "Mantel-Haenszel", { formulas: "as mada" }));
    expect(found.logEstimate).toBeCloseTo(logEstimate, 11);
    expect(found.variance).toBeCloseTo(variance, 11);
  });
  it("I2 as mada takes Q at the weights of random effects", () => {
    const mada = value(
      pooledRatio(tablesOf(scattered), "diagnostic odds ratio", "DerSimonian-Laird", { formulas: "as mada" }),
    );
    expect(mada.iSquared).toBeCloseTo(68.9267845964, 8);
    expect(value(pooledRatio(tablesOf(scattered), "diagnostic odds ratio")).iSquared).toBeGreaterThan(95);
  });
  it("by Mantel-Haenszel take empty cells as they are", () => {
    const rows = [
      [10, 0, 5, 5],
      [8, 2, 4, 6],
    ] as const;
    // R = 50/20 + 48/20, S = 0 + 8/20
    expect(
      value(pooledRatio(tablesOf(rows), "diagnostic odds ratio", "Mantel-Haenszel")).logEstimate,
    ).toBeCloseTo(Math.log(4.9 / 0.4), 12);
  });
  it("refuse one study with random effects, and counts without a numerator", () => {
    expect(code(pooledRatio(tablesOf(studies.slice(0, 1)), "diagnostic odds ratio"))).toBe("one-study");
    for (const table of [
      [0, 5, 0, 5],
      [5, 5, 0, 5],
      [0, 5, 5, 5],
    ] as const)
      expect(pooledRatio(tablesOf([table]), "positive likelihood ratio", "Mantel-Haenszel")).toMatchObject({
        error: {
          code: "ratio-without-counts",
          message:
            "the positive likelihood ratio has no numerator or no denominator over all studies together",
          remedy: "there are too few patients on one side of the test to pool it",
        },
      });
    expect(code(pooledRatio(tablesOf([[0, 0, 1, 1]]), "positive likelihood ratio"))).toBe("empty-group");
  });
});
