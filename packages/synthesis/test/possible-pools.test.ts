import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Question, type StudyKnowledge, selectRows } from "../src/index.ts";
import { knowledge } from "./compiled.ts";

/**
 * The pools that the guide to the outcome facts lists as possible, each asked by its question: the rule must
 * find the stated number of arms and studies and the stated sums. No row is named anywhere.
 */
const alone = (member: string) => ({ members: [member], partners: [] });
const lung = { outcome: "ORR", tumour: "NSCLC", population: "mutation", regimen: null, line: null };

const possible: readonly (readonly [
  string,
  Question,
  arms: number,
  studies: number,
  e: number,
  n: number,
])[] = [
  ["mutant lung, all drugs", lung, 28, 21, 578, 1281],
  ["- topoisomerase ADC", { ...lung, regimen: alone("topoisomerase ADC") }, 7, 5, 266, 463],
  [
    "- selective TKI, pretreated, no HER2 ADC",
    { ...lung, regimen: alone("selective HER2 TKI"), line: "pretreated" },
    3,
    2,
    109,
    165,
  ],
  [
    "- selective TKI after HER2 ADC",
    { ...lung, regimen: alone("selective HER2 TKI"), line: "after-her2-adc" },
    2,
    2,
    35,
    83,
  ],
  ["- pan-HER TKI", { ...lung, regimen: alone("pan-HER TKI") }, 9, 9, 78, 347],
  ["- T-DM1", { ...lung, regimen: alone("trastuzumab emtansine") }, 2, 2, 9, 25],
  [
    "- trastuzumab + pertuzumab with or without docetaxel",
    { ...lung, regimen: { members: ["trastuzumab", "pertuzumab"], partners: ["docetaxel"] } },
    3,
    3,
    18,
    83,
  ],
  ["mutant lung, disease control", { ...lung, outcome: "DCR" }, 12, 9, 536, 607],
  ["mutant breast", { ...lung, tumour: "BRCA" }, 5, 4, 29, 84],
  ["mutant breast, clinical benefit", { ...lung, tumour: "BRCA", outcome: "CBR" }, 4, 3, 23, 53],
  [
    "HER2-positive colorectal",
    { ...lung, tumour: "COADREAD", population: "her2-positive" },
    11,
    10,
    152,
    483,
  ],
  [
    "HER2-positive colorectal, disease control",
    { ...lung, tumour: "COADREAD", population: "her2-positive", outcome: "DCR" },
    4,
    3,
    151,
    185,
  ],
  ["HER2-positive biliary", { ...lung, tumour: "BILIARY_TRACT", population: "her2-positive" }, 4, 4, 64, 171],
  [
    "T-DXd, gastric, single-arm",
    {
      ...lung,
      tumour: "EGC",
      population: "her2-positive",
      regimen: alone("trastuzumab deruxtecan"),
      designs: ["single-arm"],
    },
    2,
    2,
    52,
    123,
  ],
  [
    "urothelial",
    { ...lung, tumour: "UROTHELIAL", population: "overexpression-or-amplification" },
    2,
    2,
    57,
    116,
  ],
  [
    "interstitial lung disease, deruxtecan-type ADC",
    {
      ...lung,
      outcome: "ILD",
      tumour: "SOLID",
      population: "her2-altered",
      regimen: alone("topoisomerase ADC"),
    },
    9,
    9,
    146,
    1254,
  ],
  [
    "pCR, all neoadjuvant arms",
    { ...lung, outcome: "pCR", tumour: "BRCA", population: "her2-positive" },
    10,
    6,
    298,
    824,
  ],
];

const sums = (question: Question, of: StudyKnowledge = knowledge) => {
  const { chosen } = selectRows(question, of);
  return {
    arms: chosen.length,
    studies: new Set(chosen.map(({ study }) => study.id)).size,
    events: chosen.reduce((sum, { row }) => sum + (row.responders ?? 0), 0),
    patients: chosen.reduce((sum, { row }) => sum + (row.n ?? 0), 0),
  };
};

describe("pools that are possible", () => {
  it.each(possible)("%s", (_, question, arms, studies, events, patients) => {
    expect(sums(question)).toEqual({ arms, studies, events, patients });
  });

  it("exon 20 only: the guide's 112/346 counts a row of mutations outside exon 20 (4/16), which stays out", () => {
    expect(sums({ ...lung, population: "exon-20-mutation" })).toEqual({
      arms: 9,
      studies: 9,
      events: 108,
      patients: 330,
    });
  });
});

describe("the rule", () => {
  it("knows no row by its id or place: other ids in another order give the same sums", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 })), (stream) => {
        const keys = [...stream.take(knowledge.outcomes.length)];
        const outcomes = knowledge.outcomes
          .map((one, at) => ({ ...one, row: { ...one.row, id: `${keys[at]}-${at}` } }))
          .toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1));
        for (const [, question, arms, studies, events, patients] of possible)
          expect(sums(question, { ...knowledge, outcomes })).toEqual({ arms, studies, events, patients });
      }),
      { numRuns: 20 },
    );
  });
});

describe("every row that answers a question", () => {
  const { chosen, left } = selectRows(lung, knowledge);
  it("is taken or left with a reason, once", () => {
    const ids = [...chosen, ...left].map(({ row }) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(left.every(({ text }) => text.length > 0)).toBe(true);
  });
  it("is left when it is an earlier data cut, recalled, without counts or retrospective", () => {
    const codeOf = (id: string) => left.find(({ row }) => row.id === id)?.code;
    expect(codeOf("destiny-lung02-5-4-interim-orr")).toBe("blocked-pool");
    expect(codeOf("summit-lung-orr")).toBe("recalled");
    expect(codeOf("rain-701-tarloxotinib-her2-cohort-orr")).toBe("no-counts");
    expect(codeOf("mazieres-2013-evaluable-orr")).toBe("retrospective");
    expect(codeOf("t-dm1-li-2018-exon-20-insertion-orr")).toBe("shared-patients");
  });
});
