import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knowledge } from "../../test/compiled.ts";
import { assertion } from "./assertion.fixture.ts";
import type { Assertion } from "./assertion.ts";
import { detectConflicts } from "./detect.ts";
import { geneOfSubject, subjectOf, subjectOfClaim } from "./subject.ts";

const found = (...parts: Partial<Assertion>[]) => detectConflicts(parts.map(assertion), knowledge);
const kinds = (...parts: Partial<Assertion>[]) => found(...parts).map(({ kind }) => kind);
const drug = (direction: string, more: Partial<Assertion> = {}): Partial<Assertion> => ({
  type: "trial_result",
  therapies: ["gefitinib"],
  direction,
  ...more,
});

describe("answers that contradict each other", () => {
  it("are a therapy that works and one that does not, in the same tumour and kind of alteration", () => {
    expect(kinds(drug("sensitive"), drug("no_benefit"))).toEqual(["opposite answers"]);
    expect(kinds(drug("sensitive"), drug("better"))).toEqual([]);
  });
  it("are an association and its denial", () => {
    const nodes = { outcome: "association: lymph node metastasis", tumour: "STAD" };
    expect(
      kinds(
        { ...nodes, direction: "positive", statement: "more often with lymph node metastasis" },
        {
          ...nodes,
          outcome: "N stage correlation",
          direction: "none",
          statement: "not correlated with N stage",
        },
      ),
    ).toEqual(["opposite answers"]);
  });
  it("read a lower stage, the other sex and a low level as the reverse", () => {
    expect(
      kinds(
        { outcome: "association: lymph node metastasis", direction: "positive" },
        { outcome: "lower N stage", direction: "positive" },
      ),
    ).toEqual(["opposite answers"]);
    expect(
      kinds(
        { outcome: "association: female sex", direction: "positive" },
        { outcome: null, direction: "positive", statement: "also found in men" },
      ),
    ).toEqual(["opposite answers"]);
    expect(
      kinds(
        { type: "prognostic", outcome: "OS", alteration: "ERBB2 mRNA low", direction: "better" },
        { type: "prognostic", outcome: "OS", alteration: "ERBB2 mRNA high", direction: "worse" },
      ),
    ).toEqual([]);
  });
  it("read better in an extent of disease as less of it", () => {
    expect(
      kinds(
        { outcome: "T stage", direction: "better" },
        { outcome: "association: serosal invasion", direction: "positive" },
      ),
    ).toEqual(["opposite answers"]);
  });
  it("are a property affirmed and denied, clause by clause", () => {
    const functional = {
      type: "functional",
      subject: "the receptor",
      tumour: null,
      direction: "none",
    } as const;
    expect(
      kinds(
        { ...functional, statement: "HER2 has kinase activity, no specific ligand, heterodimerises readily" },
        { ...functional, statement: "HER2 can be activated by ligand" },
      ),
    ).toEqual(["opposite answers"]);
    expect(
      kinds(
        { ...functional, statement: "no specific ligand, heterodimerises readily" },
        { ...functional, statement: "heterodimerises with HER3" },
      ),
    ).toEqual([]);
  });
  it("are settled by one and left open by another", () => {
    const prognosis = { type: "prognostic", outcome: "OS" };
    expect(
      kinds(
        { ...prognosis, direction: "worse" },
        { ...prognosis, direction: "none", statement: "its role remains unclear" },
      ),
    ).toContain("settled against open");
  });
  it("are numbers of one outcome at least twice as large", () => {
    const frequency = (value: number) => ({
      type: "prevalence",
      outcome: "frequency",
      unit: "%",
      low: value,
      high: value,
      assay: "ish" as const,
    });
    expect(kinds(frequency(6), frequency(12))).toEqual(["numbers far apart"]);
    expect(kinds(frequency(6.1), frequency(12))).toEqual([]);
    expect(kinds(frequency(6), { ...frequency(12), assay: "ihc" })).toEqual([]);
  });
  it("differ between tumours where each tumour agrees with itself", () => {
    const [one] = found(drug("sensitive"), drug("no_benefit", { tumour: "STAD" }));
    expect(one?.kind).toBe("differs between tumours");
    expect(one?.moderators[0]).toBe("tumour: NSCLC against STAD");
  });
});

describe("no conflict", () => {
  it("lies between different therapies, subjects or topics", () => {
    expect(kinds(drug("sensitive"), drug("no_benefit", { therapies: ["trastuzumab"] }))).toEqual([]);
    expect(kinds(drug("sensitive"), drug("no_benefit", { subject: "mutation" }))).toEqual([]);
    expect(
      kinds(
        { outcome: "association: age", direction: "positive" },
        { outcome: "SUVmax", direction: "negative" },
      ),
    ).toEqual([]);
  });
  it("is made of a bare number, a description or a lack of studies", () => {
    expect(kinds(drug("sensitive"), drug("none", { outcome: "PFS", statement: "PFS 5.1 months" }))).toEqual(
      [],
    );
    expect(
      kinds(
        { outcome: "SUVmax", direction: "positive" },
        { outcome: "radiomics (PET/CT)", direction: "none", statement: "No radiomics studies yet" },
      ),
    ).toEqual([]);
  });
  it("is seen between agents of a class, but where somebody speaks of the class", () => {
    const agents = [
      drug("sensitive", { therapies: ["lapatinib"] }),
      drug("no_benefit", { therapies: ["neratinib"] }),
    ];
    expect(kinds(...agents)).toEqual([]);
    expect(
      found(...agents, drug("resistant", { therapies: ["pan-HER TKI"] })).map(({ topic }) => topic),
    ).toEqual(["effect of pan-HER TKI"]);
  });
});

describe("moderators", () => {
  it("name what the sides do not share: cells against patients, the test", () => {
    const [one] = found(
      drug("sensitive", { preclinical: true, assay: "ish" }),
      drug("no_benefit", { assay: "ihc" }),
      drug("no_benefit", { assay: "ihc" }),
    );
    expect(one?.moderators).toContain("patients or cells: cells or animals against patients");
    expect(one?.moderators).toContain("test: ish against ihc");
  });
  it("leave out what is unknown on a side or shared", () => {
    const [one] = found(drug("sensitive", { population: "cells" }), drug("no_benefit"));
    expect(one?.moderators.filter((words) => words.startsWith("population"))).toEqual([]);
  });
});

describe("detection", () => {
  it("does not depend on the order of claims", () => {
    const parts = [
      drug("sensitive"),
      drug("no_benefit"),
      drug("resistant", { therapies: ["EGFR TKI"] }),
      { outcome: "SUVmax", direction: "positive", tumour: "STAD" },
      { outcome: "MTV", direction: "negative", tumour: "STAD" },
    ].map(assertion);
    const idsOf = (list: readonly Assertion[]) => detectConflicts(list, knowledge).map(({ id }) => id);
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (list) => {
        expect(idsOf(list)).toEqual(idsOf(parts));
      }),
    );
  });
});

describe("the kind of alteration", () => {
  it.each([
    ["ERBB2 amplification", "her2 status"],
    ["ERBB2 IHC 3+", "her2 status"],
    ["p185 (ERBB2) high", "her2 status"],
    ["ERBB2 FISH positive + EGFR mutation", "her2 status"],
    ["ERBB2 exon 20 mutation", "mutation"],
    ["ERBB2 L755S", "mutation"],
    ["ERBB2 Y772_A775DUP", "mutation"],
    ["p95HER2", "p95"],
    ["ERBB2", "the receptor"],
    ["EGFR mutation", "EGFR mutation"],
    ["mutated PIK3CA", "PIK3CA mutation"],
    ["loss of PTEN", "PTEN loss"],
    ["HER2-low", "HER2-low"],
    ["ERBB2 low expression", "her2 status"],
    ["tumour-infiltrating lymphocytes", "infiltra lymphocy"],
    ["", "unstated"],
  ])("%s is %s", (words, subject) => {
    expect(subjectOf(words)).toBe(subject);
  });
  it.each([
    ["HER2-ultralow", "", "HER2-ultralow"],
    ["HER2-low or ultralow", "", "HER2-low"],
    ["heterogeneous HER2 expression", "", "heterogeneity"],
    ["HER2+", "", "her2 status"],
    ["HER2 low expression", "IHC 0 against 1+", "HER2-low"],
    ["HER2 low expression", "worse survival", "her2 status"],
    ["HER2 high expression", "IHC 1+ is not enough", "her2 status"],
    ["PIK3CA H1047R", "", "PIK3CA mutation"],
  ])("%s (%s) is %s", (alteration, statement, subject) => {
    expect(subjectOfClaim(alteration, null, statement)).toBe(subject);
  });
  it("names the gene of a change", () => {
    expect(geneOfSubject(subjectOf("PIK3CA H1047R"))).toBe("PIK3CA");
    expect(geneOfSubject(subjectOf("ERBB2 L755S"))).toBe("ERBB2");
    expect(geneOfSubject(subjectOf("HER2-low"))).toBe("ERBB2");
  });
  it("is read in the patients or the statement where no alteration is given", () => {
    expect(subjectOfClaim("", "HER2-positive", "")).toBe("her2 status");
    expect(subjectOfClaim("", null, "HER2-mutant tumours respond")).toBe("mutation");
    expect(subjectOfClaim("", "elderly", "tumours respond")).toBe("unstated");
    expect(subjectOfClaim("EGFR mutation", "HER2-positive", "")).toBe("EGFR mutation");
  });
  it("of patients who were not chosen by it is none", () => {
    expect(subjectOfClaim("ERBB2", null, "little effect in unselected patients")).toBe("unselected patients");
    expect(subjectOfClaim("ERBB2", null, "little effect")).toBe("the receptor");
    expect(subjectOfClaim("ERBB2 IHC 3+", "unselected", "")).toBe("her2 status");
  });
});

describe("what a definition sets", () => {
  const cells = (outcome: string, value: number, type = "definition"): Partial<Assertion> => ({
    type,
    outcome,
    low: value,
    high: value,
    unit: "%",
  });
  it("is one value: any other contradicts it, a bound in the other direction does not", () => {
    expect(kinds(cells("maximum of stained cells", 10), cells("upper limit of stained cells", 1))).toEqual([
      "numbers far apart",
    ]);
    expect(kinds(cells("minimum of stained cells", 10), cells("upper limit of stained cells", 1))).toEqual(
      [],
    );
    expect(kinds(cells("maximum of stained cells", 10), cells("maximum of stained cells", 12))).toEqual([
      "numbers far apart",
    ]);
    expect(kinds(cells("required cells", 20), cells("at least so many cells", 40))).toEqual([
      "numbers far apart",
    ]);
  });
  it("is nothing that was only measured", () => {
    const measured = (value: number) => cells("minimum of stained cells", value, "diagnostic_imaging");
    expect(kinds(measured(10), measured(12))).toEqual([]);
  });
});

describe("shares among patients chosen by opposites", () => {
  it("are explained by that", () => {
    const share = (value: number, population: string): Partial<Assertion> => ({
      type: "prevalence",
      outcome: "frequency",
      low: value,
      high: value,
      unit: "%",
      population,
    });
    expect(kinds(share(2, "smokers"), share(7, "never-smokers"))).toEqual(["differs between settings"]);
    expect(kinds(share(2, "smokers"), share(7, "smokers"))).toEqual(["numbers far apart"]);
  });
});

describe("an agreement with a number", () => {
  it("answers by what was made of it, where that is recorded", () => {
    const readers = (direction: string, value: number | null): Partial<Assertion> => ({
      type: "testing_method",
      outcome: "interobserver agreement",
      direction,
      low: value,
      high: value,
      unit: "kappa",
    });
    expect(kinds(readers("positive", 0.8), readers("negative", null))).toEqual(["opposite answers"]);
    expect(kinds(readers("none", 0.8), readers("negative", null))).toEqual([]);
  });
});
