import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { neededTests } from "./needed-tests.ts";
import { newTrace } from "./run-table.ts";

const trace = (...needed: string[]) => ({ ...newTrace(), needed });
const score = { ihc: { score: "2+" } } as const;
const text = (code: string): string => message(code).text;
const notGiven = (name: string): string => message("needed.input.why", { name }).text;
const ihc = { test: text("needed.ihc"), why: text("needed.ihc.why") };
const reflex = { test: text("needed.reflex-ish"), why: text("needed.reflex-ish.why") };

describe("the tests to ask for", () => {
  it("are those that rows named, each once, in order", () =>
    expect(neededTests([trace("reflex-ish", "ihc"), trace("reflex-ish")], [], "equivocal", score)).toEqual([
      reflex,
      ihc,
    ]));
  it("name the inputs that are missing while the status is open", () =>
    expect(
      neededTests(
        [trace()],
        ["copies", "ishGroup", "copies", "no name of the vocabulary"],
        "equivocal",
        score,
      ),
    ).toEqual([
      {
        test: "mean HER2 signals per cell",
        why: notGiven("ish.her2PerCell"),
      },
      {
        test: "dual-probe ISH group 1 to 5 (derived)",
        why: notGiven("ishGroup"),
      },
    ]));
  it.each([
    ["ihcScore", "needed.ihc", "ihc.score"],
    ["ish", "needed.ish", "ish"],
    ["ihcScoring", "needed.scoring", "ihc.scoring"],
    ["activatingMutation", "needed.sequencing", "activatingMutation"],
    ["amplifiedBySequencing", "needed.sequencing", "amplifiedBySequencing"],
  ])("call the input %s by the test that gives it: %s", (name, test, path) =>
    expect(neededTests([], [name], "indeterminate", score)).toEqual([
      { test: text(test), why: notGiven(path) },
    ]),
  );
  it.each([
    ["positive", []],
    ["negative", []],
    ["equivocal", [text("needed.ish")]],
    ["indeterminate", [text("needed.ish")]],
  ] as const)("ask for no input once the status is %s, and keep what a row named", (status, inputs) =>
    expect(neededTests([trace("ihc-confirmation")], ["ish"], status, score).map((one) => one.test)).toEqual([
      text("needed.ihc-confirmation"),
      ...inputs,
    ]),
  );
  it("begin with IHC where no test of the tissue is given and nothing is settled", () => {
    expect(neededTests([trace()], [], "indeterminate", {})).toEqual([ihc]);
    expect(neededTests([trace("ihc")], [], "indeterminate", {})).toEqual([ihc]);
    expect(neededTests([trace()], [], "positive", {})).toEqual([]);
    expect(neededTests([trace()], [], "equivocal", {})).toEqual([]);
    expect(neededTests([trace()], [], "indeterminate", score)).toEqual([]);
    expect(neededTests([trace()], [], "indeterminate", { ish: { ratio: 2 } })).toEqual([]);
  });
});
