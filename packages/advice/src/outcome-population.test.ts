import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  alleleScope,
  fitsPopulation,
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
    ["ERBB2 transmembrane mutation", undefined, true],
  ])("%s: insertion %s, transmembrane %s", (words, ofInsertion, ofTransmembrane) => {
    expect(fitsPopulation(words, insertion, nothing)).toBe(ofInsertion);
    expect(fitsPopulation(words, transmembrane, nothing)).toBe(ofTransmembrane);
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

it.each([
  ["any HER2 alteration", true],
  ["mixed", true],
  ["ERBB2 mutation or amplification", true],
  ["HER2 IHC 2+/3+ or mutation", true],
  ["ERBB2 mutation, HER2-", false],
  ["ERBB2 mutation, non-amplified", false],
  ["HER2 IHC 2+/3+ without known mutation", false],
  ["ERBB2 amplification or overexpression", false],
])("%s mixes kinds: %s", (words, expected) => {
  expect(isMixed(words)).toBe(expected);
});

describe("allele rows", () => {
  const row = (allele: string | null): Outcome => ({ allele }) as Outcome;
  const l755s = patient([{ proteinShort: "L755S", classes: ["mutation"] }]);
  it("fit who carries the allele, and are of a class where they name several", () => {
    expect(alleleScope(row("L755S"), l755s)).toBe("allele");
    expect(alleleScope(row("L755S/P"), l755s)).toBe("class");
    expect(alleleScope(row("V777L"), l755s)).toBeNull();
    expect(alleleScope(row("p.Tyr772_Ala775dup (YVMA)"), insertion)).toBe("allele");
  });
  it("are told from rows that only describe a class", () => {
    expect(isAlleleRow(row("V777L"))).toBe(true);
    expect(isAlleleRow(row("other kinase domain missense"))).toBe(false);
    expect(isAlleleRow(row(null))).toBe(false);
  });
});
