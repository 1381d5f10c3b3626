import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { expect, it } from "vitest";
import { conflictsOf } from "./conflicts.ts";

const touched = {
  tumour: "LUAD",
  keys: new Set(["ERBB2:p.L755S"]),
  therapies: new Set(["trastuzumab"]),
  approvals: new Set(["A1"]),
  rules: new Set(["other/rule", "breast.ihc/b.3", "plain"]),
};
const concerned = (concerns: object): boolean => {
  const conflict = {
    id: "c",
    question: "?",
    positions: [],
    use: "",
    moderators: [],
    severity: "normal",
    concerns: { tumours: [], therapies: [], keys: [], rules: [], approvals: [], ...concerns },
  };
  const knowledge = {
    bundle: { conflicts: [conflict] },
    tumourIs: (a: string, b: string) => a === b,
    asOf: "2026-11-21",
  } as unknown as KnowledgeIndex;
  return conflictsOf(touched, knowledge, "2026-11-21").length === 1;
};

it.each([
  ["an alteration of the case", { keys: ["ERBB2:p.L755S"] }, true],
  ["another alteration", { keys: ["ERBB2:p.V777L"] }, false],
  [
    "another alteration, whatever the therapy",
    { keys: ["ERBB2:p.V777L"], therapies: ["trastuzumab"] },
    false,
  ],
  ["a therapy of an option", { therapies: ["trastuzumab"] }, true],
  ["a therapy of an option in another tumour", { therapies: ["trastuzumab"], tumours: ["STAD"] }, false],
  ["an approval that was judged", { approvals: ["A1"], tumours: ["LUAD"] }, true],
  ["a rule that fired, by its id or its table", { rules: ["b.3"] }, true],
  ["a table that fired", { rules: ["breast.ihc"] }, true],
  ["a rule by its whole name", { rules: ["plain"] }, true],
  ["one of two rules", { rules: ["b.2", "b.3"] }, true],
  ["another rule", { rules: ["b.2"] }, false],
  ["a rule whose name only ends alike", { rules: ["3"] }, false],
  ["a table whose name only begins alike", { rules: ["breast"] }, false],
  ["another rule and another alteration", { rules: ["b.2"], keys: ["ERBB2:p.V777L"] }, false],
  ["another rule and another label", { rules: ["b.2"], approvals: ["A2"], tumours: ["LUAD"] }, false],
  ["another label and another therapy", { approvals: ["A2"], therapies: ["x"], tumours: ["LUAD"] }, false],
  ["one of several tumours", { tumours: ["STAD", "LUAD"] }, true],
  ["one of several alterations", { keys: ["ERBB2:p.V777L", "ERBB2:p.L755S"] }, true],
  ["one of several labels", { approvals: ["A2", "A1"] }, true],
  ["one of several therapies", { therapies: ["x", "trastuzumab"] }, true],
  ["the tumour alone", { tumours: ["LUAD"] }, true],
  ["nothing in particular", {}, false],
])("%s", (_, concerns, expected) => {
  expect(concerned(concerns)).toBe(expected);
});

it("stand in order of weight, then of their id, with all they concern", () => {
  const conflict = (id: string, severity: string) => ({
    id,
    question: "?",
    positions: [{ says: "this", sources: [] }],
    use: "neither",
    moderators: ["dose"],
    severity,
    decide: true,
    concerns: {
      keys: ["ERBB2:p.L755S"],
      therapies: ["t"],
      tumours: ["LUAD"],
      rules: ["r"],
      approvals: ["a"],
    },
  });
  const knowledge = {
    bundle: { conflicts: [conflict("c", "normal"), conflict("b", "normal"), conflict("z", "high")] },
    tumourIs: (a: string, b: string) => a === b,
    asOf: "2026-11-21",
  } as unknown as KnowledgeIndex;
  const found = conflictsOf(touched, knowledge, "2026-11-21");
  expect(found.map((one) => one.id)).toEqual(["z", "b", "c"]);
  expect(found[0]).toEqual({
    id: "z",
    inForce: { from: null, to: null, held: "met" },
    question: "?",
    positions: [{ says: "this", sources: [] }],
    use: "neither",
    moderators: ["dose"],
    concerns: ["ERBB2:p.L755S", "t", "LUAD", "r", "a"],
  });
});
