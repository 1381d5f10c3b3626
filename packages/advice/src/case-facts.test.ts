import { adviceWords, type Case, caseVocabulary } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { answeredFunctions, answeredNames, caseFacts } from "./case-facts.ts";
import type { Patient } from "./patient.ts";
import { treatmentHistory } from "./treatment-history.ts";

const names = {
  therapy: (name: string) => ({ id: name }),
  regimen: () => null,
  therapyIs: (id: string, what: string) => id === what,
};
const patient = (given: Partial<Case>, tests: object[] = []): Patient => {
  const whole = { tumour: "BRCA", ...given };
  return {
    given: whole,
    history: treatmentHistory(whole, names),
    tests: tests.map((measurement) => ({ measurement, state: {} })),
    state: { ish: null, assessments: [], eligibility: [], undecided: [], status: "indeterminate" },
    sequencing: { amplified: undefined, altered: () => undefined },
  } as unknown as Patient;
};
const nothing = { positive: undefined, ihcScore: undefined, ihcScoring: undefined };
const facts = (given: Partial<Case>, tests: object[] = [], asOf = "2026-11-21") =>
  caseFacts(patient(given, tests), nothing, asOf, []).facts;

describe("the vocabulary", () => {
  it("has an answer, or a path, for every name and function", () => {
    const answered = new Set(answeredNames(patient({})));
    const open = Object.entries(caseVocabulary.names).filter(
      ([name, one]) => one.path === undefined && !answered.has(name),
    );
    expect(open.map(([name]) => name)).toEqual([]);
    expect(Object.keys(caseVocabulary.functions).filter((name) => !answeredFunctions.includes(name))).toEqual(
      [],
    );
  });
  it("has words for every name and function", () => {
    const wanted = [...Object.keys(caseVocabulary.names), ...Object.keys(caseVocabulary.functions)];
    expect(wanted.filter((name) => adviceWords[`input.${name}`] === undefined)).toEqual([]);
  });
  it("knows nothing of an empty case", () => {
    const empty = facts({});
    for (const name of Object.keys(caseVocabulary.names))
      expect([name, empty.value(name)]).toEqual([name, name === "linesMetastatic" ? 0 : undefined]);
  });
});

describe("paths", () => {
  it("are read from the case, and only what is there", () => {
    const given = facts({ patient: { lvefPercent: 55 }, biomarkers: { pdl1Cps: 0 } });
    expect(given.value("lvefPercent")).toBe(55);
    expect(given.value("pdl1Cps")).toBe(0);
    expect(given.value("ageYears")).toBeUndefined();
  });
  it("take a man as not pregnant", () => {
    expect(facts({ patient: { sex: "male" } }).value("pregnant")).toBe(false);
    expect(facts({ patient: { sex: "female" } }).value("pregnant")).toBeUndefined();
  });
});

describe("months since", () => {
  const treated = (end: string | undefined) => ({
    treatments: [{ regimen: ["trastuzumab"], setting: "adjuvant" as const, ...(end ? { end } : {}) }],
    treatmentsComplete: true,
  });
  it("counts whole months from the end to the day", () => {
    expect(facts(treated("2025-11-21")).call("monthsSince", ["trastuzumab"])).toBe(12);
    expect(facts(treated("2025-11-22")).call("monthsSince", ["trastuzumab"])).toBe(11);
    expect(facts(treated(undefined)).call("monthsSince", ["trastuzumab"])).toBeUndefined();
    expect(facts({ treatments: [] }).call("monthsSince", ["trastuzumab"])).toBeUndefined();
  });
});

describe("HER2 tested after a therapy", () => {
  const treated: Partial<Case> = {
    treatments: [
      { regimen: ["trastuzumab"], setting: "metastatic", start: "2025-01", end: "2026-01", progressed: true },
    ],
    treatmentsComplete: true,
  };
  const tested = (...tests: object[]) => facts(treated, tests).call("her2TestedAfter", ["trastuzumab"]);
  it("is known by the test's own word or by its date", () => {
    expect(tested({ ihc: {}, afterTherapy: ["trastuzumab"] })).toBe(true);
    expect(tested({ ihc: {}, date: "2026-03" })).toBe(true);
    expect(tested({ ihc: {}, date: "2024-12" })).toBe(false);
    expect(tested({ ihc: {}, afterTherapy: [] })).toBe(false);
    expect(tested({ ihc: {} })).toBeUndefined();
    expect(tested()).toBeUndefined();
    expect(tested({ serum: {}, date: "2026-03" })).toBe(false);
  });
});
