import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCondition } from "./condition.ts";
import { longestSource } from "./syntax.ts";
import { refusal, words } from "./words.fixture.ts";

const fill = (text: string): string => text.repeat(Math.floor(longestSource / text.length));

describe("hostile sources are refused, quickly and without a crash", () => {
  it.each([
    ["one character too many", `${" ".repeat(longestSource - 3)}true`, "condition-too-long"],
    ["ten megabytes", "x".repeat(10_000_000), "condition-too-long"],
    ["65 parentheses", `${"(".repeat(65)}pregnant${")".repeat(65)}`, "condition-too-deep"],
    ["nested not", `${"not(".repeat(100)}pregnant${")".repeat(100)}`, "condition-too-deep"],
    ["open parentheses", fill("("), "condition-syntax"],
    ["open brackets", fill("["), "condition-syntax"],
    ["open braces", fill("{a:"), "condition-syntax"],
    ["signs", `${"- ".repeat(200)}ratio > 1`, "condition-too-deep"],
    ["if", `${"if pregnant then ".repeat(100)}`, "condition-syntax"],
    ["a long sum", `${"1 + ".repeat(300)}1 > 1`, "condition-too-deep"],
    ["words", fill("a "), "unknown-name"],
    ["nested quantifiers", `${"some x in sites satisfies ".repeat(100)}true`, "condition-too-deep"],
    ["nul bytes", fill("\0"), "condition-syntax"],
    ["emoji", fill("😀"), "unknown-name"],
    ["a lone surrogate", "note = \ud800", "unknown-name"],
    ["a direction mark", "pregnant\u202e or true", "condition-syntax"],
    ["a homoglyph", "r\u0430tio > 1", "unknown-name"],
    ["a prototype", "__proto__ = 1", "unknown-name"],
    ["an open comment", "pregnant /* and", "condition-syntax"],
  ])("%s", (_, source, code) => {
    const start = performance.now();
    expect(refusal(source).code).toBe(code);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("takes a long text, and as many alternatives as a list may hold", () => {
    expect(parseCondition(`note = "${"é😀".repeat(1000)}"`, words).ok).toBe(true);
    expect(parseCondition(`note in (${Array(400).fill('"abc"').join(", ")})`, words).ok).toBe(true);
    expect(parseCondition(Array(200).fill("ratio > 1").join(" or "), words).ok).toBe(true);
  });

  it("answers any text with a condition or a refusal that has a place and a remedy", () => {
    const pieces = fc.constantFrom(
      ..."ratio ihcScore sites received not list count ( ) [ ] { } , .. . = != < >= and or if then else some every".split(
        " ",
      ),
      ...'in between satisfies null true 1 2.5 + - * / ? @ // /* \\ " \n null 😀 instance of function for return date'.split(
        " ",
      ),
      '"2+"',
    );
    const source = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(" ")),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    fc.assert(
      fc.property(source, (text) => {
        const parsed = parseCondition(text, words);
        if (!parsed.ok) {
          expect(parsed.error.path).toMatch(/^\d+:\d+$/);
          expect(parsed.error.remedy).not.toBe("");
        }
      }),
      { numRuns: 2000 },
    );
  });
});
