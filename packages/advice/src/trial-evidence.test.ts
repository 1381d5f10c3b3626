import type { Case, KnowledgeBundle, Outcome, PublishedPool } from "@erbium/model";
import type { Judgements } from "@erbium/synthesis";
import { describe, expect, it } from "vitest";
import { outcome, smallKnowledge, smallPatient, study } from "../test/small-knowledge.ts";
import { networkEvidence } from "./network-evidence.ts";
import type { PopulationFacts } from "./outcome-population.ts";
import { publishedEvidence } from "./published-evidence.ts";
import { ratioEvidence } from "./ratio-evidence.ts";

const group = (id: string, words: string[], within: string[] = []) => ({
  id,
  definition: `patients ${id}`,
  words,
  within,
  status: "verified" as const,
  sources: [],
});
const studyPopulations = [group("positive", ["HER2-positive"]), group("low", ["HER2-low"])];
const studyLines = [
  group("untreated", ["first"]),
  group("pretreated", ["pretreated", "second"]),
  group("after-her2-adc", ["after an ADC"], ["pretreated"]),
];
const facts: PopulationFacts = {
  her2Positive: true,
  ihcScore: undefined,
  amplified: undefined,
  ishPositive: undefined,
  her2Low: undefined,
  her2Ultralow: undefined,
  hormoneReceptorPositive: undefined,
};
const trial = (change: Partial<Outcome> = {}): Partial<Outcome> => ({
  outcome: "PFS",
  design: "randomised",
  alteration: "HER2-positive",
  line: "second",
  regimen: ["alphamab"],
  comparator: ["deltaxel"],
  hr: 0.5,
  hrCiLow: 0.4,
  hrCiHigh: 0.625,
  ...change,
});
const pretreated: Partial<Case> = {
  setting: "metastatic",
  treatments: [{ regimen: ["deltaxel"], setting: "metastatic", line: 1 }],
  treatmentsComplete: true,
};
const treatmentNetworks: KnowledgeBundle["treatmentNetworks"] = [
  {
    id: "second line",
    definition: "HER2-positive, second line",
    tumour: "BRCA",
    population: "positive",
    line: "pretreated",
    outcomes: ["PFS"],
    assumptions: [],
    status: "verified",
    sources: [],
  },
];
const world = (rows: Partial<Outcome>[], given: Partial<Case> = {}, publishedPools: PublishedPool[] = []) => {
  const studies = rows.map((row, index) => study(`S${index}`, outcome(row)));
  const knowledge = smallKnowledge({
    studyPopulations,
    studyLines,
    studies,
    treatmentNetworks,
    publishedPools,
  });
  return { knowledge, patient: smallPatient({ ...pretreated, ...given }, knowledge) };
};
const ratios = (
  rows: Partial<Outcome>[],
  given: Partial<Case> = {},
  isPublic = (_: Outcome) => true,
  judged?: Judgements,
) => {
  const { knowledge, patient } = world(rows, given);
  return ratioEvidence(patient, facts, knowledge, isPublic, judged)(["alphamab"]);
};

describe("hazard ratios of an option", () => {
  it("shows one trial as one, and two of the same kind of comparator pooled between them", () => {
    const [alone] = ratios([trial()]);
    expect(alone).toMatchObject({ studies: 1, estimate: null, thin: "one trial alone: nothing to pool" });
    expect(alone?.trials).toMatchObject([{ estimate: 0.5, ciLow: 0.4, ciHigh: 0.625, weight: null }]);
    const [both] = ratios([trial(), trial({ hr: 0.8, hrCiLow: 0.64, hrCiHigh: 1 })]);
    expect(both).toMatchObject({ studies: 2, thin: null });
    // equal precision: the geometric mean
    expect(both?.estimate).toBeCloseTo(Math.sqrt(0.5 * 0.8), 6);
    expect(both?.trials.map(({ weight }) => weight)).toEqual([
      expect.closeTo(0.5, 3),
      expect.closeTo(0.5, 3),
    ]);
  });
  it("asks for the bias of its trials until a reader has judged them", () => {
    const rows = [trial(), trial({ hr: 0.8, hrCiLow: 0.64, hrCiHigh: 1 })];
    const bias = (judged?: Judgements) => {
      const [one] = ratios(rows, {}, () => true, judged);
      return one?.certainty.domains.find(({ domain }) => domain === "risk of bias");
    };
    expect(bias()).toMatchObject({ how: "asked", down: null });
    const serious = (study: string) => ({ study, judgement: "serious" as const, why: null });
    expect(bias({ studies: [serious("S0"), serious("S1")] })).toMatchObject({ how: "given", down: 1 });
    expect(bias({ studies: [serious("S0")] })).toMatchObject({ how: "asked" });
  });
  it("keeps comparators of different kinds apart", () => {
    const found = ratios([trial(), trial({ comparator: ["betinib"] })]);
    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ against }) => against)).size).toBe(2);
    for (const one of found) expect(one.estimate).toBeNull();
  });
  it("gives progression-free before overall survival, and in early disease what trials of early disease say", () => {
    const adjuvant = { setting: "adjuvant", line: "adjuvant" };
    const rows = [
      trial({ outcome: "OS" }),
      trial(),
      trial({ outcome: "iDFS", ...adjuvant }),
      trial({ outcome: "OS", ...adjuvant, hr: 0.7, hrCiLow: 0.56, hrCiHigh: 0.875 }),
    ];
    expect(ratios(rows).map((one) => one.outcome)).toEqual(["PFS", "OS"]);
    const early = ratios(rows, { setting: "early", treatments: [] });
    expect(early.map((one) => one.outcome)).toEqual(["iDFS", "OS"]);
    expect(early[1]?.trials.map((one) => one.estimate)).toEqual([0.7]);
  });
  it("takes another line where none of the patient's own was studied, and lowers the certainty", () => {
    const [other] = ratios([trial({ line: "first" })]);
    expect(other?.certainty.domains.find(({ domain }) => domain === "indirectness")?.down).toBe(1);
    const [own] = ratios([trial({ line: "first" }), trial()]);
    expect(own?.trials.map(({ line }) => line)).toEqual(["second"]);
  });
  it("counts no other population, no unseen figure, and none before its day", () => {
    expect(ratios([trial({ alteration: "HER2-low" })])).toEqual([]);
    expect(ratios([trial({ status: "recalled" })])).toEqual([]);
    expect(ratios([trial()], {}, () => false)).toEqual([]);
  });
});

describe("the network of a patient", () => {
  const rows = [
    trial({ network: "second line" }),
    trial({ network: "second line", regimen: ["betinib"], comparator: ["alphamab"] }),
  ];
  const networkOf = (given: Partial<Case> = {}, change: Partial<PopulationFacts> = {}, isPublic = true) => {
    const { knowledge, patient } = world(rows, given);
    return networkEvidence(
      patient,
      { ...facts, ...change },
      knowledge,
      () => isPublic,
      () => [],
    );
  };
  it("is shown where tumour, population and line are certainly the patient's", () => {
    const found = networkOf();
    expect(found?.name).toBe("second line");
    expect(found?.parts[0]?.ranking.map(({ treatment }) => treatment)).toEqual([
      "betinib",
      "alphamab",
      "deltaxel",
    ]);
  });
  it.each([
    ["another line", { treatments: [], treatmentsComplete: true }, {}],
    ["early disease", { setting: "early" }, {}],
    ["another tumour", { tumour: "STAD" }, {}],
    ["a population that is not certain", {}, { her2Positive: undefined }],
  ] as const)("is not shown in %s", (_, given, change) => {
    expect(networkOf(given as Partial<Case>, change)).toBeNull();
  });
  it("is not shown before its trials were known", () => expect(networkOf({}, {}, false)).toBeNull());
});

describe("published pools of an option", () => {
  const pool = (change: object = {}): PublishedPool =>
    ({
      id: "p",
      what: "alphamab",
      measure: "ORR %",
      estimate: 50,
      ciLow: 40,
      ciHigh: 60,
      kStudies: 2,
      n: 20,
      question: {
        kind: "rate",
        outcome: "ORR",
        tumour: "BRCA",
        population: "positive",
        members: ["alphamab"],
        partners: [],
        ...change,
      },
      status: "verified",
      sources: [],
    }) as PublishedPool;
  const rate = {
    outcome: "ORR",
    design: "single-arm" as const,
    responders: 4,
    n: 10,
    alteration: "HER2-positive",
    line: "second",
  };
  const published = (one: PublishedPool, regimen = ["alphamab"], given: Partial<Case> = {}) => {
    const { knowledge, patient } = world([rate, rate, rate], given, [one]);
    return publishedEvidence(patient, facts, knowledge, () => true, "2026-11-21").ofRegimen(regimen);
  };
  it("stand beside ours to their question, with what differs", () => {
    const [one] = published(pool());
    expect(one).toMatchObject({ estimate: 50, studies: 2, ours: { studies: 3, n: 30 } });
    expect(one?.ours?.estimate).toBeCloseTo(40, 6);
    expect(one?.differs).toContain("theirs 2 studies, ours 3");
  });
  it.each([
    ["another regimen", {}, ["betinib"]],
    ["a population that is not certainly the patient's", { population: "low" }, ["alphamab"]],
    ["another tumour", { tumour: "NSCLC" }, ["alphamab"]],
    ["another line", { line: "untreated" }, ["alphamab"]],
  ])("of %s do not stand there", (_, change, regimen) => {
    expect(published(pool(change), regimen)).toEqual([]);
  });
});
