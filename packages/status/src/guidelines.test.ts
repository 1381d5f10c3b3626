import type { GuidelineTable } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conflicts, context, guidelines, tables } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import { compileGuidelines, tableInForce } from "./guidelines.ts";
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
    const bound = compileGuidelines(tables, [
      { ...conflicts[3]!, decide: false, concerns: { ...conflicts[3]!.concerns, rules: ["g.i.pos"] } },
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
