import type { Case, KnowledgeBundle, Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { outcome, smallKnowledge, smallPatient, study } from "../test/small-knowledge.ts";
import type { PopulationFacts } from "./outcome-population.ts";
import { pooledEvidence } from "./pooled-evidence.ts";

const group = (id: string, words: string[], within: string[] = []) => ({
  id,
  definition: `patients ${id}`,
  words,
  within,
  status: "verified" as const,
  sources: [],
});
const studyPopulations = [
  group("altered", ["any HER2 alteration"]),
  group("positive", ["HER2-positive"], ["altered"]),
  group("strong", ["HER2 IHC 3+"], ["positive"]),
  group("low", ["HER2-low"], ["altered"]),
];
const studyLines = [
  group("untreated", ["first"]),
  group("pretreated", ["pretreated", "second"]),
  group("after-her2-adc", ["after an ADC"], ["pretreated"]),
];
const positive: PopulationFacts = {
  her2Positive: true,
  ihcScore: undefined,
  amplified: undefined,
  ishPositive: undefined,
  her2Low: undefined,
  her2Ultralow: undefined,
  hormoneReceptorPositive: undefined,
};
/** Studies of ten patients each, four of whom responded, of the rows given. */
const studies = (...rows: Partial<Outcome>[]): KnowledgeBundle["studies"] =>
  rows.map((row, index) =>
    study(`S${index}`, outcome({ responders: 4, n: 10, design: "single-arm", ...row })),
  );
const pretreated: Partial<Case> = {
  setting: "metastatic",
  treatments: [{ regimen: ["deltaxel"], setting: "metastatic", line: 1 }],
  treatmentsComplete: true,
};
const pooled = (
  rows: Partial<Outcome>[],
  {
    given = {},
    facts = {},
    regimen = ["alphamab"],
    isPublic = () => true,
  }: {
    readonly given?: Partial<Case>;
    readonly facts?: Partial<PopulationFacts>;
    readonly regimen?: readonly string[];
    readonly isPublic?: (row: Outcome) => boolean;
  } = {},
) => {
  const knowledge = smallKnowledge({ studyPopulations, studyLines, studies: studies(...rows) });
  const patient = smallPatient({ ...pretreated, ...given }, knowledge);
  return pooledEvidence(patient, { ...positive, ...facts }, knowledge, isPublic)(regimen);
};
/** Which population and line were asked, and over how many studies. */
const asked = (...from: Parameters<typeof pooled>) =>
  pooled(...from).map(({ question, studies: k }) => [question.params.population, question.params.line, k]);

describe("the pooled response of a regimen", () => {
  it("stands with its question, its counts, its interval and its arms", () => {
    const [found, ...more] = pooled([
      {},
      { n: 20, responders: 9, percent: 45, population: "of S1", sources: [{ source: "second" }] },
    ]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      outcome: "ORR",
      question: {
        code: "pooled.question",
        params: {
          regimen: "alphamab",
          tumour: "Breast cancer",
          population: "patients positive",
          line: "patients pretreated",
        },
      },
      k: 2,
      studies: 2,
      events: 13,
      n: 30,
      ciLevel: 95,
      thin: null,
    });
    expect(found?.estimate).toBeCloseTo(43.3, 0);
    expect(found?.ciLow).toBeLessThan(found?.estimate ?? 0);
    expect(found?.ciHigh).toBeGreaterThan(found?.estimate ?? 100);
    expect(found?.convention).toMatch(/binomial-normal/);
    expect(found?.heterogeneity).toMatchObject({ df: 1, tauSquared: expect.any(Number) });
    expect(found?.arms).toEqual([
      {
        row: "S0.o1",
        study: "S0",
        population: "breast cancer",
        line: "pretreated",
        events: 4,
        n: 10,
        estimate: 40,
        ciLow: expect.closeTo(12.155, 2),
        ciHigh: expect.closeTo(73.762, 2),
        sources: [{ source: "paper" }],
      },
      expect.objectContaining({
        row: "S1.o1",
        population: "of S1",
        events: 9,
        n: 20,
        sources: [{ source: "second" }],
      }),
    ]);
  });
  it("says so where one study stands alone, and names the rows that stayed out", () => {
    const [found] = pooled([{}, { responders: null, n: null }]);
    expect(found).toMatchObject({
      k: 1,
      studies: 1,
      events: 4,
      n: 10,
      estimate: null,
      ciLow: null,
      ciHigh: null,
      convention: null,
      prediction: null,
      heterogeneity: null,
      thin: expect.stringMatching(/one study alone/),
      left: [{ row: "S1.o1", study: "S1", code: "no-counts", text: expect.any(String) }],
    });
  });
  it("is none where no study gave it, or none prints counts", () => {
    expect(pooled([{}], { regimen: ["betamab"] })).toEqual([]);
    expect(pooled([{}], { regimen: ["alphamab", "deltaxel"] })).toEqual([]);
    expect(pooled([{ responders: null, n: null }])).toEqual([]);
    expect(pooled([])).toEqual([]);
  });
  it("is of the end point of the setting", () => {
    const rows = [
      {},
      {},
      { outcome: "pCR", setting: "early" },
      { outcome: "pCR", setting: "early" },
      { outcome: "PFS" },
    ];
    expect(pooled(rows).map((one) => [one.outcome, one.k])).toEqual([["ORR", 2]]);
    expect(pooled(rows, { given: { setting: "early" } }).map((one) => [one.outcome, one.k])).toEqual([
      ["pCR", 2],
    ]);
  });
  it("counts what was public on the day", () => {
    expect(asked([{}, { year: 2025 }], { isPublic: (row) => (row.year ?? 0) < 2024 })).toEqual([
      ["patients positive", "patients pretreated", 1],
    ]);
  });
});

describe("the tumour", () => {
  it("is the patient's, else the one above it that has studies; any solid tumour is none", () => {
    const tumours = (tumour: string, ...of: string[]) =>
      pooled(
        of.map((one) => ({ tumour: one })),
        { given: { tumour } },
      ).map(({ question, studies: k }) => [question.params.tumour, k]);
    expect(tumours("IDC", "IDC", "IDC", "BRCA")).toEqual([["Invasive ductal carcinoma", 2]]);
    expect(tumours("IDC", "BRCA", "BRCA")).toEqual([["Breast cancer", 2]]);
    expect(tumours("BRCA", "IDC", "BRCA")).toEqual([["Breast cancer", 2]]);
    expect(tumours("BRCA", "SOLID", "STAD")).toEqual([]);
  });
});

describe("the population", () => {
  const strong = { alteration: "HER2 IHC 3+" };
  const any = { alteration: "any HER2 alteration" };
  it("is the narrowest of this patient that three studies answer for, else two, else one", () => {
    const facts = { ihcScore: "3+" };
    const population = (...rows: Partial<Outcome>[]) => asked(rows, { facts }).map(([one, , k]) => [one, k]);
    expect(population(strong, strong, strong, {})).toEqual([["patients strong", 3]]);
    expect(population(strong, strong, {}, any)).toEqual([["patients positive", 3]]);
    expect(population(strong, {}, any)).toEqual([["patients altered", 3]]);
    expect(population(strong, strong)).toEqual([["patients strong", 2]]);
    expect(population(strong, {})).toEqual([["patients positive", 2]]);
    expect(population(strong)).toEqual([["patients strong", 1]]);
  });
  it("is one that the patient certainly belongs to, or holds such a one", () => {
    expect(asked([strong, strong])).toEqual([["patients positive", "patients pretreated", 2]]);
    expect(
      asked([{ alteration: "HER2-low" }, { alteration: "HER2-low" }], { facts: { her2Positive: undefined } }),
    ).toEqual([]);
    expect(
      asked([{ alteration: "HER2-low" }, { alteration: "HER2-low" }], {
        facts: { her2Positive: false, her2Low: true },
      }),
    ).toEqual([["patients low", "patients pretreated", 2]]);
  });
});

describe("the line", () => {
  const first = { line: "first" };
  const after = { line: "after an ADC" };
  const untreated = { given: { treatments: [] } };
  const mixed = "any line";
  const afterConjugate: Partial<Case> = {
    treatments: [{ regimen: ["alphamab conjugate"], setting: "metastatic", line: 1 }],
    treatmentsComplete: true,
  };
  const lines = (...from: Parameters<typeof pooled>) => asked(...from).map(([, line, k]) => [line, k]);
  it("is untreated or pretreated, and any where that line has no study", () => {
    expect(lines([first, first, {}], untreated)).toEqual([["patients untreated", 2]]);
    expect(lines([{}, {}, first])).toEqual([["patients pretreated", 2]]);
    expect(lines([{}, {}], untreated)).toEqual([[mixed, 2]]);
    expect(lines([first, first])).toEqual([[mixed, 2]]);
  });
  it("is any where the history leaves it open", () => {
    expect(lines([first, first, {}], { given: { treatments: [], treatmentsComplete: false } })).toEqual([
      [mixed, 3],
    ]);
    expect(lines([{}, {}, first], { given: { treatmentsComplete: false } })).toEqual([
      ["patients pretreated", 2],
    ]);
  });
  it("is any in early disease", () => {
    expect(
      lines([{ ...first, outcome: "pCR" }, { outcome: "pCR" }], { given: { setting: "early" } }),
    ).toEqual([[mixed, 2]]);
  });
  it("after a HER2-directed conjugate is that, else pretreated, which is said to be indirect", () => {
    expect(lines([after, after, {}], { given: afterConjugate })).toEqual([["patients after-her2-adc", 2]]);
    expect(lines([{}, {}], { given: afterConjugate })).toEqual([["patients pretreated", 2]]);
    expect(lines([first, first], { given: afterConjugate })).toEqual([[mixed, 2]]);
  });
  it("that is not quite the patient's lowers the certainty", () => {
    const reasons = (...from: Parameters<typeof pooled>) => JSON.stringify(pooled(...from)[0]?.certainty);
    expect(reasons([{}, {}])).not.toMatch(/conjugate|lines of treatment are mixed/);
    expect(reasons([first, first])).toMatch(/lines of treatment are mixed/);
    expect(reasons([{}, {}], untreated)).toMatch(/lines of treatment are mixed/);
    expect(reasons([{}, {}], { given: afterConjugate })).toMatch(/no earlier HER2-directed conjugate/);
    expect(reasons([after, after], { given: afterConjugate })).not.toMatch(
      /no earlier HER2-directed conjugate/,
    );
    expect(reasons([{ outcome: "pCR" }, { outcome: "pCR" }], { given: { setting: "early" } })).not.toMatch(
      /mixed/,
    );
  });
});
