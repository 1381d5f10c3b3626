import { describe, expect, it } from "vitest";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { pairwiseComparisons } from "./pairwise-comparisons.ts";

type Arm = readonly [study: string, treatment: string, events: number, patients: number];
const armsOf = (arms: readonly Arm[]) => ({
  studies: arms.map((arm) => arm[0]),
  treatments: arms.map((arm) => arm[1]),
  events: Float64Array.from(arms, (arm) => arm[2]),
  patients: Float64Array.from(arms, (arm) => arm[3]),
});
const three: readonly Arm[] = [
  ["1", "A", 4, 20],
  ["1", "B", 10, 30],
  ["1", "C", 0, 25],
];

describe("comparisons from arms", () => {
  it("are all pairs of a study, and add up after the correction", () => {
    const found = pairwiseComparisons(armsOf(three));
    if (!found.ok) throw new Error(found.error.message);
    const { effects, standardErrors } = found.value.comparisons;
    expect(effects[0]).toBeCloseTo(Math.log(4.5 / 16.5 / (10.5 / 20.5)), 12);
    expect(effects[1]! - effects[0]!).toBeCloseTo(effects[2]!, 12);
    expect(standardErrors[0]! ** 2).toBeCloseTo(1 / 4.5 + 1 / 16.5 + 1 / 10.5 + 1 / 20.5, 12);
    expect(networkMetaAnalysis(found.value.comparisons).ok).toBe(true);
  });
  it("need no correction without an empty cell, under every measure", () => {
    const two = armsOf(three.slice(0, 2));
    const effect = (measure: "log odds ratio" | "log risk ratio" | "risk difference") => {
      const found = pairwiseComparisons(two, measure);
      return found.ok ? found.value.comparisons.effects[0] : Number.NaN;
    };
    expect(effect("log odds ratio")).toBeCloseTo(Math.log(0.25 / 0.5), 12);
    expect(effect("log risk ratio")).toBeCloseTo(Math.log(0.2 / (1 / 3)), 12);
    expect(effect("risk difference")).toBeCloseTo(0.2 - 1 / 3, 12);
  });
  it("leave out a study that says nothing of a ratio, and name it", () => {
    const silent: readonly Arm[] = [...three, ["2", "A", 0, 9], ["2", "B", 0, 9]];
    const found = pairwiseComparisons(armsOf(silent));
    expect(found.ok && found.value.leftOut).toEqual(["2"]);
    const differences = pairwiseComparisons(armsOf(silent), "risk difference");
    expect(differences.ok && differences.value.leftOut).toEqual([]);
  });
  it.each([
    [[["1", "A", 3, 2]], "not-a-proportion"],
    [[["1", "A", 1, 2]], "one-arm"],
    [
      [
        ["1", "A", 1, 2],
        ["1", "A", 1, 2],
      ],
      "arm-twice",
    ],
    [
      [
        ["1", "A", 0, 2],
        ["1", "B", 0, 2],
      ],
      "no-information",
    ],
  ] as const)("are refused with their cause: %j", (arms, code) => {
    const found = pairwiseComparisons(armsOf(arms as readonly Arm[]));
    expect(!found.ok && found.error.code).toBe(code);
  });
});
