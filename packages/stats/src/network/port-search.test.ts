import { describe, expect, it } from "vitest";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { portSearch } from "./port-search.ts";

describe("search of the PORT library", () => {
  it("finds a minimum where there is one", () => {
    expect(portSearch((x) => (x - 3) ** 2, 0)).toBeCloseTo(3, 6);
    expect(portSearch((x) => Math.cosh(x + 2), 4)).toBeCloseTo(-2, 5);
    expect(portSearch((x) => Math.exp(x) - 2 * x, -5)).toBeCloseTo(Math.LN2, 6);
  });
  it("stays where it starts at the minimum", () => {
    expect(portSearch((x) => 1 + x * x, 0)).toBeCloseTo(0, 6);
  });
  it("ends where the function has run out flat, not at infinity", () => {
    const end = portSearch((x) => 1 + Math.exp(x), 0);
    expect(end).toBeLessThan(-15);
    expect(end).toBeGreaterThan(-60);
  });
});

/** tau2 of five comparisons of A with B. */
const tau2Of = (effects: readonly number[], tau2Method: "ML" | "REML"): number => {
  const analysis = networkMetaAnalysis(
    {
      studies: effects.map((_, i) => `s${i}`),
      treatments1: effects.map(() => "A"),
      treatments2: effects.map(() => "B"),
      effects: Float64Array.from(effects),
      standardErrors: Float64Array.of(0.3, 0.35, 0.4, 0.25, 0.5),
    },
    { tau2Method, likelihood: "as netmeta" },
  );
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value.tau2.estimate;
};

describe("variance between studies as netmeta prints it", () => {
  // R 4.2, metafor 3.8: rma.mv(y, v, mods = cbind(rep(1, 5)), intercept = FALSE,
  //   random = ~ factor(rep("A B", 5)) | study, rho = 1/2, method = )$tau2
  const agreeing = [0.1, 0.25, 0.18, 0.05, 0.3];
  const differing = [0.1, 1.25, -0.18, 0.75, 2.3];
  it.each([
    ["REML", agreeing, 2.3139370535462e-12],
    ["ML", agreeing, 2.1507878158085e-12],
    ["REML", differing, 0.716520157430389],
    ["ML", differing, 0.520144321043889],
  ] as const)("by %s agrees with R, where it is zero too", (method, effects, tau2) => {
    expect(tau2Of(effects, method) / tau2).toBeCloseTo(1, 3);
  });
});
