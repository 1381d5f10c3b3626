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

describe("ends of the search, as nlminb(start, f)$par of R 4.2 prints them", () => {
  const { exp, log, abs } = Math;
  const functions = {
    "(x - 3)^2": (x: number) => (x - 3) ** 2,
    "5 + 1000 (x - 0.2)^2": (x: number) => 5 + 1000 * (x - 0.2) ** 2,
    "2 + 0.001 (x - 7)^2": (x: number) => 2 + 0.001 * (x - 7) ** 2,
    "1 + (x - 1)^4": (x: number) => 1 + (x - 1) ** 4,
    "exp(x) - 2 x": (x: number) => exp(x) - 2 * x,
    "(x^2 - 1)^2 + 0.3 x + 4": (x: number) => (x ** 2 - 1) ** 2 + 0.3 * x + 4,
    "1 + exp(x)": (x: number) => 1 + exp(x),
    "3 + 0.1 exp(2 x)": (x: number) => 3 + 0.1 * exp(2 * x),
    "-5 + log(1 + x^2)": (x: number) => -5 + log(1 + x ** 2),
    "100 + (x - 50)^2 / (1 + |x|)": (x: number) => 100 + (x - 50) ** 2 / (1 + abs(x)),
    "a likelihood of ln tau2": (x: number) => 0.5 * (5 * log(exp(x) + 0.1) + 2 / (exp(x) + 0.1)),
    "a likelihood whose tau2 is zero": (x: number) =>
      0.5 * (5 * log(exp(x) + 0.1) + 0.3 / (exp(x) + 0.1)) + 4,
  };
  // A minimum is found to seven digits or so; where the search ends beside it is what is compared.
  it.each([
    ["(x - 3)^2", -5, 2.99999999998165, 1e-13],
    ["5 + 1000 (x - 0.2)^2", -5, 0.199999999976701, 1e-13],
    ["5 + 1000 (x - 0.2)^2", -1, 0.199999999850475, 1e-13],
    ["5 + 1000 (x - 0.2)^2", 0, 0.200000003912341, 1e-13],
    ["5 + 1000 (x - 0.2)^2", 0.5, 0.199999997138977, 1e-13],
    ["5 + 1000 (x - 0.2)^2", 4, 0.199999926351946, 1e-13],
    ["2 + 0.001 (x - 7)^2", -5, 7.00000221890759, 1e-12],
    ["2 + 0.001 (x - 7)^2", 4, 7.00000210274488, 1e-12],
    ["1 + (x - 1)^4", -5, 0.99733248222817, 1e-8],
    ["1 + (x - 1)^4", -1, 0.99781347793644, 1e-10],
    ["1 + (x - 1)^4", 0, 1, 1e-13],
    ["1 + (x - 1)^4", 0.5, 0.999999970197678, 1e-13],
    ["1 + (x - 1)^4", 4, 1.00237944808771, 1e-8],
    ["exp(x) - 2 x", -5, 0.69314743972079, 5e-9],
    ["exp(x) - 2 x", 0, 0.693146919392822, 5e-9],
    ["exp(x) - 2 x", 4, 0.693146921139001, 5e-9],
    ["(x^2 - 1)^2 + 0.3 x + 4", -5, -1.03557871262936, 1e-10],
    ["(x^2 - 1)^2 + 0.3 x + 4", -1, -1.0355787153987, 1e-12],
    ["(x^2 - 1)^2 + 0.3 x + 4", 0, -1.0355787179651, 1e-11],
    ["(x^2 - 1)^2 + 0.3 x + 4", 0.5, 0.960149558670308, 1e-12],
    ["(x^2 - 1)^2 + 0.3 x + 4", 4, 0.960149558068585, 1e-9],
    ["1 + exp(x)", -5, -23.226060437452, 1e-5],
    ["1 + exp(x)", 0, -23.2852921275748, 1e-5],
    ["1 + exp(x)", 4, -23.342400686359, 1e-5],
    ["3 + 0.1 exp(2 x)", -5, -9.91088110175282, 1e-7],
    ["3 + 0.1 exp(2 x)", 0, -9.67688376844259, 1e-7],
    ["3 + 0.1 exp(2 x)", 4, -9.94360565250905, 1e-7],
    ["-5 + log(1 + x^2)", -5, 0, 1e-13],
    ["-5 + log(1 + x^2)", -1, 0, 1e-13],
    ["-5 + log(1 + x^2)", 0, 0, 1e-13],
    ["-5 + log(1 + x^2)", 0.5, 6.72842265317993e-7, 1e-13],
    ["-5 + log(1 + x^2)", 4, 1.83124769427064e-9, 1e-10],
    ["100 + (x - 50)^2 / (1 + |x|)", -5, -47.9999994641731, 1e-6],
    ["100 + (x - 50)^2 / (1 + |x|)", 0, 50.0000227187945, 1e-7],
    ["100 + (x - 50)^2 / (1 + |x|)", 4, 49.9999999685105, 1e-7],
    ["a likelihood of ln tau2", -5, -1.20397298600114, 1e-8],
    ["a likelihood of ln tau2", -1, -1.20397289749323, 1e-8],
    ["a likelihood of ln tau2", 4, -1.20397296872193, 1e-8],
    ["a likelihood whose tau2 is zero", -5, -26.9686631079409, 1e-4],
    ["a likelihood whose tau2 is zero", 4, -26.3675729834924, 1e-4],
  ] as const)("%s from %d", (name, start, end, tolerance) => {
    expect(Math.abs(portSearch(functions[name], start) - end)).toBeLessThan(tolerance);
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
