import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { expect, it } from "vitest";
import { conflictsOf } from "./conflicts.ts";

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
  const touched = {
    tumour: "LUAD",
    keys: new Set(["ERBB2:p.L755S"]),
    therapies: new Set(["trastuzumab"]),
    approvals: new Set(["A1"]),
    rules: new Set(["breast.ihc/b.3"]),
  };
  const knowledge = {
    bundle: { conflicts: [conflict] },
    tumourIs: (a: string, b: string) => a === b,
  } as unknown as KnowledgeIndex;
  return conflictsOf(touched, knowledge).length === 1;
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
  ["another rule", { rules: ["b.2"] }, false],
  ["the tumour alone", { tumours: ["LUAD"] }, true],
  ["nothing in particular", {}, false],
])("%s", (_, concerns, expected) => {
  expect(concerned(concerns)).toBe(expected);
});
