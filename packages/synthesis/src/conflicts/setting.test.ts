import { namedChanges } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import { knowledge } from "../../test/compiled.ts";
import { assertion } from "./assertion.fixture.ts";
import type { Assertion } from "./assertion.ts";
import { differences, type Setting, settingOf } from "./setting.ts";

const settingWith = (part: Partial<Assertion>, partners: string | null = null): Setting => {
  const one = assertion(part);
  const changes = namedChanges(one.alteration, knowledge.genes);
  return settingOf(one, {
    kind: one.therapies.length > 0 ? "therapy" : "prognosis",
    partners,
    changes,
    chosenBy: new Map(),
  });
};
const between = (a: Partial<Assertion>, b: Partial<Assertion>): string[] =>
  differences(settingWith(a), settingWith(b));

describe("settings that ask different things", () => {
  it.each<[Partial<Assertion>, Partial<Assertion>, string]>([
    [
      { outcome: "PFS" },
      { outcome: "OS" },
      "endpoint: overall survival against time to progression or recurrence",
    ],
    [{ outcome: "ORR" }, { outcome: "pCR" }, "endpoint: pathological complete response against response"],
    [
      { outcome: "median PFS" },
      { outcome: "overall survival" },
      "endpoint: overall survival against time to progression or recurrence",
    ],
    [
      { population: "first-line metastatic" },
      { population: "second-line metastatic" },
      "line: first line against later line",
    ],
    [{ population: "untreated" }, { population: "pretreated" }, "line: first line against later line"],
    [
      { population: "chemotherapy-naive" },
      { statement: "after progression" },
      "line: first line against later line",
    ],
    [{ population: "adjuvant" }, { population: "neoadjuvant" }, "stage: adjuvant against neoadjuvant"],
    [{ population: "early breast cancer" }, { population: "metastatic" }, "stage: adjuvant against advanced"],
    [{ statement: "at 5.4 mg/kg" }, { population: "6.4 mg/kg" }, "dose: 5.4mg/kg against 6.4mg/kg"],
    [
      { outcome: "diarrhoea any grade" },
      { outcome: "diarrhoea grade 3" },
      "grade: any grade against grade 3 or more",
    ],
    [{ alteration: "ERBB2 L755S" }, { alteration: "ERBB2 p.V777L" }, "change: L755S against V777L"],
    [
      { outcome: "6-month PFS rate", unit: "%" },
      { outcome: "2-year PFS rate", unit: "%" },
      "landmark: 24 months against 6 months",
    ],
    [
      { statement: "at 12 weeks 60 % had not progressed", unit: "%" },
      { statement: "PFS at 1 year was 20 %", unit: "percent" },
      "landmark: 12 months against 3 months",
    ],
    [{ alteration: "HER2 IHC 2+" }, { alteration: "ERBB2 IHC 3+" }, "IHC score: 2+ against 3+"],
    [{ alteration: "HER2 IHC 0" }, { alteration: "HER2 1+" }, "IHC score: 0 against 1+"],
    [
      { population: "hormone receptor-positive" },
      { population: "triple-negative" },
      "HR: altered or positive against not",
    ],
    [
      { population: "after HER2-directed ADC" },
      { population: "pretreated, no prior ADC" },
      "prior ADC: altered or positive against not",
    ],
    [{ population: "TKI-naive" }, { population: "prior TKI" }, "prior TKI: altered or positive against not"],
    [{ population: "RAS-mutant" }, { population: "RAS wild-type" }, "RAS: altered or positive against not"],
    [
      { population: "hormone receptor-positive" },
      { population: "HR-negative" },
      "HR: altered or positive against not",
    ],
    [
      { alteration: "ERBB2 FISH positive + EGFR mutation" },
      { alteration: "ERBB2 FISH positive + EGFR wild-type" },
      "EGFR: altered or positive against not",
    ],
  ])("%o and %o", (a, b, difference) => {
    expect(between(a, b)).toEqual([difference]);
    expect(between(b, a)).toEqual([difference]);
  });
  it("compared with something else, where a therapy is", () => {
    const against = (comparator: string) => ({ therapies: ["x"], comparator });
    expect(between(against("lapatinib"), against("placebo"))).toEqual(["compared with something else"]);
    expect(between(against("lapatinib"), against("lapatinib + capecitabine"))).toEqual([]);
    expect(between({ comparator: "men" }, { comparator: "women" })).toEqual([]);
  });
  it("given with another directed agent", () => {
    const one = settingWith({}, "");
    const other = settingWith({}, "neratinib");
    expect(differences(one, other)).toEqual(["partners: neratinib against none"]);
    expect(differences(one, settingWith({}))).toEqual([]);
  });
});

describe("settings that may be one", () => {
  it.each<[Partial<Assertion>, Partial<Assertion>]>([
    [{ outcome: "PFS" }, { outcome: null }],
    [{ outcome: "ORR" }, { outcome: "response count" }],
    [{ outcome: "prognosis" }, { outcome: "OS" }],
    [
      { outcome: "1-year PFS", unit: "%" },
      { outcome: "PFS at 12 months", unit: "%" },
    ],
    [
      { statement: "PFS of 6 months", unit: "months" },
      { outcome: "2-year PFS", unit: "months" },
    ],
    [
      { outcome: "ORR", unit: "%", statement: "at 6-month follow-up" },
      { outcome: "24-month ORR", unit: "%" },
    ],
    [{ alteration: "ERBB2 A775_G776insYVMA" }, { alteration: "ERBB2 p.Tyr772_Ala775dup" }],
    [{ alteration: "HER2 IHC 2+/3+" }, { alteration: "HER2 IHC 3+" }],
    [{ population: "first line" }, { population: null }],
    [{ population: "first line" }, { population: "first and second line, first-line" }],
    [{ alteration: "ERBB2 L755S" }, { alteration: "ERBB2 mutation" }],
    [{ alteration: "ERBB2 L755S" }, { alteration: "ERBB2 L755S + ERBB2 V777L" }],
    [{ population: "RAS-mutant" }, { population: "BRAF wild-type" }],
    [{ alteration: "ERBB2 positive" }, { alteration: "ERBB2 negative" }],
    [{ population: "PD-L1 tested" }, { population: "metastatic" }],
  ])("%o and %o", (a, b) => {
    expect(between(a, b)).toEqual([]);
  });
});

describe("how a setting is read", () => {
  it.each([
    ["at 15 mg/kg", "15mg/kg"],
    ["at 5.45mg/kg", "5.45mg/kg"],
    ["at 5.4 mg", null],
  ])("a dose: %s", (statement, dose) => {
    expect(settingWith({ statement }).dose).toBe(dose);
  });
  it("by nothing where nothing is said", () => {
    const { endpoint, line, stage, dose, grade, comparator, alleles, markers } = settingWith({});
    expect([line, stage, dose, grade]).toEqual([null, null, null, null]);
    expect([endpoint.size, comparator.size, alleles.size, markers.size]).toEqual([0, 0, 0, 0]);
  });
  it("markers by their whole name: what begins or ends like HER2 is another", () => {
    const markers = (population: string) => [...settingWith({ population }).markers.keys()];
    expect(markers("HER2-positive")).toEqual([]);
    expect(markers("FISH-positive")).toEqual([]);
    expect(markers("HER2LX-positive")).toEqual(["HER2LX"]);
    expect(markers("oestrogen receptor-positive")).toEqual(["ER"]);
  });
  it("changes named on both sides that share one do not differ", () => {
    expect(between({ alteration: "ERBB2 L755S, V777L" }, { alteration: "ERBB2 V777L" })).toEqual([]);
    expect(between({ alteration: "ERBB2 L755S, V777L" }, { alteration: "ERBB2 S310F" })).toEqual([
      "change: L755S, V777L against S310F",
    ]);
    expect(between({ population: "RAS-mutant" }, { population: "RAS mutation" })).toEqual([]);
  });
});

describe("patients chosen by something that has an opposite", () => {
  const chosen = (...by: readonly (readonly [string, boolean])[]): Setting =>
    settingOf(assertion({}), { kind: "frequency", partners: null, changes: [], chosenBy: new Map(by) });
  it("differ where the poles do", () => {
    expect(differences(chosen(["never smoking", true]), chosen(["never smoking", false]))).toEqual([
      "never smoking against the opposite",
    ]);
    expect(differences(chosen(["never smoking", true]), chosen(["never smoking", true]))).toEqual([]);
    expect(differences(chosen(["never smoking", true]), chosen(["age", false]))).toEqual([]);
  });
});
