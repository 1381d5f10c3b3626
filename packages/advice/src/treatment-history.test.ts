import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { resolveTherapies, type TherapyNames, treatmentHistory } from "./treatment-history.ts";

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
    expect(listed(true, { regimen: ["study drug X"] }).received("trastuzumab")).toBeUndefined();
  });
});

describe("progressedOn", () => {
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
  });
});
