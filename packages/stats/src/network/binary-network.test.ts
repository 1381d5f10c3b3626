import { describe, expect, it } from "vitest";
import { type Arm, armsOf } from "./arms.test-data.ts";
import { readBinaryNetwork } from "./binary-network.ts";

const read = (arms: readonly Arm[]) => {
  const network = readBinaryNetwork(armsOf(arms));
  if (!network.ok) throw new Error(network.error.message);
  return network.value;
};
const refusal = (arms: readonly Arm[]) => {
  const network = readBinaryNetwork(armsOf(arms));
  return network.ok ? null : network.error;
};

describe("a binary network that is read", () => {
  it("joins studies of the same treatments to designs, arms in the order of the alphabet", () => {
    const { treatments, designs, leftOut } = read([
      ["1", "b", 2, 20],
      ["1", "A", 1, 10],
      ["2", "A", 3, 30],
      ["2", "b", 4, 40],
      ["3", "C", 5, 50],
      ["3", "b", 7, 70],
      ["3", "A", 6, 60],
    ]);
    expect(treatments).toEqual(["A", "b", "C"]);
    expect(designs).toEqual([
      {
        arms: [0, 1],
        studies: [
          { label: "1", arms: [0, 1], events: [1, 2], patients: [10, 20] },
          { label: "2", arms: [0, 1], events: [3, 4], patients: [30, 40] },
        ],
      },
      {
        arms: [0, 1, 2],
        studies: [{ label: "3", arms: [0, 1, 2], events: [6, 7, 5], patients: [60, 70, 50] }],
      },
    ]);
    expect(leftOut).toEqual([]);
  });
  it("leaves out studies without an event, or with events only, and says why", () => {
    const { treatments, leftOut } = read([
      ["1", "A", 1, 10],
      ["1", "B", 2, 10],
      ["2", "A", 0, 10],
      ["2", "B", 0, 10],
      ["3", "B", 10, 10],
      ["3", "C", 20, 20],
    ]);
    expect(treatments).toEqual(["A", "B"]);
    expect(leftOut).toEqual([
      { study: "2", reason: "no event in any arm" },
      { study: "3", reason: "only events in every arm" },
    ]);
  });
  it("drops an arm that has no event, or events only, in all studies of its design", () => {
    const arms = (second: number): Arm[] => [
      ["1", "A", 1, 10],
      ["1", "B", 2, 10],
      ["1", "C", 0, 10],
      ["2", "A", 3, 10],
      ["2", "B", 4, 10],
      ["2", "C", second, 10],
    ];
    expect(read(arms(0)).treatments).toEqual(["A", "B"]);
    expect(read(arms(0)).designs).toHaveLength(1);
    expect(read(arms(0)).leftOut).toEqual([]);
    expect(read(arms(1)).treatments).toEqual(["A", "B", "C"]);
    const full = read([...arms(0).filter((arm) => arm[1] !== "C"), ["1", "C", 10, 10], ["2", "C", 10, 10]]);
    expect(full.treatments).toEqual(["A", "B"]);
  });
  it("keeps an arm of a design that other studies fill, though it has events only in one of them", () => {
    const { treatments } = read([
      ["1", "A", 1, 10],
      ["1", "B", 10, 10],
      ["2", "A", 3, 10],
      ["2", "B", 4, 10],
    ]);
    expect(treatments).toEqual(["A", "B"]);
  });
  it("asks again after dropping an arm: what is left may be silent in the design it then belongs to", () => {
    const { treatments, designs, leftOut } = read([
      // A silent arm in C takes study 1 to the design A:B, in which nothing has happened on A.
      ["1", "A", 0, 10],
      ["1", "B", 2, 10],
      ["1", "C", 0, 10],
      ["2", "A", 3, 10],
      ["2", "D", 4, 10],
    ]);
    expect(treatments).toEqual(["A", "D"]);
    expect(designs).toHaveLength(1);
    expect(leftOut).toEqual([
      { study: "1", reason: "its design has an arm without events, or with events only" },
    ]);
  });
});

describe("binary networks that can not be analysed are refused with cause and remedy", () => {
  const counts = (study: string, treatment: string, events: number, patients: number) => ({
    code: "not-a-proportion",
    message: `study ${study}, ${treatment}: ${events} of ${patients} are not counts`,
    remedy: "give whole counts with 0 <= events <= patients and at least one patient",
  });
  it.each([
    [[], { code: "no-arms", message: "there is no arm", remedy: "give at least one study" }],
    [[["1", "A", 2, 1]], counts("1", "A", 2, 1)],
    [[["1", "A", 0.5, 10]], counts("1", "A", 0.5, 10)],
    [[["1", "A", 1, 10.5]], counts("1", "A", 1, 10.5)],
    [[["1", "A", -1, 10]], counts("1", "A", -1, 10)],
    [[["1", "A", 0, 0]], counts("1", "A", 0, 0)],
    [
      [["1", "A", 1, 1]],
      {
        code: "one-arm",
        message: "study 1 has one arm",
        remedy: "give its comparator or leave it out",
      },
    ],
    [
      [
        ["1", "A", 1, 10],
        ["1", "A", 2, 10],
      ],
      { code: "arm-twice", message: "study 1 gives one treatment twice", remedy: "merge its arms" },
    ],
    [
      [
        ["1", "A", 0, 10],
        ["1", "B", 0, 10],
      ],
      {
        code: "no-information",
        message: "no study has events in one arm and patients without event in another",
        remedy: "odds ratios can not be estimated from these counts without a prior",
      },
    ],
    [
      [
        ["1", "A", 1, 10],
        ["1", "D", 2, 10],
        ["2", "B", 1, 10],
        ["2", "C", 2, 10],
      ],
      {
        code: "disconnected-network",
        message: "no study with events connects A, D with B, C",
        remedy: "analyse each part by itself",
      },
    ],
  ] as const)("%j", (arms, expected) => {
    expect(refusal(arms as readonly Arm[])).toEqual(expected);
  });
  it("columns of different lengths", () => {
    const two = armsOf([
      ["1", "A", 1, 10],
      ["1", "B", 2, 10],
    ]);
    for (const changed of [
      { treatments: ["A"] },
      { events: new Float64Array(3) },
      { patients: new Float64Array(0) },
    ]) {
      const network = readBinaryNetwork({ ...two, ...changed });
      expect(!network.ok && network.error).toEqual({
        code: "lengths-differ",
        message: "studies, treatments, events and patients have different lengths",
        remedy: "give one of each for every arm",
      });
    }
  });
  it("finds a connection over several steps, whatever the order of the studies", () => {
    const chain: Arm[] = [
      ["1", "C", 1, 10],
      ["1", "D", 2, 10],
      ["2", "B", 1, 10],
      ["2", "C", 2, 10],
      ["3", "A", 1, 10],
      ["3", "B", 2, 10],
    ];
    expect(refusal(chain)).toBeNull();
  });
});
