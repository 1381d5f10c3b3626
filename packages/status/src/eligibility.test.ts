import type { IhcScore } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { guidelines } from "../test/guidelines.ts";
import { readEligibility } from "./eligibility.ts";
import type { Outcome } from "./outcome.ts";
import { pathwaysOf } from "./pathways.ts";
import { newTrace, type TestFacts } from "./run-table.ts";

type Scores = readonly (IhcScore | null | undefined)[];
const outcome = (one: Partial<Outcome> = {}): Outcome => ({
  status: "indeterminate",
  ish: null,
  group: null,
  missing: [],
  trace: newTrace(),
  ...one,
});
const read = (
  family: string,
  scores: Scores,
  one: Partial<Outcome> = {},
  facts: TestFacts = {},
  counted = true,
) => {
  const trace = newTrace();
  const reading = readEligibility(
    pathwaysOf(family)[0],
    outcome(one),
    scores,
    guidelines,
    facts,
    counted,
    trace,
  );
  return {
    ...reading,
    open: Object.fromEntries(reading.undecided.map((each) => [each.eligibility, each.missing])),
    rules: trace.fired.map((rule) => rule.id),
  };
};

describe("what labels ask for in the breast", () => {
  it("is given by the table, with the row that gave it", () => {
    expect(read("breast", ["1+"], { status: "negative" })).toMatchObject({
      eligibility: ["her2-low"],
      open: { "ish-amplified": ["ish"] },
      rules: ["breast.final/b.f.low"],
    });
    expect(read("breast", ["2+"], { status: "negative", ish: "negative" })).toMatchObject({
      eligibility: ["her2-low", "ihc-2+"],
      undecided: [],
    });
    expect(read("breast", ["3+"], { status: "positive", ish: "positive" })).toMatchObject({
      eligibility: ["her2-positive", "ihc-3+", "ish-amplified"],
      undecided: [],
    });
  });
  it("waits for the membrane where the score is 0", () => {
    const zero = read("breast", ["0"], { status: "negative" });
    expect(zero.eligibility).toEqual([]);
    expect(zero.open).toEqual({
      "her2-ultralow": ["membraneStaining"],
      "her2-null": ["membraneStaining"],
      "ish-amplified": ["ish"],
    });
  });
  it("waits for what the status waits for, and else for the ISH", () => {
    expect(read("breast", ["2+"], { status: "equivocal" }).open).toEqual({
      "her2-positive": ["ish"],
      "her2-low": ["ish"],
      "ish-amplified": ["ish"],
    });
    expect(read("breast", ["3+"]).open["her2-positive"]).toEqual(["ish"]);
    expect(
      read("breast", ["2+"], { status: "indeterminate", ish: "indeterminate", missing: ["copies"] }).open,
    ).toEqual({
      "her2-positive": ["copies", "ish"],
      "her2-low": ["copies", "ish"],
      "ish-amplified": ["copies"],
    });
  });
  it("does not make HER2-low of 2+ by a call without counts, or by a result that is no result", () => {
    expect(read("breast", ["2+"], { status: "negative", ish: "negative" }, {}, false)).toMatchObject({
      eligibility: ["ihc-2+"],
      open: { "her2-low": ["ish"] },
    });
    for (const ish of ["equivocal", "indeterminate"] as const)
      expect(read("breast", ["2+"], { status: "negative", ish }).open).toMatchObject({ "her2-low": ["ish"] });
  });
  it("does not wait for an ISH that a settled status did without", () =>
    expect(read("breast", [null], { status: "negative" }).open["her2-low"]).toEqual([
      "ihcScore",
      "membraneStaining",
    ]));
  it("holds under every score that remains, or is open", () => {
    const both = read("breast", ["0", "1+"], { status: "negative" }, { membraneStaining: "present" });
    expect([both.eligibility, Object.keys(both.open)]).toEqual([
      [],
      ["her2-low", "her2-ultralow", "ish-amplified"],
    ]);
    expect(read("breast", ["1+", "1+"], { status: "negative" }).eligibility).toEqual(["her2-low"]);
  });
  it("of a score that is not known is open but for what the status rules out", () =>
    expect(Object.keys(read("breast", [undefined], { status: "positive", ish: "positive" }).open)).toEqual([
      "ihc-3+",
      "ihc-2+",
    ]));
});

describe("what labels ask for elsewhere", () => {
  it.each([
    ["positive", ["her2-positive"], undefined],
    ["negative", [], undefined],
    ["equivocal", [], ["ish"]],
    ["indeterminate", [], ["ish"]],
  ] as const)("HER2-positive goes by the status %s", (status, eligibility, missing) => {
    const one = read("gastric", ["0"], { status, missing: ["ish"] });
    expect([one.eligibility, one.open["her2-positive"]]).toEqual([eligibility, missing]);
  });
  it("low and ultralow are not words of another guideline", () =>
    expect(Object.keys(read("gastric", ["1+"]).open)).toEqual(["her2-positive", "ish-amplified"]));
  it("low and ultralow wait for the tumour where none is known, unless the status is positive", () => {
    expect(read("none", ["1+"]).open).toMatchObject({
      "her2-low": ["tumour", "ihcScore"],
      "her2-ultralow": ["tumour", "ihcScore"],
    });
    expect(Object.keys(read("none", ["3+"], { status: "positive" }).open)).toEqual(["ish-amplified"]);
  });
  it("lacks a test of either kind where none was done, and what the guideline lacks where one was", () => {
    expect(read("gastric", [null]).open["her2-positive"]).toEqual(["ihcScore", "ish"]);
    expect(read("gastric", [null], { missing: ["ihcScore"] }).open["her2-positive"]).toEqual(["ihcScore"]);
    expect(read("gastric", ["2+"]).open["her2-positive"]).toEqual([]);
    expect(read("gastric", [null], { ish: "negative" }).open["her2-positive"]).toEqual([]);
    expect(read("gastric", [null, "2+"]).open["her2-positive"]).toEqual([]);
  });
});

describe("a score or an ISH by itself", () => {
  it.each<[Scores, readonly string[], readonly string[]]>([
    [["3+"], ["ihc-3+"], []],
    [["2+"], ["ihc-2+"], []],
    [["0"], [], []],
    [[null], [], ["ihc-3+", "ihc-2+"]],
    [[undefined], [], ["ihc-3+", "ihc-2+"]],
    [["3+", "1+"], [], ["ihc-3+"]],
    [["2+", "3+"], [], ["ihc-3+", "ihc-2+"]],
  ])("scores %j give %j and leave %j open", (scores, eligibility, open) => {
    const one = read("gastric", scores, { status: "negative", ish: "negative" });
    expect([one.eligibility, Object.keys(one.open)]).toEqual([eligibility, open]);
    for (const name of open) expect(one.open[name]).toEqual(["ihcScore"]);
  });
  it.each<[Outcome["ish"], readonly string[], readonly string[] | undefined]>([
    ["positive", ["ish-amplified"], undefined],
    ["negative", [], undefined],
    ["equivocal", [], ["copies"]],
    ["indeterminate", [], ["copies"]],
    [null, [], ["ish"]],
  ])("an ISH that is %s gives %j", (ish, eligibility, missing) => {
    const one = read("gastric", ["0"], { status: "negative", ish, missing: ["copies"] });
    expect([one.eligibility, one.open["ish-amplified"]]).toEqual([eligibility, missing]);
  });
});
