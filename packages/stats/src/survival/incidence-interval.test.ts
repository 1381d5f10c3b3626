import { describe, expect, it } from "vitest";
import { cumulativeIncidence } from "./cumulative-incidence.ts";
import { incidenceInterval } from "./incidence-interval.ts";

describe("intervals of a cumulative incidence", () => {
  it("are the formula: F = 0.3 with error 0.05", () => {
    const { low, high } = incidenceInterval({
      incidence: Float64Array.of(0.3),
      variance: Float64Array.of(0.0025),
    });
    const spread = (1.959963985 * 0.05) / (0.3 * Math.abs(Math.log(0.3)));
    expect(low[0]).toBeCloseTo(0.3 ** Math.exp(spread), 8);
    expect(high[0]).toBeCloseTo(0.3 ** Math.exp(-spread), 8);
  });
  it("hold the estimate within 0 and 1, and are wider at a higher level", () => {
    const found = cumulativeIncidence({
      stop: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      cause: [1, 2, 0, 1, 2, 1, 0, 0],
    });
    if (!found.ok) throw new Error(found.error.message);
    const [first] = found.value.causes;
    const [usual, wide] = [incidenceInterval(first!), incidenceInterval(first!, 0.99)];
    for (const [at, share] of first!.incidence.entries()) {
      expect(usual.low[at]).toBeGreaterThan(0);
      expect(usual.low[at]).toBeLessThan(share);
      expect(usual.high[at]).toBeGreaterThan(share);
      expect(usual.high[at]).toBeLessThan(1);
      expect(wide.low[at]).toBeLessThan(usual.low[at]!);
      expect(wide.high[at]).toBeGreaterThan(usual.high[at]!);
    }
  });
  it("are not known where nobody or everybody has had it", () => {
    const { low, high } = incidenceInterval({
      incidence: Float64Array.of(0, 1),
      variance: Float64Array.of(0, 0),
    });
    expect([...low, ...high]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });
});
