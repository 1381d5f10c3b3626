import { contentStems } from "./content-stems.ts";

/**
 * What a claim is about. Of HER2: "mutation", "her2 status" (expression and gene copies are one kind), "HER2-low",
 * "p95", "the receptor"; of another gene its symbol and kind of alteration ("PIK3CA mutation"); else its words.
 * "unstated" where nothing names it.
 */
export type Subject = string;

/** A short name of a protein change: L755S, Y772_A775dup. */
const allele = /\b[A-Z]\d{2,4}(?:_[A-Z]\d{2,4})?(?:dup|del|ins|fs|[A-Z*])/gi;

/** The named changes of HER2 among words, in upper case. */
export const allelesIn = (words: string): ReadonlySet<string> =>
  new Set((words.match(allele) ?? []).map((name) => name.toUpperCase()));

const ofHer2 = /ERBB2|HER-?2|p185|\bneu\b/i;
const lowCategory = /\b(?:HER-?2|ERBB2)[- ](?:ultra-?)?low\b(?! (?:expression|m?RNA|levels?))/i;

/** The kind of alteration that words name. */
export const subjectOf = (words: string): Subject => {
  if (/\bp95/i.test(words)) return "p95";
  const own = words
    .split(/\s*[+;]\s+|\s+[+;]\s*/)
    .filter((part) => ofHer2.test(part))
    .join(" ");
  if (own === "") return otherSubject(words);
  if (lowCategory.test(own)) return "HER2-low";
  if (
    /mutation|mutant|mutated|insertion|missense|deletion|\bp\.[A-Z]|exon \d+/i.test(own) ||
    allelesIn(own).size > 0
  )
    return "mutation";
  if (/amplif|express|positiv|negativ|IHC|FISH|ISH|copy|high|low|mRNA|status|transfection|gain/i.test(own))
    return "her2 status";
  return "the receptor";
};

const kinds: readonly (readonly [string, RegExp])[] = [
  ["fusion", /fusion|rearrange/i],
  ["mutation", /mutat|mutant|missense|insertion|exon|\bp\.[A-Z]/i],
  ["amplification", /amplif|copy|gain/i],
  ["loss", /loss|deficien|\bnull\b|delet|absen/i],
  ["expression", /express|positiv|high|IHC/i],
];
const noGene = /^(?:IHC|FISH|ISH|NGS|PCR|DNA|RNA|CTDNA|TKI|TKIS|RTK|NSCLC|AND|OR|THE|ANY)$/;

/** Genes are written in capitals; what has none is known by its content words. */
const otherSubject = (words: string): Subject => {
  const genes = (words.match(/\b[A-Z][A-Z0-9]{1,7}\b/g) ?? []).filter((name) => !noGene.test(name));
  if (genes.length === 0) return contentStems(words).join(" ") || "unstated";
  const kind = kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? "alteration";
  return `${[...new Set(genes)].sort().join("/")} ${kind}`;
};

/** Subject of a claim by its alteration, else by the patients or the statement where they name HER2. */
export const subjectOfClaim = (alteration: string, population: string | null, statement: string): Subject => {
  const own = alteration === "" ? "unstated" : subjectOf(alteration);
  // "HER2" beside patients who were not chosen by it names no kind of alteration
  if (own === "the receptor" && /\bunselected\b/i.test(`${population ?? ""} ${statement}`))
    return "unselected patients";
  if (alteration !== "") return own;
  const named = [population ?? "", statement].find((words) => ofHer2.test(words));
  return named === undefined ? "unstated" : subjectOf(named.replace(/[+;]/g, " "));
};
