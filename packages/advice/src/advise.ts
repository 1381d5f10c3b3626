import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type Advice,
  type AdvisedAlteration,
  type Agency,
  byKeys,
  type Case,
  type Caution,
  err,
  hasCome,
  type Message,
  message,
  type Option,
  type Outcome,
  ok,
  type PartialDate,
  type Refusal,
  type Result,
  type TestComparison,
  unique,
} from "@erbium/model";
import { compareResults, type Guidelines } from "@erbium/status";
import type { Judgements } from "@erbium/synthesis";
import type { CallFile } from "@erbium/variants";
import { functionRecord } from "./alteration-knowledge.ts";
import { type FoundStatement, statementsOf } from "./alteration-statements.ts";
import { withBesideOthers } from "./beside-others.ts";
import {
  caseCautions,
  changedCaution,
  findingCautions,
  germlineAdvice,
  scoringCaution,
} from "./case-cautions.ts";
import { caseFacts } from "./case-facts.ts";
import { citedSources } from "./cited-sources.ts";
import { conflictsOf } from "./conflicts.ts";
import { type Considered, considerRegimens } from "./considered.ts";
import { detectedConflicts } from "./detected-conflicts.ts";
import { gapsOf } from "./gaps.ts";
import { headlineOf, headlineParts } from "./headline.ts";
import { agnosticScoring, agnosticView, tumourView } from "./her2-view.ts";
import { matrixOf } from "./matrix.ts";
import { networkEvidence } from "./network-evidence.ts";
import { decideOptions } from "./options.ts";
import type { PopulationFacts } from "./outcome-population.ts";
import { outlookOf } from "./outlook.ts";
import { type KnownFinding, type Patient, patientOf } from "./patient.ts";
import { pooledEvidence } from "./pooled-evidence.ts";
import { publishedEvidence } from "./published-evidence.ts";
import { ratioEvidence } from "./ratio-evidence.ts";
import { residualHer2Negative } from "./residual-her2.ts";
import { alterationCautions, mechanismCautions } from "./resistance-cautions.ts";
import { judgeSafety, touches } from "./safety-cautions.ts";
import { bySeverity } from "./severity.ts";
import { similarCases } from "./similar-cases.ts";
import { fittingOutcomes, isPublicFigure } from "./study-evidence.ts";
import type { Known } from "./three-valued.ts";

export interface AdviseInput {
  readonly case: Case;
  readonly calls?: readonly CallFile[];
  readonly knowledge: KnowledgeIndex;
  readonly guidelines: Guidelines;
  /** the day on which the advice is given; labels, editions and evidence are read as of it */
  readonly asOf: PartialDate;
  /** whose labels count as available here; none: every agency's */
  readonly jurisdictions: readonly Agency[];
  /** what a reader of the studies has judged of their bias; absent: asked, never filled in */
  readonly judged?: Judgements;
}

/**
 * One patient and what is known, as of a day and for some jurisdictions: options with their grounds, what
 * speaks against them, what is missing, and where sources disagree. The order of tests, alterations and
 * treatments in the case changes nothing.
 *
 * @returns the advice, or refusals for a case whose tumour nobody knows
 */
export const advise = (input: AdviseInput): Result<Advice, readonly Refusal[]> => {
  const found = patientOf(input);
  if (!found.ok) return err(found.error);
  const { knowledge, asOf } = input;
  const patient = found.value;
  const jurisdictions = unique(input.jurisdictions);
  const tumourNames = patient.tumour.lineage.flatMap((code) => {
    const tumour = knowledge.tumour(code);
    return tumour.ok ? tumour.value.names.en.slice(0, 1) : [];
  });
  const scoring = agnosticScoring(knowledge);
  const view = tumourView(patient.state);
  const own = caseFacts(patient, view, asOf, tumourNames);
  const agnostic = caseFacts(patient, agnosticView(patient.state, scoring), asOf, tumourNames);

  const keys = new Set(patient.findings.flatMap((one) => one.alteration.key ?? []));
  const findings = patient.findings.map((finding) => ({
    finding,
    statements: statementsOf(finding, keys, knowledge),
  }));
  const population = populationOf(own.facts.value);
  const isKnown = remembered((row: Outcome) => isPublicFigure(row, asOf, knowledge.asOf));
  const outcomes = withBesideOthers(
    fittingOutcomes(patient, population, knowledge, asOf),
    knowledge,
    isKnown,
  );
  const carrying = findings.flatMap((one) => one.statements).filter((one) => isPublic(one, knowledge, asOf));
  const considered = considerRegimens(
    patient,
    { own, agnostic },
    { outcomes, statements: carrying },
    knowledge,
    asOf,
    jurisdictions,
  );

  const safety = judgeSafety(patient, own, knowledge, asOf);
  const resistance = dedupe([
    ...findings.flatMap(({ finding, statements }) => alterationCautions(finding, statements, knowledge)),
    ...mechanismCautions(patient, own, knowledge, asOf),
  ]);
  const comparisons = comparisonsOf(patient);
  const ofCase = [
    ...comparisons.filter((one) => one.changed).map((one) => changedCaution(one.message)),
    ...findings.flatMap(({ finding }) => findingCautions(finding)),
    ...caseCautions(patient),
  ];
  const against = {
    safety,
    cautions: resistance,
    ofRegimen: (one: Considered) => scoringCaution(one, patient, scoring),
  };
  const pooled = pooledEvidence(patient, population, knowledge, isKnown, input.judged);
  const ratios = ratioEvidence(patient, population, knowledge, isKnown, input.judged);
  const published = publishedEvidence(patient, population, knowledge, isKnown, asOf);
  const { options, notRecommended, leftOut } = decideOptions(
    considered,
    patient,
    against,
    knowledge,
    jurisdictions,
    (regimen) => ({
      pooled: pooled(regimen),
      ratios: ratios(regimen),
      published: published.ofRegimen(regimen),
    }),
  );

  const cautions = dedupe([
    ...ofCase,
    ...safety.filter((one) => one.forCase || one.stops).map((one) => one.caution),
    ...resistance,
    ...considered.flatMap((one) =>
      one.ground === null ? [] : (scoringCaution(one, patient, scoring) ?? []),
    ),
    ...options.flatMap((option) => option.cautions),
  ]).sort(
    byKeys<Caution>(
      bySeverity,
      (one) => one.code,
      (one) => one.message.text,
    ),
  );

  const { gaps, leading } = gapsOf(
    options,
    notRecommended,
    patient.state,
    safety.flatMap((one) =>
      one.missing.map((name) => ({
        input: name,
        changes: options
          .filter((option) => touches(one.caution.therapies, option.regimen, knowledge))
          .map((option) => option.id),
      })),
    ),
    residualHer2Negative(patient) === true,
  );
  const curated = conflictsOf(
    {
      tumour: patient.tumour.code,
      keys,
      therapies: new Set(options.flatMap((one) => one.regimen)),
      approvals: new Set(approvalsInPlay(considered, options)),
      rules: new Set(patient.state.rules.map((rule) => rule.id)),
    },
    knowledge,
    asOf,
  );
  const conflicts = [...curated, ...detectedConflicts(patient, options, knowledge, asOf)];
  const parts = headlineParts(patient, options, leading);
  const alterations = findings.map(({ finding, statements }) => advised(finding, statements, knowledge));
  const network = networkEvidence(patient, population, knowledge, isKnown, published.ofNetwork);
  const similar = similarCases(patient, view.positive, knowledge);
  const outlook = outlookOf(patient, own, knowledge, asOf, jurisdictions);
  const status: Advice["status"] = {
    ...patient.state,
    test: patient.guiding?.index ?? null,
    why: patient.guiding?.why ?? message("status.no-test"),
  };
  return ok({
    case: patient.given,
    knowledge: { version: knowledge.version, hash: knowledge.hash, asOf, imports: knowledge.imports },
    tumour: patient.tumour,
    jurisdictions,
    status,
    tests: patient.tests.map((one) => one.state),
    comparisons,
    alterations,
    options,
    cautions,
    conflicts,
    gaps,
    notRecommended,
    headline: headlineOf(parts),
    headlineParts: parts,
    matrix: matrixOf(findings, options, knowledge),
    network,
    similarCases: similar,
    sources: citedSources(
      [status, alterations, options, network, cautions, conflicts, notRecommended, similar, outlook],
      knowledge,
    ),
    scope: scopeOf(patient, input, leftOut),
    outlook,
  });
};

/**
 * Labels that a disagreement may be about: those of an option that were or may be in force on the day, and
 * those of which nobody knows whether they exist.
 */
const approvalsInPlay = (
  considered: readonly Considered[],
  options: readonly Option[],
): readonly string[] => {
  const offered = new Set(options.map((one) => one.id));
  return considered.flatMap(({ id, approvals }) =>
    approvals
      .filter(
        ({ row, verdict }) =>
          row.state === "unresolved" ||
          (offered.has(id) &&
            verdict.because.every(({ part, truth }) => part !== "in force" || truth !== "not met")),
      )
      .map(({ row }) => row.id),
  );
};

/** Every option asks the same of the same rows. */
const remembered = <T>(ask: (one: T) => boolean): ((one: T) => boolean) => {
  const answers = new Map<T, boolean>();
  return (one) => {
    const known = answers.get(one);
    if (known !== undefined) return known;
    const answer = ask(one);
    answers.set(one, answer);
    return answer;
  };
};

const dedupe = (cautions: readonly Caution[]): Caution[] => [
  ...new Map(cautions.map((one) => [`${one.code}|${one.message.text}`, one])).values(),
];

const populationOf = (value: (name: string) => unknown): PopulationFacts => {
  const yes = (name: string): Known => value(name) as Known;
  return {
    her2Positive: yes("her2Positive"),
    ihcScore: value("ihcScore") as string | undefined,
    amplified: yes("her2Amplified"),
    ishPositive: yes("ishPositive"),
    her2Low: yes("her2Low"),
    her2Ultralow: yes("her2Ultralow"),
    hormoneReceptorPositive: yes("hormoneReceptorPositive"),
  };
};

/** A statement carries an option only when it was public on the day; of an undated one that is known only from the bundle's day on. */
const isPublic = (
  { statement, imported }: FoundStatement,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): boolean => {
  if (hasCome(knowledge.asOf, asOf) === "met") return true;
  if (imported) return false;
  return statement.sources.some(({ source }) => {
    const { date } = knowledge.source(source);
    return date !== undefined && hasCome(date, asOf) === "met";
  });
};

const advised = (
  finding: KnownFinding,
  statements: readonly FoundStatement[],
  knowledge: KnowledgeIndex,
): AdvisedAlteration => {
  const { alteration, known } = finding;
  const record = functionRecord(known);
  const { key } = alteration;
  return {
    ...alteration,
    vaf: finding.vaf,
    origin: finding.origin,
    sample: finding.sample,
    date: finding.date,
    function: record
      ? {
          class: record.function.class,
          words: record.function.words,
          status: record.function.status,
          sources: record.function.sources,
        }
      : null,
    match: known.exact
      ? "exact"
      : known.classes.length > 0
        ? "class"
        : known.sameResidue.length > 0
          ? "same residue"
          : "none",
    germlineAdvice: germlineAdvice(finding),
    claims: key === null ? [] : knowledge.claimsFor({ key }).map((claim) => claim.id),
    statements: statements.map((one) => one.statement),
  };
};

/** Each test against the one before it, in order of date. */
const comparisonsOf = (patient: Patient): TestComparison[] =>
  patient.tests.slice(1).flatMap((later, index) => {
    const earlier = patient.tests[index];
    if (earlier === undefined) return [];
    const { changed, message: words } = compareResults(earlier, later);
    return [{ from: index, to: index + 1, changed, message: words }];
  });

const scopeOf = (
  patient: Patient,
  { knowledge, asOf, jurisdictions }: AdviseInput,
  leftOut: number,
): Message[] => [
  message("scope.support"),
  message("scope.as-of", { asOf, knowledge: knowledge.asOf }),
  jurisdictions.length === 0
    ? message("scope.all-agencies")
    : message("scope.agencies", { agencies: jurisdictions.join(", ") }),
  message("scope.rates"),
  ...(patient.history.complete ? [] : [message("scope.history")]),
  ...(leftOut > 0 ? [message("scope.left-out", { count: leftOut })] : []),
  ...(hasCome(asOf, knowledge.asOf) === "met" ? [] : [message("scope.later", { knowledge: knowledge.asOf })]),
];
