import { describe, expect, it } from "vitest";
import { type ComponentOptions, componentNetwork } from "./component-network.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";

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
    expect(found.parts).toHaveLength(3);
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
    expect(!found.ok && found.error.code).toBe("no-active-component");
  });
  it("refuses what a network refuses", () => {
    const found = componentNetwork(comparisonsOf([["s1", "P", "Q", 0.1, 0]]));
    expect(!found.ok && found.error.code).toBe("standard-error-not-positive");
  });
});
