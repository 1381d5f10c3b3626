import { describe, expect, it } from "vitest";
import { type ComponentOptions, componentNetwork } from "./component-network.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { type Arms, comparisonsOfArms } from "./ten-studies.test-data.ts";

type Row = readonly [study: string, one: string, other: string, effect: number, standardError: number];
const comparisonsOf = (rows: readonly Row[]) => ({
  studies: rows.map((row) => row[0]),
  treatments1: rows.map((row) => row[1]),
  treatments2: rows.map((row) => row[2]),
  effects: Float64Array.from(rows, (row) => row[3]),
  standardErrors: Float64Array.from(rows, (row) => row[4]),
});
const fitted = (rows: readonly Row[], options?: ComponentOptions) => {
  const found = componentNetwork(comparisonsOf(rows), options);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

describe("additive component network", () => {
  it("joins parts that no study connects through a shared component", () => {
    const found = fitted(
      [
        ["s1", "X", "placebo", 0.5, 0.1],
        ["s2", "X + Y", "Y", 0.3, 0.1],
        ["s3", "Y + Z", "Z", 0.2, 0.2],
      ],
      { inactive: "placebo" },
    );
    expect(found.parts).toEqual([
      ["placebo", "X"],
      ["X + Y", "Y"],
      ["Y + Z", "Z"],
    ]);
    const [x, y, z] = found.common.components;
    expect(x).toMatchObject({ component: "X", determined: true, effect: expect.closeTo(0.4, 12) });
    expect(y?.effect).toBeCloseTo(0.2, 12);
    expect(z).toMatchObject({ component: "Z", determined: false });
    expect(z?.effect).toBeNaN();
    // X and Y are determined, so X + Y is comparable with Y although Z is not.
    const { treatments } = found.network;
    const at = treatments.indexOf("X + Y") * treatments.length + treatments.indexOf("placebo");
    expect(found.common.effects[at]).toBeCloseTo(0.6, 12);
    const free = treatments.indexOf("Z") * treatments.length + treatments.indexOf("placebo");
    expect(found.common.effects[free]).toBeNaN();
  });
  it("of single components equals the network itself", () => {
    const rows: readonly Row[] = [
      ["s1", "A", "B", 0.5, 0.2],
      ["s2", "A", "B", 1.2, 0.2],
      ["s3", "B", "C", 0.2, 0.3],
      ["s4", "A", "C", 0.9, 0.15],
    ];
    const additive = fitted(rows);
    const network = networkMetaAnalysis(comparisonsOf(rows));
    if (!network.ok) throw new Error("network");
    expect(additive.tau2).toBeCloseTo(network.value.tau2.estimate, 12);
    expect(additive.q.statistic).toBeCloseTo(network.value.q.statistic, 10);
    for (const [i, one] of additive.random.effects.entries())
      expect(one).toBeCloseTo(network.value.random.effects[i]!, 10);
  });
  it("of combinations agrees with least squares in R on the components", () => {
    const studies: Record<string, Arms> = {
      s1: { P: [0, 0.02], X: [0.5, 0.03] },
      s2: { P: [0, 0.03], "X + Y": [1.1, 0.02] },
      s3: { Y: [0.1, 0.02], "X + Y": [0.4, 0.05] },
      s4: { P: [0, 0.02], X: [0.2, 0.03], "X + Y": [0.9, 0.04] },
      s5: { Y: [0.3, 0.02], "Y + Z": [0.6, 0.03] },
      s6: { P: [0.1, 0.02], Y: [1.9, 0.03] },
    };
    const found = componentNetwork(comparisonsOfArms(studies), { inactive: "P" });
    if (!found.ok) throw new Error(found.error.message);
    // R: y contrasts against the first arm, V their covariance, X their differences in (X, Y, Z); W <- solve(V);
    //   C <- solve(t(X) %*% W %*% X); b <- C %*% t(X) %*% W %*% y; Q <- t(y - X %*% b) %*% W %*% (y - X %*% b);
    //   P <- W - W %*% X %*% C %*% t(X) %*% W; tau2 <- (Q - 4) / sum(diag(P %*% M)); the same with V + tau2 * M
    const { common, random, q, tau2, network } = found.value;
    expect(q).toEqual({
      ...{ statistic: expect.closeTo(15.4392857143, 9), df: 4 },
      pValue: expect.closeTo(0.00387168844337, 12),
    });
    expect(tau2).toBeCloseTo(0.159225465042, 11);
    const near = (numbers: readonly number[]) =>
      Object.fromEntries(
        ["effect", "standardError", "low", "high", "pValue"].map((key, i) => [
          key,
          expect.closeTo(numbers[i]!, 10),
        ]),
      );
    expect(common.components.map(({ effect, standardError }) => [effect, standardError])).toEqual([
      [expect.closeTo(0.1625, 10), expect.closeTo(0.124596121723, 10)],
      [expect.closeTo(1.15892857143, 10), expect.closeTo(0.145892296616, 10)],
      [expect.closeTo(0.3, 10), expect.closeTo(0.22360679775, 10)],
    ]);
    expect(random.components).toEqual([
      {
        ...{ component: "X", determined: true },
        ...near([0.179349817408, 0.247586836818, -0.305911465801, 0.664611100616, 0.468825373844]),
      },
      {
        ...{ component: "Y", determined: true },
        ...near([1.114508822927, 0.28443732382, 0.557021912381, 1.67199573347, 8.9178203388e-5]),
      },
      {
        ...{ component: "Z", determined: true },
        ...near([0.3, 0.457411701907, -0.596510461845, 1.19651046185, 0.51191144804]),
      },
    ]);
    // d <- c(1, 1, 0) - c(0, 1, 1); d %*% b; sqrt(d %*% C %*% d)
    const { treatments } = network;
    const n = treatments.length;
    const at = treatments.indexOf("X + Y") * n + treatments.indexOf("Y + Z");
    expect(random.effects[at]).toBeCloseTo(-0.120650182592, 10);
    expect(random.standardErrors[at]).toBeCloseTo(0.520119896569, 10);
    expect(random.effects).toHaveLength(n * n);
    expect(random.standardErrors).toHaveLength(n * n);
    const ninety = componentNetwork(comparisonsOfArms(studies), { inactive: "P", level: 0.9 });
    // 0.179349817408 + qnorm(.95) * 0.247586836818
    expect(ninety.ok && ninety.value.random.components[0]?.high).toBeCloseTo(0.586593923933, 10);
  });
  it("tests additivity: a combination that does more than its parts raises Q", () => {
    const rows = (both: number): Row[] => [
      ["s1", "X", "P", 0.5, 0.1],
      ["s2", "Y", "P", 0.3, 0.1],
      ["s3", "X + Y", "P", both, 0.1],
    ];
    expect(fitted(rows(0.8), { inactive: "P" }).q.statistic).toBeCloseTo(0, 12);
    expect(fitted(rows(1.4), { inactive: "P" }).q).toMatchObject({ df: 1, statistic: expect.closeTo(12, 6) });
  });
  it("takes another separator and a given tau2", () => {
    const found = fitted([["s1", "X/Y", "Y", 0.5, 0.3]], { separator: "/", tau2: 0.16 });
    expect(found.random.components[0]?.standardError).toBeCloseTo(0.5, 12);
  });
  it("refuses a network without an active component", () => {
    const found = componentNetwork(comparisonsOf([["s1", "P", "P + P", 0.1, 0.1]]), { inactive: "P" });
    expect(!found.ok && found.error).toEqual({
      code: "no-active-component",
      message: "no treatment has a component beside P",
      remedy: "name another inactive component or none",
    });
  });
  it("refuses a study whose standard errors no covariance of its arms allows", () => {
    const found = componentNetwork(
      comparisonsOf([
        ["s1", "A", "B", 0.1, 0.2],
        ["s1", "A", "C", 0.2, 0.2],
        ["s1", "B", "C", 0.1, 0.9],
      ]),
    );
    expect(!found.ok && found.error).toEqual({
      code: "impossible-multi-arm-variances",
      message: "a study of several arms has standard errors that no covariance of its arms allows",
      remedy: "check the standard errors of studies with three or more arms",
    });
  });
  it("refuses a level in percent", () => {
    const found = componentNetwork(comparisonsOf([["s1", "P", "Q", 0.1, 0.1]]), { level: 95 });
    expect(!found.ok && found.error.code).toBe("level-not-a-share");
  });
  it("refuses what a network refuses", () => {
    const found = componentNetwork(comparisonsOf([["s1", "P", "Q", 0.1, 0]]));
    expect(!found.ok && found.error.code).toBe("standard-error-not-positive");
  });
});
