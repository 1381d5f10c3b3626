import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import {
  alleleScope,
  fitsPopulation,
  holdsAllele,
  isAlleleRow,
  isMixed,
  type PopulationFacts,
} from "./outcome-population.ts";
import type { Patient } from "./patient.ts";

const patient = (alterations: { proteinShort: string; classes: string[] }[], covered = false): Patient =>
  ({
    findings: alterations.map((one) => ({
      alteration: { gene: "ERBB2", key: `ERBB2:p.${one.proteinShort}`, ...one },
      known: { polymorphism: false },
    })),
    sequencing: { covered: () => covered, activatingMutation: undefined },
  }) as unknown as Patient;
const nothing: PopulationFacts = {
  her2Positive: undefined,
  ihcScore: undefined,
  amplified: undefined,
  ishPositive: undefined,
  her2Low: undefined,
  her2Ultralow: undefined,
  hormoneReceptorPositive: undefined,
};
const insertion = patient([
  {
    proteinShort: "Y772_A775dup",
    classes: ["mutation", "exon 20 insertion", "exon 20 mutation", "kinase domain"],
  },
]);
const transmembrane = patient([
  { proteinShort: "V659E", classes: ["mutation", "exon 17 mutation", "transmembrane"] },
]);

describe("mutation populations", () => {
  it.each([
    ["ERBB2 mutation", true, true],
    ["ERBB2 TKD mutation", true, undefined],
    ["ERBB2 non-TKD mutation", undefined, true],
    ["ERBB2 exon 20 insertion", true, undefined],
    ["ERBB2 exon 20 insertion/mutation", true, undefined],
    ["ERBB2 exon 19/20 mutation", true, undefined],
    ["ERBB2 mutation outside exon 20", undefined, true],
    ["any HER2 alteration", true, true],
    ["HER2m", true, true],
    ["ERBB2 transmembrane mutation", undefined, true],
  ])("%s: insertion %s, transmembrane %s", (words, ofInsertion, ofTransmembrane) => {
    expect(fitsPopulation(words, insertion, nothing)).toBe(ofInsertion);
    expect(fitsPopulation(words, transmembrane, nothing)).toBe(ofTransmembrane);
  });
  const extracellular = patient([
    { proteinShort: "S310F", classes: ["mutation", "exon 8 mutation", "extracellular"] },
  ]);
  const exon19 = patient([
    { proteinShort: "L755S", classes: ["mutation", "exon 19 mutation", "kinase domain"] },
  ]);
  const deletion = patient([
    { proteinShort: "L755_T759del", classes: ["mutation", "exon 19 deletion", "exon 19 mutation"] },
  ]);
  it.each<[string, Patient, boolean | undefined]>([
    ["ERBB2 exon 19/20 mutation", exon19, true],
    ["ERBB2 exon 19/20 insertion", exon19, true],
    ["ERBB2 exon 20/21 insertion", exon19, undefined],
    ["ERBB2 exon 19 mutation", exon19, true],
    ["ERBB2 exon 19 insertion/mutation", exon19, true],
    ["ERBB2 exon 19 deletion", deletion, true],
    ["ERBB2 exon 19 deletion", exon19, undefined],
    ["ERBB2 exon 20 insertion", exon19, undefined],
    ["ERBB2 mutation outside exon 20", exon19, true],
    ["ERBB2 mutation outside exon 19", exon19, undefined],
    ["ERBB2 kinase domain mutation", exon19, true],
    ["ERBB2 kinase domain mutation", extracellular, undefined],
    ["ERBB2 non-TKD mutation", extracellular, true],
    ["ERBB2 extracellular domain mutation", extracellular, true],
    ["ERBB2 extracellular domain mutation", exon19, undefined],
    ["ERBB2 transmembrane mutation", exon19, undefined],
    ["ERBB2 mutation", patient([]), undefined],
  ])("%s", (words, one, expected) => {
    expect(fitsPopulation(words, one, nothing)).toBe(expected);
  });
  it("are of ERBB2, of a change of the protein, and no polymorphism", () => {
    const [mine] = exon19.findings;
    const having = (part: object, known: object = {}) =>
      ({
        ...exon19,
        findings: [
          { ...mine, alteration: { ...mine?.alteration, ...part }, known: { polymorphism: false, ...known } },
        ],
      }) as unknown as Patient;
    expect(fitsPopulation("ERBB2 mutation", having({}), nothing)).toBe(true);
    expect(fitsPopulation("ERBB2 mutation", having({ gene: "ERBB3" }), nothing)).toBeUndefined();
    expect(fitsPopulation("ERBB2 mutation", having({ classes: ["amplification"] }), nothing)).toBeUndefined();
    expect(fitsPopulation("ERBB2 mutation", having({}, { polymorphism: true }), nothing)).toBeUndefined();
  });
  it("that ask for an activating one go by what is known of its function", () => {
    const known = (activatingMutation: boolean | undefined) =>
      ({ ...exon19, sequencing: { ...exon19.sequencing, activatingMutation } }) as Patient;
    for (const words of ["activating ERBB2 mutation", "HER2 activating mutations"])
      for (const answer of [true, false, undefined])
        expect(fitsPopulation(words, known(answer), nothing)).toBe(answer);
  });
  it("ask for coverage of single-base changes and small insertions and deletions", () => {
    const asked: string[][] = [];
    const one = {
      findings: [],
      sequencing: { covered: (gene: string, types: string[]) => asked.push([gene, ...types]) > 0 },
    } as unknown as Patient;
    expect(fitsPopulation("ERBB2 mutation", one, nothing)).toBe(false);
    expect(asked).toEqual([["ERBB2", "snv", "indel"]]);
  });
  it("are no once everything was covered", () => {
    expect(fitsPopulation("ERBB2 mutation", patient([], true), nothing)).toBe(false);
    expect(fitsPopulation("ERBB2 mutation", patient([]), nothing)).toBeUndefined();
  });
});

describe("expression populations", () => {
  it.each([
    ["HER2 IHC 3+", { ihcScore: "3+" }, true],
    ["HER2 IHC 3+ (central)", { ihcScore: "2+" }, false],
    ["HER2 IHC 2+/3+", { ihcScore: "2+" }, true],
    ["HER2 IHC 2+/3+", { ihcScore: "1+" }, false],
    ["HER2 IHC 1+ to 3+", { ihcScore: "2+" }, true],
    ["HER2 IHC 1+ to 3+", { ihcScore: "0" }, false],
    ["HER2 IHC 2+/ISH-", { ihcScore: "2+", ishPositive: false }, true],
    ["HER2 IHC 2+/ISH-", { ihcScore: "2+", ishPositive: true }, false],
    ["HER2-positive", { her2Positive: true }, true],
    ["HER2-positive", {}, undefined],
    ["HER2-low", { her2Low: false }, false],
    ["HER2-low or ultralow, HR+", { her2Ultralow: true, hormoneReceptorPositive: true }, true],
    ["HER2-low or ultralow, HR+", { her2Ultralow: true, hormoneReceptorPositive: false }, false],
    ["ERBB2 amplification", { amplified: true }, true],
    ["HER2 IHC 3+ or FISH+", { ihcScore: "2+", ishPositive: true }, true],
    ["HER2 IHC 3+ or FISH+", { ihcScore: "2+", ishPositive: false }, false],
    ["HER2 IHC 3+ or FISH+", { ihcScore: "3+" }, true],
    ["HER2 ISH+", { ishPositive: true }, true],
    ["HER2 IHC 0", { ihcScore: "0" }, true],
    ["HER2 IHC 0 to 2+", { ihcScore: "1+" }, true],
    ["HER2 IHC 0 to 2+", { ihcScore: "3+" }, false],
    ["HER2 IHC 1+/2+", { ihcScore: "1+" }, true],
    ["HER2 IHC 2+/ISH-", { ihcScore: "2+" }, undefined],
    ["HER2 IHC 2+/ISH-", { ihcScore: "1+" }, false],
    ["HER2 IHC 3+", {}, undefined],
    ["HER2-low", { her2Low: true }, true],
    ["HER2-low", { her2Ultralow: true }, undefined],
    ["HER2-ultralow", { her2Ultralow: true }, true],
    ["HER2-ultralow", { her2Low: true }, undefined],
    ["HER2-low or ultralow", { her2Low: true }, true],
    ["HER2-low or ultralow", { her2Low: false, her2Ultralow: false }, false],
    ["ERBB2 amplification", { amplified: false }, false],
    ["ERBB2 amplified", { amplified: true }, true],
    ["HER2 overexpression", { her2Positive: true }, true],
    ["HER2 overexpression", { her2Positive: false, ihcScore: "2+" }, true],
    ["HER2 overexpression", { her2Positive: false, ihcScore: "3+" }, true],
    ["HER2 overexpression", { her2Positive: false, ihcScore: "1+" }, false],
    ["any HER2 alteration", { her2Positive: true }, true],
    ["any HER2 alteration", { amplified: true }, true],
    ["any HER2 alteration", { her2Positive: false, amplified: false }, undefined],
    ["any HER2 alteration", { amplified: true, her2Positive: undefined }, true],
    ["HER2-positive, non-amplified", { her2Positive: true, amplified: false }, true],
    ["HER2-positive, non-amplified", { her2Positive: true, amplified: true }, false],
    ["HER2 IHC 2+/3+ without known mutation", { ihcScore: "2+" }, true],
    ["HER2 IHC 2+/3+ without known mutation", { ihcScore: "1+" }, false],
    ["HER2-positive, no known mutation", {}, undefined],
    ["no known mutation", {}, undefined],
  ])("%s with %j: %s", (words, facts, expected) => {
    expect(fitsPopulation(words, patient([]), { ...nothing, ...facts })).toBe(expected);
  });
});

it("holds every qualifier against the patient", () => {
  expect(fitsPopulation("ERBB2 mutation, HER2-", insertion, { ...nothing, her2Positive: true })).toBe(false);
  expect(fitsPopulation("ERBB2 mutation, HER2-", insertion, { ...nothing, her2Positive: false })).toBe(true);
  expect(fitsPopulation("ERBB2 mutation, non-amplified", insertion, { ...nothing, amplified: true })).toBe(
    false,
  );
  expect(
    fitsPopulation("ERBB2 mutation, triple-negative", insertion, {
      ...nothing,
      hormoneReceptorPositive: true,
    }),
  ).toBe(false);
  expect(fitsPopulation("words of no study", insertion, nothing)).toBeUndefined();
});

it("of patients who are not amplified asks for their mutation all the same", () => {
  const fits = (one: Patient, amplified: boolean | undefined) =>
    fitsPopulation("ERBB2 mutation, non-amplified", one, { ...nothing, amplified });
  expect(fits(insertion, false)).toBe(true);
  expect(fits(insertion, undefined)).toBeUndefined();
  expect(fits(patient([], true), false)).toBe(false);
  expect(fits(patient([]), false)).toBeUndefined();
});

it("of patients without a known mutation is not of one whose mutation is known", () => {
  const fits = (one: Patient) =>
    fitsPopulation("HER2 IHC 2+/3+ without known mutation", one, { ...nothing, ihcScore: "3+" });
  expect([fits(insertion), fits(patient([])), fits(patient([], true))]).toEqual([false, true, true]);
});

it.each<[string, Partial<PopulationFacts>, boolean | undefined]>([
  ["HER2-positive, triple-negative", { hormoneReceptorPositive: false }, true],
  ["HER2-positive, triple-negative", { hormoneReceptorPositive: true }, false],
  ["HER2-positive, triple-negative", {}, undefined],
  ["HER2-positive, HR+", { hormoneReceptorPositive: true }, true],
  ["HER2-positive, HR+", { hormoneReceptorPositive: false }, false],
  ["HER2-positive, HR+", {}, undefined],
])("%s with %j: %s", (words, facts, expected) => {
  expect(fitsPopulation(words, patient([]), { ...nothing, her2Positive: true, ...facts })).toBe(expected);
});

it.each([
  "ERBB2 mutation, HER2-",
  "ERBB2 mutation (HER2-)",
  "ERBB2 mutation, HER2-, HR+",
  "HER2- ERBB2 mutation",
])("%s asks for a HER2-negative tumour", (words) => {
  const fits = (her2Positive: boolean) =>
    fitsPopulation(words, insertion, { ...nothing, her2Positive, hormoneReceptorPositive: true });
  expect([fits(true), fits(false)]).toEqual([false, true]);
});

it.each([
  ["any HER2 alteration", true],
  ["mixed", true],
  ["ERBB2 mutation or amplification", true],
  ["HER2 IHC 2+/3+ or mutation", true],
  ["ERBB2 mutation, HER2-", false],
  ["ERBB2 mutation, non-amplified", false],
  ["HER2 IHC 2+/3+ without known mutation", false],
  ["ERBB2 amplification or overexpression", false],
  ["ERBB2 mutation or overexpression", true],
  ["ERBB2 mutation or HER2-positive", true],
  ["no known mutation, amplification", false],
  ["Mixed population", true],
  ["HER2-positive", false],
])("%s mixes kinds: %s", (words, expected) => {
  expect(isMixed(words)).toBe(expected);
});

describe("allele rows", () => {
  const { genes } = smallKnowledge();
  const row = (allele: string | null): Outcome => ({ allele }) as Outcome;
  const l755s = patient([{ proteinShort: "L755S", classes: ["mutation"] }]);
  it("fit who carries the allele, and are of a class where they name several", () => {
    expect(alleleScope(row("L755S"), l755s, genes)).toBe("allele");
    expect(alleleScope(row("L755S/P"), l755s, genes)).toBe("class");
    expect(alleleScope(row("V777L"), l755s, genes)).toBeNull();
    expect(alleleScope(row("p.Tyr772_Ala775dup (YVMA)"), insertion, genes)).toBe("allele");
  });
  it("may name insertions, deletions and several alleles, in either notation", () => {
    const carrying = (proteinShort: string) => patient([{ proteinShort, classes: ["mutation"] }]);
    const scope = (words: string, name: string) => alleleScope(row(words), carrying(name), genes);
    expect(scope("L755_T759del", "L755_T759del")).toBe("allele");
    expect(scope("L755_E757delinsS", "L755_E757delinsS")).toBe("allele");
    expect(scope("P780_Y781insGSP", "G778_P780dup")).toBe("allele");
    expect(scope("p.Leu755Ser", "L755S")).toBe("allele");
    expect(scope("p.Leu755_Glu757delinsSer", "L755_E757delinsS")).toBe("allele");
    expect(scope("p.Pro780_Tyr781insGlySerPro", "G778_P780dup")).toBe("allele");
    expect(scope("V777L, L755S", "L755S")).toBe("class");
    expect(scope("V777L, L755S", "V777L")).toBe("class");
    expect(scope("L755S/P/W", "L755W")).toBe("class");
    expect(scope("L755S/P", "L755W")).toBeNull();
    expect(scope("S310F/Y", "S310Y")).toBe("class");
    expect(scope("kinase domain", "L755S")).toBeNull();
    expect(alleleScope(row(null), l755s, genes)).toBeNull();
  });
  it("are one allele under every name of the same change", () => {
    for (const words of ["A775_G776insYVMA", "p.Ala775_Gly776insTyrValMetAla", "p.Tyr772_Ala775dup"])
      expect(alleleScope(row(words), insertion, genes)).toBe("allele");
    const r678q = patient([{ proteinShort: "R678Q", classes: ["mutation"] }]);
    expect(alleleScope(row("p.Arg678Gln"), r678q, genes)).toBe("allele");
    expect(alleleScope(row("p.(Arg678Gln)"), r678q, genes)).toBe("allele");
  });
  it("that cannot be read are alleles all the same: they fit nobody", () => {
    expect(alleleScope(row("Q755S"), l755s, genes)).toBeNull();
    expect(isAlleleRow(row("Q755S"), genes)).toBe(true);
    expect(alleleScope(row("Q755S"), patient([{ proteinShort: "Q755S", classes: [] }]), genes)).toBe(
      "allele",
    );
  });
  it("are of ERBB2", () => {
    const [mine] = l755s.findings;
    const other = { ...l755s, findings: [{ ...mine, alteration: { ...mine?.alteration, gene: "ERBB3" } }] };
    expect(alleleScope(row("L755S"), other as unknown as Patient, genes)).toBeNull();
  });
  it("are told from rows that only describe a class", () => {
    expect(isAlleleRow(row("V777L"), genes)).toBe(true);
    expect(isAlleleRow(row("other kinase domain missense"), genes)).toBe(false);
    expect(isAlleleRow(row(null), genes)).toBe(false);
  });
  it('called "other" hold no allele that the study names in another row', () => {
    const named = [row("V777L"), row("L755S/P"), row("exon 20 insertion")];
    const carrying = (...names: string[]) =>
      patient(names.map((proteinShort) => ({ proteinShort, classes: ["mutation"] })));
    const holds = (words: string | null, ...names: string[]) =>
      holdsAllele(row(words), named, carrying(...names), genes);
    expect(holds("other kinase domain missense", "L755S")).toBe(false);
    expect(holds("other kinase domain missense", "L755P")).toBe(false);
    expect(holds("other kinase domain missense", "L755W")).toBe(true);
    expect(holds("other kinase domain missense", "L755S", "V842I")).toBe(true);
    expect(holds("kinase domain", "L755S")).toBe(true);
    expect(holdsAllele(row("other kinase domain missense"), [], l755s, genes)).toBe(true);
  });
  it("of missense changes hold no insertion or deletion", () => {
    expect(holdsAllele(row("other kinase domain missense"), [], insertion, genes)).toBe(false);
    expect(holdsAllele(row("exon 20 insertion"), [], insertion, genes)).toBe(true);
  });
  it("leave who has no change of ERBB2, and rows of no allele, to the population", () => {
    expect(holdsAllele(row("other kinase domain missense"), [], patient([]), genes)).toBe(true);
    expect(holdsAllele(row(null), [row("L755S")], l755s, genes)).toBe(true);
  });
});
