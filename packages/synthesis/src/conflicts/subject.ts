import { contentStems } from "./content-stems.ts";

/**
 * What a claim is about. Of HER2: "mutation", "her2 status" (expression and gene copies are one kind), "HER2-low",
 * "HER2-ultralow", "heterogeneity" within a tumour, "p95", "the receptor"; of another gene its symbol and kind of alteration ("PIK3CA mutation"); else its words.
 * "unstated" where nothing names it.
 */
export type Subject = string;

/** A short name of a protein change: L755S, Y772_A775dup. */
const allele = /\b[A-Z](?:[a-z]{2})?\d{2,4}(?:_[A-Z](?:[a-z]{2})?\d{2,4})?(?:dup|del|ins|fs|[A-Z*])/i;

const ofHer2 = /ERBB2|HER-?2|p185|\bneu\b/i;
const lowCategory = /\b(?:HER-?2|ERBB2)[- ]low\b(?! (?:expression|m?RNA|levels?))/i;
const ultralow = /\bultra-?low\b/i;
/** "Low expression" is the category where the scores that bound it are spoken of. */
const lowExpression = /\blow(?:er)? (?:HER-?2 |ERBB2 )?expression\b/i;
const boundsOfLow = /\bIHC ?(?:score )?[01]\b|(?<!\w)[01]\+|\bHER-?2[- ](?:low|zero|0)\b/i;

/** The kind of alteration that words name. */
export const subjectOf = (words: string): Subject => {
  if (/\bp95/i.test(words)) return "p95";
  const own = words
    .split(/\s*[+;]\s+|\s+[+;]\s*/)
    .filter((part) => ofHer2.test(part))
    .join(" ");
  if (own === "") return otherSubject(words);
  if (/heterogen/i.test(own)) return "heterogeneity";
  if (lowCategory.test(own)) return "HER2-low";
  if (ultralow.test(own)) return "HER2-ultralow";
  if (
    /mutation|mutant|mutated|insertion|missense|deletion|\bp\.[A-Z]|exon \d+/i.test(own) ||
    allele.test(own)
  )
    return "mutation";
  if (
    /amplif|express|positiv|negativ|IHC|FISH|ISH|copy|high|low|mRNA|status|transfection|gain|\d ?\+/i.test(
      own,
    )
  )
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
  const genes = (words.match(/\b[A-Z][A-Z0-9]{1,7}\b/g) ?? []).filter(
    (name) => !noGene.test(name) && !allele.test(name),
  );
  if (genes.length === 0) return contentStems(words).join(" ") || "unstated";
  const named = allele.test(words) ? "mutation" : "alteration";
  const kind = kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? named;
  return `${[...new Set(genes)].sort().join("/")} ${kind}`;
};

/** Subject of a claim by its alteration, else by the patients or the statement where they name HER2. */
export const subjectOfClaim = (alteration: string, population: string | null, statement: string): Subject => {
  const own = alteration === "" ? "unstated" : subjectOf(alteration);
  if (own === "her2 status" && lowExpression.test(alteration) && boundsOfLow.test(statement))
    return "HER2-low";
  // "HER2" beside patients who were not chosen by it names no kind of alteration
  if (own === "the receptor" && /\bunselected\b/i.test(`${population ?? ""} ${statement}`))
    return "unselected patients";
  if (alteration !== "") return own;
  const named = [population ?? "", statement].find((words) => ofHer2.test(words));
  return named === undefined ? "unstated" : subjectOf(named.replace(/[+;]/g, " "));
};

/** The gene of a subject that is not HER2. */
export const geneOfSubject = (subject: Subject): string =>
  /^[A-Z][A-Z0-9]+(?= )/.exec(subject)?.[0] ?? "ERBB2";
