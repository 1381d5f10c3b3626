import { describe, expect, it } from "vitest";
import { indirectComparison } from "./bucher.ts";

describe("indirect comparison", () => {
  const ab = { effect: -0.35, standardError: 0.12 };
  const cb = { effect: -0.1, standardError: 0.15 };
  it("adds the variances and keeps the sign, with a normal interval and test", () => {
    // R: se <- sqrt(.12^2 + .15^2); -.25 + c(-1, 1) * qnorm(.975) * se; 2 * pnorm(-.25 / se)
    expect(indirectComparison(ab, cb)).toEqual({
      ok: true,
      value: {
        effect: expect.closeTo(-0.25, 12),
        standardError: expect.closeTo(0.192093727122985, 12),
        low: expect.closeTo(-0.626496786817116, 10),
        high: expect.closeTo(0.126496786817116, 10),
        pValue: expect.closeTo(0.193105147, 9),
      },
    });
  });
  it("takes another level: -0.25 -+ qnorm(.9) * 0.192093727122985 at 80 %", () => {
    const found = indirectComparison(ab, cb, 0.8);
    expect(found.ok && found.value.low).toBeCloseTo(-0.496178016726, 10);
    expect(found.ok && found.value.high).toBeCloseTo(-0.003821983274, 10);
  });
  it("refuses a level in percent", () => {
    const found = indirectComparison(ab, cb, 95);
    expect(!found.ok && found.error.code).toBe("level-not-a-share");
  });
  it.each([
    [ab, { effect: 1, standardError: 0 }, "C-B: effect 1 with standard error 0 is not an estimate"],
    [ab, { effect: 1, standardError: -1 }, "C-B: effect 1 with standard error -1 is not an estimate"],
    [
      { effect: Number.NaN, standardError: 0.1 },
      cb,
      "A-B: effect NaN with standard error 0.1 is not an estimate",
    ],
    [
      { effect: 1, standardError: Number.POSITIVE_INFINITY },
      cb,
      "A-B: effect 1 with standard error Infinity is not an estimate",
    ],
  ])("refuses what is not an estimate, and names it: %j %j", (one, other, message) => {
    expect(indirectComparison(one, other)).toEqual({
      ok: false,
      error: {
        ...{ code: "not-an-estimate", message },
        remedy: "give a finite effect and a standard error above zero",
      },
    });
  });
});
