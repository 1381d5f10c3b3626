import type { CompiledApproval } from "@erbium/knowledge-base";
import { type Approval, caseVocabulary } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { isAgnostic, judgeApproval } from "./approval-verdict.ts";
import type { Patient } from "./patient.ts";

const row = (part: Partial<Approval>): Approval => ({
  id: "A1",
  agency: "FDA",
  regimen: ["trastuzumab"],
  words: { drug: "trastuzumab", indication: "breast", biomarker: "HER2+", line: "first" },
  tumours: ["BRCA"],
  requires: { biomarker: "her2Positive", line: "linesMetastatic = 0" },
  type: "full",
  state: "active",
  from: "2020-05",
  to: null,
  status: "verified",
  sources: [{ source: "s" }],
  ...part,
});
const compiled = (part: Partial<Approval>): CompiledApproval => {
  const whole = row(part);
  return {
    row: whole,
    parts: (["tumour", "setting", "biomarker", "line"] as const).flatMap((name) => {
      const source = whole.requires[name];
      if (source === undefined) return [];
      const condition = parseCondition(source, caseVocabulary);
      if (!condition.ok) throw new Error(condition.error.message);
      return [
        {
          part: name,
          words: name,
          condition: condition.value,
          recalled: (whole.recalled ?? []).includes(name),
        },
      ];
    }),
  };
};
const patient = {
  given: { tumour: "BRCA", setting: "metastatic" },
  tumour: { code: "BRCA", name: "Breast", lineage: [] },
} as unknown as Patient;
const judge = (part: Partial<Approval>, values: Record<string, Value>, asOf = "2026-11-21") => {
  const facts = factsFrom(values);
  return judgeApproval(
    compiled(part),
    patient,
    { facts, supposing: () => facts, countsAreOpen: false },
    asOf,
  );
};
const fitting = { her2Positive: true, linesMetastatic: 0 };

describe("a label", () => {
  it("is met when it is in force and every part is met", () => {
    const { verdict, isLabel } = judge({}, fitting);
    expect(verdict).toMatchObject({
      applies: "met",
      couldChange: false,
      status: "full",
      date: "2020-05",
      agency: "FDA",
    });
    expect(verdict.because.map((one) => [one.part, one.truth])).toEqual([
      ["in force", "met"],
      ["tumour", "met"],
      ["biomarker", "met"],
      ["line", "met"],
    ]);
    expect(isLabel).toBe(true);
  });
  it("is not met by one part, and unknown by one that is missing and said", () => {
    expect(judge({}, { ...fitting, her2Positive: false }).verdict.applies).toBe("not met");
    const open = judge({}, { linesMetastatic: 0 });
    expect(open.verdict).toMatchObject({ applies: "unknown", couldChange: true });
    expect(open.missing).toEqual(["her2Positive"]);
    expect(judge({}, { linesMetastatic: 1 }).verdict.applies).toBe("not met");
  });
  it("is read on its day: not before, unknown within a vague date, not after it ended", () => {
    expect(judge({}, fitting, "2020-04-30").verdict).toMatchObject({ applies: "not met", couldChange: true });
    expect(judge({}, fitting, "2020-05-15").verdict.applies).toBe("unknown");
    expect(judge({}, fitting, "2020-05-31").verdict.applies).toBe("met");
    expect(judge({ state: "superseded", to: "2022-01-01" }, fitting, "2021-12-31").verdict).toMatchObject({
      applies: "met",
      status: "superseded (full)",
    });
    expect(judge({ state: "superseded", to: "2022-01-01" }, fitting, "2022-01-01").verdict).toMatchObject({
      applies: "not met",
      couldChange: false,
    });
  });
});

describe("what was recalled", () => {
  it("makes a part unknown at best, and never a not met one met", () => {
    expect(judge({ recalled: ["biomarker"] }, fitting).verdict.applies).toBe("unknown");
    expect(judge({ recalled: ["biomarker"] }, fitting).missing).toEqual([]);
    expect(judge({ recalled: ["biomarker"] }, { ...fitting, her2Positive: false }).verdict.applies).toBe(
      "not met",
    );
    expect(
      judge({ recalled: ["biomarker"] }, fitting).verdict.because.find((one) => one.part === "biomarker")
        ?.message.code,
    ).toBe("label.unseen");
  });
  it("as a whole row is unconfirmed and carries nothing", () => {
    const { verdict, isLabel } = judge({ status: "recalled" }, fitting);
    expect(verdict).toMatchObject({ applies: "unknown", status: "unconfirmed: full", recalled: ["row"] });
    expect(isLabel).toBe(false);
  });
  it("is not shown as a type", () => {
    expect(judge({ recalled: ["type"] }, fitting).verdict.status).toBe("type unconfirmed");
  });
});

it.each([
  ["pending", "not met", true],
  ["opinion", "not met", true],
  ["rejected", "not met", false],
  ["not approved", "not met", false],
  ["unresolved", "unknown", true],
  ["unknown", "unknown", true],
] as const)("%s is %s and carries no option", (state, applies, couldChange) => {
  const { verdict, isLabel } = judge({ state }, fitting);
  expect(verdict).toMatchObject({ applies, couldChange });
  expect(isLabel).toBe(false);
});

it("knows a label for any tumour from one for some", () => {
  expect(isAgnostic(row({ tumours: [] }))).toBe(true);
  expect(isAgnostic(row({ tumours: ["SOLID"] }))).toBe(true);
  expect(isAgnostic(row({ tumours: ["SOLID", "BRCA"] }))).toBe(false);
});
