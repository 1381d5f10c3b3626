import { canonical } from "@erbium/variants";
import { expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import { alterationLabel } from "./alteration-label.ts";

it.each([
  ["HER2 p.Leu755Ser", "ERBB2 L755S"],
  ["HER2 amp", "ERBB2 amplification"],
  ["CD74-NRG1", "NRG1 fusion"],
  ["HER2 exon 20 insertion", "ERBB2 exon 20 insertion"],
  ["ERBB2 Q755S", "ERBB2 Q755S"],
  ["gibberish", "gibberish"],
])("%s is called %s", (name, label) => {
  expect(alterationLabel(canonical(name, smallKnowledge().genes))).toBe(label);
});

it("that has a gene and no key stays as it was written", () => {
  const alteration = canonical("ERBB2 L755S", smallKnowledge().genes);
  expect(alterationLabel({ ...alteration, key: null, input: "as written" })).toBe("as written");
});
