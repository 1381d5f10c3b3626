import { canonical } from "@erbium/variants";
import { describe, expect, it } from "vitest";
import { alteration, smallKnowledge } from "../test/small-knowledge.ts";
import { functionRecord, knowledgeOf } from "./alteration-knowledge.ts";

const records = [
  alteration("L755S"),
  alteration("L755P"),
  alteration("exon 19", { key: "ERBB2:exon-19-mutation" }),
  alteration("exon 19 of EGFR", { gene: "EGFR", key: "EGFR:exon-19-mutation" }),
  alteration("exon 20", { key: "ERBB2:exon-20-insertion" }),
  alteration("mutation", { key: "ERBB2:Mutation" }),
  alteration("amplification", { key: "ERBB2:amplification" }),
  alteration("I655V", { function: { class: "benign polymorphism" } }),
];
const known = (name: string, of = records) => {
  const knowledge = smallKnowledge({ alterations: of });
  const found = knowledgeOf(canonical(name, knowledge.genes), knowledge);
  return {
    exact: found.exact?.id ?? null,
    classes: found.classes.map((one) => one.id),
    sameResidue: found.sameResidue.map((one) => one.id),
    polymorphism: found.polymorphism,
  };
};
const nothing = { exact: null, classes: [], sameResidue: [], polymorphism: false };

describe("what is known of an alteration", () => {
  it("is its own record, those of its classes in its gene, and those of its residue", () => {
    expect(known("ERBB2 L755S")).toEqual({
      exact: "L755S",
      classes: ["exon 19", "mutation"],
      sameResidue: ["L755P"],
      polymorphism: false,
    });
  });
  it("of a class is its own record, and no neighbour", () => {
    expect(known("ERBB2 exon 20 insertion")).toEqual({ ...nothing, exact: "exon 20", classes: ["mutation"] });
    expect(known("ERBB2 amplification")).toEqual({ ...nothing, exact: "amplification" });
  });
  it("is nothing of what is silent, could not be read, or is not recorded", () => {
    expect(known("ERBB2 p.L755=")).toEqual(nothing);
    expect(known("gibberish")).toEqual(nothing);
    expect(known("KRAS G12D")).toEqual(nothing);
  });
  it("is a common polymorphism by its record or by its place in the gene's list", () => {
    expect(known("ERBB2 I655V").polymorphism).toBe(true);
    const knowledge = smallKnowledge({
      polymorphisms: [
        {
          rsid: "rs1",
          gene: "ERBB2",
          protein: "I655V",
          coding: "c.1963A>G",
          source: "s",
          sourceStatus: "verified",
        },
      ],
    });
    const name = canonical("ERBB2 I655V", knowledge.genes);
    expect(knowledgeOf(name, knowledge)).toMatchObject({ exact: null, polymorphism: true });
    expect(knowledgeOf(canonical("ERBB2 L755S", knowledge.genes), knowledge).polymorphism).toBe(false);
  });
});

describe("the record whose word on function counts", () => {
  it("is its own, whatever its status, else that of the first class with a verified one", () => {
    const own = alteration("own", { function: { status: "recalled" } });
    const recalled = alteration("recalled", { function: { status: "recalled" } });
    const verified = alteration("verified");
    const rest = { sameResidue: [verified], polymorphism: false };
    expect(functionRecord({ exact: own, classes: [verified], ...rest })?.id).toBe("own");
    expect(functionRecord({ exact: null, classes: [recalled, verified], ...rest })?.id).toBe("verified");
    expect(functionRecord({ exact: null, classes: [recalled], ...rest })).toBeNull();
  });
});
