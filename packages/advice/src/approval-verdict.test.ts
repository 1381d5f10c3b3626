import type { CompiledApproval, KnowledgeIndex } from "@erbium/knowledge-base";
import { type Approval, caseVocabulary, type Truth } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import { coversTumour, isAgnostic, judgeApproval } from "./approval-verdict.ts";
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
const judge = (
  part: Partial<Approval>,
  values: Record<string, Value>,
  asOf = "2026-11-21",
  tumour?: Truth,
) => {
  const facts = factsFrom(values);
  return judgeApproval(compiled(part), patient, { facts, supposing: () => facts }, asOf, tumour);
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

describe("the reasons of a verdict", () => {
  const reasons = (part: Partial<Approval>, values: Record<string, Value>, asOf?: string) =>
    judge(part, values, asOf).verdict.because.map((one) => [
      one.message.code,
      ...Object.values(one.message.params),
    ]);
  it("say of every part what it asks, what was found and whether it is met", () => {
    expect(reasons({}, { her2Positive: false })).toEqual([
      ["label.met", "in force", "active", "from 2020-05 to open"],
      ["label.met", "tumour", "breast", "Breast"],
      ["label.not-met", "biomarker", "biomarker", "HER2-positive: no"],
      ["label.unknown", "line", "line", "lines given for metastatic disease: unknown"],
    ]);
    expect(reasons({ state: "withdrawn", from: null, to: "2022" }, fitting)[0]).toEqual([
      "label.not-met",
      "in force",
      "withdrawn",
      "from unknown to 2022",
    ]);
    expect(reasons({ recalled: ["line"] }, fitting).at(-1)).toEqual([
      "label.unseen",
      "line",
      "line",
      "lines given for metastatic disease: 0",
    ]);
  });
  it("name what is missing where a part is unknown, and only there", () => {
    const missing = (values: Record<string, Value>, part: Partial<Approval> = {}) =>
      judge(part, values).verdict.because.map((one) => one.missing);
    expect(missing({ linesMetastatic: 0 })).toEqual([[], [], ["her2Positive"], []]);
    expect(missing({ linesMetastatic: 1 })).toEqual([[], [], ["her2Positive"], []]);
    expect(judge({}, { linesMetastatic: 1 }).missing).toEqual(["her2Positive"]);
    expect(missing(fitting, { recalled: ["line"] }).flat()).toEqual([]);
  });
  it("carry what the row was read from", () => {
    const { verdict, row: judged } = judge({ recalled: ["type"] }, fitting);
    expect(verdict).toMatchObject({
      id: "A1",
      indication: "breast",
      sources: [{ source: "s" }],
      recalled: ["type"],
    });
    expect(judge({}, fitting).verdict.recalled).toEqual([]);
    expect(judged.id).toBe("A1");
  });
});

describe("a verdict that is not met", () => {
  const could = (part: Partial<Approval>, values: Record<string, Value> = fitting, asOf?: string) => {
    const { applies, couldChange } = judge(part, values, asOf).verdict;
    return [applies, couldChange];
  };
  it("could change with the day, unless the label is over", () => {
    expect(could({ from: "2027" })).toEqual(["not met", true]);
    expect(could({ state: "pending", from: null })).toEqual(["not met", true]);
    expect(could({ to: "2022" })).toEqual(["not met", false]);
    expect(could({ from: null, to: "2022" })).toEqual(["not met", false]);
    expect(could({ state: "withdrawn", to: "2022" })).toEqual(["not met", false]);
    expect(could({ state: "superseded", from: "2027", to: "2028" })).toEqual(["not met", false]);
    expect(could({ state: "rejected" })).toEqual(["not met", false]);
  });
  it("could change with a further line, not with what was measured", () => {
    expect(could({ requires: { line: "linesMetastatic >= 2" } })).toEqual(["not met", true]);
    expect(could({}, { ...fitting, her2Positive: false })).toEqual(["not met", false]);
    expect(could({ from: "2027" }, { ...fitting, her2Positive: false })).toEqual(["not met", false]);
  });
  it("stays not met when the whole row was recalled", () => {
    expect(could({ status: "recalled" }, { ...fitting, her2Positive: false })).toEqual(["not met", false]);
  });
});

it.each([
  ["active", "verified", true],
  ["superseded", "verified", true],
  ["withdrawn", "verified", true],
  ["active", "conflict", false],
  ["active", "recalled", false],
] as const)("%s and %s may carry an option: %s", (state, status, expected) => {
  expect(judge({ state, status }, fitting).isLabel).toBe(expected);
});

describe("the tumours of a label", () => {
  const { tumourIs } = smallKnowledge();
  const covers = (tumours: string[], tumour: string) =>
    coversTumour(row({ tumours }), tumour, { tumourIs } as KnowledgeIndex);
  it("are those it names and what stands below them", () => {
    expect(covers(["STAD", "BRCA"], "IDC")).toBe("met");
    expect(covers(["STAD"], "IDC")).toBe("not met");
  });
  it("are all solid ones where it names none", () => {
    expect(covers([], "IDC")).toBe("met");
    expect(covers([], "LEUK")).toBe("not met");
  });
  it("may be the patient's where only a group of them is named, but not where nothing is", () => {
    expect(covers(["STAD", "IDC"], "BRCA")).toBe("unknown");
    expect(covers(["IDC"], "SOLID")).toBe("not met");
  });
  it("left open leave the label open, for want of the tumour's type", () => {
    const { verdict, missing } = judge({}, fitting, undefined, "unknown");
    expect(verdict.applies).toBe("unknown");
    expect(missing).toEqual(["tumour"]);
    expect(verdict.because.find((one) => one.part === "tumour")).toMatchObject({
      truth: "unknown",
      missing: ["tumour"],
    });
    expect(judge({}, { ...fitting, her2Positive: false }, undefined, "unknown").verdict.applies).toBe(
      "not met",
    );
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
  it.each(["regimen", "tumour", "indication", "agency"])(
    "as the %s leaves nothing that could carry an option",
    (part) => {
      const { verdict, isLabel } = judge({ recalled: [part] }, fitting);
      expect(verdict).toMatchObject({ applies: "unknown", status: "unconfirmed: full", recalled: [part] });
      expect(isLabel).toBe(false);
    },
  );
  it("as a date or a type says nothing against the rest", () => {
    expect(judge({ recalled: ["date", "type"] }, fitting).verdict.applies).toBe("met");
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
