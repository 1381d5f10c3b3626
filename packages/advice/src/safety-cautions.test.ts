import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { caseVocabulary, message, type SafetyRule } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { safetyRule, smallKnowledge, smallPatient } from "../test/small-knowledge.ts";
import type { Patient } from "./patient.ts";
import { judgeSafety, touches } from "./safety-cautions.ts";

const judge = (rule: Partial<SafetyRule>, values: Record<string, Value> = {}, asOf = "2026-11-21") => {
  const row: SafetyRule = {
    id: "x",
    therapies: ["drug"],
    agencies: [],
    tumours: [],
    topic: "cardiac",
    text: "Stop.",
    severity: "stop",
    status: "verified",
    sources: [],
    ...rule,
  };
  const parsed = row.when === undefined ? null : parseCondition(row.when, caseVocabulary);
  if (parsed && !parsed.ok) throw new Error(parsed.error.message);
  const facts = factsFrom(values);
  const knowledge = {
    safety: [{ row, condition: parsed?.ok ? parsed.value : null }],
    tumourIs: (a: string, b: string) => a === b,
    asOf: "2026-11-21",
  } as unknown as KnowledgeIndex;
  return judgeSafety(
    { tumour: { code: "BRCA" } } as Patient,
    { facts, supposing: () => facts },
    knowledge,
    asOf,
  )[0];
};
const when = "lvefPercent < 40";

describe("a rule with a condition", () => {
  it("stops where it is met, is silent where it is not, and watches where it is unknown", () => {
    expect(judge({ when }, { lvefPercent: 39 })).toMatchObject({
      stops: true,
      caution: { severity: "stop", code: "safety.x" },
    });
    expect(judge({ when }, { lvefPercent: 40 })).toBeUndefined();
    expect(judge({ when })).toMatchObject({
      stops: false,
      missing: ["lvefPercent"],
      caution: { severity: "watch" },
    });
    expect(judge({ when })?.caution.message.text).toBe("Stop. (not known here: LVEF (%))");
  });
  it("says and asks nothing while it is unknown, where the rule wants it so", () => {
    expect(judge({ when, silentWhenUnknown: true })).toBeUndefined();
    expect(judge({ when, silentWhenUnknown: true }, { lvefPercent: 39 })?.stops).toBe(true);
  });
  it("stops only on a verified rule of that severity", () => {
    expect(judge({ when, status: "recalled" }, { lvefPercent: 30 })?.stops).toBe(false);
    expect(judge({ when, severity: "caution" }, { lvefPercent: 30 })?.stops).toBe(false);
  });
});

it("carries the rule with its reason, and every input that is missing", () => {
  expect(judge({ when, severity: "caution" }, { lvefPercent: 39 })).toEqual({
    forCase: false,
    stops: false,
    missing: [],
    caution: {
      code: "safety.x",
      severity: "caution",
      topic: "cardiac",
      message: message("safety.rule", { text: "Stop." }),
      therapies: ["drug"],
      because: [message("safety.because", { because: "LVEF (%): 39" })],
      claims: [],
      status: "verified",
      sources: [],
      inForce: { from: null, to: null, held: "met" },
    },
  });
  const open = judge({ when: "lvefPercent < 40 or ageYears > 80" });
  expect(open?.caution.message).toEqual(message("safety.open", { text: "Stop.", missing: "LVEF (%), age" }));
});

it("stand in order of their weight, then of their code", () => {
  const row = (id: string, severity: "stop" | "caution" | "watch") => safetyRule({ id, severity, text: id });
  const knowledge = smallKnowledge({
    safety: [
      row("c", "watch"),
      row("b", "caution"),
      row("d", "stop"),
      row("a", "watch"),
      row("e", "caution"),
    ],
  });
  const facts = factsFrom({});
  expect(
    judgeSafety(smallPatient({}, knowledge), { facts, supposing: () => facts }, knowledge, "2026-11-21").map(
      (one) => one.caution.code,
    ),
  ).toEqual(["safety.d", "safety.b", "safety.e", "safety.a", "safety.c"]);
});

it("without a condition stands as it is", () => {
  expect(judge({ severity: "watch" })).toMatchObject({
    stops: false,
    missing: [],
    caution: { severity: "watch", because: [] },
  });
  expect(judge({})?.stops).toBe(false);
});

describe("a rule of a tumour", () => {
  it("is about the case there, and nowhere else", () => {
    expect(judge({ tumours: ["BRCA"] })?.forCase).toBe(true);
    expect(judge({ tumours: ["STAD", "BRCA"] })?.forCase).toBe(true);
    expect(judge({ tumours: ["STAD"] })).toBeUndefined();
    expect(judge({})?.forCase).toBe(false);
  });
  it("keeps its weight where its condition is unknown, but does not stop", () => {
    expect(judge({ tumours: ["BRCA"], when, severity: "caution" })?.caution.severity).toBe("caution");
    expect(judge({ tumours: ["BRCA"], when, severity: "watch" })?.caution.severity).toBe("watch");
    expect(judge({ tumours: ["BRCA"], when })).toMatchObject({
      stops: false,
      caution: { severity: "caution" },
    });
  });
});

it("touches a regimen by a member, its class, or a class that stands for a member", () => {
  const knowledge = {
    therapyIs: (id: string, what: string) => id === what || (id === "drug" && what === "class"),
  } as unknown as KnowledgeIndex;
  expect(touches(["drug"], ["other", "drug"], knowledge)).toBe(true);
  expect(touches(["class"], ["drug"], knowledge)).toBe(true);
  expect(touches(["drug"], ["class"], knowledge)).toBe(true);
  expect(touches(["drug"], ["other"], knowledge)).toBe(false);
  expect(touches(["drug", "none"], ["other", "drug"], knowledge)).toBe(true);
  expect(touches([], ["drug"], knowledge)).toBe(false);
});

describe("a rule's days", () => {
  it("show it from the first on, and no longer from the last on", () => {
    const rule = { from: "2013-02-22", to: "2020-05-01" };
    for (const day of ["2013-02-21", "2020-05-01", "2020-05-02"])
      expect(judge(rule, {}, day)).toBeUndefined();
    for (const day of ["2013-02-22", "2013-02-23", "2020-04-30"])
      expect(judge(rule, {}, day)?.caution.inForce).toEqual({ ...rule, held: "met" });
  });
  it("leave it shown, and still able to stop, where a vague date leaves it open", () => {
    const found = judge({ from: "../2018", when: "pregnant" }, { pregnant: true }, "2015-01-01");
    expect(found?.caution.inForce).toEqual({ from: "../2018", to: null, held: "unknown" });
    expect([found?.stops, found?.caution.severity]).toEqual([true, "stop"]);
  });
  it("that nobody found hold from the day of the knowledge on", () => {
    expect(judge({}, {}, "2026-11-20")?.caution.inForce?.held).toBe("unknown");
    expect(judge({}, {}, "2026-11-21")?.caution.inForce?.held).toBe("met");
  });
});
