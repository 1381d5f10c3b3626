import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileExpression } from "../imported-evidence.ts";
import { keysOf, namesOf, parseProfile } from "./profile.ts";

const plain = (name: string): ProfileExpression => ({ name, key: `key of ${name}` });
const parsed = (words: string) => parseProfile(words, plain);

describe("molecular profiles", () => {
  it("binds NOT tighter than AND, and AND tighter than OR", () => {
    expect(parsed("A 1 OR B 2 AND NOT C 3")).toEqual({
      ok: true,
      value: { or: [plain("A 1"), { and: [plain("B 2"), { not: plain("C 3") }] }] },
    });
  });
  it("follows standalone parentheses, and leaves those of a name alone", () => {
    expect(parsed("VHL F76del (c.227_229del) AND ( A OR B )")).toEqual({
      ok: true,
      value: { and: [plain("VHL F76del (c.227_229del)"), { or: [plain("A"), plain("B")] }] },
    });
  });
  it.each([
    "",
    "AND",
    "A AND",
    "OR A",
    "( A",
    "A )",
    "NOT",
    "( )",
    "A ( B )",
    `${"( ".repeat(25)}A${" )".repeat(25)}`,
    "NOT ".repeat(5000),
    "A ".repeat(2001),
  ])("refuses %j", (words) =>
    expect(parsed(words.slice(0, 20_000))).toMatchObject({ ok: false, error: { code: "profile-syntax" } }),
  );
  it("lists no key under NOT, but its name", () => {
    const profile = parsed("A AND NOT ( B OR C )");
    if (!profile.ok) throw new Error();
    expect([keysOf(profile.value), namesOf(profile.value)]).toEqual([["key of A"], ["A", "B", "C"]]);
  });
  it("reads back every profile it can write", () => {
    const name = fc.constantFrom(
      "ERBB2 L755S",
      "v::NRG1 Fusion",
      "VHL Null (Large deletion)",
      "KRAS Mutation",
    );
    const { tree } = fc.letrec<{ tree: ProfileExpression }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        name.map(plain),
        fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((and) => ({ and })),
        fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((or) => ({ or })),
        tie("tree").map((not) => ({ not })),
      ),
    }));
    const written = (one: ProfileExpression): string => {
      if ("not" in one) return `NOT ${bracketed(one.not)}`;
      if ("and" in one) return one.and.map(bracketed).join(" AND ");
      return "or" in one ? one.or.map(bracketed).join(" OR ") : one.name;
    };
    const bracketed = (one: ProfileExpression): string => ("name" in one ? one.name : `( ${written(one)} )`);
    fc.assert(
      fc.property(tree, (one) => {
        expect(parsed(written(one))).toEqual({ ok: true, value: one });
      }),
    );
  });
  it("gives a profile or a refusal for any words", () => {
    const words = fc
      .array(fc.oneof(fc.constantFrom("AND", "OR", "NOT", "(", ")", "A"), fc.string()))
      .map((list) => list.join(" "));
    fc.assert(fc.property(words, (one) => typeof parsed(one).ok === "boolean"));
  });
});
