import { describe, expect, it } from "vitest";
import { type Arm, armsOf } from "./arms.test-data.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { pairwiseComparisons } from "./pairwise-comparisons.ts";

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
  it("have the variances of their measure", () => {
    // 4 of 20 against 10 of 30: sums over the arms of 1/e + 1/(n - e), 1/e - 1/n, p(1 - p)/n
    const two = armsOf(three.slice(0, 2));
    const variance = (measure: "log odds ratio" | "log risk ratio" | "risk difference") => {
      const found = pairwiseComparisons(two, measure);
      return found.ok ? found.value.comparisons.standardErrors[0]! ** 2 : Number.NaN;
    };
    expect(variance("log odds ratio")).toBeCloseTo(1 / 4 + 1 / 16 + 1 / 10 + 1 / 20, 12);
    expect(variance("log risk ratio")).toBeCloseTo(1 / 4 - 1 / 20 + 1 / 10 - 1 / 30, 12);
    expect(variance("risk difference")).toBeCloseTo((0.2 * 0.8) / 20 + ((1 / 3) * (2 / 3)) / 30, 12);
  });
  it("name study and treatments of each row", () => {
    const found = pairwiseComparisons(armsOf([...three, ["2", "B", 1, 9], ["2", "D", 2, 9]]));
    if (!found.ok) throw new Error(found.error.message);
    const { studies, treatments1, treatments2 } = found.value.comparisons;
    expect(studies).toEqual(["1", "1", "1", "2"]);
    expect(treatments1).toEqual(["A", "A", "B", "B"]);
    expect(treatments2).toEqual(["B", "C", "C", "D"]);
  });
  it("correct a study with an arm of events only too, and by another number if asked", () => {
    const full = armsOf([
      ["1", "A", 20, 20],
      ["1", "B", 10, 30],
    ]);
    const halves = pairwiseComparisons(full);
    expect(halves.ok && halves.value.comparisons.effects[0]).toBeCloseTo(
      Math.log(20.5 / 0.5 / (10.5 / 20.5)),
      12,
    );
    const tenths = pairwiseComparisons(full, "log odds ratio", 0.1);
    expect(tenths.ok && tenths.value.comparisons.effects[0]).toBeCloseTo(
      Math.log(20.1 / 0.1 / (10.1 / 20.1)),
      12,
    );
  });
  it("of a study with events only say nothing of odds, but of risks", () => {
    const full: readonly Arm[] = [...three, ["2", "A", 9, 9], ["2", "B", 7, 7]];
    const leftOut = (measure: "log odds ratio" | "log risk ratio" | "risk difference") => {
      const found = pairwiseComparisons(armsOf(full), measure);
      return found.ok ? found.value.leftOut : null;
    };
    expect(leftOut("log odds ratio")).toEqual(["2"]);
    expect(leftOut("log risk ratio")).toEqual([]);
    expect(leftOut("risk difference")).toEqual([]);
  });
  it("leave out a study that says nothing of a ratio, and name it", () => {
    const silent: readonly Arm[] = [...three, ["2", "A", 0, 9], ["2", "B", 0, 9]];
    const found = pairwiseComparisons(armsOf(silent));
    expect(found.ok && found.value.leftOut).toEqual(["2"]);
    const differences = pairwiseComparisons(armsOf(silent), "risk difference");
    expect(differences.ok && differences.value.leftOut).toEqual([]);
  });
  const counts = (events: number, patients: number) => ({
    code: "not-a-proportion",
    message: `study 1, A: ${events} of ${patients} are not counts`,
    remedy: "give whole counts with 0 <= events <= patients and at least one patient",
  });
  it.each([
    [[["1", "A", 3, 2]], counts(3, 2)],
    [[["1", "A", 0.5, 2]], counts(0.5, 2)],
    [[["1", "A", 1, 2.5]], counts(1, 2.5)],
    [[["1", "A", -1, 2]], counts(-1, 2)],
    [[["1", "A", 0, 0]], counts(0, 0)],
    [
      [["1", "A", 1, 1]],
      { code: "one-arm", message: "study 1 has one arm", remedy: "give its comparator or leave it out" },
    ],
    [
      [
        ["1", "A", 1, 2],
        ["1", "A", 1, 2],
      ],
      { code: "arm-twice", message: "study 1 gives one treatment twice", remedy: "merge its arms" },
    ],
    [
      [
        ["1", "A", 0, 2],
        ["1", "B", 0, 2],
      ],
      {
        code: "no-information",
        message: "no study has events in one arm and patients without event in another",
        remedy: "use risk differences, or a method with a prior",
      },
    ],
  ] as const)("are refused with cause and remedy: %j", (arms, expected) => {
    const found = pairwiseComparisons(armsOf(arms as readonly Arm[]));
    expect(!found.ok && found.error).toEqual(expected);
  });
  it("take a study of one patient an arm", () => {
    const found = pairwiseComparisons(armsOf([...three, ["2", "A", 0, 1], ["2", "B", 1, 1]]));
    expect(found.ok && found.value.leftOut).toEqual([]);
  });
  it("are refused where columns differ in length", () => {
    for (const changed of [
      { treatments: ["A"] },
      { events: new Float64Array(4) },
      { patients: new Float64Array(0) },
    ]) {
      const found = pairwiseComparisons({ ...armsOf(three), ...changed });
      expect(!found.ok && found.error).toEqual({
        code: "lengths-differ",
        message: "studies, treatments, events and patients have different lengths",
        remedy: "give one of each for every arm",
      });
    }
  });
});
