import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type Agency,
  type AlterationStatement,
  type Approval,
  byKeys,
  byText,
  type PartialDate,
  type StudyFigure,
} from "@erbium/model";
import type { FoundStatement } from "./alteration-statements.ts";
import { coversTumour, isAgnostic, type JudgedApproval, judgeApproval } from "./approval-verdict.ts";
import type { CaseFacts } from "./case-facts.ts";
import { countsHere, isChosen } from "./jurisdiction.ts";
import type { Patient } from "./patient.ts";
import { regimenId } from "./regimen.ts";
import { type FittingOutcome, figuresFor, sameRegimen } from "./study-evidence.ts";
import type { Ground, Grounds } from "./tiers.ts";

/** A regimen that something speaks for or against in this patient, before anything is decided. */
export interface Considered {
  readonly id: string;
  readonly regimen: readonly string[];
  readonly approvals: readonly JudgedApproval[];
  readonly figures: readonly StudyFigure[];
  readonly statements: readonly AlterationStatement[];
  /** the best ground it stands on; null: none */
  readonly ground: Ground | null;
  /** the kind of studies behind it */
  readonly studied: Omit<Grounds, "ground">;
}

export interface Evidence {
  readonly outcomes: readonly FittingOutcome[];
  readonly statements: readonly FoundStatement[];
}

/** Facts for the tumour's own labels and for tumour-agnostic ones, which read IHC by another system. */
export interface LabelFacts {
  readonly own: CaseFacts;
  readonly agnostic: CaseFacts;
}

/** Every regimen with a label for this tumour, or with evidence in patients like this one. */
export const considerRegimens = (
  patient: Patient,
  facts: LabelFacts,
  evidence: Evidence,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
  chosen: readonly Agency[],
): readonly Considered[] => {
  const labelled = new Map<string, { regimen: readonly string[]; approvals: JudgedApproval[] }>();
  for (const compiled of knowledge.approvals) {
    const { row } = compiled;
    const here = coversTumour(row, patient.tumour.code, knowledge);
    if (here === "not met") continue;
    const judged = judgeApproval(compiled, patient, isAgnostic(row) ? facts.agnostic : facts.own, asOf, here);
    const id = regimenId(row.regimen);
    const entry = labelled.get(id) ?? { regimen: row.regimen, approvals: [] };
    entry.approvals.push(judged);
    labelled.set(id, entry);
  }
  const regimens = new Map<string, readonly string[]>(
    [...labelled].map(([id, entry]) => [id, entry.regimen]),
  );
  for (const regimen of evidenceRegimens(evidence, knowledge))
    if (![...regimens.values()].some((known) => sameRegimen(known, regimen, knowledge)))
      regimens.set(regimenId(regimen), regimen);
  return [...regimens]
    .map(([id, regimen]) => {
      const approvals = (labelled.get(id)?.approvals ?? []).sort(byAgency(chosen));
      const figures = figuresFor(regimen, evidence.outcomes, knowledge);
      const statements = evidence.statements
        .filter(({ statement }) => bears(statement.therapies, regimen, knowledge))
        .map((one) => one.statement);
      return {
        id,
        regimen,
        approvals,
        figures,
        statements,
        studied: studiedBy(regimen, approvals, evidence, knowledge),
        ground: groundOf(regimen, approvals, evidence, knowledge, chosen),
      };
    })
    .sort(byKeys((one) => one.id));
};

const byAgency = (chosen: readonly Agency[]) =>
  byKeys<JudgedApproval>(
    ({ row }) => (isChosen(row.agency, chosen) ? 0 : 1),
    ({ row }) => row.agency,
    ({ verdict }) => (verdict.applies === "met" ? 0 : verdict.applies === "unknown" ? 1 : 2),
    ({ row }) => row.id,
  );

/** Does a statement's therapy stand in the regimen, by itself or by class? */
const bears = (
  therapies: readonly string[],
  regimen: readonly string[],
  knowledge: KnowledgeIndex,
): boolean => therapies.some((what) => regimen.some((id) => knowledge.therapyIs(id, what)));

const directedAtHer2 = (regimen: readonly string[], knowledge: KnowledgeIndex): boolean =>
  regimen.some((id) => knowledge.therapyIs(id, "anti-HER2"));

/**
 * Can it be offered as it stands? Partners may be named by a class ("chemotherapy"), but not by one so wide
 * that it holds the HER2-directed therapies too, and what is directed at HER2 must be a therapy.
 */
const offerable = (regimen: readonly string[], knowledge: KnowledgeIndex): boolean =>
  regimen.every((id) => {
    const found = knowledge.therapy(id);
    if (found === null || knowledge.therapyIs("anti-HER2", id)) return false;
    return found.kind === "therapy" || !knowledge.therapyIs(id, "anti-HER2");
  });

const evidenceRegimens = (evidence: Evidence, knowledge: KnowledgeIndex): (readonly string[])[] => {
  const fromStudies = evidence.outcomes
    .filter(
      ({ row, certain, line }) =>
        certain &&
        row.status !== "recalled" &&
        directedAtHer2(row.regimen, knowledge) &&
        offerable(row.regimen, knowledge) &&
        line,
    )
    .map(({ row }) => row.regimen);
  const fromStatements = evidence.statements
    .filter(
      ({ statement, imported }) =>
        speaksFor(statement) && (!imported || directedAtHer2(statement.therapies, knowledge)),
    )
    .flatMap(({ statement }) => togetherOrApart(statement))
    .filter((regimen) => offerable(regimen, knowledge));
  return [...fromStudies, ...fromStatements].sort((a, b) => byText(regimenId(a), regimenId(b)));
};

/** Speaks for a therapy in this alteration itself or its class; a neighbour's evidence is never transferred. */
const speaksFor = (statement: AlterationStatement): boolean =>
  statement.effect === "sensitive" &&
  statement.therapies.length > 0 &&
  statement.match !== "same residue" &&
  statement.status === "verified" &&
  ["clinical", "case", "preclinical"].includes(statement.kind);

/** Patients were given a combination; a preclinical statement lists the agents that were tried. */
const togetherOrApart = (statement: AlterationStatement): (readonly string[])[] =>
  statement.kind === "preclinical" ? statement.therapies.map((therapy) => [therapy]) : [statement.therapies];

const groundOf = (
  regimen: readonly string[],
  approvals: readonly JudgedApproval[],
  evidence: Evidence,
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
): Ground | null => {
  const labels = approvals.filter((one) => one.isLabel);
  const own = labels.filter(({ row }) => countsHere(row.agency, chosen));
  if (own.some(({ verdict }) => verdict.applies === "met")) return "label met";
  if (own.some(({ verdict }) => verdict.applies === "unknown")) return "label open";
  if (labels.some(({ verdict }) => verdict.applies === "met")) return "label elsewhere";
  if (labels.some(({ verdict }) => verdict.applies === "unknown")) return "trial";
  const studied = evidence.outcomes.filter(
    ({ row, certain }) =>
      certain && row.status !== "recalled" && sameRegimen(row.regimen, regimen, knowledge),
  );
  const decided = (mutation: boolean): boolean => labels.some(({ row }) => asksForMutation(row) === mutation);
  const left = studied.filter(({ row, mixed }) =>
    mixed ? !decided(true) && !decided(false) : !decided(isMutationRow(row.alteration)),
  );
  if (left.some(({ tumour, mixed }) => tumour === "tumour" && !mixed)) return "trial";
  if (left.length > 0) return "clinical elsewhere";
  const said = evidence.statements.filter(
    ({ statement }) =>
      speaksFor(statement) &&
      togetherOrApart(statement).some((given) => sameRegimen(given, regimen, knowledge)) &&
      !decided(true),
  );
  if (said.some(({ statement }) => statement.kind !== "preclinical")) return "clinical elsewhere";
  return said.length > 0 ? "preclinical" : null;
};

const studiedBy = (
  regimen: readonly string[],
  approvals: readonly JudgedApproval[],
  evidence: Evidence,
  knowledge: KnowledgeIndex,
): Considered["studied"] => {
  const rows = evidence.outcomes.filter(
    ({ row }) => row.status !== "recalled" && sameRegimen(row.regimen, regimen, knowledge),
  );
  const here = rows.filter(({ tumour }) => tumour === "tumour");
  const survival = ["PFS", "OS", "iDFS"];
  return {
    randomised: here.some(
      ({ row }) => row.design === "randomised" && row.hr !== null && survival.includes(row.outcome),
    ),
    prospective: here.some(({ row }) => row.design !== null && row.design !== "retrospective"),
    basket: rows.some(({ tumour }) => tumour === "any"),
    fda: approvals.some(({ row, verdict }) => row.agency === "FDA" && verdict.applies === "met"),
  };
};

const isMutationRow = (words: string): boolean => /mutation|insertion|deletion/.test(words);

/** A label over the same kind of marker was decided on patients like these: other figures do not overrule its "not met". */
const asksForMutation = (row: Approval): boolean =>
  /Mutation|altered\("ERBB2", "(?!amplification)/.test(row.requires.biomarker ?? "");
