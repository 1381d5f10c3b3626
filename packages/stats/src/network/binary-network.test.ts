import { describe, expect, it } from "vitest";
import type { BinaryArms } from "./binary-network.ts";
import { indirectComparison } from "./bucher.ts";
import { hypergeometricNetwork } from "./hypergeometric-network.ts";
import { mantelHaenszelNetwork } from "./mantel-haenszel-network.ts";

type Arm = readonly [study: string, treatment: string, events: number, patients: number];
const armsOf = (arms: readonly Arm[]): BinaryArms => ({
  studies: arms.map((arm) => arm[0]),
  treatments: arms.map((arm) => arm[1]),
  events: Float64Array.from(arms, (arm) => arm[2]),
  patients: Float64Array.from(arms, (arm) => arm[3]),
});
const pairs: readonly Arm[] = [
  ["1", "A", 4, 119],
  ["1", "B", 11, 127],
  ["2", "A", 6, 306],
  ["2", "B", 29, 303],
  ["3", "A", 0, 100],
  ["3", "B", 2, 90],
];
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe("Mantel-Haenszel network", () => {
  // R 4.2: metafor 3.8 rma.mh(ai = c(4, 6, 0), n1i = c(119, 306, 100), ci = c(11, 29, 2), n2i = c(127, 303, 90))
  it("of two treatments equals the Mantel-Haenszel pool", () => {
    const found = value(mantelHaenszelNetwork(armsOf(pairs)));
    expect(found.effects[1]).toBeCloseTo(-1.4965394173, 9);
    expect(found.standardErrors[1]).toBeCloseTo(0.3580862938, 9);
    expect(found.inconsistency).toMatchObject({ df: 0 });
    expect(found.inconsistency.pValue).toBeNaN();
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
    const forth = value(mantelHaenszelNetwork(armsOf(trial("A", "B", "C"))));
    const back = value(mantelHaenszelNetwork(armsOf(trial("C", "B", "A"))));
    expect(back.effects[2]).toBeCloseTo(-forth.effects[2]!, 12);
    expect(back.standardErrors[2]).toBeCloseTo(forth.standardErrors[2]!, 12);
  });
  it("leaves out what says nothing and says so", () => {
    const found = value(
      mantelHaenszelNetwork(
        armsOf([
          ...pairs,
          ["4", "A", 0, 50],
          ["4", "B", 0, 50],
          ["5", "B", 50, 50],
          ["5", "A", 40, 40],
          ["6", "B", 3, 50],
          ["6", "C", 0, 40],
        ]),
      ),
    );
    expect(found.network.treatments).toEqual(["A", "B"]);
    expect(found.network.leftOut.map((one) => one.study)).toEqual(["4", "5", "6"]);
  });
});

describe("noncentral hypergeometric network", () => {
  it("of two rare-event arms is close to the Mantel-Haenszel pool", () => {
    const found = value(hypergeometricNetwork(armsOf(pairs)));
    expect(
      Math.abs(found.effects[1]! - value(mantelHaenszelNetwork(armsOf(pairs))).effects[1]!),
    ).toBeLessThan(0.15);
  });
  it("is at its maximum where asked for it, and close to it where optim stops", () => {
    const exact = value(hypergeometricNetwork(armsOf(pairs)));
    const stopped = value(hypergeometricNetwork(armsOf(pairs), "as optim's L-BFGS-B"));
    expect(Math.abs(exact.effects[1]! - stopped.effects[1]!)).toBeLessThan(1e-3);
    expect(stopped.standardErrors[1]).toBeCloseTo(exact.standardErrors[1]!, 3);
  });
  it("conditional on the events of one study is the binomial comparison", () => {
    // Given R events, those of A are Binomial(R, n1 e^d / (n1 e^d + n2)): the maximum is the ratio of rates.
    const one = value(
      hypergeometricNetwork(
        armsOf([
          ["1", "A", 4, 200],
          ["1", "B", 10, 100],
        ]),
      ),
    );
    expect(one.effects[1]).toBeCloseTo(Math.log(4 / 200 / (10 / 100)), 10);
    expect(one.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 4 + 1 / 10), 10);
  });
});

describe("binary networks that can not be analysed", () => {
  it.each([
    [[], "no-arms"],
    [[["1", "A", 2, 1]], "not-a-proportion"],
    [[["1", "A", 0.5, 10]], "not-a-proportion"],
    [[["1", "A", 1, 10]], "one-arm"],
    [
      [
        ["1", "A", 1, 10],
        ["1", "A", 2, 10],
      ],
      "arm-twice",
    ],
    [
      [
        ["1", "A", 0, 10],
        ["1", "B", 0, 10],
      ],
      "no-information",
    ],
    [
      [
        ["1", "A", 1, 10],
        ["1", "B", 2, 10],
        ["2", "C", 1, 10],
        ["2", "D", 2, 10],
      ],
      "disconnected-network",
    ],
  ] as const)("are refused with their cause: %j", (arms, code) => {
    for (const method of [mantelHaenszelNetwork, hypergeometricNetwork]) {
      const found = method(armsOf(arms as readonly Arm[]));
      expect(!found.ok && found.error.code).toBe(code);
    }
  });
});

describe("indirect comparison", () => {
  it("refuses what is not an estimate, and names it", () => {
    const found = indirectComparison({ effect: 1, standardError: 0.1 }, { effect: 1, standardError: 0 });
    expect(!found.ok && found.error.message).toContain("C-B");
  });
  it("adds the variances and keeps the sign", () => {
    const found = indirectComparison(
      { effect: -0.35, standardError: 0.12 },
      { effect: -0.1, standardError: 0.15 },
    );
    expect(found.ok && found.value).toMatchObject({
      effect: expect.closeTo(-0.25, 12),
      standardError: expect.closeTo(0.192093727, 9),
      pValue: expect.closeTo(0.193105147, 9),
    });
  });
});
