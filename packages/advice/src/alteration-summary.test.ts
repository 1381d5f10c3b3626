import { canonical } from "@erbium/variants";
import { describe, expect, it } from "vitest";
import { knowledge } from "../test/workbench.ts";
import { alterationSummaries } from "./alteration-summary.ts";

const summarise = alterationSummaries(knowledge, "2026-11-21");
const of = (name: string) => summarise(canonical(name, knowledge.genes));

describe("what is known of an alteration, in figures", () => {
  it("is of the change itself where it is recorded", () => {
    const found = of("ERBB2 Y772_A775dup");
    expect(found).toMatchObject({ match: "exact", function: { class: "activating", status: "verified" } });
    expect(found.statements).toBe(knowledge.alteration("ERBB2:p.Y772_A775dup")?.statements.length);
  });
  it("is of its class, or of its residue, where only that is recorded", () => {
    expect(of("ERBB2 A771_Y772insV")).toMatchObject({ match: "class" });
    expect(of("ERBB2 T798M")).toMatchObject({ match: "same residue", function: null });
    expect(of("ERBB2 A1000V")).toMatchObject({ match: "none", function: null, statements: 0 });
  });
  it("counts claims of the change and of the classes that it belongs to", () => {
    const all = knowledge.claimsFor({});
    const count = (...keys: string[]) =>
      all.filter((claim) => keys.includes(claim.alterationKey ?? "")).length;
    expect(of("ERBB2 amplification").claims).toBe(count("ERBB2:amplification"));
    expect(of("ERBB2 Y772_A775dup").claims).toBe(
      count("ERBB2:mutation", "ERBB2:exon-20-mutation", "ERBB2:exon-20-insertion"),
    );
  });
  it("names the labels whose biomarker it meets by itself, and none for a polymorphism", () => {
    const labels = of("ERBB2 Y772_A775dup").approvals;
    expect(labels.length).toBeGreaterThan(0);
    for (const id of labels)
      expect(knowledge.approvals.find(({ row }) => row.id === id)?.row.words.biomarker).toMatch(
        /mut|exon 20/i,
      );
    expect(of("NRG1 fusion").approvals.length).toBeGreaterThan(0);
    expect(of("ERBB2 I655V")).toMatchObject({ polymorphism: true, approvals: [] });
    expect(of("TP53 R175H").approvals).toEqual([]);
  });
  it("depends on the day", () =>
    expect(
      alterationSummaries(knowledge, "2015-01-01")(canonical("NRG1 fusion", knowledge.genes)).approvals,
    ).toEqual([]));
  it("is nothing for a name that cannot be read", () =>
    expect(of("nonsense")).toMatchObject({ match: "none" }));
});
