import type { ImportedItem } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import { fromImported } from "./assertion.ts";

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
