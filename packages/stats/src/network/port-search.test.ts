import { describe, expect, it } from "vitest";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { portSearch } from "./port-search.ts";
import { type Arms, comparisonsOfArms } from "./ten-studies.test-data.ts";

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
    "3 + (x - 1)^2 + 0.1 (x - 1)^3": (x: number) => 3 + (x - 1) ** 2 + 0.1 * (x - 1) ** 3,
    "10 + |x|^1.5 - 0.2 x": (x: number) => 10 + abs(x) ** 1.5 - 0.2 * x,
    "(x^2 - 1)^2 + 0.3 x + 4": (x: number) => (x ** 2 - 1) ** 2 + 0.3 * x + 4,
    "1 + exp(x)": (x: number) => 1 + exp(x),
    "3 + 0.1 exp(2 x)": (x: number) => 3 + 0.1 * exp(2 * x),
    "-5 + log(1 + x^2)": (x: number) => -5 + log(1 + x ** 2),
    "100 + (x - 50)^2 / (1 + |x|)": (x: number) => 100 + (x - 50) ** 2 / (1 + abs(x)),
    "a likelihood of ln tau2": (x: number) => 0.5 * (5 * log(exp(x) + 0.1) + 2 / (exp(x) + 0.1)),
    "a likelihood whose tau2 is zero": (x: number) =>
      0.5 * (5 * log(exp(x) + 0.1) + 0.3 / (exp(x) + 0.1)) + 4,
  };
  // A minimum is found to seven digits or so; where the search ends beside it is what is compared, and how many points
  // it visits on the way: those that nlminb visits, without the last one to three, which are for its covariance.
  it.each([
    ["(x - 3)^2", -5, 2.99999999998165, 1e-13, 11],
    ["5 + 1000 (x - 0.2)^2", -5, 0.199999999976701, 1e-13, 11],
    ["5 + 1000 (x - 0.2)^2", -1, 0.199999999850475, 1e-13, 10],
    ["5 + 1000 (x - 0.2)^2", 0, 0.200000003912341, 1e-13, 18],
    ["5 + 1000 (x - 0.2)^2", 0.5, 0.199999997138977, 1e-13, 32],
    ["5 + 1000 (x - 0.2)^2", 4, 0.199999926351946, 1e-13, 11],
    ["2 + 0.001 (x - 7)^2", -5, 7.00000221890759, 1e-12, 13],
    ["2 + 0.001 (x - 7)^2", 4, 7.00000210274488, 1e-12, 13],
    ["1 + (x - 1)^4", -5, 0.99733248222817, 1e-8, 62],
    ["1 + (x - 1)^4", -1, 0.99781347793644, 1e-10, 54],
    ["1 + (x - 1)^4", 0, 1, 1e-13, 5],
    ["1 + (x - 1)^4", 0.5, 0.999999970197678, 1e-13, 5],
    ["1 + (x - 1)^4", 4, 1.00237944808771, 1e-8, 57],
    ["exp(x) - 2 x", -5, 0.69314743972079, 5e-9, 19],
    ["exp(x) - 2 x", 0, 0.693146919392822, 5e-9, 13],
    ["exp(x) - 2 x", 4, 0.693146921139001, 5e-9, 21],
    ["1 + (x - 1)^4", 1.00001, 1.00001, 1e-13, 3],
    ["3 + (x - 1)^2 + 0.1 (x - 1)^3", -5, 1.00000058430023, 1e-11, 17],
    ["3 + (x - 1)^2 + 0.1 (x - 1)^3", 0.5, 1.00000057561458, 1e-11, 11],
    ["3 + (x - 1)^2 + 0.1 (x - 1)^3", 4, 1.00000000017272, 1e-11, 15],
    ["3 + (x - 1)^2 + 0.1 (x - 1)^3", 1.00001, 1.00001, 1e-13, 3],
    ["10 + |x|^1.5 - 0.2 x", -5, 0.0177777730411806, 1e-7, 26],
    ["10 + |x|^1.5 - 0.2 x", 0.5, 0.0177777785056929, 1e-7, 21],
    ["10 + |x|^1.5 - 0.2 x", 4, 0.0177778249464686, 1e-7, 23],
    ["-5 + log(1 + x^2)", 1.00001, 1.00000000000655e-5, 1e-13, 5],
    ["(x^2 - 1)^2 + 0.3 x + 4", -5, -1.03557871262936, 1e-10, 26],
    ["(x^2 - 1)^2 + 0.3 x + 4", -1, -1.0355787153987, 1e-12, 11],
    ["(x^2 - 1)^2 + 0.3 x + 4", 0, -1.0355787179651, 1e-11, 20],
    ["(x^2 - 1)^2 + 0.3 x + 4", 0.5, 0.960149558670308, 1e-12, 18],
    ["(x^2 - 1)^2 + 0.3 x + 4", 4, 0.960149558068585, 1e-9, 24],
    ["1 + exp(x)", -5, -23.226060437452, 1e-5, 77],
    ["1 + exp(x)", 0, -23.2852921275748, 1e-5, 80],
    ["1 + exp(x)", 4, -23.342400686359, 1e-5, 92],
    ["3 + 0.1 exp(2 x)", -5, -9.91088110175282, 1e-7, 58],
    ["3 + 0.1 exp(2 x)", 0, -9.67688376844259, 1e-7, 71],
    ["3 + 0.1 exp(2 x)", 4, -9.94360565250905, 1e-7, 97],
    ["-5 + log(1 + x^2)", -5, 0, 1e-13, 85],
    ["-5 + log(1 + x^2)", -1, 0, 1e-13, 5],
    ["-5 + log(1 + x^2)", 0, 0, 1e-13, 3],
    ["-5 + log(1 + x^2)", 0.5, 6.72842265317993e-7, 1e-13, 11],
    ["-5 + log(1 + x^2)", 4, 1.83124769427064e-9, 1e-10, 21],
    ["100 + (x - 50)^2 / (1 + |x|)", -5, -47.9999994641731, 1e-6, 29],
    ["100 + (x - 50)^2 / (1 + |x|)", 0, 50.0000227187945, 1e-7, 39],
    ["100 + (x - 50)^2 / (1 + |x|)", 4, 49.9999999685105, 1e-7, 31],
    ["a likelihood of ln tau2", -5, -1.20397298600114, 1e-8, 19],
    ["a likelihood of ln tau2", -1, -1.20397289749323, 1e-8, 9],
    ["a likelihood of ln tau2", 4, -1.20397296872193, 1e-8, 18],
    ["a likelihood whose tau2 is zero", -5, -26.9686631079409, 1e-4, 83],
    ["a likelihood whose tau2 is zero", 4, -26.3675729834924, 1e-4, 76],
  ] as const)("%s from %d", (name, start, end, tolerance, visited) => {
    let visits = 0;
    const found = portSearch((x) => {
      visits++;
      return functions[name](x);
    }, start);
    expect(Math.abs(found - end)).toBeLessThan(tolerance);
    expect(visits).toBe(visited);
  });
});

describe("variance between studies as netmeta prints it where it is zero", () => {
  const agreeing: Record<string, Arms> = {
    s1: { A: [0.52, 0.02], B: [0, 0.02] },
    s2: { A: [0.47, 0.03], B: [0, 0.0325] },
    s3: { B: [0.2, 0.05], C: [0, 0.04] },
    s4: { A: [0.69, 0.01], C: [0, 0.0125] },
    s5: { A: [0.7, 0.02], B: [0.22, 0.03], C: [0, 0.05] },
    s6: { A: [0.75, 0.03], B: [0.21, 0.02], C: [0.03, 0.04] },
    s7: { A: [0.9, 0.02], B: [0.4, 0.04], D: [0.15, 0.03], E: [-0.02, 0.05] },
    s8: { C: [0.1, 0.02], D: [0, 0.02] },
    s9: { D: [0.12, 0.03], E: [0, 0.0325] },
    s10: { D: [0.15, 0.02], E: [0, 0.0284] },
  };
  // R 4.2, metafor 3.8: rma.mv(y, diag(V), mods = X, intercept = FALSE, random = ~ factor(1:15) | study, rho = 1/2,
  //   method = )$tau2, y against the reference where a study has it, else against its last arm
  it.each([
    ["A", "ML", 6.1294097637162e-12],
    ["A", "REML", 7.8257195175464e-12],
    ["B", "ML", 6.6079176014715e-12],
    ["B", "REML", 5.7208070345662e-12],
    ["D", "ML", 7.0235166617766e-12],
    ["D", "REML", 4.917337576104e-12],
  ] as const)(
    "agrees with R on designs of two to four arms: reference %s, %s",
    (reference, tau2Method, tau2) => {
      const options = { tau2Method, reference, likelihood: "as netmeta" } as const;
      const analysis = networkMetaAnalysis(comparisonsOfArms(agreeing), options);
      if (!analysis.ok) throw new Error(analysis.error.message);
      expect(analysis.value.tau2.estimate / tau2).toBeCloseTo(1, 3);
    },
  );
});

describe("variance between studies as netmeta prints it where it is zero although studies differ", () => {
  // Two studies with large errors lie far off, so that the search begins well above zero, at a third of the crude variance.
  const far: Record<string, Arms> = {
    s1: { A: [0.52, 0.02], B: [0, 0.02] },
    s2: { A: [-0.6, 0.8], B: [0, 0.9] },
    s3: { B: [0.2, 0.05], C: [0, 0.04] },
    s4: { A: [0.69, 0.01], C: [0, 0.0125] },
    s5: { A: [0.7, 0.02], B: [0.22, 0.03], C: [0, 0.05] },
    s6: { A: [0.75, 0.03], B: [0.21, 0.02], C: [0.03, 0.04] },
    s7: { A: [0.9, 0.02], B: [0.4, 0.04], D: [0.15, 0.03], E: [-0.02, 0.05] },
    s8: { C: [1.3, 0.9], D: [0, 0.7] },
    s9: { D: [0.12, 0.03], E: [0, 0.0325] },
    s10: { D: [0.15, 0.02], E: [0, 0.0284] },
  };
  // As above; where R's own last digits decide on the way (ML against A, REML against D) nothing is compared.
  it.each([
    [undefined, "ML", 2.1994224202242e-12],
    ["A", "REML", 2.1433130933888e-12],
    ["B", "ML", 2.6720086230499e-12],
    ["B", "REML", 2.4310826201475e-12],
    ["D", "ML", 2.7292434203227e-12],
  ] as const)("agrees with R: reference %s, %s", (reference, tau2Method, tau2) => {
    const options = { tau2Method, likelihood: "as netmeta", ...(reference && { reference }) } as const;
    const analysis = networkMetaAnalysis(comparisonsOfArms(far), options);
    if (!analysis.ok) throw new Error(analysis.error.message);
    expect(analysis.value.tau2.estimate / tau2).toBeCloseTo(1, 2);
  });
  it("is zero without a degree of freedom", () => {
    const options = { tau2Method: "REML", likelihood: "as netmeta" } as const;
    const analysis = networkMetaAnalysis(comparisonsOfArms({ s1: far.s1! }), options);
    expect(analysis.ok && analysis.value.tau2.estimate).toBe(0);
    const exact = networkMetaAnalysis(comparisonsOfArms({ s1: far.s1! }), { tau2Method: "REML" });
    expect(exact.ok && exact.value.tau2.estimate).toBe(0);
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
