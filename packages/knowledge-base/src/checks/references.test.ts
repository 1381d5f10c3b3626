import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { references } from "./references.ts";

describe("references", () => {
  it.each<[string, Parameters<typeof findingsOf>[1], string]>([
    [
      "a source of an outcome",
      (b) => at(at(b.studies, "trial-one").outcomes, "o1").sources.push({ source: "nowhere" }),
      "outcomes.o1.sources",
    ],
    [
      "a source of a guideline table",
      (b) => at(b.guidelines, "breast.dual").sources.push("nowhere"),
      "sources",
    ],
    ["who asserts a claim", (b) => Object.assign(at(b.claims, "c1"), { assertedBy: "nobody" }), "assertedBy"],
    ["a tumour of an approval", (b) => at(b.approvals, "A1").tumours.push("XYZ"), "tumours"],
    [
      "a tumour of an outcome",
      (b) => Object.assign(at(at(b.studies, "trial-one").outcomes, "o1"), { tumour: "XYZ" }),
      "outcomes.o1.tumour",
    ],
    ["the parent of a tumour", (b) => Object.assign(at(b.tumours, "IDC"), { parent: "XYZ" }), "parent"],
    ["a therapy of an approval", (b) => at(b.approvals, "A1").regimen.push("gammamab"), "regimen"],
    [
      "a therapy of a statement",
      (b) => at(at(b.alterations, "L755S").statements, "L755S.1").therapies.push("gammamab"),
      "statements.L755S.1.therapies",
    ],
    ["a class of a therapy", (b) => at(b.therapies, "betataxel").classes.push("taxane"), "classes"],
    ["the parent of a class", (b) => at(b.therapyClasses, "HER2 ADC").parents.push("ADC"), "parents"],
    [
      "the successor of an approval",
      (b) => Object.assign(at(b.approvals, "A1"), { supersededBy: "A9" }),
      "supersededBy",
    ],
    [
      "a trial of an approval",
      (b) => Object.assign(at(b.approvals, "A1"), { trials: ["TRIAL-NINE"] }),
      "trials",
    ],
    [
      "a rule that a conflict concerns",
      (b) => at(b.conflicts, "k1").concerns.rules.push("group-9"),
      "concerns.rules",
    ],
    [
      "an approval that a conflict concerns",
      (b) => at(b.conflicts, "k1").concerns.approvals.push("A9"),
      "concerns.approvals",
    ],
    [
      "a key that a conflict concerns",
      (b) => at(b.conflicts, "k1").concerns.keys.push("ERBB2:p.A755S"),
      "concerns.keys",
    ],
  ])("finds %s that does not exist", (_, plant, field) => {
    const found = findingsOf(references, plant);
    expect(found.map((one) => [one.severity, one.field])).toEqual([["error", field]]);
  });

  it("says the id when a synonym is written", () => {
    const found = findingsOf(references, (bundle) => at(bundle.approvals, "A1").regimen.push("A-DXd"));
    expect(found[0]?.remedy).toBe('Write its id "alphamab deruxtecan".');
  });
  it("says the canonical key when another spelling of the change is written", () => {
    const found = findingsOf(references, (bundle) =>
      at(bundle.conflicts, "k1").concerns.keys.push("ERBB2:p.A775_G776insYVMA"),
    );
    expect(found[0]?.remedy).toBe('Write "ERBB2:p.Y772_A775dup".');
  });
  it("finds tumours and trials by any of their names where a name is allowed", () => {
    expect(
      findingsOf(references, (bundle) =>
        Object.assign(at(bundle.approvals, "A1"), { trials: ["t 1", "NCT00000001"] }),
      ),
    ).toEqual([]);
  });
  it("finds a tumour that is its own ancestor", () => {
    const found = findingsOf(references, (bundle) =>
      Object.assign(at(bundle.tumours, "SOLID"), { parent: "IDC" }),
    );
    expect(found.map((one) => one.item).toSorted()).toEqual(["BRCA", "IDC", "SOLID"]);
  });
});
