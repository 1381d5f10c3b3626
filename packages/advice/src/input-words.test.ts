import { expect, it } from "vitest";
import { becauseWords, inputWords, openWords, partsOfInput } from "./input-words.ts";

it.each([
  ["ihcScore", "HER2 IHC score"],
  ['received("platinum")', "prior platinum"],
  ['received("platinum", "metastatic")', "prior platinum (metastatic)"],
  ['recurredWithin(6, "trastuzumab")', "recurrence during or within 6 months after trastuzumab"],
  ['altered("ERBB2", "exon 20 insertion")', "ERBB2 exon 20 insertion"],
  ["of no vocabulary", "of no vocabulary"],
  ['unheardOf("x")', 'unheardOf("x")'],
])("%s reads: %s", (input, words) => {
  expect(inputWords(input)).toBe(words);
});

it.each([
  ['received("taxane")', "whether taxane was given"],
  ['received("anti-HER2", "metastatic")', "whether anti-HER2 therapy was given (metastatic)"],
  ["her2Positive", "whether HER2-positive"],
  ["pdl1Cps", "PD-L1 CPS"],
  ["of no vocabulary", "of no vocabulary"],
])("%s, not known, reads: %s", (input, words) => {
  expect(openWords(input)).toBe(words);
});

it("takes a call apart: a comma or an escaped quote inside a text does not end it", () => {
  expect(partsOfInput('received("a, b", 6, "c")')).toEqual({ name: "received", args: ["a, b", "6", "c"] });
  expect(partsOfInput(String.raw`received("a \"b\" c")`).args).toEqual([String.raw`a \"b\" c`]);
  expect(partsOfInput('received("")').args).toEqual([""]);
  expect(partsOfInput("ras")).toEqual({ name: "ras", args: [] });
});

it("says each input once with its value, a truth value as yes, no or unknown", () => {
  expect(
    becauseWords([
      { name: "ihcScore", value: "2+" },
      { name: "her2Positive", value: true },
      { name: "ishPositive", value: false },
      { name: "ras", value: undefined },
      { name: "linesMetastatic", value: 0 },
      { name: "ihcScore", value: "2+" },
    ]),
  ).toBe(
    "HER2 IHC score: 2+; HER2-positive: yes; HER2 ISH positive: no; RAS: unknown; lines given for metastatic disease: 0",
  );
  expect(becauseWords([])).toBe("");
});
