import type { TherapyNames } from "@erbium/knowledge-base";
import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { toldByEvents } from "./told-by-events.ts";
import { treatmentHistory } from "./treatment-history.ts";

const classes: Readonly<Record<string, readonly string[]>> = {
  "trastuzumab deruxtecan": ["topoisomerase ADC"],
  trastuzumab: [],
  capecitabine: [],
};
const names: TherapyNames = {
  therapy: (name) => {
    const id = name === "T-DXd" ? "trastuzumab deruxtecan" : name;
    return Object.hasOwn(classes, id) || id === "topoisomerase ADC" ? { id } : null;
  },
  regimen: () => null,
  therapyIs: (id, what) => id === what || (classes[id] ?? []).includes(what),
};
const told = (given: Partial<Case>): Case => toldByEvents({ tumour: "BRCA", ...given }, names);
const ild = (date: string, rest: object = {}) => ({ kind: "toxicity" as const, date, term: "ILD", ...rest });
const first = { regimen: ["trastuzumab", "capecitabine"], start: "2025-01-10", end: "2025-06-10" };
const second = { regimen: ["T-DXd"], start: "2025-07-01" };
const toxicities = (given: Case) => (given.treatments ?? []).map((one) => one.toxicity ?? null);

describe("a reaction", () => {
  it("stands beside the treatment that was being given, whichever has the name", () => {
    const given = told({ treatments: [first, second], events: [ild("2025-08-12", { grade: 3 })] });
    expect(toxicities(given)).toEqual([null, [{ term: "ILD", grade: 3 }]]);
    expect(treatmentHistory(given, names).toxicityGrade("topoisomerase ADC", "pneumonitis")).toBe(3);
  });
  it.each([
    ["the first day", "2025-01-10", [true, false]],
    ["the day before", "2025-01-09", [false, false]],
    ["the last day", "2025-06-10", [true, false]],
    ["between the two", "2025-06-20", [true, false]],
    ["a month that may be either's", "2025-06/2025-07", [true, true]],
  ])("on %s (%s)", (_, date, under) => {
    const given = told({ treatments: [first, second], events: [ild(date)] });
    expect(toxicities(given).map((one) => one !== null)).toEqual(under);
  });
  it("goes to the drug that was blamed, also by its class, and after its end", () => {
    const given = { treatments: [first, second] };
    expect(
      toxicities(told({ ...given, events: [ild("2025-09-01", { therapy: "trastuzumab" })] }))[0],
    ).toEqual([{ term: "ILD" }]);
    expect(
      toxicities(told({ ...given, events: [ild("2025-09-01", { therapy: "topoisomerase ADC" })] })),
    ).toEqual([null, [{ term: "ILD" }]]);
  });
  it("makes the list longer when it lacks the drug that was blamed", () => {
    const given = told({ treatments: [first], events: [ild("2025-09-01", { therapy: "T-DXd", grade: 2 })] });
    expect(given.treatments?.[1]).toEqual({ regimen: ["T-DXd"], toxicity: [{ term: "ILD", grade: 2 }] });
  });
  it("may belong to any treatment without dates, but not beside one that was dated to that day", () => {
    const undated = { regimen: ["T-DXd"] };
    expect(toxicities(told({ treatments: [undated], events: [ild("2025-09-01")] }))[0]).not.toBeNull();
    expect(toxicities(told({ treatments: [undated, first], events: [ild("2025-02-01")] }))).toEqual([
      null,
      [{ term: "ILD" }],
    ]);
    const after = told({ treatments: [undated, first], events: [ild("2025-09-01")] });
    expect(toxicities(after).every((one) => one !== null)).toBe(true);
  });
  it("adds to what the case says of the treatment", () => {
    const noted = { ...second, toxicity: [{ term: "nausea", grade: 1 }] };
    const given = told({ treatments: [noted], events: [ild("2025-08-12", { grade: 1 })] });
    expect(toxicities(given)[0]).toHaveLength(2);
  });
  it("of the lungs is a history of it, unless the case says otherwise", () => {
    expect(told({ events: [ild("2025-08-12")] }).patient).toEqual({ ildHistory: true });
    expect(told({ patient: { ildHistory: false }, events: [ild("2025-08-12")] }).patient).toEqual({
      ildHistory: false,
    });
    expect(told({ treatments: [{ ...second, toxicity: [{ term: "pneumonitis" }] }] }).patient).toEqual({
      ildHistory: true,
    });
    expect(told({ events: [ild("2025-08-12", { term: "diarrhoea" })] }).patient).toBeUndefined();
  });
});

describe("the ejection fraction", () => {
  const lvef = (date: string, percent: number, heartFailure?: boolean) => ({
    kind: "lvef" as const,
    date,
    percent,
    ...(heartFailure === undefined ? {} : { heartFailure }),
  });
  it("is the latest, and the lower of two on one day", () => {
    const events = [lvef("2025-02-01", 61), lvef("2025-05-01", 55), lvef("2025-05-01", 52)];
    expect(told({ events }).patient?.lvefPercent).toBe(52);
    expect(told({ events: [...events].reverse() }).patient?.lvefPercent).toBe(52);
  });
  it("of the case goes before that of an event", () => {
    expect(told({ patient: { lvefPercent: 60 }, events: [lvef("2025-02-01", 40)] }).patient).toEqual({
      lvefPercent: 60,
    });
  });
  it("with heart failure is a reaction, without it none", () => {
    const under = (failure?: boolean) =>
      toxicities(told({ treatments: [second], events: [lvef("2025-08-01", 44, failure)] }))[0];
    expect(under(true)).toEqual([{ term: "heart failure" }]);
    expect(under(false)).toBeNull();
    expect(under()).toBeNull();
  });
});

describe("progression", () => {
  const pd = (date: string) => ({ kind: "response" as const, date, response: "PD" as const });
  const progressed = (date: string, rest: object = {}) =>
    told({ treatments: [{ ...second, ...rest }], events: [pd(date)] }).treatments?.[0]?.progressed;
  it.each([
    ["on the first day", "2025-07-01", {}, true],
    ["before it", "2025-06-30", {}, undefined],
    ["in a month that begins before it", "2025-06/2025-07", {}, undefined],
    ["on the last day", "2025-10-01", { end: "2025-10-01" }, true],
    ["after it", "2025-10-02", { end: "2025-10-01" }, undefined],
    ["after an end without a day", "2025-10-02", { stopReason: "choice" }, undefined],
    ["against what is said", "2025-08-01", { progressed: false }, false],
  ] as const)("%s (%s)", (_, date, rest, expected) => {
    expect(progressed(date, rest)).toBe(expected);
  });
  it("is not read from stable disease", () => {
    const events = [{ kind: "response" as const, date: "2025-08-01", response: "SD" as const }];
    expect(told({ treatments: [second], events }).treatments?.[0]?.progressed).toBeUndefined();
  });
});

it("leaves a case without events as it is", () => {
  const given: Case = { tumour: "BRCA", patient: { lvefPercent: 60 }, treatments: [first] };
  expect(toldByEvents(given, names)).toEqual(given);
});
