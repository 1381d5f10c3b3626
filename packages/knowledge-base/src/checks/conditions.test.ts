import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { conditions } from "./conditions.ts";

describe("conditions", () => {
  it.each([
    ["a name outside the vocabulary", "her2Postive"],
    ["a value outside a closed list", 'ihcScore = "4+"'],
    ["broken syntax", "her2Positive and"],
    ["a therapy that is only a synonym", 'received("A-DXd")'],
    ["a class that does not exist", 'received("taxane", "metastatic")'],
    ["a therapy in recurredWithin that does not exist", 'recurredWithin(6, "gammamab")'],
    ["a residue that the protein does not have", 'altered("ERBB2", "A755S")'],
  ])("finds %s", (_, line) => {
    const found = findingsOf(conditions, (bundle) =>
      Object.assign(at(bundle.approvals, "A1").requires, { line }),
    );
    expect(found).toMatchObject([{ severity: "error", item: "A1", field: "requires.line" }]);
  });
  it("finds them in guidelines, safety rules and mechanisms", () => {
    const found = findingsOf(conditions, (bundle) => {
      Object.assign(at(at(bundle.guidelines, "breast.dual").rules, "group-1"), { when: "ratoi >= 2" });
      Object.assign(at(bundle.safety, "ild"), { when: "ildHistroy" });
      Object.assign(at(bundle.mechanisms, "R1"), { concerns: 'altered("PIK3CA", "nonsense words")' });
    });
    expect(found.map((one) => one.kind).toSorted()).toEqual(["guidelines", "mechanisms", "safety"]);
  });
  it("accepts the ids of therapies and classes, and classes of alterations", () => {
    const line =
      'received("HER2 ADC") and recurredWithin(6.5, "alphamab") and altered("ERBB2", "exon 20 insertion")';
    expect(
      findingsOf(conditions, (bundle) => Object.assign(at(bundle.approvals, "A1").requires, { line })),
    ).toEqual([]);
  });
});
