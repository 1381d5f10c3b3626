import { describe, expect, it } from "vitest";
import { caseSchema } from "./case.ts";

/** The first thing wrong with a case: where, and what is allowed there. */
const wrong = (given: object): [string, string] | null => {
  const read = caseSchema.safeParse({ tumour: "BRCA", ...given });
  const [issue] = read.success ? [] : read.error.issues;
  return issue === undefined ? null : [issue.path.join("."), issue.message];
};
const event = (one: object) => wrong({ events: [{ date: "2026-03-01", ...one }] });

describe("the order of days in a case", () => {
  it.each([
    ["2026-03-01", "2026-03-01", true],
    ["2026-03-01", "2026-02-28", false],
    ["2026-03", "2026-03", true],
    ["2026-03-31", "2026-03", true],
    ["2026-04-01", "2026-03", false],
    ["2026", "2026-01-01", true],
  ])("a treatment from %s may end on %s: %s", (start, end, may) => {
    expect(wrong({ treatments: [{ regimen: ["trastuzumab"], start, end }] })).toEqual(
      may ? null : ["treatments.0.end", "the first day or one after it"],
    );
  });

  it("one of the two says nothing of the other", () => {
    expect(
      wrong({
        treatments: [
          { regimen: ["a"], end: "2020" },
          { regimen: ["a"], start: "2026" },
        ],
      }),
    ).toBeNull();
  });

  it("a reaction does not resolve before it begins", () => {
    const ild = { kind: "toxicity", term: "ILD" };
    expect(event({ ...ild, resolved: "2026-03-01" })).toBeNull();
    expect(event({ ...ild, resolved: "2026-02-28" })).toEqual([
      "events.0.resolved",
      "the onset or a day after it",
    ]);
  });
});

describe("units in a case", () => {
  it("an ejection fraction is a percentage, not a share", () => {
    const told = "a percentage: 55, not 0.55";
    expect(event({ kind: "lvef", percent: 1.01 })).toBeNull();
    expect(event({ kind: "lvef", percent: 1 })).toEqual(["events.0.percent", told]);
    expect(event({ kind: "lvef", percent: 55, lowerLimitPercent: 0.5 })).toEqual([
      "events.0.lowerLimitPercent",
      told,
    ]);
    expect(wrong({ patient: { lvefPercent: 0.6 } })).toEqual(["patient.lvefPercent", told]);
  });

  it("a count is of a litre, not of a microlitre, which would be read as normal", () => {
    expect(event({ kind: "laboratory", neutrophils: 100, platelets: 3000 })).toBeNull();
    expect(event({ kind: "laboratory", neutrophils: 700 })).toEqual([
      "events.0.neutrophils",
      "10^9 per litre, 100 at the most: 0.7, not 700 per microlitre",
    ]);
    expect(event({ kind: "laboratory", platelets: 3001 })?.[0]).toBe("events.0.platelets");
  });
});
