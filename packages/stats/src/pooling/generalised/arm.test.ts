import { hypergeometric } from "@erbium/numerics";
import { describe, expect, it } from "vitest";
import { type Arm, binomialArm, hypergeometricArm, type Point, poissonArm } from "./arm.ts";

const at = (arm: Arm, predictor: number): Point => {
  const point = { value: 0, slope: 0, information: 0 };
  arm.at(predictor, point);
  return point;
};

describe("what one count says of its linear predictor", () => {
  const arms: readonly (readonly [string, Arm])[] = [
    ["binomial", binomialArm(7, 20)],
    ["binomial without events", binomialArm(0, 20)],
    ["Poisson", poissonArm(9, 30)],
    ["hypergeometric", hypergeometricArm(5, 20, 8, 30)],
    ["hypergeometric at its end", hypergeometricArm(0, 20, 8, 30)],
  ];
  it.each(arms)("%s: slope and information are the derivatives", (_, arm) => {
    const h = 1e-4;
    for (const predictor of [-2, 0, 0.7]) {
      const [below, here, above] = [at(arm, predictor - h), at(arm, predictor), at(arm, predictor + h)];
      expect((above.value - below.value) / (2 * h)).toBeCloseTo(here.slope, 5);
      expect((below.slope - above.slope) / (2 * h)).toBeCloseTo(here.information, 5);
    }
  });
  it.each(arms)("%s: no predictor is likelier than the saturated one", (_, arm) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let predictor = -20; predictor <= 10; predictor += 0.01)
      best = Math.max(best, at(arm, predictor).value);
    expect(best).toBeLessThanOrEqual(arm.saturated + 1e-9);
    expect(best).toBeGreaterThan(arm.saturated - 1e-3);
  });
  it("is a probability: binomial and hypergeometric sum to 1 over the counts", () => {
    const sum = (of: (x: number) => Arm, low: number, high: number) =>
      Array.from({ length: high - low + 1 }, (_, i) => Math.exp(at(of(low + i), 0.3).value)).reduce(
        (all, one) => all + one,
        0,
      );
    expect(sum((x) => binomialArm(x, 12), 0, 12)).toBeCloseTo(1, 12);
    expect(sum((x) => hypergeometricArm(x, 9, 7 - x, 5), 2, 7)).toBeCloseTo(1, 12);
    expect(sum((x) => poissonArm(x, 3), 0, 60)).toBeCloseTo(1, 12);
  });
  it("at an odds ratio of 1 is the central hypergeometric", () => {
    expect(at(hypergeometricArm(3, 9, 4, 11), 0).value).toBeCloseTo(
      hypergeometric.logDensity(3, 9, 11, 7),
      12,
    );
  });
  it("offsets: time as its logarithm", () => {
    expect(poissonArm(3, 20).offset).toBe(Math.log(20));
    expect(binomialArm(3, 20, 0.4).offset).toBe(0.4);
    expect(poissonArm(0, 20).saturated).toBe(0);
  });
});
