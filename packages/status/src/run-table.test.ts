import type { GuidelineTable } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { type CompiledTable, compileGuidelines, tableOf } from "./guidelines.ts";
import { metRows, newTrace, runTable, strings, type TestFacts } from "./run-table.ts";

type Rule = GuidelineTable["rules"][number];
const rule = (id: string, when: string, then?: object, more: object = {}): Rule =>
  ({ id, words: "words", when, then, status: "verified", sources: [], ...more }) as Rule;
const compiled = (rules: readonly Rule[], more: Partial<GuidelineTable> = {}): CompiledTable => {
  const table = {
    id: "t",
    title: "T",
    tumours: [],
    edition: "E",
    hit: "first" as const,
    sources: ["of-table"],
  };
  const result = compileGuidelines([{ ...table, rules: [...rules], ...more }]);
  if (!result.ok) throw new Error(result.error.message);
  return tableOf(result.value, "t");
};
const run = (table: CompiledTable, facts: TestFacts) => {
  const trace = newTrace();
  return { result: runTable(table, facts, trace), ...trace };
};
const table = () =>
  compiled([
    rule("high", "ratio >= 2 and copies >= 4", { ish: "positive", needed: ["a", "b"] }),
    rule(
      "low",
      "ratio < 2",
      { ish: "negative" },
      { sources: [{ source: "s1" }, { source: "s2" }, { source: "s1" }] },
    ),
  ]);

describe("asking a table", () => {
  it("that decides leaves its station, the row with its inputs and sources, and the tests it names", () => {
    const { result, stations, fired, needed, flags } = run(table(), { ratio: 2.5, copies: 6, cep17: 3 });
    expect(result).toMatchObject({ kind: "decided", then: { ish: "positive" } });
    expect(result.kind === "decided" && result.rule.rule.id).toBe("high");
    expect(stations).toEqual([
      {
        table: "t",
        title: "T",
        taken: "high",
        branches: [
          {
            rule: "high",
            when: "ratio >= 2 and copies >= 4",
            outcome: "ish: positive; needed: a, b",
            truth: "met",
          },
        ],
        result: "ish: positive; needed: a, b",
      },
    ]);
    expect(fired).toEqual([
      { id: "t/high", edition: "E", because: { ratio: 2.5, copies: 6 }, sources: ["of-table"] },
    ]);
    expect([needed, flags]).toEqual([["a", "b"], []]);
  });
  it("names each source of a row once, and only inputs that are known", () =>
    expect(
      run(
        compiled([rule("r", "ratio < 2 or copies < 4", {}, { sources: [{ source: "s" }, { source: "s" }] })]),
        { ratio: 1 },
      ).fired,
    ).toStrictEqual([{ id: "t/r", edition: "E", because: { ratio: 1 }, sources: ["s"] }]));
  it("that is undecided fires nothing and says what is possible and missing", () => {
    const { result, stations, fired, needed } = run(table(), { ratio: 2.5 });
    expect(result).toEqual({ kind: "undecided", possible: ["high"], missing: ["copies"] });
    expect(stations).toMatchObject([
      { taken: null, result: "undecided", branches: [{ truth: "unknown" }, { truth: "not met" }] },
    ]);
    expect([fired, needed]).toEqual([[], []]);
  });
  it("that has no row for the facts says so", () => {
    const { result, stations, fired } = run(table(), { ratio: 2.5, copies: 1 });
    expect(result).toEqual({ kind: "no-row" });
    expect(stations).toMatchObject([{ taken: null, result: "no-match" }]);
    expect(fired).toEqual([]);
  });
  it("whose rows stand alone leaves nothing", () => {
    const { hit: _, ...alone } = { ...table().table, hit: undefined };
    const result = compileGuidelines([alone]);
    if (!result.ok) throw new Error(result.error.message);
    expect(run(tableOf(result.value, "t"), { ratio: 1 })).toEqual({
      result: { kind: "no-row" },
      ...newTrace(),
    });
  });
  it.each([
    [{ status: "positive" }, "blocked"],
    [{ ish: "negative" }, "blocked"],
    [{ ihcScore: "3+" }, "blocked"],
    [{ status: "indeterminate" }, "decided"],
    [{ ish: "indeterminate" }, "decided"],
    [{ needed: "ihc" }, "decided"],
    [undefined, "decided"],
  ])("does not let a row that nobody saw decide: %j is %s", (then, kind) => {
    const { result, fired } = run(compiled([rule("r", "ratio < 2", then, { status: "recalled" })]), {
      ratio: 1,
    });
    expect(result.kind).toBe(kind);
    expect(result).toMatchObject(kind === "blocked" ? { why: "recalled" } : { then: then ?? {} });
    expect(fired.map((one) => one.id)).toEqual(["t/r"]);
  });
});

describe("rows that stand alone", () => {
  it("are met one by one, and unknown is not met", () => {
    const alone = compiled([
      rule("a", "ratio < 2"),
      rule("b", "copies > 6"),
      rule("c", "ratio < 3"),
      rule("d", "ratio > 5"),
    ]);
    expect(metRows(alone, { ratio: 1 }).map((row) => row.rule.id)).toEqual(["a", "c"]);
  });
});

describe("words of a row", () => {
  it("are one or several", () => {
    expect(strings("a")).toEqual(["a"]);
    expect(strings(["a", 1, "b", null])).toEqual(["a", "b"]);
    expect([strings(undefined), strings(3), strings(null)]).toEqual([[], [], []]);
  });
});
