import { resolveTherapies, type TherapyNames } from "@erbium/knowledge-base";
import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { treatmentHistory } from "./treatment-history.ts";

const parents: Readonly<Record<string, readonly string[]>> = {
  trastuzumab: ["anti-HER2", "systemic therapy"],
  docetaxel: ["taxane", "chemotherapy", "systemic therapy"],
  taxane: ["chemotherapy", "systemic therapy"],
  chemotherapy: ["systemic therapy"],
  letrozole: ["endocrine therapy", "systemic therapy"],
};
const names: TherapyNames = {
  therapy: (name) => (Object.hasOwn(parents, name.toLowerCase()) ? { id: name.toLowerCase() } : null),
  regimen: (name) => (name === "TH" ? ["trastuzumab", "docetaxel"] : null),
  therapyIs: (id, what) => id === what || (parents[id] ?? []).includes(what),
};
const history = (given: Partial<Case>) => treatmentHistory({ tumour: "BRCA", ...given }, names);
const listed = (complete: boolean, ...treatments: NonNullable<Case["treatments"]>) =>
  history({ setting: "metastatic", treatments, treatmentsComplete: complete });

describe("received", () => {
  it("is unknown without a list, no with an empty one", () => {
    expect(history({}).received("trastuzumab")).toBeUndefined();
    expect(history({ treatments: [] }).received("trastuzumab")).toBe(false);
    expect(history({ treatments: [], treatmentsComplete: false }).received("trastuzumab")).toBeUndefined();
  });
  it("is known where listed even if the list is not complete, and no only where it is", () => {
    const treatment = { regimen: ["TH"], setting: "metastatic" as const };
    expect(history({ treatments: [treatment] }).received("taxane")).toBe(true);
    expect(history({ treatments: [treatment] }).received("letrozole")).toBeUndefined();
    expect(listed(true, treatment).received("letrozole")).toBe(false);
  });
  it("asks for the setting, where early is neoadjuvant or adjuvant", () => {
    const given = listed(true, { regimen: ["trastuzumab"], setting: "adjuvant" });
    expect(given.received("trastuzumab", "early")).toBe(true);
    expect(given.received("trastuzumab", "neoadjuvant")).toBe(false);
    expect(given.received("trastuzumab", "metastatic")).toBe(false);
    expect(listed(true, { regimen: ["trastuzumab"] }).received("trastuzumab", "metastatic")).toBeUndefined();
  });
  it("leaves open what a class or an unknown name may have been", () => {
    expect(listed(true, { regimen: ["chemotherapy"] }).received("docetaxel")).toBeUndefined();
    expect(listed(true, { regimen: ["chemotherapy"] }).received("trastuzumab")).toBe(false);
    expect(listed(true, { regimen: ["letrozole", "chemotherapy"] }).received("docetaxel")).toBeUndefined();
    expect(listed(true, { regimen: ["study drug X"] }).received("trastuzumab")).toBeUndefined();
  });
});

describe("complete", () => {
  it("is what is said to be, an empty list, and no list that is only there", () => {
    const given = [{ regimen: ["trastuzumab"] }];
    expect(history({}).complete).toBe(false);
    expect(history({ treatmentsComplete: true }).complete).toBe(false);
    expect(history({ treatments: [] }).complete).toBe(true);
    expect(history({ treatments: [], treatmentsComplete: false }).complete).toBe(false);
    expect(history({ treatments: given }).complete).toBe(false);
    expect(history({ treatments: given, treatmentsComplete: true }).complete).toBe(true);
  });
});

describe("treatments", () => {
  const treatments = [
    { regimen: ["docetaxel", "trastuzumab"], line: 2 },
    { regimen: ["TH", "docetaxel"], line: 1, start: "2024" },
    { regimen: ["study drug Y", "study drug X"], line: 1 },
  ];
  it("stand in order of start, then of line, with the ids of their members, each once", () => {
    const found = history({ setting: "metastatic", treatments }).treatments;
    expect(found.map((one) => [one.therapies, one.unresolved])).toEqual([
      [[], ["study drug X", "study drug Y"]],
      [["docetaxel", "trastuzumab"], []],
      [["docetaxel", "trastuzumab"], []],
    ]);
    expect(found.map((one) => one.start)).toEqual([undefined, undefined, "2024"]);
  });
  it("otherwise alike stand in one order, whatever the order of the case", () => {
    const alike = [
      { regimen: ["trastuzumab"], line: 1, months: 3 },
      { regimen: ["letrozole"], line: 1 },
    ];
    const order = (of: typeof alike) => history({ treatments: of }).treatments.map((one) => one.therapies[0]);
    expect(order(alike)).toEqual(order(alike.toReversed()));
  });
  it("with a line of metastatic disease are of that setting", () => {
    const settings = (part: object, setting: Case["setting"] = "metastatic") =>
      history({ setting, treatments: [{ regimen: ["trastuzumab"], ...part }] }).treatments[0]?.setting;
    expect(settings({ line: 1 })).toBe("metastatic");
    expect(settings({})).toBeUndefined();
    expect(settings({ line: 1 }, "early")).toBeUndefined();
    expect(settings({ line: 1, setting: "adjuvant" })).toBe("adjuvant");
  });
});

describe("progressedOn", () => {
  it("asks for the therapy and the setting", () => {
    const given = listed(
      true,
      { regimen: ["trastuzumab"], setting: "adjuvant", progressed: false },
      { regimen: ["docetaxel"], setting: "metastatic", progressed: true },
    );
    expect(given.progressedOn("docetaxel")).toBe(true);
    expect(given.progressedOn("trastuzumab")).toBe(false);
    expect(given.progressedOn("docetaxel", "metastatic")).toBe(true);
    expect(given.progressedOn("docetaxel", "adjuvant")).toBe(false);
    expect(
      history({ treatments: [{ regimen: ["docetaxel"], progressed: false }] }).progressedOn("docetaxel"),
    ).toBeUndefined();
  });
  it("goes by what is said of it before how it ended", () => {
    const course = (part: object) =>
      listed(true, { regimen: ["trastuzumab"], ...part }).progressedOn("trastuzumab");
    expect(course({ progressed: false, stopReason: "progression" })).toBe(false);
    expect(course({ stopReason: "completed", bestResponse: "PD" })).toBe(true);
    expect(course({ bestResponse: "PR" })).toBeUndefined();
    expect(course({ bestResponse: "PR", stopReason: "choice" })).toBe(false);
  });
  it.each([
    [{ progressed: true }, true],
    [{ stopReason: "progression" as const }, true],
    [{ bestResponse: "PD" as const }, true],
    [{ progressed: false }, false],
    [{ stopReason: "toxicity" as const }, false],
    [{}, undefined],
  ])("of %j is %s", (part, expected) => {
    expect(listed(true, { regimen: ["trastuzumab"], ...part }).progressedOn("trastuzumab")).toBe(expected);
  });
});

describe("toxicity", () => {
  const stopped = listed(true, {
    regimen: ["trastuzumab"],
    stopReason: "toxicity",
    toxicity: [{ term: "Pneumonitis", grade: 2 }, { term: "ILD", grade: 1 }, { term: "nausea" }],
  });
  it("is found under any word for it, at its highest grade", () => {
    expect(stopped.stoppedForToxicity("trastuzumab", "ILD")).toBe(true);
    expect(stopped.stoppedForToxicity("trastuzumab", "heart failure")).toBe(false);
    expect(stopped.toxicityGrade("trastuzumab", "interstitial lung disease")).toBe(2);
  });
  it("is not known where nobody says why it was stopped, or of what", () => {
    const given = (part: object, complete = true) => listed(complete, { regimen: ["trastuzumab"], ...part });
    expect(given({}).stoppedForToxicity("trastuzumab")).toBeUndefined();
    expect(given({ stopReason: "completed" }).stoppedForToxicity("trastuzumab")).toBe(false);
    expect(given({ stopReason: "completed" }, false).stoppedForToxicity("trastuzumab")).toBeUndefined();
    expect(given({ stopReason: "toxicity" }).stoppedForToxicity("trastuzumab")).toBe(true);
    expect(given({ stopReason: "toxicity" }).stoppedForToxicity("trastuzumab", "ILD")).toBeUndefined();
    expect(given({ stopReason: "toxicity" }).stoppedForToxicity("docetaxel")).toBe(false);
    expect(
      given({ stopReason: "completed", toxicity: [{ term: "ILD" }] }).stoppedForToxicity(
        "trastuzumab",
        "ILD",
      ),
    ).toBe(false);
  });
  it("is graded by what was given it, and by nothing else", () => {
    const given = listed(
      true,
      { regimen: ["trastuzumab"], toxicity: [{ term: "ILD", grade: 1 }] },
      { regimen: ["docetaxel"], toxicity: [{ term: "ILD", grade: 4 }] },
    );
    expect(given.toxicityGrade("trastuzumab", "ILD")).toBe(1);
    expect(given.toxicityGrade("systemic therapy", "ILD")).toBe(4);
    expect(given.toxicityGrade("letrozole", "ILD")).toBe(0);
  });
  it("may have been of what a class or an unknown name stands for", () => {
    const given = (name: string) => listed(true, { regimen: [name], toxicity: [{ term: "ILD", grade: 3 }] });
    expect(given("chemotherapy").toxicityGrade("docetaxel", "ILD")).toBeUndefined();
    expect(given("study drug X").toxicityGrade("trastuzumab", "ILD")).toBeUndefined();
    expect(given("chemotherapy").toxicityGrade("trastuzumab", "ILD")).toBe(0);
    expect(
      listed(true, { regimen: ["chemotherapy"] }, { regimen: ["letrozole"] }).toxicityGrade(
        "docetaxel",
        "ILD",
      ),
    ).toBeUndefined();
  });
  it("without a grade is unknown, and 0 only where the history is complete", () => {
    expect(stopped.toxicityGrade("trastuzumab", "nausea")).toBeUndefined();
    expect(stopped.toxicityGrade("trastuzumab", "heart failure")).toBe(0);
    expect(
      history({ treatments: [{ regimen: ["trastuzumab"] }] }).toxicityGrade("trastuzumab", "ILD"),
    ).toBeUndefined();
  });
});

describe("recurredWithin", () => {
  const adjuvant = (part: object) => listed(true, { regimen: ["trastuzumab"], setting: "adjuvant", ...part });
  it("counts recurrence on it and up to so many months after its end", () => {
    expect(adjuvant({ recurrenceMonthsAfterEnd: 6 }).recurredWithin(6, "trastuzumab")).toBe(true);
    expect(adjuvant({ recurrenceMonthsAfterEnd: 6.1 }).recurredWithin(6, "trastuzumab")).toBe(false);
    expect(adjuvant({ progressed: true }).recurredWithin(6, "trastuzumab")).toBe(true);
    expect(adjuvant({}).recurredWithin(6, "trastuzumab")).toBeUndefined();
  });
  it("needs the therapy, and the word that there was none is only the list's where it is complete", () => {
    expect(adjuvant({ recurrenceMonthsAfterEnd: 2 }).recurredWithin(6, "letrozole")).toBe(false);
    expect(adjuvant({ recurrenceMonthsAfterEnd: 5.9 }).recurredWithin(6, "trastuzumab")).toBe(true);
    expect(
      adjuvant({ progressed: false, recurrenceMonthsAfterEnd: 7 }).recurredWithin(6, "trastuzumab"),
    ).toBe(false);
    expect(adjuvant({ progressed: false }).recurredWithin(6, "trastuzumab")).toBeUndefined();
  });
  it("does not count treatment of metastatic disease", () => {
    expect(
      listed(true, { regimen: ["trastuzumab"], setting: "metastatic", progressed: true }).recurredWithin(
        6,
        "trastuzumab",
      ),
    ).toBe(false);
  });
});

describe("lines", () => {
  it("are numbered lines once each, and lower bounds unless all is known", () => {
    const first = { regimen: ["TH"], setting: "metastatic" as const, line: 1 };
    expect(listed(true, first, { ...first, regimen: ["trastuzumab"] }).linesMetastatic()).toEqual({
      atLeast: 1,
      exact: true,
    });
    expect(listed(true, { ...first, line: 3 }).linesMetastatic()).toEqual({ atLeast: 3, exact: true });
    expect(listed(true, { regimen: ["TH"] }).linesMetastatic()).toEqual({ atLeast: 0, exact: false });
    expect(history({ treatments: [first] }).linesMetastatic()).toEqual({ atLeast: 1, exact: false });
    expect(history({ treatments: [] }).linesMetastatic()).toEqual({ atLeast: 0, exact: true });
  });
  it("without a number are one each, and a number says how many came before", () => {
    const plain = { regimen: ["TH"], setting: "metastatic" as const };
    expect(listed(true, plain, plain).linesMetastatic().atLeast).toBe(2);
    expect(listed(true, plain, { ...plain, line: 1 }).linesMetastatic().atLeast).toBe(2);
    expect(listed(true, plain, { ...plain, line: 4 }).linesMetastatic().atLeast).toBe(4);
    expect(
      listed(
        true,
        { ...plain, line: 1 },
        { ...plain, line: 2 },
        { regimen: ["TH"], setting: "adjuvant" },
      ).linesMetastatic(),
    ).toEqual({ atLeast: 2, exact: true });
  });
  it("of regimens are lower bounds where one of them may have held it, or the list is not complete", () => {
    const first = { regimen: ["TH"], setting: "metastatic" as const };
    expect(listed(true, first, { regimen: ["chemotherapy"] }).regimensWith("taxane")).toEqual({
      atLeast: 1,
      exact: false,
    });
    expect(listed(false, first).regimensWith("taxane")).toEqual({ atLeast: 1, exact: false });
    expect(listed(true, { regimen: ["TH"] }).regimensWith("taxane", "metastatic")).toEqual({
      atLeast: 0,
      exact: false,
    });
  });
  it("count regimens with a class", () => {
    const given = listed(
      true,
      { regimen: ["TH"], setting: "metastatic" },
      { regimen: ["docetaxel"], setting: "adjuvant" },
    );
    expect(given.regimensWith("taxane")).toEqual({ atLeast: 2, exact: true });
    expect(given.regimensWith("taxane", "metastatic")).toEqual({ atLeast: 1, exact: true });
  });
});

describe("names", () => {
  it("resolve regimens, and several joined by a plus", () => {
    expect(resolveTherapies("TH", names)).toEqual(["trastuzumab", "docetaxel"]);
    expect(resolveTherapies("trastuzumab + docetaxel", names)).toEqual(["trastuzumab", "docetaxel"]);
    expect(resolveTherapies("trastuzumab + mystery", names)).toBeNull();
    expect(resolveTherapies("TH+letrozole", names)).toEqual(["trastuzumab", "docetaxel", "letrozole"]);
    expect(resolveTherapies("+ docetaxel +", names)).toBeNull();
    expect(resolveTherapies("mystery", names)).toBeNull();
    expect(resolveTherapies("", names)).toBeNull();
  });
  it("resolve to ids for whoever asks, none for an unknown one", () => {
    expect(history({}).resolve("TH")).toEqual(["trastuzumab", "docetaxel"]);
    expect(history({}).resolve("mystery")).toEqual([]);
    expect(history({}).contains("docetaxel", "taxane")).toBe(true);
  });
});
