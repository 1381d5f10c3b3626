import { describe, expect, it } from "vitest";
import { distinctBy, distinctRules, distinctStations } from "./distinct.ts";

describe("distinct", () => {
  it("keeps the first of each key, in order", () =>
    expect(distinctBy(["b1", "a1", "b2", "a2"], (one) => one.slice(0, 1))).toEqual(["b1", "a1"]));
  it("tells fired rules apart by id and by what they read", () => {
    const rule = (id: string, because: object) => ({ id, edition: "", because: { ...because }, sources: [] });
    const rules = [
      rule("t/a", { ratio: 2.2 }),
      rule("t/a", { ratio: 2.2 }),
      rule("t/a", { ratio: 2.3 }),
      rule("t/b", { ratio: 2.2 }),
      rule("t/c", { ratio: 1, copies: 12 }),
      rule("t/c", { ratio: 11, copies: 2 }),
    ];
    expect(distinctRules(rules)).toEqual([rules[0], rules[2], rules[3], rules[4], rules[5]]);
  });
  it("tells stations apart by table, row taken, result and truths", () => {
    const station = (table: string, taken: string | null, result: string, truths: readonly string[]) => ({
      table,
      title: "",
      taken,
      result,
      branches: truths.map((truth) => ({
        rule: "r",
        when: "",
        outcome: "",
        truth: truth as "met" | "not met" | "unknown",
      })),
    });
    const first = station("t", "a", "ish: positive", ["met", "not met"]);
    const others = [
      station("u", "a", "ish: positive", ["met", "not met"]),
      station("t", "b", "ish: positive", ["met", "not met"]),
      station("t", "a", "ish: negative", ["met", "not met"]),
      station("t", "a", "ish: positive", ["met", "unknown"]),
    ];
    expect(distinctStations([first, ...others, structuredClone(first)])).toEqual([first, ...others]);
  });
});
