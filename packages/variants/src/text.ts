import { englishWord, foreignWord } from "./words.ts";

/** Longer names are refused: no real name is near it, and every later step is linear in this length. */
export const LONGEST_NAME = 1000;

/**
 * One spelling for what people type: compatibility forms (full-width letters, ligatures) folded by Unicode
 * NFKC, every dash a hyphen, every quote and invisible character gone, Chinese and Korean terms in English.
 * Case is kept, because `Ala` and `ALA` differ.
 */
export const plainText = (input: string): string => {
  if (isPlain(input)) return input;
  let text = input.normalize("NFKC");
  if (UNUSUAL.test(text))
    text = text
      // dashes and minus signs, quotes, invisible characters, by their code points
      .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-")
      .replace(/["'`\u2018-\u201f\u2032]/g, "")
      .replace(/[\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]/g, "")
      .replace(/[、，；。·・|｜]/g, " ")
      .replace(/→/g, ">")
      // before the number of an exon it says that the exon is left out, before residues that they are deleted
      .replace(/[Δ∆δ](?=\s?(?:ex(?:on)?)?\s?\d{1,2}(?!\d))/gi, " delta ")
      .replace(/[Δ∆δ]/g, " del ");
  if (/[\u3000-\u9fff\uac00-\ud7af]/.test(text))
    text = text.replace(foreignWord, (word) => ` ${englishWord(word)} `);
  return text.replace(/\s+/g, " ").trim();
};

/** Anything that is replaced one by one. */
const UNUSUAL =
  /["'`\u00ad\u00b7\u0394\u03b4\u2010-\u201f\u2028-\u202f\u2032\u200b-\u200f\u2060\u2192\u2206\u2212\u3001\u3002\u30fb\ufe58\ufe63\ufeff\uff0c\uff0d\uff1b|\uff5c]/i;

/** Printable ASCII without quotes and bars, with single blanks between words: nothing is to be done. */
const isPlain = (text: string): boolean => {
  let before = BLANK;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < BLANK || code > 126 || code === 34 || code === 39 || code === 96 || code === 124) return false;
    if (code === BLANK && before === BLANK) return false;
    before = code;
  }
  return before !== BLANK;
};
const BLANK = 32;
