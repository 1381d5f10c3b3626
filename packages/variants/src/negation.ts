import type { Alteration } from "@erbium/model";
import { refused } from "./alteration.ts";

/** Words by which reports say that something was not found; not the `negative` of a receptor beside it. */
const NOT_FOUND = new RegExp(
  [
    String.raw`\b(?:not|no(?!\.)|without|absent|undetect(?:ed|able)|excluded|ruled out|wild ?-?type|wt|unmutated|non-?(?:detected|mutated|mutant))\b`,
    String.raw`(?<!\b(?:HER2|ERBB2|triple|ER|PR|HR)[- ])\bneg(?:ative)?\b`,
    String.raw`\(-\)`,
    // what is left of Chinese and Korean text; German and French
    "未|没有|无|否|없|않|불검출",
    String.raw`\b(?:nicht|keine?|negativ|pas|négatif|négative|aucune?)(?![a-zé])`,
  ].join("|"),
  "i",
);

/** Words by which reports leave open whether something was found; a variant of uncertain significance was. */
const NOT_CERTAIN =
  /\b(?:equivocal|indeterminate|inconclusive|borderline|suspected|suspicious|possible|uncertain(?! significance))\b|\(\?\)|可疑|疑似|不确定|의심|불확실/i;

/** Keys of phrases that are negative as a whole. */
const NEGATIVE = /:(?:wild-type|negative|ish-negative|not-amplified|her2-zero|ihc-0)$/;

/**
 * Turns the reading of a name that says the change was not found, or that this is open, into a refusal: `EGFR p.T790M
 * not detected` is no T790M, and `HER2 amplified (equivocal)` no amplification. Phrases that are negative as a whole
 * (`mutation not detected`, `HER2 negative`) have keys of their own and stay.
 */
export const unlessNegated = (reading: Alteration, text: string): Alteration => {
  const { key, gene } = reading;
  if (reading.error !== null || key === null) return reading;
  const absent = NOT_FOUND.test(text) && !NEGATIVE.test(key);
  if (!absent && !NOT_CERTAIN.test(text)) return reading;
  return refused(
    reading.input,
    {
      code: "unparsable",
      message: absent
        ? `the name says that ${key} was not found`
        : `the name leaves open whether ${key} was found`,
      suggestion: `leave it out, or write ${gene} wild type if no mutation was found; if it was found, give it alone`,
    },
    gene,
    reading.kind,
  );
};
