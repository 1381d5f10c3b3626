import { editDistance } from "@erbium/model";

/** Words that names of alterations are made of. */
const WORDS =
  "amplification amplified deletion deleted insertion duplication mutation mutated mutant variant fusion rearrangement translocation overexpression expression positive negative gain loss skipping splice truncating truncation frameshift missense nonsense activating inactivating oncogenic pathogenic hotspot homozygous copy number exon codon wild type kinase domain transmembrane juxtamembrane extracellular ultralow equivocal indel".split(
    " ",
  );
/** Shorter words are too near to each other. */
const SHORTEST = 4;
const MOST_WORDS = 8;

/**
 * The text with words that are nearly one of these in the right spelling: one slip in a short word, two from eight
 * letters on. Null where no word is.
 */
export const correctWords = (text: string): string | null => {
  const words = text.split(" ");
  if (words.length > MOST_WORDS) return null;
  const corrected = words.map(correct);
  return corrected.some((word, at) => word !== words[at]) ? corrected.join(" ") : null;
};

const correct = (word: string): string => {
  if (word.length < SHORTEST || word.length > 20 || !/^[a-z]+$/i.test(word)) return word;
  const lower = word.toLowerCase();
  let best = word;
  let least = lower.length >= 8 ? 3 : 2;
  for (const one of WORDS) {
    const distance = Math.abs(one.length - lower.length) >= least ? least : editDistance(one, lower);
    if (distance === 0) return word;
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
};
