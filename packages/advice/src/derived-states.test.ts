import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  brainMetastases,
  geneSetState,
  hormoneReceptorPositive,
  liverMetastases,
  residualInvasiveDisease,
  squamous,
  stageGroup,
} from "./derived-states.ts";
import type { Finding } from "./finding.ts";

const given = (part: Partial<Case>): Case => ({ tumour: "BRCA", ...part });

it.each([
  [{ er: "positive" }, true],
  [{ er: "negative", pr: "positive" }, true],
  [{ er: "negative", pr: "negative" }, false],
  [{ er: "negative" }, undefined],
  [{ pr: "negative" }, undefined],
  [{ er: "negative", pr: "positive" }, true],
  [{}, undefined],
] as const)("hormone receptors %j: %s", (biomarkers, expected) => {
  expect(hormoneReceptorPositive(given({ biomarkers }))).toBe(expected);
});

describe("RAS", () => {
  const mutation = (gene: string, classes: string[]): Finding => ({
    alteration: { gene, classes, key: `${gene}:p.G12D` } as unknown as Finding["alteration"],
    vaf: null,
    origin: null,
    sample: null,
    date: null,
    from: "case",
  });
  const genes = ["KRAS", "NRAS"];
  it("is wild type when both genes were covered, or stated", () => {
    expect(geneSetState(undefined, genes, [], () => true)).toBe("wild-type");
    expect(geneSetState(undefined, genes, [], (gene) => gene === "KRAS")).toBeUndefined();
    expect(geneSetState("wild-type", genes, [], () => false)).toBe("wild-type");
  });
  it("is mutant by a mutation, and unknown when that contradicts what is stated", () => {
    expect(geneSetState(undefined, genes, [mutation("KRAS", ["mutation"])], () => true)).toBe("mutant");
    expect(geneSetState("wild-type", genes, [mutation("NRAS", ["mutation"])], () => true)).toBeUndefined();
    expect(geneSetState(undefined, genes, [mutation("KRAS", ["silent"])], () => true)).toBe("wild-type");
    expect(geneSetState(undefined, genes, [mutation("BRAF", ["mutation"])], () => true)).toBe("wild-type");
  });
});

it.each([
  [["Lung Squamous Cell Carcinoma"], undefined, true],
  [["Lung Adenocarcinoma"], undefined, false],
  [["Non-Small Cell Lung Cancer"], undefined, undefined],
  [["Non-Small Cell Lung Cancer"], "non-squamous", false],
  [["Non-Small Cell Lung Cancer"], "squamous", true],
  [["Lung Adenosquamous Carcinoma"], undefined, undefined],
  [["Non-Small Cell Lung Cancer"], "nonsquamous", false],
  [["Non-Small Cell Lung Cancer"], "non squamous", false],
  [["Lung Squamous Cell Carcinoma"], "adenocarcinoma", false],
  [["Non-Small Cell Lung Cancer", "Adenocarcinoma"], undefined, false],
  [[], undefined, undefined],
] as const)("squamous of %j with histology %s: %s", (names, histology, expected) => {
  expect(squamous(names, histology)).toBe(expected);
});

it("knows sites that are listed; a list without one does not deny it, an empty list does", () => {
  expect(brainMetastases(given({ sites: ["Brain"] }))).toBe(true);
  expect(brainMetastases(given({ brainMetastases: { state: "stable" } }))).toBe(true);
  expect(brainMetastases(given({ sites: ["liver"] }))).toBeUndefined();
  expect(liverMetastases(given({ sites: ["liver"] }))).toBe(true);
  expect(liverMetastases(given({ sites: [] }))).toBe(false);
  expect(liverMetastases(given({}))).toBeUndefined();
});

it("takes residual disease from what is stated, else from the neoadjuvant response", () => {
  const treated = (
    bestResponse: "pCR" | "residual disease" | "PR",
    setting: "neoadjuvant" | "adjuvant" = "neoadjuvant",
  ) => given({ treatments: [{ regimen: ["TCHP"], setting, bestResponse }] });
  expect(residualInvasiveDisease(treated("residual disease"))).toBe(true);
  expect(residualInvasiveDisease(treated("pCR"))).toBe(false);
  expect(residualInvasiveDisease(treated("PR"))).toBeUndefined();
  expect(residualInvasiveDisease(treated("pCR", "adjuvant"))).toBeUndefined();
  expect(residualInvasiveDisease(given({}))).toBeUndefined();
  expect(residualInvasiveDisease({ ...treated("pCR"), biomarkers: { residualInvasiveDisease: true } })).toBe(
    true,
  );
});

it.each([
  ["IIA", "II"],
  ["stage III", "III"],
  ["IV", "IV"],
  ["I", "I"],
  ["0", "0"],
  ["unclear", undefined],
  ["  stage IIIC", "III"],
  ["StageIV", "IV"],
  ["stage  ib", "I"],
  ["ypT0", undefined],
  ["IIIIV", undefined],
  [undefined, undefined],
])("stage %s is group %s", (stage, expected) => {
  expect(stageGroup(stage)).toBe(expected);
});
