import { namedChanges } from "@erbium/knowledge-base";
import type { Outcome } from "@erbium/model";
import type { GeneIndex } from "@erbium/variants";
import { isMutation } from "./altered.ts";
import type { KnownFinding, Patient } from "./patient.ts";
import { anyOf, both, type Known } from "./three-valued.ts";

/** What decides whether a study's population is like this patient: read from the words of the study. */
export interface PopulationFacts {
  readonly her2Positive: Known;
  readonly ihcScore: string | undefined;
  readonly amplified: Known;
  readonly ishPositive: Known;
  readonly her2Low: Known;
  readonly her2Ultralow: Known;
  readonly hormoneReceptorPositive: Known;
}

type Test = (patient: Patient, facts: PopulationFacts, match: RegExpExecArray) => Known;

const ihcIn = (facts: PopulationFacts, scores: readonly string[]): Known =>
  facts.ihcScore === undefined ? undefined : scores.includes(facts.ihcScore);

const mutated = (patient: Patient, having: (one: KnownFinding) => boolean): Known => {
  const found = patient.findings.some(
    (one) =>
      one.alteration.gene === "ERBB2" && isMutation(one.alteration) && !one.known.polymorphism && having(one),
  );
  return found ? true : patient.sequencing.covered("ERBB2", ["snv", "indel"]) ? false : undefined;
};
const hasClass = (patient: Patient, name: string): Known =>
  mutated(patient, (one) => one.alteration.classes.some((item) => item === name));

/** Who was enrolled, first by what is most precise; a phrase that is read is taken out of the words. */
const enrolled: readonly (readonly [RegExp, Test])[] = [
  [
    /exon (\d+)\/(\d+) (?:mutation|insertion)/,
    (p, _, m) => anyOf([hasClass(p, `exon ${m[1]} mutation`), hasClass(p, `exon ${m[2]} mutation`)]),
  ],
  [/exon (\d+) insertion\/mutation/, (p, _, m) => hasClass(p, `exon ${m[1]} mutation`)],
  [
    /mutation outside exon (\d+)/,
    (p, _, m) => mutated(p, (one) => !one.alteration.classes.includes(`exon ${m[1]} mutation`)),
  ],
  [/exon (\d+) (insertion|deletion|mutation)/, (p, _, m) => hasClass(p, `exon ${m[1]} ${m[2]}`)],
  [/non-tkd mutation/, (p) => mutated(p, (one) => !one.alteration.classes.includes("kinase domain"))],
  [/(?:tkd|kinase domain) mutation/, (p) => hasClass(p, "kinase domain")],
  [/transmembrane mutation/, (p) => hasClass(p, "transmembrane")],
  [/extracellular domain mutation/, (p) => hasClass(p, "extracellular")],
  [/activating (?:erbb2 )?mutations?/, (p) => p.sequencing.activatingMutation],
  [
    /ihc 2\+\/ish-/,
    (_, facts) =>
      both(ihcIn(facts, ["2+"]), facts.ishPositive === undefined ? undefined : !facts.ishPositive),
  ],
  [/ihc ([0-3]\+?)(?:\/| to )([0-3]\+)/, (_, facts, m) => ihcIn(facts, between(m[1] ?? "", m[2] ?? ""))],
  [/ihc ([0-3]\+?)/, (_, facts, m) => ihcIn(facts, [m[1] ?? ""])],
  [/her2-low or ultralow/, (_, facts) => anyOf([facts.her2Low, facts.her2Ultralow])],
  [/her2-ultralow/, (_, facts) => facts.her2Ultralow],
  [/her2-low/, (_, facts) => facts.her2Low],
  [/fish\+|ish\+/, (_, facts) => facts.ishPositive],
  [/amplification|amplified/, (_, facts) => facts.amplified],
  [/overexpression/, (_, facts) => anyOf([facts.her2Positive, ihcIn(facts, ["2+", "3+"])])],
  [/her2-positive/, (_, facts) => facts.her2Positive],
  [/any her2 alteration/, (p, facts) => anyOf([facts.her2Positive, facts.amplified, mutated(p, () => true)])],
  [/mutation|\bher2m\b/, (p) => mutated(p, () => true)],
];

/** Further conditions that all must hold beside the alteration; their words name no alteration of their own. */
const qualifiers: readonly (readonly [RegExp, (facts: PopulationFacts, patient: Patient) => Known])[] = [
  [/triple-negative/, (facts) => negated(facts.hormoneReceptorPositive)],
  [/\bhr\+/, (facts) => facts.hormoneReceptorPositive],
  [/\bher2-(?=$|[ ,)])/, (facts) => negated(facts.her2Positive)],
  [/non-amplified/, (facts) => negated(facts.amplified)],
  [/(?:without|no) known mutation/, (_, patient) => mutated(patient, () => true) !== true],
];
const negated = (value: Known): Known => (value === undefined ? undefined : !value);

const between = (low: string, high: string): string[] => {
  const scores = ["0", "1+", "2+", "3+"];
  return scores.slice(scores.indexOf(low), scores.indexOf(high) + 1);
};

/** How a study's alteration words fit the patient: the alternatives of the words, and all qualifiers. */
export const fitsPopulation = (words: string, patient: Patient, facts: PopulationFacts): Known => {
  let rest = words.toLowerCase();
  let qualified: Known = true;
  for (const [pattern, test] of qualifiers)
    if (pattern.test(rest)) {
      qualified = both(qualified, test(facts, patient));
      rest = rest.replace(pattern, "");
    }
  const alternatives: Known[] = [];
  for (const [pattern, test] of enrolled)
    for (let match = pattern.exec(rest); match !== null; match = pattern.exec(rest)) {
      alternatives.push(test(patient, facts, match));
      rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
    }
  const meaningful = alternatives.length === 0 ? undefined : anyOf(alternatives);
  return both(meaningful, qualified);
};

/** Does the population mix mutation with amplification or overexpression, or leave open what it was? */
export const isMixed = (words: string): boolean =>
  /any her2 alteration|mixed/i.test(words) ||
  (/(?<!without known )(?<!no known )mutation/i.test(words) &&
    /amplification|overexpression|ihc|\bor her2/i.test(words));

/** How an allele-level row fits: for this allele alone, for it among others, or not at all. */
export const alleleScope = (row: Outcome, patient: Patient, genes: GeneIndex): "allele" | "class" | null => {
  const named = namedChanges(row.allele, genes);
  const found = patient.findings.some(
    ({ alteration }) => alteration.gene === "ERBB2" && named.includes(alteration.proteinShort ?? ""),
  );
  return found ? (named.length === 1 ? "allele" : "class") : null;
};

/** Does the row speak of single alleles (or a group of them), so that it fits only who carries one? */
export const isAlleleRow = (row: Outcome, genes: GeneIndex): boolean =>
  namedChanges(row.allele, genes).length > 0;

const isMissense = (short: string): boolean => /^[A-Z]\d+[A-Z]$/.test(short);

/**
 * Can a row of unnamed alleles hold one of this patient's? "Missense" holds no insertion, and "other" none that the
 * study names in another row of the same figure. Who has no change of ERBB2 is judged by the row's population alone.
 *
 * @param beside rows of the same study, regimen, tumour and outcome
 */
export const holdsAllele = (
  row: Outcome,
  beside: readonly Outcome[],
  patient: Patient,
  genes: GeneIndex,
): boolean => {
  const own = patient.findings.flatMap(({ alteration }) =>
    alteration.gene === "ERBB2" && alteration.proteinShort ? [alteration.proteinShort] : [],
  );
  if (row.allele === null || own.length === 0) return true;
  const named = /\bother\b/i.test(row.allele)
    ? beside.flatMap(({ allele }) => namedChanges(allele, genes))
    : [];
  const missense = /\bmissense\b/i.test(row.allele);
  return own.some((short) => !named.includes(short) && (!missense || isMissense(short)));
};
