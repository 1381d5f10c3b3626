import type { Her2State, Option } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { gapsOf } from "./gaps.ts";

const state = (part: Partial<Her2State> = {}) =>
  ({ undecided: [], needed: [], ...part }) as unknown as Her2State;
const option = (id: string, tier: string, ...inputs: string[]) =>
  ({ id, tier, kind: "standard", missing: inputs.map((input) => ({ input })) }) as unknown as Option;

describe("gaps", () => {
  it("name the test that settles an input, those that change most first", () => {
    const { gaps, leading } = gapsOf(
      [option("a", "2", "pdl1Cps"), option("b", "2", "ras"), option("c", "2", "ras")],
      [],
      state(),
      [],
    );
    expect(gaps.map((one) => [one.test, one.wouldChange, one.priority])).toEqual([
      ["KRAS and NRAS sequencing on tissue", ["b", "c"], 1],
      ["PD-L1 combined positive score (CPS)", ["a"], 2],
    ]);
    expect(leading?.test).toBe("KRAS and NRAS sequencing on tissue");
  });
  it("weigh an open label above a further one of an option that stands", () => {
    const { gaps } = gapsOf(
      [option("a", "1", "ras"), option("b", "1", "ras"), option("c", "2", "pdl1Cps")],
      [],
      state(),
      [],
    );
    expect(gaps[0]?.test).toMatch(/PD-L1/);
  });
  it("go behind a HER2 input to what decides it", () => {
    const undecided = state({ undecided: [{ eligibility: "her2-ultralow", missing: ["membraneStaining"] }] });
    expect(gapsOf([option("a", "2", "her2Ultralow")], [], undecided, []).gaps[0]?.test).toMatch(
      /Membrane staining/,
    );
    const needed = state({ needed: [{ test: "HER2 ISH", why: "IHC 2+" }] });
    const { gaps } = gapsOf([option("a", "2", "her2Positive")], [], needed, []);
    expect(gaps).toMatchObject([{ test: "HER2 ISH", wouldChange: ["a"] }]);
    expect(gaps[0]?.why.text).toMatch(/IHC 2\+/);
  });
  it("keep what only a safety rule asks last, and never lead with it", () => {
    const { gaps, leading } = gapsOf([], [], state(), [{ input: "lvefPercent", changes: ["a", "b", "c"] }]);
    expect(gaps[0]?.test).toMatch(/LVEF/);
    expect(leading).toBeNull();
  });
  it("ask for one history, whatever function asked", () => {
    const { gaps } = gapsOf(
      [
        option(
          "a",
          "2",
          'received("platinum", "metastatic")',
          "linesMetastatic",
          'altered("NRG1", "fusion")',
        ),
      ],
      [],
      state(),
      [],
    );
    expect(gaps.map((one) => one.test)).toEqual([
      "Complete treatment history",
      "NRG1 fusion test (RNA sequencing)",
    ]);
    expect(gaps[0]?.why.text).toMatch(/platinum received \(metastatic\)/);
  });
});
