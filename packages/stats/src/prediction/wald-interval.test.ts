import { describe, expect, it } from "vitest";
import { waldInterval } from "./wald-interval.ts";

describe("Wald interval", () => {
  // 0.5 + qnorm(c(0.025, 0.975)) * 0.1; qnorm(c(0.05, 0.95))
  it("lies 1.96 standard errors to either side, 1.64 at 90 %", () => {
    expect(waldInterval(0.5, 0.1)).toEqual({
      estimate: 0.5,
      low: expect.closeTo(0.304003601546, 12),
      high: expect.closeTo(0.695996398454, 12),
    });
    expect(waldInterval(0, 1, 0.9).high).toBeCloseTo(1.6448536269515, 12);
  });
});
