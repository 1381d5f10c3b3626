import type { Alteration } from "@erbium/model";
import { refused } from "./alteration.ts";

/** Words by which reports say that something was not found; not the `negative` of a receptor beside it. */
const NOT_FOUND = new RegExp(
  [
    String.raw`\b(?:not|no(?!\.)|without|absent|undetect(?:ed|able)|excluded|ruled out|wild ?-?type|wt|unmutated|non-?(?:detected|mutated|mutant))\b`,
    String.raw`(?<!\b(?:HER2|ERBB2|triple|ER|PR|HR)[- ])\bneg(?:ative)?\b`,
    // what is left of Chinese and Korean text; German and French
    "未|没有|无|否|없|않|불검출",
    String.raw`\b(?:nicht|keine?|negativ|pas|négatif|négative|aucune?)(?![a-zé])`,
  ].join("|"),
  "i",
);

/**
 * Turns the reading of a name that says the change was not found into a refusal: `EGFR p.T790M not detected` is no
 * T790M. Phrases that are negative as a whole (`mutation not detected`, `HER2 negative`) have keys of their own and
 * stay.
 */
export const unlessNegated = (reading: Alteration, text: string): Alteration =>
  reading.error !== null || !/:[pcg]\./.test(reading.key ?? "") || !NOT_FOUND.test(text)
    ? reading
    : refused(
        reading.input,
        {
          code: "unparsable",
          message: `the name says that ${reading.key} was not found`,
          suggestion: `leave it out, or write ${reading.gene} wild type if no mutation was found; if it was found, give the change alone`,
        },
        reading.gene,
        reading.kind,
      );
