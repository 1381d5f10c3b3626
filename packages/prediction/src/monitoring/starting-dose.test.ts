import type { Agency, DoseLadder, LabelOutcome, LabelTable } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { startingDose } from "./starting-dose.ts";

const ladder: DoseLadder = {
  id: "xinib",
  therapy: "xinib",
  agencies: [],
  unit: "mg",
  levels: [240, 120],
  decimals: 0,
  status: "verified",
  sources: [],
};
const label = (agency: Agency, then: LabelOutcome, more: Partial<LabelTable> = {}): LabelTable => ({
  id: `xinib.${agency}`,
  title: `Label of ${agency}`,
  therapies: ["xinib"],
  agencies: [agency],
  topic: "liver impairment",
  hit: "first",
  rules: [{ id: "severe", words: "severe", when: 'childPugh = "C"', then, status: "verified", sources: [] }],
  vectors: [],
  ...more,
});
const told = (...tables: LabelTable[]) => {
  const answer = startingDose(tables, "xinib", "C", ladder);
  return answer.ok
    ? [answer.value.values.value, answer.value.class, (answer.value.warnings ?? []).map(({ text }) => text)]
    : answer.error.code;
};
const start = (dose: number): LabelOutcome => ({ action: "start", dose, answer: `start ${dose}` });
const forbid: LabelOutcome = { action: "contraindicated", answer: "contraindicated" };

describe("the first dose in hepatic impairment", () => {
  it("is that of the label, as a dose or in its words", () => {
    expect(told(label("EMA", start(80)))).toEqual(["80", "start", []]);
    expect(told(label("EMA", forbid))).toEqual(["contraindicated", "contraindicated", []]);
    expect(startingDose([label("EMA", forbid)], "xinib", "C", ladder)).toMatchObject({
      value: { values: { dose: null } },
    });
  });

  it("begins with the label of the United States, wherever it stands, and names others that part from it", () => {
    const others = ["Label of EMA: contraindicated"];
    expect(told(label("EMA", forbid), label("FDA", start(80)))).toEqual(["80", "start", others]);
    expect(told(label("FDA", start(80)), label("EMA", forbid))).toEqual(["80", "start", others]);
    expect(told(label("FDA", start(80)), label("EMA", start(120)))).toEqual([
      "80",
      "start",
      ["Label of EMA: start 120"],
    ]);
  });

  it("says nothing of a label that says the same", () => {
    expect(told(label("FDA", start(80)), label("EMA", start(80)))).toEqual(["80", "start", []]);
  });

  it("reads no table of another topic, of another medicine, or that does not decide", () => {
    expect(told(label("FDA", start(80), { topic: "adverse reactions" }))).toBe("no-rule");
    expect(told(label("FDA", start(80), { therapies: ["yinib"] }))).toBe("no-rule");
    const [rule] = label("FDA", start(80)).rules;
    if (rule === undefined) throw new Error("no rule");
    expect(told(label("FDA", start(80), { rules: [{ ...rule, when: 'childPugh = "A"' }] }))).toBe("no-rule");
    expect(told(label("FDA", start(80), { rules: [{ ...rule, when: "grade > 3" }] }))).toBe("no-rule");
  });
});
