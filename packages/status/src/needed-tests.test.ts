import { describe, expect, it } from "vitest";
import { neededTests } from "./needed-tests.ts";
import { newTrace } from "./run-table.ts";

const trace = (...needed: string[]) => ({ ...newTrace(), needed });
const score = { ihc: { score: "2+" } } as const;
const ihc = { test: "HER2 IHC", why: "no IHC score is given, and the guideline starts from it" };
const reflex = { test: "HER2 ISH on the same specimen", why: "IHC 2+ is settled by ISH" };

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
        why: "ish.her2PerCell is not given and would help to decide",
      },
      {
        test: "dual-probe ISH group 1 to 5 (derived)",
        why: "ishGroup is not given and would help to decide",
      },
    ]));
  it.each([
    ["ihcScore", "HER2 IHC", "ihc.score"],
    ["ish", "HER2 ISH", "ish"],
    ["ihcScoring", "The scoring system under which the IHC score was read", "ihc.scoring"],
    ["activatingMutation", "ERBB2 sequencing", "activatingMutation"],
    ["amplifiedBySequencing", "ERBB2 sequencing", "amplifiedBySequencing"],
  ])("call the input %s by the test that gives it: %s", (name, test, path) =>
    expect(neededTests([], [name], "indeterminate", score)).toEqual([
      { test, why: `${path} is not given and would help to decide` },
    ]),
  );
  it.each([
    ["positive", []],
    ["negative", []],
    ["equivocal", ["HER2 ISH"]],
    ["indeterminate", ["HER2 ISH"]],
  ] as const)("ask for no input once the status is %s, and keep what a row named", (status, inputs) =>
    expect(neededTests([trace("ihc-confirmation")], ["ish"], status, score).map((one) => one.test)).toEqual([
      "Confirmatory HER2 IHC",
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
