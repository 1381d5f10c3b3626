import type { Her2State, NotRecommended, Option } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { gapsOf } from "./gaps.ts";

const state = (part: Partial<Her2State> = {}) =>
  ({ undecided: [], needed: [], ...part }) as unknown as Her2State;
const option = (id: string, tier: string, ...inputs: string[]) =>
  ({ id, tier, kind: "standard", missing: inputs.map((input) => ({ input })) }) as unknown as Option;
const investigational = (id: string, ...inputs: string[]): Option => ({
  ...option(id, "3", ...inputs),
  kind: "investigational",
});
const rejected = (id: string, ...missing: string[][]) =>
  ({
    id,
    approvals: [{ because: [{ missing: [] }] }, { because: missing.map((one) => ({ missing: one })) }],
  }) as unknown as NotRecommended;

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
    expect(gaps[0]?.why.text).toMatch(/whether platinum was given \(metastatic\)/);
  });
  it("say why and how many options they touch, reasons and options in order", () => {
    const { gaps } = gapsOf(
      [option("b", "2", 'received("taxane")'), option("a", "2", 'received("platinum")')],
      [],
      state(),
      [],
    );
    expect(gaps[0]?.why.text).toBe(
      "not known: whether platinum was given; whether taxane was given; options that depend on it: 2",
    );
    expect(gaps[0]?.wouldChange).toEqual(["a", "b"]);
  });
  it("count an option once, however many of its inputs one test settles", () => {
    const { gaps } = gapsOf(
      [
        option("a", "2", 'received("x")', 'received("y")', 'received("z")'),
        option("b", "2", "ras"),
        option("c", "2", "ras"),
      ],
      [],
      state(),
      [],
    );
    expect(gaps.map((one) => one.test)).toEqual([
      "KRAS and NRAS sequencing on tissue",
      "Complete treatment history",
    ]);
  });
  it("of equal weight stand in the order of their words", () => {
    const tests = (...inputs: string[]) =>
      gapsOf([option("a", "2", ...inputs)], [], state(), []).gaps.map((one) => one.test);
    expect(tests("braf", "pdl1Cps")).toEqual(tests("pdl1Cps", "braf"));
    expect(tests("pdl1Cps", "braf")[0]).toMatch(/^BRAF/);
  });
  it("of an investigational option weigh as little as those of an option that stands", () => {
    const { gaps } = gapsOf(
      [investigational("a", "ras"), investigational("b", "ras"), option("c", "2", "pdl1Cps")],
      [],
      state(),
      [],
    );
    expect(gaps[0]?.test).toMatch(/PD-L1/);
  });
  it("name the words of an input for which no test is recorded", () => {
    expect(gapsOf([option("a", "2", "ageYears")], [], state(), []).gaps[0]?.test).toBe("age");
    expect(gapsOf([option("a", "2", 'altered("ERBB2", "x")')], [], state(), []).gaps[0]?.test).toBe(
      "Sequencing on tissue",
    );
  });
});

describe("behind a HER2 input", () => {
  const needed = [{ test: "HER2 ISH", why: "IHC 2+" }];
  const asked = (input: string, part: Partial<Her2State>) =>
    gapsOf([option("a", "2", input)], [], state(part), []).gaps.map((one) => one.test);
  it("the tests the guideline asks for stand for every one of them", () => {
    for (const input of [
      "her2Positive",
      "ihcScore",
      "ishPositive",
      "her2Low",
      "her2Ultralow",
      "her2Amplified",
    ])
      expect([input, asked(input, { needed: [{ test: "A test", why: "asked for" }] })]).toEqual([
        input,
        ["A test"],
      ]);
    expect(asked("ras", { needed })).toEqual(["KRAS and NRAS sequencing on tissue", "HER2 ISH"]);
  });
  it.each([
    ["her2Low", "her2-low"],
    ["her2Ultralow", "her2-ultralow"],
  ] as const)(
    "%s goes to the one thing that decides it, also where the guideline asks for more",
    (input, eligibility) => {
      const undecided = [
        { eligibility: "ish-amplified" as const, missing: ["ratio"] },
        { eligibility, missing: ["membraneStaining"] },
      ];
      expect(asked(input, { undecided })).toEqual([
        "Membrane staining of the IHC 0 slide (none or faint and partial)",
      ]);
      expect(asked(input, { undecided, needed })).toContain(
        "Membrane staining of the IHC 0 slide (none or faint and partial)",
      );
    },
  );
  it("several open measurements are what the guideline asks for, or themselves where it asks for nothing", () => {
    const undecided = [{ eligibility: "her2-low" as const, missing: ["copies", "ratio"] }];
    expect(asked("her2Low", { undecided, needed })).toEqual(["HER2 ISH"]);
    expect(asked("her2Low", { undecided })).toEqual([
      "HER2 / CEP17 ratio (ISH)",
      "Mean HER2 signals per cell (ISH)",
    ]);
  });
  it("without anything asked for stands its own test", () => {
    expect(asked("her2Positive", {})).toEqual(["HER2 IHC, with ISH where the guideline asks for it"]);
  });
  it("the tests a guideline asks for would change what hangs on HER2, and nothing else", () => {
    const { gaps, leading } = gapsOf(
      [option("a", "2", "her2Positive", "ras"), option("b", "1", "ras")],
      [
        rejected("c", ["ras"], ["ageYears", "ihcScore"]),
        rejected("d", ["ras"]),
        rejected("e", []),
        rejected("f"),
      ],
      state({ needed: [{ test: "Blinded recount", why: "group 2" }] }),
      [],
    );
    const low = [{ eligibility: "her2-low" as const, missing: ["membraneStaining"] }];
    const both = state({ needed: [{ test: "Blinded recount", why: "group 2" }], undecided: low });
    expect(
      gapsOf([option("a", "2", "ras", "her2Low"), option("b", "2", "ras")], [], both, []).gaps.find(
        (one) => one.test === "Blinded recount",
      )?.wouldChange,
    ).toEqual(["a"]);
    const recount = gaps.find((one) => one.test === "Blinded recount");
    expect(recount?.wouldChange).toEqual(["a", "c"]);
    expect(leading?.test).toBe("Blinded recount");
  });
});

it("what changes no option is no gap, unless the guideline asks for it", () => {
  const asked = [{ input: "lvefPercent", changes: [] }];
  expect(gapsOf([], [], state(), asked).gaps).toEqual([]);
  expect(gapsOf([], [], state({ needed: [{ test: "A test", why: "" }] }), asked).gaps).toHaveLength(1);
});

describe("the leading gap", () => {
  it("opens an option: a further label of one that has a label met does not lead", () => {
    const { gaps, leading } = gapsOf([option("a", "1", "ras")], [], state(), []);
    expect(gaps).toHaveLength(1);
    expect(leading).toBeNull();
  });
  it("changes an option: a test that the guideline asks for and that changes none does not lead", () => {
    const needed = [{ test: "A test", why: "for completeness" }];
    expect(gapsOf([], [], state({ needed }), []).leading).toBeNull();
    expect(gapsOf([option("a", "2", "ras")], [], state({ needed }), []).leading?.test).toMatch(/KRAS/);
  });
  it("decides a label: a safety question about many options does not lead", () => {
    const many = [...Array(40).keys()].map(String);
    const { gaps, leading } = gapsOf([option("a", "2", "ras")], [], state(), [
      { input: "lvefPercent", changes: many },
    ]);
    expect(gaps[0]?.test).toMatch(/LVEF/);
    expect(leading?.test).toMatch(/KRAS/);
  });
});
