import type { ImportedItem } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import { knowledge } from "../../test/compiled.ts";
import { fromClaim, fromImported } from "./assertion.ts";
import { claimOfRecord } from "./claim-record.ts";

const item = (part: Partial<ImportedItem>): ImportedItem => ({
  id: "civic:EID1",
  profile: { name: "ERBB2 Amplification", key: null },
  profileWords: "ERBB2 Amplification",
  keys: [],
  genes: ["ERBB2"],
  disease: "breast cancer",
  doid: null,
  tumour: "BRCA",
  therapies: [{ name: "Lapatinib", id: "lapatinib" }],
  interaction: null,
  level: "B",
  type: "predictive",
  direction: "supports",
  significance: "Sensitivity/Response",
  effect: "sensitivity",
  citation: { type: "PubMed", id: "1", pmid: "1" },
  rating: null,
  status: "accepted",
  url: "https://civicdb.org/evidence/1",
  blocked: null,
  ...part,
});

describe("an item of CIViC", () => {
  it("that does not support sensitivity is no benefit, never resistance", () => {
    expect(fromImported(item({}))?.direction).toBe("sensitive");
    expect(fromImported(item({ direction: "does not support" }))?.direction).toBe("no_benefit");
  });
  it("that does not support resistance says that none was seen, never sensitivity", () => {
    expect(fromImported(item({ significance: "Resistance" }))?.direction).toBe("resistant");
    expect(fromImported(item({ significance: "Resistance", direction: "does not support" }))?.direction).toBe(
      "none",
    );
  });
  it("is left out when blocked, without an effect, or of other genes", () => {
    expect(fromImported(item({ blocked: "retracted" }))).toBeNull();
    expect(fromImported(item({ significance: null }))).toBeNull();
    expect(fromImported(item({ genes: ["EGFR"] }))).toBeNull();
  });
  it("is of its type: a prognosis is no effect of a therapy", () => {
    expect(fromImported(item({}))).toMatchObject({ type: "predictive_therapy", outcome: null });
    expect(fromImported(item({ type: "prognostic", significance: "Poor Outcome" }))?.type).toBe("prognostic");
    expect(fromImported(item({ type: "oncogenic", significance: "Oncogenicity" }))).toMatchObject({
      type: "functional",
      outcome: "transformation",
    });
  });
  it("of level D is preclinical", () => {
    expect(fromImported(item({ level: "D" }))?.preclinical).toBe(true);
    expect(fromImported(item({ level: "C" }))?.preclinical).toBe(false);
  });
});

describe("what an item of CIViC says", () => {
  it("is cited by its id, by its paper where that is known, with its level", () => {
    expect(fromImported(item({}))).toMatchObject({
      id: "civic:EID1",
      cite: "civic:EID1",
      source: "PMID 1",
      statement: "sensitivity (CIViC level B)",
      quote: "",
      therapies: ["lapatinib"],
      assay: "ish",
      alteration: "ERBB2 Amplification",
      subject: "her2 status",
    });
    const abstract = { citation: { type: "ASCO", id: "ASCO 12", pmid: null } } as Partial<ImportedItem>;
    expect(fromImported(item(abstract))?.source).toBe("ASCO 12");
  });
  it("is about HER2 where its profile does not say so", () => {
    expect(fromImported(item({ profileWords: "Amplification" }))?.subject).toBe("her2 status");
    expect(fromImported(item({ profileWords: "HER2 L755S" }))?.subject).toBe("mutation");
    expect(fromImported(item({ profileWords: "EGFR T790M with ERBB2" }))?.subject).not.toBe("EGFR mutation");
  });
  it("leaves out therapies that are not known, and items without a direction", () => {
    const unknown = { therapies: [{ name: "X", id: null }] } as unknown as Partial<ImportedItem>;
    expect(fromImported(item(unknown))?.therapies).toEqual([]);
    expect(fromImported(item({ direction: null }))).toBeNull();
    expect(fromImported(item({ significance: "Unknown" }))).toBeNull();
  });
  it.each([
    ["functional", "transformation"],
    ["dysfunctional", null],
    ["functional effect", null],
  ])("of type %s has the outcome %s", (type, outcome) => {
    expect(fromImported(item({ type, significance: "Gain of Function" }))?.outcome).toBe(outcome);
  });
});

describe("a claim as an assertion", () => {
  const of = (part: Record<string, unknown>) =>
    fromClaim(
      claimOfRecord(
        {
          id: "c",
          claim_type: "prevalence",
          statement_en: "so it is",
          alteration: "ERBB2",
          ...part,
        } as never,
        knowledge,
      ),
    );
  it.each([
    ["4.3", 4.3, 4.3],
    [12, 12, 12],
    ["<10", 0, 10],
    [" < 10 %", 0, 10],
    [">50", 50, null],
    ["about 7 %", 7, 7],
    ["-3", -3, -3],
    [null, null, null],
  ])("reads the value %s", (value, low, high) => {
    expect(of({ value, unit: "%" })).toMatchObject({ low, high, unit: "%" });
  });
  it("takes a range as printed, and most and rare as shares", () => {
    expect(of({ value: "x", value_low: 4, value_high: 35, unit: "%" })).toMatchObject({ low: 4, high: 35 });
    expect(of({ statement_en: "Most tumours have it" })).toMatchObject({ low: 50, high: 100, unit: "%" });
    expect(of({ statement_en: "The majority" })).toMatchObject({ low: 50, high: 100 });
    expect(of({ statement_en: "It is rare" })).toMatchObject({ low: 0, high: 10, unit: "%" });
    expect(of({ statement_en: "Most have it", claim_type: "prognostic" })).toMatchObject({
      low: null,
      high: null,
    });
  });
  it("reads days where unit or outcome say that it is one", () => {
    const day = { low: 20240405, high: 20240405, unit: "date" };
    expect(of({ value: "2024-04-05", unit: "date" })).toMatchObject(day);
    expect(of({ value: "2024-04-05", outcome: "FDA approval" })).toMatchObject(day);
    expect(of({ value: 2006, unit: "year" })).toMatchObject({ low: 20060101, high: 20061231, unit: "date" });
    expect(of({ value: 2006, outcome: "patients", unit: null }).unit).toBeNull();
    expect(of({ value: 2, unit: "years" })).toMatchObject({ low: 2, high: 2, unit: "years" });
  });
  it.each([
    ["ERBB2 IHC 3+", "ihc"],
    ["ERBB2 overexpression", "ihc"],
    ["ERBB2 FISH positive", "ish"],
    ["ERBB2 amplification", "ish"],
    ["ERBB2 mRNA", "mrna"],
    ["ERBB2 mutation", "sequencing"],
    ["ERBB2 p.L755S", "sequencing"],
    ["ERBB2", null],
  ])("%s was seen by %s", (alteration, assay) => {
    expect(of({ alteration }).assay).toBe(assay);
  });
  it("names the study by name, else by its references, else not", () => {
    expect(of({ study: "ToGA", refs: [4] }).study).toBe("ToGA");
    expect(of({ refs: [4, 5] }).study).toBe("references 4, 5");
    expect(of({}).study).toBeNull();
  });
  it("has an interval where both limits are printed, a number of patients where it is one", () => {
    expect(of({ ci_low: 1, ci_high: 2 }).interval).toEqual({ low: 1, high: 2 });
    expect(of({ ci_low: 1 }).interval).toBeNull();
    expect(of({ ci_high: 1 }).interval).toBeNull();
    expect(of({ n: "n = 43" }).n).toBe(43);
    expect(of({ n: null }).n).toBeNull();
  });
  it("is preclinical where its words say so", () => {
    expect(of({ population: "cell lines" }).preclinical).toBe(true);
    expect(of({ statement_en: "in vitro" }).preclinical).toBe(true);
    expect(of({ population: "patients" }).preclinical).toBe(false);
  });
});
