import type { ImportedItem } from "@erbium/knowledge-base";
import type { Claim } from "@erbium/model";
import { dateRange } from "./date-range.ts";
import { type Subject, subjectOf, subjectOfClaim } from "./subject.ts";

/** How the alteration was seen: a candidate for why two sources differ. */
type Assay = "ihc" | "ish" | "sequencing" | "mrna" | null;

/** One source's assertion, whatever knowledge base it came from. */
export interface Assertion {
  readonly id: string;
  /** who asserts it, in words */
  readonly source: string;
  /** id to cite: of a source of the knowledge, or of an imported item */
  readonly cite: string;
  /** which study it is credited to, by name or reference numbers; null when none is named */
  readonly study: string | null;
  /** OncoTree code */
  readonly tumour: string | null;
  readonly subject: Subject;
  readonly assay: Assay;
  /** alteration as written */
  readonly alteration: string;
  /** therapy or class ids */
  readonly therapies: readonly string[];
  readonly type: string;
  readonly outcome: string | null;
  readonly comparator: string | null;
  /** as recorded: positive, negative, better, worse, sensitive, resistant, no_benefit, contradictory, none */
  readonly direction: string | null;
  /** printed value or range, with its unit */
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string | null;
  /** confidence interval of the value, as printed */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly n: number | null;
  readonly population: string | null;
  readonly preclinical: boolean;
  readonly statement: string;
  readonly quote: string;
}

const preclinicalWords =
  /\b(?:cell lines?|lines|cells|in vitro|preclinical|xenograft|mouse|mice|transfection|rodent)\b/i;

const assayOf = (words: string): Assay => {
  if (/IHC|immunohisto|protein|overexpress/i.test(words)) return "ihc";
  if (/FISH|ISH\b|amplif|copy/i.test(words)) return "ish";
  if (/mRNA|RT-PCR/i.test(words)) return "mrna";
  return /mutation|insertion|\bp\./i.test(words) ? "sequencing" : null;
};

const number = (value: number | string | null): number | null => {
  if (typeof value === "number") return value;
  const found = value === null ? null : /-?\d+(?:\.\d+)?/.exec(value);
  return found ? Number(found[0]) : null;
};

/** Is its value a day, month or year? */
const isDated = ({ outcome, unit }: Claim): boolean =>
  /^(?:years?|dates?|month and year)$/i.test(unit ?? "") ||
  (unit === null && /approv|licen[sc]|\byear\b|\bdate\b|first (?:report|descri)/i.test(outcome ?? ""));

/** A value as a range: "4.3-34.9", "<10", 35; for words, "most" is more than half and "rare" at most a tenth. */
const rangeOf = (claim: Claim): Pick<Assertion, "low" | "high" | "unit"> => {
  const { value, valueLow, valueHigh, unit } = claim;
  const date = isDated(claim) ? dateRange(String(value)) : null;
  if (date !== null) return { ...date, unit: "date" };
  if (valueLow !== null && valueHigh !== null) return { low: valueLow, high: valueHigh, unit };
  if (typeof value === "string" && value.trim().startsWith("<")) return { low: 0, high: number(value), unit };
  if (typeof value === "string" && value.trim().startsWith(">"))
    return { low: number(value), high: null, unit };
  if (value !== null) return { low: number(value), high: number(value), unit };
  if (claim.type !== "prevalence") return { low: null, high: null, unit };
  if (/\b(?:most|majority)\b/i.test(claim.statement)) return { low: 50, high: 100, unit: "%" };
  if (/\b(?:rare|rarely|few)\b/i.test(claim.statement)) return { low: 0, high: 10, unit: "%" };
  return { low: null, high: null, unit };
};

/** A claim of the knowledge. */
export const fromClaim = (claim: Claim): Assertion => {
  const alteration = claim.alteration ?? "";
  const { study, references } = claim.attributedTo;
  return {
    id: claim.id,
    source: claim.assertedBy,
    cite: claim.assertedBy,
    study: study ?? (references.length > 0 ? `references ${references.join(", ")}` : null),
    tumour: claim.tumour,
    subject: subjectOfClaim(alteration, claim.population, claim.statement),
    assay: assayOf(alteration),
    alteration,
    therapies: claim.therapies,
    type: claim.type,
    outcome: claim.outcome,
    comparator: claim.comparedWith ?? null,
    direction: claim.direction,
    ...rangeOf(claim),
    interval: claim.ciLow === null || claim.ciHigh === null ? null : { low: claim.ciLow, high: claim.ciHigh },
    n: number(claim.n),
    population: claim.population,
    preclinical: preclinicalWords.test(`${claim.population ?? ""} ${claim.statement}`),
    statement: claim.statement,
    quote: claim.quote,
  };
};

const civicDirections: Readonly<Record<string, readonly [supports: string, not: string]>> = {
  "Sensitivity/Response": ["sensitive", "no_benefit"],
  Resistance: ["resistant", "none"],
  "Reduced Sensitivity": ["resistant", "none"],
  "Better Outcome": ["better", "none"],
  "Poor Outcome": ["worse", "none"],
  Oncogenicity: ["positive", "none"],
  "Gain of Function": ["positive", "none"],
  "Loss of Function": ["negative", "none"],
  Neutral: ["none", "none"],
};

const typeOf: Readonly<Record<string, string>> = {
  predictive: "predictive_therapy",
  prognostic: "prognostic",
};

/**
 * An item of CIViC. "Does not support" is never turned round: not supported sensitivity is no benefit, and
 * not supported resistance says that none was seen.
 *
 * @returns null for items that may not be used, name no effect or are about no HER2
 */
export const fromImported = (item: ImportedItem): Assertion | null => {
  if (item.blocked !== null || !item.genes.includes("ERBB2")) return null;
  const known = civicDirections[item.significance ?? ""];
  if (known === undefined || item.direction === null) return null;
  const alteration = item.profileWords;
  return {
    id: item.id,
    cite: item.id,
    source: item.citation.pmid === null ? item.citation.id : `PMID ${item.citation.pmid}`,
    study: null,
    tumour: item.tumour,
    subject: subjectOf(/^(?:ERBB2|HER2)/i.test(alteration) ? alteration : `ERBB2 ${alteration}`),
    assay: assayOf(alteration),
    alteration,
    therapies: item.therapies.flatMap(({ id }) => id ?? []),
    type: typeOf[item.type.toLowerCase()] ?? "functional",
    outcome: /^(?:functional|oncogenic)$/i.test(item.type) ? "transformation" : null,
    comparator: null,
    direction: item.direction === "supports" ? known[0] : known[1],
    low: null,
    high: null,
    unit: null,
    interval: null,
    n: null,
    population: null,
    preclinical: item.level === "D",
    statement: `${item.effect} (CIViC level ${item.level})`,
    quote: "",
  };
};
