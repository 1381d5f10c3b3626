import { caseVocabulary } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { evaluateOver, reachable } from "./evaluate.ts";

const condition = (source: string) => {
  const parsed = parseCondition(source, caseVocabulary);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};
/** One line is listed; more of them may have been given only where the count is open. */
const evaluated = (source: string, open: boolean, values: Record<string, Value> = {}) => {
  const supposing = (more: number) => {
    const count = 1 + (open ? more : 0);
    return factsFrom({ ...values, linesMetastatic: count }, { regimensWith: () => count });
  };
  return evaluateOver(condition(source), { facts: supposing(0), supposing });
};

describe("a count that is a lower bound", () => {
  it.each([
    ["linesMetastatic >= 1", "met"],
    ["linesMetastatic >= 2", "unknown"],
    ["linesMetastatic = 1", "unknown"],
    ["linesMetastatic <= 2", "unknown"],
    ["linesMetastatic = 0", "not met"],
    ['regimensWith("platinum") >= 1', "met"],
    ['regimensWith("platinum") = 1', "unknown"],
  ] as const)("leaves %s %s", (source, truth) => {
    expect(evaluated(source, true).truth).toBe(truth);
  });
  it("is supposed to be up to six higher, as labels count no further", () => {
    expect(evaluated("linesMetastatic >= 7", true).truth).toBe("unknown");
    expect(evaluated("linesMetastatic >= 8", true).truth).toBe("not met");
  });
  it("is itself what is missing, and the reason stays what is listed", () => {
    const found = evaluated("her2Positive and linesMetastatic >= 2", true, { her2Positive: true });
    expect(found.missing).toEqual(["linesMetastatic"]);
    expect(found.because).toContainEqual({ name: "linesMetastatic", value: 1 });
  });
  it("is missing beside what else is, where either could settle it", () => {
    expect(evaluated("linesMetastatic >= 2 or her2Positive", true)).toMatchObject({
      truth: "unknown",
      missing: ["her2Positive", "linesMetastatic"],
    });
  });
  it("adds nothing where the answer is unknown for another reason", () => {
    expect(evaluated("her2Positive and linesMetastatic >= 1", true)).toMatchObject({
      truth: "unknown",
      missing: ["her2Positive"],
    });
  });
});

it("an exact count, and a condition without one, stand as they are", () => {
  expect(evaluated("linesMetastatic = 1", false).truth).toBe("met");
  expect(evaluated("her2Positive", true, { her2Positive: true }).truth).toBe("met");
});

it("is reachable where one world leaves no condition unmet; unknown leaves it open", () => {
  const worlds = [factsFrom({ ras: "mutant" }), factsFrom({ her2Positive: false })];
  expect(reachable([condition('ras = "wild-type"')], worlds)).toBe(true);
  expect(reachable([condition('ras = "wild-type"'), condition("her2Positive")], worlds)).toBe(false);
  expect(reachable([], worlds)).toBe(true);
  expect(reachable([], [])).toBe(false);
});
