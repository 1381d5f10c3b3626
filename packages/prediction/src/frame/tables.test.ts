import type { GuidelineTable, ScoreTable } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { openGuideline } from "./guideline.ts";
import { openTable } from "./tables.ts";

const source: ScoreTable = {
  hit: "first",
  inputs: { score: "number", kind: ["a", "b"] },
  rules: [
    { id: "special", when: 'kind = "b"', then: "special" },
    { id: "low", when: "score < 3", then: "low" },
    { id: "high", when: "score >= 3 and score < 9", then: "high" },
  ],
};

describe("a model's table", () => {
  const table = openTable("m.class", source);
  it("gives the outcome of complete inputs, and its outcomes in order", () => {
    expect(table.outcome({ kind: "a", score: 3 })).toBe("high");
    expect(openTable("m.class", source).order).toEqual(["special", "low", "high"]);
  });
  it("throws where no row decides: that is our mistake", () => {
    expect(() => table.outcome({ kind: "a", score: 9 })).toThrow(
      'the table m.class has no row for {"kind":"a","score":9} (no-match)',
    );
    expect(() => table.outcome({ score: 1 })).toThrow("(undecided)");
  });
  it("knows what it cannot know", () => {
    expect(table.outcomeIfKnown({ score: 1 })).toBeNull();
    expect(table.outcomeIfKnown({ kind: "b" })).toBe("special");
  });
  it("finds a row that is met behind one that is unknown", () => {
    expect(table.met({ score: 1 })).toBe("low");
    expect(table.met({ score: 9 })).toBeNull();
    expect(table.met({})).toBeNull();
  });
  it("throws when a condition does not parse", () => {
    const broken = openTable("m.broken", { ...source, rules: [{ id: "x", when: "nonsense > 1", then: 1 }] });
    expect(() => broken.decide({})).toThrow("the table m.broken does not parse: m.broken.x.when");
  });
});

describe("a guideline's table", () => {
  it("is asked as it stands in the knowledge", () => {
    const group = openGuideline(bundle.guidelines, "breast.dualISH.group");
    expect(group.outcome<{ ishGroup: number }>({ ratio: 2, copies: 4 }).ishGroup).toBe(1);
    expect(group.order).toHaveLength(5);
  });
  it("leaves out rows that are words alone", () => {
    const [table] = bundle.guidelines.filter((one) => one.id === "breast.dualISH.group");
    const worded = {
      ...(table as GuidelineTable),
      rules: [
        ...(table as GuidelineTable).rules,
        { id: "words", words: "x", status: "verified", sources: [] },
        { id: "no-outcome", words: "x", when: "ratio > 9", status: "verified", sources: [] },
        { id: "no-condition", words: "x", then: { ishGroup: 9 }, status: "verified", sources: [] },
      ],
    } as GuidelineTable;
    expect(openGuideline([worded], "breast.dualISH.group").order).toHaveLength(5);
  });
  it("throws when it is not there, or cannot be evaluated", () => {
    expect(() => openGuideline([], "x")).toThrow('there is no guideline table "x" to evaluate');
    const { hit: _, ...words } = bundle.guidelines[0] as GuidelineTable;
    expect(() => openGuideline([words], words.id)).toThrow("to evaluate");
  });
});
