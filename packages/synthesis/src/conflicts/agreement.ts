import type { Topic } from "./topic.ts";

/** Words of agreement, and of its lack. */
const agreeing =
  /concordan|\bagree(?:s|d|ment|ing)?\b|kappa|\bconfirm(?:s|ed|ation)\b|\bconsisten(?:cy|t)\b|reproducib|inter-?(?:observer|rater|reader)/i;
/** How often one method finds what the other has: another number than agreement. */
const detecting: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["sensitivity", /\bsens(?:itivity)?\b|detection rate/i],
  ["specificity", /\bspec(?:ificity)?\b/i],
];
const disagreeing = /discordan|disagree|inconsisten|irreproducib/i;

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
  ["observers", /observer|pathologist|reader|\brater|reproducib/i],
];

const partiesIn = (words: string): string[] =>
  parties.flatMap(([name, pattern]) => (pattern.test(words) ? [name] : []));

/**
 * The question of how well two methods, samples or readers agree, or of how often one finds what the other has; null
 * where the words are of something else. Other pairs are another question; "discordance" is the opposite pole. Who
 * reads may agree with his like: one party is enough then.
 */
export const agreementOf = (outcome: string | null, statement: string): Topic | null => {
  const words = outcome ?? statement;
  const found = detecting.find(([, pattern]) => pattern.test(words))?.[0];
  const not = disagreeing.test(words);
  if (!not && found === undefined && !agreeing.test(words)) return null;
  const of = partiesOf(words, found === undefined ? statement : "");
  if (of === null) return null;
  return {
    key: `agreement ${[...of, found ?? []].flat().join(" ")}`,
    title: `${found ?? "agreement"} of ${of.join(" and ")}`,
    pole: not ? -1 : 1,
    phrase: "",
    extent: false,
    kind: "agreement",
  };
};

/** Those the first words name; where these are too few, those of both. */
const partiesOf = (words: string, statement: string): string[] | null => {
  for (const said of [words, `${words} ${statement}`]) {
    const named = partiesIn(said);
    if (named.includes("observers")) return ["observers"];
    if (named.length >= 2) return named;
  }
  return null;
};
