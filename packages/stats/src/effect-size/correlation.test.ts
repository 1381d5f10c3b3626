import { describe, expect, it } from "vitest";
import {
  type CorrelationMeasure,
  type CorrelationVariance,
  correlationEffects,
  isCorrelationMeasure,
} from "./correlation.ts";
import { expectEffects } from "./expect-effects.test-data.ts";
import { heterozygosityEffects } from "./heterozygosity.ts";
import { isPartialMeasure, type PartialMeasure, partialCorrelationEffects } from "./partial-correlation.ts";
import { isReliabilityMeasure, type ReliabilityMeasure, reliabilityEffects } from "./reliability.ts";

const r = Float64Array.of(0.5, -0.31);
const n = Float64Array.of(20, 35);

describe("correlations (metafor 3.8 escalc)", () => {
  it.each<readonly [CorrelationMeasure, CorrelationVariance, number[], number[]]>([
    ["UCOR", "LS", [0.511452096952278, -0.314521786919571], [0.0286978579161467, 0.0238805305843908]],
    ["UCOR", "AV", [0.511452096952278, -0.314521786919571], [0.0526104524119837, 0.0293999587008144]],
    ["UCOR", "UB", [0.511452096952278, -0.314521786919571], [0.032079840210712, 0.0258841713133417]],
    ["COR", "LS", [0.5, -0.31], [0.5625 / 19, (1 - 0.31 ** 2) ** 2 / 34]],
    ["COR", "AV", [0.5, -0.31], [0.0526064405839765, 0.029397716796928]],
    ["ZCOR", "AV", [Math.atanh(0.5), Math.atanh(-0.31)], [1 / 17, 1 / 32]],
  ])("%s %s", (measure, variance, effects, variances) => {
    expectEffects(correlationEffects(r, n, measure, variance), effects, variances);
  });
  it("a correlation of 1 has no bias; fewer than five pairs no unbiased estimate, fewer than four no z", () => {
    const one = Float64Array.of(1, 0.3, 0.3);
    const pairs = Float64Array.of(30, 5, 4);
    const unbiased = correlationEffects(one, pairs, "UCOR");
    if (!unbiased.ok) throw new Error(unbiased.error.message);
    expect(unbiased.value.effects[0]).toBe(1);
    expect(unbiased.value.effects[1]).toBeGreaterThan(0.3);
    expect(unbiased.value.effects[2]).toBeNaN();
    const z = correlationEffects(Float64Array.of(0.3, 0.3, 0.3), Float64Array.of(4, 3, 2), "ZCOR");
    expect(z.ok && Array.from(z.value.variances)).toEqual([1, Number.NaN, Number.NaN]);
  });
  it("says what is no correlation", () => {
    expect(correlationEffects(Float64Array.of(1.0001), Float64Array.of(9), "COR")).toMatchObject({
      error: { code: "not-a-correlation", message: "study 1 has 1.0001 for r", path: "r[0]" },
    });
    expect(correlationEffects(r, Float64Array.of(9), "COR")).toMatchObject({
      error: { code: "lengths-differ", message: "r has 2, n has 1 studies" },
    });
  });
});

describe("measures by their names", () => {
  it.each([
    ["correlation", isCorrelationMeasure, ["COR", "UCOR", "ZCOR"]],
    ["partial correlation", isPartialMeasure, ["PCOR", "ZPCOR", "SPCOR"]],
    ["reliability", isReliabilityMeasure, ["ARAW", "AHW", "ABT"]],
  ] as const)("%s", (_, known, words) => {
    expect(words.every((word) => known(word))).toBe(true);
    expect(["", "cor", "OR"].some((word) => known(word))).toBe(false);
  });
});

describe("partial correlations (metafor 3.8 escalc)", () => {
  const coefficients = {
    t: Float64Array.of(2.1, -0.5),
    n: Float64Array.of(40, 33),
    predictors: Float64Array.of(3, 2),
    rSquared: Float64Array.of(0.3, 0.11),
  };
  it.each<readonly [PartialMeasure, "LS" | "AV", number[], number[]]>([
    ["PCOR", "LS", [0.330350424728106, -0.0909090909090909], [0.0220457460252898, 0.0327846458575234]],
    ["PCOR", "AV", [0.330350424728106, -0.0909090909090909], [0.026700809578951, 0.0320409714947412]],
    ["ZPCOR", "LS", [0.343221555085944, -0.0911607783969773], [1 / 36, 1 / 30]],
    ["SPCOR", "LS", [0.292831009286926, -0.0861200712184254], [0.0164586734375, 0.0267927270622896]],
    ["SPCOR", "AV", [0.292831009286926, -0.0861200712184254], [0.0173468658373333, 0.0266140220967509]],
  ])("%s %s", (measure, variance, effects, variances) => {
    expectEffects(partialCorrelationEffects(coefficients, measure, variance), effects, variances);
  });
  it("no patients beyond the coefficients, no correlation", () => {
    const got = partialCorrelationEffects({ ...coefficients, n: Float64Array.of(4, 33) }, "PCOR");
    expect(got.ok && got.value.effects[0]).toBeNaN();
    expect(got.ok && got.value.effects[1]).toBeCloseTo(-1 / 11, 12);
  });
  it("refuses an explained share beyond 1", () => {
    const bad = { ...coefficients, rSquared: Float64Array.of(0.3, 1.1) };
    expect(partialCorrelationEffects(bad, "SPCOR")).toMatchObject({
      error: { code: "not-a-share", path: "rSquared[1]" },
    });
  });
});

describe("Cronbach's alpha and heterozygosity (metafor 3.8 escalc)", () => {
  it.each<readonly [ReliabilityMeasure, number[], number[]]>([
    ["ARAW", [0.93, 0.71], [0.000102136529442418, 0.00339112903225806]],
    ["AHW", [0.587871470019144, 0.338089405197377], [0.000391222193953802, 0.00194547133945714]],
    ["ABT", [2.65926003693278, 1.23787435600162], [0.0208441896821261, 0.0403225806451613]],
  ])("%s", (measure, effects, variances) => {
    const [alpha, items] = [Float64Array.of(0.93, 0.71), Float64Array.of(20, 5)];
    expectEffects(
      reliabilityEffects(alpha, items, Float64Array.of(103, 64), measure),
      effects,
      variances,
      1e-11,
    );
  });
  it("Cronbach's alpha of unlike columns is refused", () => {
    expect(reliabilityEffects(Float64Array.of(0.9), Float64Array.of(20, 5), n, "ABT")).toMatchObject({
      error: { code: "lengths-differ", message: "alpha has 1, items has 2, n has 2 studies" },
    });
  });
  it("heterozygotes in excess; none where a genotype is not seen", () => {
    expectEffects(
      heterozygosityEffects(
        Float64Array.of(20, 33, 4),
        Float64Array.of(40, 31, 12),
        Float64Array.of(18, 9, 0),
      ),
      [0.0526802578289131, -0.106026045476149, Number.NaN],
      [0.0513888888888889, 0.0676115998696644, Number.NaN],
    );
    expect(heterozygosityEffects(r, n, n)).toMatchObject({
      error: { code: "not-a-count", path: "major[1]" },
    });
  });
});
