import type { GuidelineTable } from "@erbium/model";
import { factsFrom } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { conflicts, context, guidelines, tables } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import { compileGuidelines, tableInForce, tableOf } from "./guidelines.ts";
import { agnostic, pathways } from "./pathways.ts";
import { verifyStatus } from "./verify.ts";

const changed = (id: string, change: (table: GuidelineTable) => GuidelineTable) => {
  const compiled = compileGuidelines(
    tables.map((one) => (one.id === id ? change(structuredClone(one)) : one)),
    conflicts,
  );
  if (!compiled.ok) throw new Error(compiled.error.message);
  return compiled.value;
};

describe("the tables", () => {
  it("pass their own vectors and thresholds", () => {
    const cases = verifyStatus(guidelines);
    expect(cases.length).toBeGreaterThan(400);
    expect(cases.filter((one) => one.status === "failed")).toEqual([]);
  });
  it("fail them when a threshold is moved", () => {
    const moved = changed("breast.dualISH.group", (table) => ({
      ...table,
      rules: table.rules.map((rule) => ({
        ...rule,
        when: rule.when?.replaceAll("2.0", "2.2"),
      })) as GuidelineTable["rules"],
    }));
    expect(verifyStatus(moved).some((one) => one.status === "failed")).toBe(true);
  });
  it("are all there that the pathways ask for", () => {
    for (const pathway of [...pathways.values(), agnostic].flat())
      for (const id of [pathway.status, pathway.score, pathway.eligibility, pathway.exceptions])
        if (id !== null && id !== undefined) expect(guidelines.tables.has(id), id).toBe(true);
  });
  it("name the rule and place of a condition that does not parse", () => {
    const broken = tables.map((one) =>
      one.id === "breast.ihc"
        ? { ...one, rules: one.rules.map((rule) => ({ ...rule, when: "intensty = 1" })) }
        : one,
    );
    const result = compileGuidelines(broken);
    expect(!result.ok && result.error.path).toBe("breast.ihc.b.ihc.3.when 1:1");
  });
});

describe("a rule that nobody saw in a source", () => {
  const gone = (status: "recalled" | "verified") => ({
    ...context(),
    guidelines: changed("breast.status", (table) => ({
      ...table,
      rules: table.rules.map((rule) => ({ ...rule, status })),
    })),
  });
  it("never decides", () => {
    const row = { tumour: "BRCA", ihc: { score: "3+" } };
    expect(assessRow(row, gone("verified")).status).toBe("positive");
    const state = assessRow(row, gone("recalled"));
    expect(state.status).toBe("indeterminate");
    expect(state.flags.map((flag) => flag.code)).toContain("guideline-conflict");
  });
});

describe("a conflict that must not be decided", () => {
  it("blocks the rule it names", () => {
    const row = { tumour: "STAD", ihc: { score: "2+" }, ish: { ratio: 2.5 } };
    const free = compileGuidelines(tables);
    const [conflict] = conflicts;
    if (conflict === undefined) throw new Error("no conflict to make one from");
    const bound = compileGuidelines(tables, [
      { ...conflict, decide: false, concerns: { ...conflict.concerns, rules: ["g.i.pos"] } },
    ]);
    if (!free.ok || !bound.ok) throw new Error("tables do not compile");
    expect(assessRow(row, { ...context(), guidelines: free.value }).status).toBe("positive");
    expect(assessRow(row, { ...context(), guidelines: bound.value }).status).toBe("indeterminate");
  });
});

describe("in force", () => {
  const table = { from: "2013", to: "2018-05-30" } as GuidelineTable;
  it.each([
    ["2012-12-31", "not met"],
    ["2013-06-01", "unknown"],
    ["2014-01-01", "met"],
    ["2018-05-30", "not met"],
    ["2018", "unknown"],
  ])("on %s: %s", (asOf, truth) => expect(tableInForce(table, asOf)).toBe(truth));
  it("always, without dates", () => expect(tableInForce({} as GuidelineTable, "1990")).toBe("met"));
});

describe("compiled tables", () => {
  const row = (id: string, more: object = {}): GuidelineTable["rules"][number] => ({
    id,
    words: "words",
    when: `ratio >= 2`,
    then: { ish: "positive" },
    status: "verified",
    sources: [],
    ...more,
  });
  const table = (more: Partial<GuidelineTable>): GuidelineTable => ({
    id: "t",
    title: "T",
    tumours: [],
    edition: "E",
    sources: [],
    rules: [row("a")],
    ...more,
  });
  const compile = (one: GuidelineTable, named: readonly object[] = []) =>
    compileGuidelines(
      [one],
      named.map((change) => ({ ...conflicts[0]!, ...change })),
    );
  const compiled = (...given: Parameters<typeof compile>) => {
    const result = compile(...given);
    if (!result.ok) throw new Error(result.error.message);
    return tableOf(result.value, "t");
  };

  it("hold the rows that can be asked, by id, and leave out those in words only", () => {
    const one = compiled(
      table({ hit: "first", rules: [row("a"), row("words", { when: undefined }), row("b")] }),
    );
    expect(one.rules.map((rule) => [rule.rule.id, rule.when, rule.blocked])).toEqual([
      ["a", "ratio >= 2", null],
      ["b", "ratio >= 2", null],
    ]);
    expect([...one.byId.keys()]).toEqual(["a", "b"]);
    expect(one.byId.get("b")).toBe(one.rules[1]);
    expect(one.decision?.id).toBe("t");
  });
  it("decide only where they have a hit policy", () => {
    expect(compiled(table({})).decision).toBeNull();
    expect(compiled(table({})).rules).toHaveLength(1);
  });
  it("decide with a row that sets nothing as well", () => {
    const one = compiled(table({ hit: "first", rules: [row("a", { then: undefined })] }));
    expect(one.decision?.decide(factsFrom({ ratio: 3 }))).toMatchObject({
      kind: "decided",
      rule: "a",
      then: {},
    });
  });
  it("block a row that nobody saw, and a row in a conflict that must not be decided", () => {
    const rules = [row("a", { status: "recalled" }), row("b"), row("c")];
    const open = { decide: false, concerns: { rules: ["b"] } };
    const closed = { decide: true, concerns: { rules: ["c"] } };
    const elsewhere = { decide: false, concerns: {} };
    expect(compiled(table({ rules }), [open, closed, elsewhere]).rules.map((rule) => rule.blocked)).toEqual([
      "recalled",
      "conflict",
      null,
    ]);
  });
  it("refuse a table that can not decide, with its place", () => {
    const twice = compile(table({ hit: "first", rules: [row("a"), row("a")] }));
    expect(!twice.ok && twice.error.path).toMatch(/^t/);
    const odd = compile(table({ rules: [row("a", { when: "ratio >=" })] }));
    expect(!odd.ok && odd.error).toMatchObject({ path: "t.a.when 1:9" });
    expect(!odd.ok && odd.error.message).not.toBe("");
  });
  it("that are not there have no rows", () =>
    expect(tableOf({ tables: new Map() }, "gone")).toEqual({
      table: { id: "gone", title: "gone", tumours: [], edition: "", rules: [], sources: [] },
      rules: [],
      byId: new Map(),
      decision: null,
    }));
});
