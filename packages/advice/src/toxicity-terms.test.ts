import { expect, it } from "vitest";
import { sameToxicity } from "./toxicity-terms.ts";

it.each([
  ["ILD", "interstitial lung disease"],
  ["ild", "Pneumonitis"],
  ["ILD/pneumonitis", "interstitial pneumonitis"],
  ["heart failure", "cardiac failure"],
  ["CHF", "congestive heart failure"],
  ["cardiomyopathy", "left ventricular dysfunction"],
  ["LV dysfunction", "LVEF decrease"],
  ["LVEF decreased", "ejection fraction decreased"],
  ["cardiac", "heart failure"],
  ["diarrhea", "diarrhoea"],
  ["hepatotoxicity", "liver"],
  ["liver failure", "ALT increased"],
  ["AST increased", "hepatitis"],
  ["neutropenia", "neutrophil count decreased"],
  ["  Interstitial   lung disease ", "ＩＬＤ"],
  ["rash", "Rash"],
])("%s is %s", (a, b) => {
  expect(sameToxicity(a, b)).toBe(true);
  expect(sameToxicity(b, a)).toBe(true);
});

it.each([
  ["ILD", "heart failure"],
  ["diarrhoea", "neutropenia"],
  ["rash", "itch"],
  ["", "ILD"],
  ["hepatotoxicity", "cardiac"],
])("%s is not %s", (a, b) => {
  expect(sameToxicity(a, b)).toBe(false);
});
