import { describe, expect, it } from "vitest";
import {
  designOf,
  type MultiArmTolerance,
  type NetworkComparisons,
  readNetwork,
  subnetworks,
} from "./network.ts";
import { comparisonsOfArms } from "./ten-studies.test-data.ts";

type Row = readonly [study: string, one: string, other: string, effect: number, standardError: number];
const comparisonsOf = (rows: readonly Row[]): NetworkComparisons => ({
  studies: rows.map((row) => row[0]),
  treatments1: rows.map((row) => row[1]),
  treatments2: rows.map((row) => row[2]),
  effects: Float64Array.from(rows, (row) => row[3]),
  standardErrors: Float64Array.from(rows, (row) => row[4]),
});
const networkOf = (rows: readonly Row[]) => {
  const network = readNetwork(comparisonsOf(rows));
  if (!network.ok) throw new Error(network.error.message);
  return network.value;
};
const refusal = (rows: readonly Row[], tolerance?: MultiArmTolerance) => {
  const network = readNetwork(comparisonsOf(rows), tolerance);
  return network.ok ? null : network.error;
};

describe("a network that is read", () => {
  it("numbers treatments in the order of the alphabet, both cases together, and turns rows that go down", () => {
    const network = networkOf([
      ["s1", "trastuzumab", "Lapatinib", 0.5, 0.2],
      ["s2", "capecitabine", "Lapatinib", -0.3, 0.1],
    ]);
    expect(network.treatments).toEqual(["capecitabine", "Lapatinib", "trastuzumab"]);
    expect([...network.first]).toEqual([1, 0]);
    expect([...network.second]).toEqual([2, 1]);
    expect([...network.effects]).toEqual([-0.5, -0.3]);
    expect(network.variances[0]).toBeCloseTo(0.04, 15);
    expect(network.swapped).toEqual([true, false]);
  });
  it("lists the arms of a study in order however its rows come, and names its design by them", () => {
    const network = networkOf([
      ["s1", "C", "B", 0.1, Math.sqrt(0.05)],
      ["s1", "B", "A", 0.1, Math.sqrt(0.05)],
      ["s1", "C", "A", 0.2, Math.sqrt(0.05)],
    ]);
    expect(network.studies).toEqual([{ label: "s1", arms: [0, 1, 2], rows: [0, 1, 2] }]);
    expect(designOf(network, network.studies[0]!)).toBe("A:B:C");
  });
  it("falls into the parts that no study connects, each in order", () => {
    const chain = networkOf([
      ["s1", "A", "F", 0.1, 0.1],
      ["s2", "B", "E", 0.1, 0.1],
      ["s3", "F", "D", 0.1, 0.1],
      ["s4", "E", "C", 0.1, 0.1],
    ]);
    expect(subnetworks(chain)).toEqual([
      [0, 3, 5],
      [1, 2, 4],
    ]);
    expect(subnetworks(networkOf([["s1", "A", "B", 0.1, 0.1]]))).toEqual([[0, 1]]);
  });
});

describe("comparisons that are no network are refused with cause and remedy", () => {
  it.each([
    [
      [],
      {
        code: "no-comparisons",
        message: "there is no comparison",
        remedy: "give at least one study",
      },
    ],
    [
      [["s1", "A", "A", 0.5, 0.3]],
      {
        code: "treatment-against-itself",
        message: "study s1, A against A: both arms have one treatment",
        remedy: "merge arms of one treatment or give them two names",
      },
    ],
    [
      [["s1", "A", "B", Number.NaN, 0.3]],
      {
        code: "not-finite",
        message: "study s1, A against B: the effect or its standard error is missing",
        remedy: "leave the row out",
      },
    ],
    [
      [["s1", "A", "B", 0.3, Number.POSITIVE_INFINITY]],
      {
        code: "not-finite",
        message: "study s1, A against B: the effect or its standard error is missing",
        remedy: "leave the row out",
      },
    ],
    [
      [["s1", "A", "B", 0.5, -0.1]],
      {
        code: "standard-error-not-positive",
        message: "study s1, A against B: the standard error is -0.1",
        remedy: "give a standard error above zero",
      },
    ],
    [
      [
        ["s1", "A", "B", 0.5, 0.3],
        ["s1", "B", "A", 0.5, 0.3],
      ],
      {
        code: "pair-twice",
        message: "study s1 gives one pair of treatments twice",
        remedy: "give each pair of arms once, or the parts of the study under names of their own",
      },
    ],
    [
      [
        ["s1", "A", "B", 0.5, 0.3],
        ["s1", "B", "C", 0.5, 0.3],
        ["s1", "C", "D", 0.5, 0.3],
      ],
      {
        code: "pair-missing",
        message: "study s1 has 4 arms and 3 comparisons; 6 are needed",
        remedy: "give every pair of arms: without them the correlation of its comparisons is not known",
      },
    ],
  ] as const)("%j", (rows, expected) => {
    expect(refusal(rows as readonly Row[])).toEqual(expected);
  });
  it("columns of different lengths", () => {
    const two = comparisonsOf([["s1", "A", "B", 0.5, 0.3]]);
    const expected = {
      code: "lengths-differ",
      message: "studies, treatments, effects and standard errors have different lengths",
      remedy: "give one of each for every comparison",
    };
    for (const changed of [
      { treatments1: [] },
      { treatments2: ["B", "C"] },
      { effects: new Float64Array(2) },
      { standardErrors: new Float64Array(0) },
    ]) {
      const network = readNetwork({ ...two, ...changed });
      expect(!network.ok && network.error).toEqual(expected);
    }
  });
});

describe("a study of several arms that contradicts itself", () => {
  /** Four arms with the variances 0.01 to 0.04; the effect and standard error of A against B moved. */
  const four = (effect: number, standardError: number): Row[] => {
    const { treatments1, treatments2, effects, standardErrors } = comparisonsOfArms({
      s1: { A: [0.3, 0.01], B: [0.1, 0.02], C: [0, 0.03], D: [-0.2, 0.04] },
    });
    return treatments1.map((one, row): Row => {
      const moved = row === 0;
      return [
        ...(["s1", one, treatments2[row]!] as const),
        effects[row]! + (moved ? effect : 0),
        standardErrors[row]! + (moved ? standardError : 0),
      ];
    });
  };
  // Of four arms the other five comparisons hold half of A against B: moving it by d leaves d / 2 unexplained.
  it("in its effects is refused beyond the tolerance, by default 0.001", () => {
    expect(refusal(four(0.00199, 0))).toBeNull();
    expect(refusal(four(-0.00199, 0))).toBeNull();
    expect(refusal(four(0.00201, 0))).toEqual({
      code: "multi-arm-effects-contradict",
      message: "study s1: the effects between its 4 arms do not add up",
      remedy: "check the signs and the direction of its comparisons, or raise the tolerance",
    });
    expect(refusal(four(0.00201, 0), { effects: 0.002 })).toBeNull();
    expect(refusal(four(0.002, 0), { effects: 0 })?.code).toBe("multi-arm-effects-contradict");
  });
  it("in its standard errors is refused beyond the tolerance, by default 0.001", () => {
    expect(refusal(four(0, 0.001))).toBeNull();
    expect(refusal(four(0, 0.01))).toEqual({
      code: "multi-arm-variances-contradict",
      message: "study s1: no variances of its 4 arms give the standard errors of its comparisons",
      remedy: "check the standard errors of its comparisons, or raise the tolerance",
    });
    expect(refusal(four(0, 0.01), { standardErrors: 0.01 })).toBeNull();
    expect(refusal(four(0, 0.001), { standardErrors: 0 })?.code).toBe("multi-arm-variances-contradict");
  });
});
