import { describe, expect, it } from "vitest";
import { type Arm, armsOf, threeTrials } from "./arms.test-data.ts";
import { mantelHaenszelNetwork } from "./mantel-haenszel-network.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { pairwiseComparisons } from "./pairwise-comparisons.ts";

const fitted = (arms: readonly Arm[]) => {
  const found = mantelHaenszelNetwork(armsOf(arms));
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};
const byInverseVariance = (arms: readonly Arm[]) => {
  const pairs = pairwiseComparisons(armsOf(arms));
  if (!pairs.ok) throw new Error(pairs.error.message);
  const analysis = networkMetaAnalysis(pairs.value.comparisons);
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value;
};
/** Five designs with one study each, every cell filled. */
const oneStudyADesign: readonly Arm[] = [
  ["1", "A", 4, 100],
  ["1", "B", 8, 110],
  ["1", "C", 15, 90],
  ["2", "B", 9, 150],
  ["2", "C", 4, 140],
  ["2", "D", 7, 60],
  ["2", "E", 11, 85],
  ["3", "A", 12, 200],
  ["3", "D", 20, 110],
  ["4", "C", 6, 75],
  ["4", "E", 13, 95],
  ["5", "B", 5, 40],
  ["5", "E", 3, 70],
];

describe("Mantel-Haenszel network", () => {
  // R 4.2: metafor 3.8 rma.mh(ai = c(4, 6, 0), n1i = c(119, 306, 100), ci = c(11, 29, 2), n2i = c(127, 303, 90))
  it("of two treatments equals the Mantel-Haenszel pool", () => {
    const found = fitted(threeTrials);
    expect(found.effects[1]).toBeCloseTo(-1.4965394173, 9);
    expect(found.standardErrors[1]).toBeCloseTo(0.3580862938, 9);
    expect(found.inconsistency).toEqual({ statistic: expect.closeTo(0, 12), df: 0, pValue: Number.NaN });
  });
  it("with one study in each design is the network of its log odds ratios with Woolf's variances", () => {
    // In one table Robins-Breslow-Greenland is Woolf, and the covariance of two comparisons is that of their arm.
    const found = fitted(oneStudyADesign);
    const network = byInverseVariance(oneStudyADesign);
    for (const [at, effect] of network.common.effects.entries()) {
      expect(found.effects[at]).toBeCloseTo(effect, 10);
      expect(found.standardErrors[at]).toBeCloseTo(network.common.standardErrors[at]!, 10);
    }
    expect(found.inconsistency).toEqual({
      statistic: expect.closeTo(network.q.statistic, 9),
      df: network.q.df,
      pValue: expect.closeTo(network.q.pValue, 9),
    });
    expect(found.inconsistency.df).toBe(4);
  });
  it("of strata in equal proportions is that of one study of their sum", () => {
    const strata = oneStudyADesign.flatMap(([study, treatment, events, patients]): Arm[] => [
      [`${study}a`, treatment, events, patients],
      [`${study}b`, treatment, 2 * events, 2 * patients],
    ]);
    const sums = oneStudyADesign.map(
      ([study, treatment, events, patients]): Arm => [study, treatment, 3 * events, 3 * patients],
    );
    const found = fitted(strata);
    const whole = fitted(sums);
    for (const [at, effect] of whole.effects.entries()) {
      expect(found.effects[at]).toBeCloseTo(effect, 10);
      expect(found.standardErrors[at]).toBeCloseTo(whole.standardErrors[at]!, 10);
    }
    expect(found.inconsistency.statistic).toBeCloseTo(whole.inconsistency.statistic, 9);
  });
  it("turns with events and patients without event: other sign, same error", () => {
    const found = fitted(oneStudyADesign);
    const turned = fitted(
      oneStudyADesign.map(
        ([study, treatment, events, patients]): Arm => [
          ...([study, treatment] as const),
          ...([patients - events, patients] as const),
        ],
      ),
    );
    for (const [at, effect] of found.effects.entries()) {
      expect(turned.effects[at]).toBeCloseTo(-effect, 10);
      expect(turned.standardErrors[at]).toBeCloseTo(found.standardErrors[at]!, 10);
    }
  });
  it("does not depend on the names of the arms of a multi-arm design", () => {
    const trial = (a: string, b: string, c: string): Arm[] => [
      ["1", a, 4, 100],
      ["1", b, 8, 110],
      ["1", c, 15, 90],
      ["2", a, 2, 60],
      ["2", b, 3, 50],
      ["2", c, 9, 70],
    ];
    const forth = fitted(trial("A", "B", "C"));
    const back = fitted(trial("C", "B", "A"));
    expect(back.effects[2]).toBeCloseTo(-forth.effects[2]!, 12);
    expect(back.standardErrors[2]).toBeCloseTo(forth.standardErrors[2]!, 12);
    expect(back.effects[1]).toBeCloseTo(forth.effects[7]!, 12);
    expect(back.standardErrors[1]).toBeCloseTo(forth.standardErrors[5]!, 12);
  });
  it("leaves out what says nothing and says so", () => {
    const found = fitted([
      ...threeTrials,
      ["4", "A", 0, 50],
      ["4", "B", 0, 50],
      ["5", "B", 50, 50],
      ["5", "A", 40, 40],
      ["6", "B", 3, 50],
      ["6", "C", 0, 40],
    ]);
    expect(found.network.treatments).toEqual(["A", "B"]);
    expect(found.network.leftOut.map((one) => one.study)).toEqual(["4", "5", "6"]);
  });
  it("refuses a design in which events in one arm never meet patients without event in another", () => {
    const found = mantelHaenszelNetwork(
      armsOf([
        ["1", "A", 3, 10],
        ["1", "B", 10, 10],
        ["1", "C", 5, 10],
        ["2", "A", 0, 10],
        ["2", "B", 5, 10],
        ["2", "C", 2, 10],
      ]),
    );
    expect(!found.ok && found.error).toEqual({
      code: "singular-design",
      message: "the design A:B:C has too few events for the covariance of its arms",
      remedy: "leave the design out or use a method with a prior",
    });
  });
  it("refuses what is no network of counts", () => {
    const found = mantelHaenszelNetwork(armsOf([["1", "A", 1, 10]]));
    expect(!found.ok && found.error.code).toBe("one-arm");
  });
});
