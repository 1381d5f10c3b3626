import type { Topic } from "./topic.ts";

/** Words of agreement, and of its lack. */
const agreeing = /concordan|\bagree(?:s|d|ment|ing)?\b|kappa|\bconfirm(?:s|ed|ation)\b|\bconsistency\b/i;
const disagreeing = /discordan|disagree|inconsisten/i;

/** Methods, samples and readers that may agree. */
const parties: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["IHC", /\bIHC\b|immunohisto/i],
  ["ISH", /\b(?:F|C|S|D)?ISH\b|hybridi[sz]ation/i],
  ["sequencing", /\bNGS\b|sequencing/i],
  ["mRNA", /mRNA|RT-?q?PCR/i],
  ["primary", /\bprimary\b|\bprimaries\b/i],
  ["metastasis", /metasta|recurren|relapse/i],
  ["biopsy", /biops/i],
  ["resection", /resect|surgical specimen/i],
  ["blood", /plasma|ctDNA|liquid|serum|blood/i],
  ["tissue", /\btissue/i],
  ["central", /\bcentral/i],
  ["local", /\blocal/i],
  ["observers", /observer|pathologist|reader/i],
];

const partiesIn = (words: string): string[] =>
  parties.flatMap(([name, pattern]) => (pattern.test(words) ? [name] : []));

/**
 * The question of how well two methods, samples or readers agree, or null where the words are of something else.
 * Agreement of different pairs is a different question; "discordance" is its opposite pole.
 */
export const agreementOf = (outcome: string | null, statement: string): Topic | null => {
  const words = outcome ?? statement;
  const not = disagreeing.test(words);
  if (!not && !agreeing.test(words)) return null;
  const named = partiesIn(words);
  const of = named.length >= 2 ? named : partiesIn(`${words} ${statement}`);
  if (of.length < 2) return null;
  return {
    key: `agreement ${of.join(" ")}`,
    title: `agreement of ${of.join(" and ")}`,
    pole: not ? -1 : 1,
    phrase: "",
    extent: false,
    kind: "agreement",
  };
};
