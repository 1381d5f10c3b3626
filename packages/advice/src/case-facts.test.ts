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
    told: whole,
    history: treatmentHistory(whole, names),
    tests: tests.map((measurement) => ({ measurement, state: {} })),
    state: { ish: null, assessments: [], eligibility: [], undecided: [], status: "indeterminate" },
    sequencing: { amplified: undefined, altered: () => undefined },
  } as unknown as Patient;
};
const nothing = { positive: undefined, ihcScore: undefined, ihcScoring: undefined };
const facts = (given: Partial<Case>, tests: object[] = [], asOf = "2026-11-21") =>
  caseFacts(patient(given, tests), nothing, asOf, []).facts;

/** The facts of a patient in this HER2 state, with this from sequencing. */
const withState = (state: object, sequencing: object = {}) => {
  const one = patient({});
  return caseFacts(
    {
      ...one,
      state: { ...one.state, ...state },
      sequencing: { ...one.sequencing, ...sequencing },
    },
    nothing,
    "2026-11-21",
    [],
  ).facts;
};

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
    expect(facts({ patient: null } as never).value("lvefPercent")).toBeUndefined();
    expect(facts({ patient: { lvefPercent: {} } } as never).value("lvefPercent")).toBeUndefined();
    expect(facts({ patient: "x" } as never).value("lvefPercent")).toBeUndefined();
    expect(facts({ resectable: false, setting: "early" }).value("resectable")).toBe(false);
    expect(facts({ setting: "early" }).value("setting")).toBe("early");
    expect(given.value("unheardOf")).toBeUndefined();
  });
  it("take a man as not pregnant", () => {
    expect(facts({ patient: { sex: "male" } }).value("pregnant")).toBe(false);
    expect(facts({ patient: { sex: "female" } }).value("pregnant")).toBeUndefined();
  });
});

describe("what is derived", () => {
  it("takes HER2 as the view reads it", () => {
    const view = { positive: true, ihcScore: "3+", ihcScoring: "gastric-2016" };
    const seen = caseFacts(patient({}), view, "2026-11-21", []).facts;
    expect(["her2Positive", "ihcScore", "ihcScoring"].map((name) => seen.value(name))).toEqual([
      true,
      "3+",
      "gastric-2016",
    ]);
  });
  it("reads ISH as it is; equivocal is unknown", () => {
    const ish = (state: string | null) => withState({ ish: state }).value("ishPositive");
    expect([ish("positive"), ish("negative"), ish("equivocal"), ish(null)]).toEqual([
      true,
      false,
      undefined,
      undefined,
    ]);
  });
  it.each([
    ["her2Low", "her2-low"],
    ["her2Ultralow", "her2-ultralow"],
  ])("%s is given, left open, or excluded by a settled state", (name, eligibility) => {
    const asked = (state: object) => withState(state).value(name);
    expect(asked({ eligibility: ["ihc-2+", eligibility] })).toBe(true);
    expect(asked({ status: "negative", undecided: [{ eligibility, missing: [] }] })).toBeUndefined();
    expect(asked({ status: "negative", undecided: [{ eligibility: "ihc-3+", missing: [] }] })).toBe(false);
    expect(asked({ status: "positive" })).toBe(false);
    expect(asked({ status: "equivocal" })).toBeUndefined();
    expect(asked({ status: "indeterminate" })).toBeUndefined();
  });
  it.each<[string | null, boolean | undefined, string | undefined, boolean | undefined]>([
    ["positive", undefined, undefined, true],
    ["negative", undefined, undefined, false],
    [null, true, undefined, true],
    [null, false, undefined, false],
    [null, undefined, "positive", true],
    [null, undefined, "negative", undefined],
    [null, undefined, undefined, undefined],
    ["equivocal", true, undefined, true],
    ["positive", true, undefined, true],
    ["positive", false, undefined, undefined],
    ["negative", true, undefined, undefined],
    ["negative", undefined, "positive", undefined],
    ["negative", false, undefined, false],
  ])(
    "amplified by ISH %s, sequencing %s and the guideline's axis %s: %s",
    (ish, sequencing, axis, expected) => {
      const assessments = [
        { axis: "overexpression", status: "negative" },
        ...(axis === undefined ? [] : [{ axis: "amplification", status: axis }]),
      ];
      expect(withState({ ish, assessments }, { amplified: sequencing }).value("her2Amplified")).toBe(
        expected,
      );
    },
  );
  it("passes on what the case states or sequencing says", () => {
    const sequencing = {
      ras: "mutant",
      braf: "wild-type",
      activatingMutation: true,
      kinaseDomainMutation: false,
    };
    const one = patient({
      stage: "IIA",
      biomarkers: { er: "positive", histology: "non-squamous", residualInvasiveDisease: true },
      highRecurrenceRisk: true,
      endocrineSuitable: false,
      anthracyclineSuitable: true,
      brainMetastases: {},
      sites: ["liver"],
      patient: { pregnant: true },
    });
    const seen = caseFacts(
      { ...one, sequencing: { ...one.sequencing, ...sequencing } as Patient["sequencing"] },
      nothing,
      "2026-11-21",
      [],
    ).facts;
    expect(
      Object.fromEntries(
        [
          "stageGroup",
          "hormoneReceptorPositive",
          "squamous",
          "residualInvasiveDisease",
          "highRecurrenceRisk",
          "endocrineSuitable",
          "anthracyclineSuitable",
          "brainMetastases",
          "liverMetastases",
          "pregnant",
          "ras",
          "braf",
          "activatingMutation",
          "kinaseDomainMutation",
        ].map((name) => [name, seen.value(name)]),
      ),
    ).toEqual({
      stageGroup: "II",
      hormoneReceptorPositive: true,
      squamous: false,
      residualInvasiveDisease: true,
      highRecurrenceRisk: true,
      endocrineSuitable: false,
      anthracyclineSuitable: true,
      brainMetastases: true,
      liverMetastases: true,
      pregnant: true,
      ...sequencing,
    });
  });
  it("reads a squamous tumour from the names of its lineage", () => {
    const seen = caseFacts(patient({}), nothing, "2026-11-21", ["Squamous cell carcinoma"]).facts;
    expect(seen.value("squamous")).toBe(true);
  });
});

describe("what is asked of the history", () => {
  const treated = facts({
    treatments: [
      {
        regimen: ["trastuzumab"],
        setting: "adjuvant",
        progressed: false,
        stopReason: "toxicity",
        toxicity: [{ term: "ILD", grade: 2 }],
        recurrenceMonthsAfterEnd: 5,
      },
      { regimen: ["trastuzumab"], setting: "metastatic", line: 1, progressed: true },
    ],
    treatmentsComplete: true,
  });
  it.each<[string, (string | number)[], boolean | number | undefined]>([
    ["received", ["trastuzumab"], true],
    ["received", ["trastuzumab", "neoadjuvant"], false],
    ["progressedOn", ["trastuzumab"], true],
    ["progressedOn", ["trastuzumab", "adjuvant"], false],
    ["stoppedForToxicity", ["trastuzumab"], true],
    ["stoppedForToxicity", ["trastuzumab", "heart failure"], undefined],
    ["stoppedForToxicity", ["lapatinib"], false],
    ["toxicityGrade", ["trastuzumab", "ILD"], 2],
    ["recurredWithin", [6, "trastuzumab"], true],
    ["recurredWithin", [4, "trastuzumab"], false],
    ["regimensWith", ["trastuzumab"], 2],
    ["regimensWith", ["trastuzumab", "metastatic"], 1],
    ["unheardOf", ["trastuzumab"], undefined],
  ])("%s(%j) is %s", (name, args, expected) => {
    expect(treated.call(name, args)).toBe(expected);
  });
  it("asks sequencing for a gene and a class", () => {
    const one = patient({});
    const sequencing = {
      ...one.sequencing,
      altered: (gene: string, name: string) => gene === "ERBB2" && name === "mutation",
    };
    const seen = caseFacts({ ...one, sequencing }, nothing, "2026-11-21", []).facts;
    expect(seen.call("altered", ["ERBB2", "mutation"])).toBe(true);
    expect(seen.call("altered", ["ERBB2", "fusion"])).toBe(false);
  });
});

describe("counts", () => {
  const given = (treatmentsComplete: boolean): Partial<Case> => ({
    treatments: [{ regimen: ["trastuzumab"], setting: "metastatic", line: 1 }],
    treatmentsComplete,
  });
  const counts = (complete: boolean, more: number) => {
    const { supposing } = caseFacts(patient(given(complete)), nothing, "2026-11-21", []);
    return [supposing(more).value("linesMetastatic"), supposing(more).call("regimensWith", ["trastuzumab"])];
  };
  it("are what is listed, and more is supposed only where the history is not complete", () => {
    expect(counts(true, 0)).toEqual([1, 1]);
    expect(counts(true, 3)).toEqual([1, 1]);
    expect(counts(false, 0)).toEqual([1, 1]);
    expect(counts(false, 3)).toEqual([4, 4]);
  });
  it("are lower bounds, too, where a complete history leaves out the setting of a treatment", () => {
    const { supposing } = caseFacts(
      patient({ treatments: [{ regimen: ["trastuzumab"] }], treatmentsComplete: true }),
      nothing,
      "2026-11-21",
      [],
    );
    expect([0, 2].map((more) => supposing(more).value("linesMetastatic"))).toEqual([0, 2]);
    expect(supposing(2).call("regimensWith", ["trastuzumab"])).toBe(1);
    expect(supposing(2).call("regimensWith", ["trastuzumab", "metastatic"])).toBe(2);
  });
});

describe("months since", () => {
  const treated = (...ends: (string | undefined)[]) => ({
    treatments: ends.map((end) => ({
      regimen: ["trastuzumab"],
      setting: "adjuvant" as const,
      ...(end ? { end } : {}),
    })),
    treatmentsComplete: true,
  });
  const since = (given: Partial<Case>, asOf = "2026-11-21") =>
    facts(given, [], asOf).call("monthsSince", ["trastuzumab"]);
  it("counts whole months from the end to the day", () => {
    expect(since(treated("2025-11-21"))).toBe(12);
    expect(since(treated("2025-11-22"))).toBe(11);
    expect(since(treated("2025-12-20"))).toBe(11);
    expect(since(treated("2026-11-21"))).toBe(0);
  });
  it("counts from the last of several, whatever the order", () => {
    expect(since(treated("2026-05-21", "2024-11-21"))).toBe(6);
    expect(since(treated("2024-11-21", "2026-05-21"))).toBe(6);
  });
  it("takes the latest day of a vague end and the earliest of a vague day, so that it never says too many", () => {
    expect(since(treated("2026-05"))).toBe(5);
    expect(since(treated("2025"), "2026-11")).toBe(10);
  });
  it("counts only what it was asked of", () => {
    const given = treated("2026-05-21");
    expect(
      since({ ...given, treatments: [...given.treatments, { regimen: ["letrozole"], end: "2026-10-21" }] }),
    ).toBe(6);
    expect(
      since({
        ...given,
        treatments: [...given.treatments, { regimen: ["trastuzumab", "docetaxel"], end: "2026-10-21" }],
      }),
    ).toBe(1);
  });
  it("is unknown without an end, after the day, or where the history is not complete or does not hold it", () => {
    expect(since(treated(undefined))).toBeUndefined();
    expect(since(treated("2026-05-21", undefined))).toBeUndefined();
    expect(since(treated("2026-11-22"))).toBeUndefined();
    expect(since(treated("2026-05-21"), "no day")).toBeUndefined();
    expect(since({ treatments: [] })).toBeUndefined();
    expect(since({ ...treated("2026-05-21"), treatmentsComplete: false })).toBeUndefined();
  });
});

describe("HER2 tested after a therapy", () => {
  const treated = (part: object = { start: "2025-01", end: "2026-01" }): Partial<Case> => ({
    treatments: [
      { regimen: ["trastuzumab"], setting: "metastatic", progressed: true, ...part },
      { regimen: ["letrozole"], setting: "metastatic", end: "2019" },
    ],
    treatmentsComplete: true,
  });
  const asked = (given: Partial<Case>, ...tests: object[]) =>
    facts(given, tests).call("her2TestedAfter", ["trastuzumab"]);
  const tested = (...tests: object[]) => asked(treated(), ...tests);
  it("is known by the test's own word or by its date", () => {
    expect(tested({ ihc: {}, afterTherapy: ["trastuzumab"] })).toBe(true);
    expect(tested({ ish: {}, afterTherapy: ["letrozole", "trastuzumab"] })).toBe(true);
    expect(
      asked(treated({ regimen: ["docetaxel", "trastuzumab"], end: "2026-01" }), { ihc: {}, date: "2026-03" }),
    ).toBe(true);
    expect(
      asked(treated({ regimen: ["docetaxel", "trastuzumab"], end: "2026-01" }), { ihc: {}, date: "2025-03" }),
    ).toBe(false);
    expect(tested({ ihc: {}, date: "2026-03" })).toBe(true);
    expect(tested({ ihc: {}, date: "2026-01-31" })).toBe(true);
    expect(tested({ ihc: {}, date: "2024-12" })).toBe(false);
    expect(tested({ ihc: {}, date: "2024-12" }, { ihc: {}, date: "2026-03" })).toBe(true);
  });
  it("is of tissue: IHC or ISH, not serum", () => {
    expect(tested({ serum: {}, date: "2026-03" })).toBe(false);
    expect(tested({ serum: {}, afterTherapy: ["trastuzumab"] })).toBe(false);
  });
  it("is unknown where a vague date leaves it open, or nobody wrote it down", () => {
    expect(tested({ ihc: {}, date: "2026-01" })).toBeUndefined();
    expect(tested({ ihc: {}, date: "2026" })).toBeUndefined();
    expect(tested({ ihc: {}, date: "../2026-01-01" })).toBeUndefined();
    expect(tested({ ihc: {}, date: "../2025-12-31" })).toBe(false);
    expect(tested({ ihc: {} })).toBeUndefined();
    expect(tested({ ihc: {} }, { ihc: {}, date: "2024-12" })).toBeUndefined();
    expect(tested()).toBeUndefined();
  });
  it("is no where the test names what came before it, and not this", () => {
    expect(tested({ ihc: {}, afterTherapy: [] })).toBe(false);
    expect(tested({ ihc: {}, afterTherapy: ["letrozole"] })).toBe(false);
  });
  it("counts from the start where no end is recorded, and is unknown without either", () => {
    const begun = treated({ start: "2025-01-15" });
    expect(asked(begun, { ihc: {}, date: "2025-01-15" })).toBe(true);
    expect(asked(begun, { ihc: {}, date: "2025-01-14" })).toBe(false);
    expect(asked(begun, { ihc: {}, date: "2025-01" })).toBeUndefined();
    expect(asked(treated({}), { ihc: {}, date: "2026-03" })).toBeUndefined();
    expect(asked(treated({}), { ihc: {}, date: "2026-03", afterTherapy: [] })).toBe(false);
  });
  it("is no of a therapy that was never given", () => {
    expect(asked({ treatments: [] }, { ihc: {}, date: "2026-03" })).toBe(false);
  });
});
