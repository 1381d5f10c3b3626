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

it("says each part of the measure with its weight, the doubt and the sources", () => {
  const mine = patient([finding("ERBB2:p.L755P", ["ERBB2:p.L755S"])]);
  const one = found(mine, {
    ...whole,
    tumour: "IDC",
    together: ["ERBB2:p.L755P", "x", "y"],
    doubt: "a misprint",
  });
  expect(one).toMatchObject({
    statement: "s",
    text: "a case",
    similarity: 0.58,
    sources: [{ source: "r" }],
    doubt: "a misprint",
  });
  expect(one?.because.slice(0, 4).map((part) => part.text)).toEqual([
    "alteration: 0.33 of 1, weight 0.4",
    "tumour: 0.5 of 1, weight 0.3",
    "receptors: 1 of 1, weight 0.2",
    "line: 1 of 1, weight 0.1",
  ]);
  expect(found(mine, whole)?.doubt).toBeNull();
});

describe("the alteration", () => {
  const similarity = (one: Patient, statement: object = {}) =>
    found(one, { ...whole, ...statement })?.similarity;
  it("is of the same gene", () => {
    const other = { ...finding("ERBB2:p.L755S"), alteration: { gene: "ERBB3", key: "ERBB2:p.L755S" } };
    expect(similarity(patient([other]))).toBeUndefined();
  });
  it("is no other record's residue or class", () => {
    expect(similarity(patient([finding("x", ["z"], ["z"])]))).toBeUndefined();
  });
  it("counts by the closest of several", () => {
    expect(similarity(patient([finding("x", [], ["ERBB2:p.L755S"]), finding("ERBB2:p.L755S")]))).toBe(1);
    expect(similarity(patient([finding("x", [], ["ERBB2:p.L755S"]), finding("y", ["ERBB2:p.L755S"])]))).toBe(
      0.8,
    );
    expect(similarity(patient([finding("x", ["z"], ["z"]), finding("y", ["z", "ERBB2:p.L755S"])]))).toBe(0.8);
  });
  it("falls by the share of the co-alterations that are missing", () => {
    const mine = patient([finding("ERBB2:p.L755S"), finding("a")]);
    expect(similarity(mine, { together: ["a", "b"] })).toBe(0.9);
    expect(similarity(mine, { together: [] })).toBe(1);
  });
});

describe("the tumour", () => {
  const mine = patient([finding("ERBB2:p.L755S")]);
  it("is the same where one holds the other", () => {
    const knowledge = (up: string, down: string) =>
      similarCases(mine, false, {
        alterations: [
          {
            key: "ERBB2:p.L755S",
            gene: "ERBB2",
            statements: [{ id: "s", text: "", status: "verified", sources: [], ...whole, tumour: "IDC" }],
          },
        ],
        tumourIs: (a: string, b: string) => a === down && b === up,
        guidelineFamily: () => null,
        source: () => ({ kind: "paper" }),
      } as unknown as KnowledgeIndex)[0]?.similarity;
    expect(knowledge("BRCA", "IDC")).toBe(1);
    expect(knowledge("IDC", "BRCA")).toBe(1);
    expect(knowledge("x", "y")).toBe(0.7);
  });
});

describe("the receptors", () => {
  const of = (
    receptors: string | undefined,
    er: "positive" | "negative" | undefined,
    her2: boolean | "unknown",
  ) => {
    const mine = patient([finding("ERBB2:p.L755S")]);
    const biomarkers = er === undefined ? {} : er === "positive" ? { er } : { er, pr: "negative" as const };
    const one = { ...mine, given: { ...mine.given, biomarkers } } as Patient;
    const similarity =
      found(one, { tumour: "BRCA", case: { line: "second", receptors } }, her2)?.similarity ?? 0;
    return Math.round((similarity - 0.8) * 10) / 2;
  };
  it.each<[string | undefined, "positive" | "negative" | undefined, boolean | "unknown", number]>([
    ["ER+/HER2-", "positive", false, 1],
    ["ER+/HER2-", "positive", true, 0.5],
    ["ER+/HER2-", "negative", false, 0.5],
    ["ER+/HER2-", "negative", true, 0],
    ["ER+/HER2-", undefined, "unknown", 0],
    ["HR+ HER2+", "positive", true, 1],
    ["PR +", "positive", "unknown", 0.5],
    ["ER/PR+", "positive", "unknown", 0.5],
    ["hormone: HR-positive", "positive", "unknown", 0.5],
    ["PR positive", "positive", "unknown", 0.5],
    ["ER-, HER2-positive", "negative", true, 1],
    ["HR -", "negative", "unknown", 0.5],
    ["ER negative, HER2 negative", "negative", false, 1],
    ["HER2 +", "positive", true, 0.5],
    ["HER2 -", "positive", false, 0.5],
    ["triple-negative", "negative", false, 1],
    ["Triple negative", "positive", true, 0],
    ["TNBC", "negative", false, 1],
    ["not stated", "positive", false, 0],
    [undefined, "positive", false, 0],
  ])("%s against ER %s and HER2 %s: %s", (receptors, er, her2, expected) => {
    expect(of(receptors, er, her2)).toBe(expected);
  });
});

describe("the line", () => {
  const of = (line: string | undefined, lines: { atLeast: number; exact: boolean }) => {
    const mine = patient([finding("ERBB2:p.L755S")]);
    const one = { ...mine, history: { linesMetastatic: () => lines } } as unknown as Patient;
    return (found(one, { tumour: "BRCA", case: { receptors: "ER+ HER2-", line } })?.similarity ?? 0) > 0.95;
  };
  it.each<[string | undefined, number, boolean, boolean]>([
    ["first line", 0, true, true],
    ["First", 0, true, true],
    ["1L", 0, true, true],
    ["1st line", 0, true, true],
    ["after 1 line", 1, true, true],
    ["after 11 lines", 1, true, true],
    ["first line", 1, true, false],
    ["second line", 1, true, true],
    ["second line", 0, true, false],
    ["second line", 1, false, true],
    ["first line", 0, false, false],
    [undefined, 1, true, false],
  ])("%s after %s lines (exact: %s): %s", (line, atLeast, exact, expected) => {
    expect(of(line, { atLeast, exact })).toBe(expected);
  });
});

it("shows the two most similar, of equals the first by id", () => {
  const statements = ["c", "b", "a", "d"].map((id) => ({
    ...whole,
    id,
    text: id,
    status: "verified",
    sources: [{ source: "r" }],
    case: { ...whole.case, line: id === "d" ? "second" : "first" },
  }));
  const shown = similarCases(patient([finding("ERBB2:p.L755S")]), false, {
    alterations: [{ key: "ERBB2:p.L755S", gene: "ERBB2", statements }],
    tumourIs: (a: string, b: string) => a === b,
    source: () => ({ kind: "paper" }),
  } as unknown as KnowledgeIndex);
  expect(shown.map((one) => one.statement)).toEqual(["d", "a"]);
  expect(shown[0]?.because.map((one) => one.code)).toEqual(Array(4).fill("similar.part"));
});

it("says that a review reports it only where nothing else does", () => {
  const kinds = (...list: string[]) =>
    similarCases(patient([finding("ERBB2:p.L755S")]), false, {
      alterations: [
        {
          key: "ERBB2:p.L755S",
          gene: "ERBB2",
          statements: [
            { ...whole, id: "s", text: "", status: "verified", sources: list.map((source) => ({ source })) },
          ],
        },
      ],
      tumourIs: (a: string, b: string) => a === b,
      source: (id: string) => ({ kind: id }),
    } as unknown as KnowledgeIndex)[0]?.because.some((one) => one.code === "similar.reported");
  expect([kinds("review"), kinds("review", "paper"), kinds("paper"), kinds()]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
