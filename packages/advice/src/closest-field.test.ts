import { describe, expect, it } from "vitest";
import { closestField } from "./closest-field.ts";

const fields = ["id", "treatments", "treatmentsComplete", "lvefPercent", "her2PerCell", "score", "scoring"];

describe("the field a writer meant", () => {
  it.each([
    ["treatment", "treatments"],
    ["scroe", "score"],
    ["SCORE", "score"],
    ["her2_per_cell", "her2PerCell"],
    ["lvef", "lvefPercent"],
    ["treatmnetscomplete", "treatmentsComplete"],
    ["ib", "id"],
  ])("of %s is %s", (word, field) => {
    expect(closestField(word, fields)).toBe(field);
  });
  it("begins with the word from three letters on, the first such in order", () => {
    expect(closestField("sco", fields)).toBe("score");
    expect(closestField("tre", fields)).toBe("treatments");
    expect(closestField("lv", ["lvefPercent"])).toBeNull();
  });
  it("is at most two edits away, or a third of a longer word", () => {
    expect(closestField("scoxx", ["score"])).toBe("score");
    expect(closestField("scxxx", ["score"])).toBeNull();
    expect(closestField("txxxtments", ["treatments"])).toBe("treatments");
    expect(closestField("txxxxments", ["treatments"])).toBeNull();
  });
  it("is the nearest of several, and the first of equals", () => {
    expect(closestField("abcde", ["abxxe", "abcdx"])).toBe("abcdx");
    expect(closestField("abcde", ["abcdx", "abcdy"])).toBe("abcdx");
  });
  it("is none for a word that shares nothing, or is no word", () => {
    for (const word of ["q", "qq", "qqq", "", "---", "x".repeat(100_000)])
      expect(closestField(word, fields)).toBeNull();
  });
  it("shares a letter at least", () => {
    expect(closestField("ab", ["xy"])).toBeNull();
    expect(closestField("ab", ["xb"])).toBe("xb");
  });
  it("is looked for in words of up to eighty letters", () => {
    const field = "a".repeat(81);
    expect(closestField("a".repeat(80), [field])).toBe(field);
    expect(closestField(field, [field])).toBeNull();
  });
});
