import { describe, expect, it } from "vitest";
import { factsFrom } from "./facts.ts";
import type { HitPolicy } from "./hit-policy.ts";
import { parseTable, type TableSource } from "./table.ts";
import { type Known, words } from "./words.fixture.ts";

/** A table of rows `condition -> outcome`, named r1, r2, ... */
const table = (hit: HitPolicy, ...rows: readonly (readonly [string, unknown])[]): TableSource<unknown> => ({
  id: "t",
  hit,
  rules: rows.map(([when, then], index) => ({ id: `r${index + 1}`, when, then })),
});
const parsed = (source: TableSource<unknown>) => {
  const result = parseTable(source, words);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const decide = (source: TableSource<unknown>, known: Known) => parsed(source).decide(factsFrom(known));
const error = (source: TableSource<unknown>) => {
  const result = parseTable(source, words);
  return result.ok ? undefined : result.error;
};

describe("hit policy first", () => {
  const rows = table("first", ["ratio >= 2", "positive"], ["copies >= 6", "positive"], ["true", "negative"]);

  it("takes the first met row and reads no further", () => {
    const decision = decide(rows, { ratio: 2.5 });
    expect(decision).toMatchObject({
      kind: "decided",
      rule: "r1",
      then: "positive",
      because: [{ name: "ratio", value: 2.5 }],
    });
    expect(decision.path.map(({ rule, truth }) => [rule, truth])).toEqual([["r1", "met"]]);
  });

  it("passes excluded rows", () => {
    expect(decide(rows, { ratio: 1, copies: 3 })).toMatchObject({
      kind: "decided",
      rule: "r3",
      then: "negative",
    });
  });

  it("is undecided when an unknown row stands before a met row of another outcome", () => {
    expect(decide(rows, { ratio: 1 })).toMatchObject({
      kind: "undecided",
      possible: ["r2", "r3"],
      missing: ["copies"],
    });
  });

  it("is decided by the met row when every row still possible agrees", () => {
    const decision = decide(rows, { copies: 8 });
    expect(decision).toMatchObject({
      kind: "decided",
      rule: "r2",
      then: "positive",
      because: [{ name: "copies", value: 8 }],
    });
  });

  it("compares outcomes by content, not by identity or order of keys", () => {
    const source = table("first", ["pregnant", { a: 1, b: [{ c: 2 }] }], ["true", { b: [{ c: 2 }], a: 1 }]);
    expect(decide(source, {})).toMatchObject({ kind: "decided", rule: "r2" });
    const unlike: unknown[] = [
      { a: 1 },
      { a: 1, b: [{ c: 3 }] },
      { a: 1, b: { 0: { c: 2 } } },
      { a: 1, c: [] },
      null,
      "a",
    ];
    for (const then of unlike) {
      const other = table("first", ["pregnant", { a: 1, b: [{ c: 2 }] }], ["true", then]);
      expect(decide(other, {}).kind).toBe("undecided");
    }
  });

  it("asks only for inputs that can change the outcome", () => {
    const trailing = table("first", ["ratio > 2", 1], ["pregnant", 2], ["true", 2]);
    expect(decide(trailing, {})).toMatchObject({ possible: ["r1", "r2", "r3"], missing: ["ratio"] });
    const leading = table("first", ["pregnant", 2], ["ratio > 2", 1], ["true", 2]);
    expect(decide(leading, {})).toMatchObject({ missing: ["pregnant", "ratio"] });
  });

  it("keeps no match possible while no row is met", () => {
    const source = table("first", ["ratio >= 2", "positive"], ["ratio < 2", "positive"]);
    expect(decide(source, {})).toMatchObject({
      kind: "undecided",
      possible: ["r1", "r2"],
      missing: ["ratio"],
    });
    expect(decide(table("first", ["ratio >= 2", 1]), { ratio: 1 })).toMatchObject({
      kind: "no-match",
      path: [{ rule: "r1", truth: "not met" }],
    });
  });
});

describe("hit policy unique", () => {
  const groups = table(
    "unique",
    ["ratio >= 2 and copies >= 4", 1],
    ["ratio >= 2 and copies < 4", 2],
    ["ratio < 2 and copies >= 6", 3],
    ["ratio < 2 and copies in [4..6)", 4],
    ["ratio < 2 and copies < 4", 5],
  );

  it.each([
    [2, 4, 1],
    [2, 3.99, 2],
    [1.99, 6, 3],
    [1.99, 5.99, 4],
    [1.99, 4, 4],
    [1.99, 3.99, 5],
  ])("ratio %d with %d copies is group %d", (ratio, copies, group) => {
    const decision = decide(groups, { ratio, copies });
    expect(decision).toMatchObject({ kind: "decided", then: group });
    expect(decision.path).toHaveLength(5);
  });

  it("says which rows are possible and what would settle it", () => {
    expect(decide(groups, { ratio: 2.2 })).toMatchObject({
      kind: "undecided",
      possible: ["r1", "r2"],
      missing: ["copies"],
    });
    expect(decide(groups, { copies: 8 })).toMatchObject({
      kind: "undecided",
      possible: ["r1", "r3"],
      missing: ["ratio"],
    });
    expect(decide(groups, {})).toMatchObject({
      possible: ["r1", "r2", "r3", "r4", "r5"],
      missing: ["ratio", "copies"],
    });
  });

  it("is not decided by a met row while another outcome is possible, wherever it stands", () => {
    const source = table("unique", ["ratio > 1", "a"], ["pregnant", "b"], ["resectable", "a"]);
    expect(decide(source, { ratio: 2 })).toMatchObject({
      kind: "undecided",
      possible: ["r1", "r2", "r3"],
      missing: ["pregnant"],
    });
    expect(decide(source, { ratio: 2, pregnant: false })).toMatchObject({ kind: "decided", rule: "r1" });
  });

  it("accepts two met rows that agree and names both when they differ", () => {
    expect(decide(table("unique", ["ratio > 1", "a"], ["ratio > 0", "a"]), { ratio: 2 })).toMatchObject({
      rule: "r1",
    });
    const overlapping = table("unique", ["ratio > 1", "a"], ["ratio > 0", "b"]);
    expect(() => decide(overlapping, { ratio: 2 })).toThrow(/r1 and r2/);
  });

  it("has no match when every row is excluded", () => {
    expect(decide(table("unique", ["ratio > 1", "a"]), { ratio: 1 }).kind).toBe("no-match");
  });
});

describe("a table", () => {
  it("lists its inputs", () => {
    expect(
      parsed(table("first", ["ratio > 1 and copies > 1", 1], ['ratio < 0 or received("x")', 2])).inputs,
    ).toEqual(["ratio", "copies", 'received("x")']);
  });

  it("is refused with the place of what is wrong", () => {
    expect(error(table("first", ["ratio > 1", 1], ["ratio >\n rtio", 2]))).toMatchObject({
      code: "unknown-name",
      path: "t.r2.when 2:2",
    });
    expect(error(table("first"))).toMatchObject({ code: "table-shape", path: "t.rules" });
    expect(error(table("any" as HitPolicy, ["true", 1]))).toMatchObject({
      code: "table-shape",
      path: "t.hit",
    });
    const twice = {
      ...table("first"),
      rules: [
        { id: "a", when: "true", then: 1 },
        { id: "a", when: "true", then: 2 },
      ],
    };
    expect(error(twice)).toMatchObject({ code: "table-shape", message: expect.stringContaining('"a"') });
  });
});
