import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import type { Patient } from "./patient.ts";
import { similarCases, weights } from "./similar-cases.ts";

const finding = (key: string, sameResidue: string[] = [], classes: string[] = []) => ({
  alteration: { gene: "ERBB2", key },
  known: {
    sameResidue: sameResidue.map((one) => ({ key: one })),
    classes: classes.map((one) => ({ key: one })),
  },
});
const patient = (findings: object[], lines = 1) =>
  ({
    given: { tumour: "BRCA", biomarkers: { er: "positive" } },
    tumour: { code: "BRCA" },
    findings,
    history: { linesMetastatic: () => ({ atLeast: lines, exact: true }) },
  }) as unknown as Patient;
const found = (one: Patient, statement: object, her2: boolean | "unknown" = false) =>
  similarCases(one, her2 === "unknown" ? undefined : her2, {
    alterations: [
      {
        key: "ERBB2:p.L755S",
        gene: "ERBB2",
        statements: [
          { id: "s", text: "a case", status: "verified", sources: [{ source: "r" }], ...statement },
        ],
      },
    ],
    tumourIs: (a: string, b: string) => a === b,
    guidelineFamily: (code: string) => (code === "IDC" || code === "BRCA" ? "breast" : null),
    source: () => ({ kind: "review" }),
  } as unknown as KnowledgeIndex)[0];
const whole = { tumour: "BRCA", case: { receptors: "ER+ HER2-", line: "second line", outcome: "PR" } };

it("weighs parts that add up to one", () => {
  expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
  expect(found(patient([finding("ERBB2:p.L755S")]), whole)?.similarity).toBe(1);
});

describe("the measure", () => {
  const mine = patient([finding("ERBB2:p.L755S")]);
  it("falls with the alteration: residue, class, nothing", () => {
    expect(found(patient([finding("ERBB2:p.L755P", ["ERBB2:p.L755S"])]), whole)?.similarity).toBe(0.8);
    expect(found(patient([finding("ERBB2:x", [], ["ERBB2:p.L755S"])]), whole)?.similarity).toBe(0.7);
    expect(found(patient([finding("ERBB2:p.V777L")]), whole)).toBeUndefined();
  });
  it("falls with co-alterations the patient lacks", () => {
    expect(found(mine, { ...whole, together: ["ERBB3:p.E928G"] })?.similarity).toBe(0.8);
    expect(found(mine, { ...whole, together: ["ERBB2:p.L755S"] })?.similarity).toBe(1);
  });
  it("falls with tumour, receptors and line, and with what is not said", () => {
    expect(found(mine, { ...whole, tumour: "IDC" })?.similarity).toBe(0.85);
    expect(found(mine, { ...whole, tumour: "LUAD" })?.similarity).toBe(0.7);
    expect(found(mine, { case: whole.case })?.similarity).toBe(0.7);
    expect(found(mine, whole, true)?.similarity).toBe(0.9);
    expect(found(mine, whole, "unknown")?.similarity).toBe(0.9);
    expect(
      found(mine, { tumour: "BRCA", case: { ...whole.case, receptors: "triple-negative" } })?.similarity,
    ).toBe(0.9);
    expect(found(mine, { tumour: "BRCA", case: { ...whole.case, line: "first line" } })?.similarity).toBe(
      0.9,
    );
  });
});

it("compares published patients only, and none that was recalled", () => {
  const mine = patient([finding("ERBB2:p.L755S")]);
  expect(found(mine, { tumour: "BRCA" })).toBeUndefined();
  expect(found(mine, { ...whole, status: "recalled" })).toBeUndefined();
});

it("says when only a review reports the case", () => {
  expect(found(patient([finding("ERBB2:p.L755S")]), whole)?.because.at(-1)?.code).toBe("similar.reported");
});
