import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Case, Her2State, Measurement, Message, PartialDate, Refusal, Result } from "@erbium/model";
import { byKeys, err, ok } from "@erbium/model";
import { assess, type Guidelines, guidingTest, type TumourContext } from "@erbium/status";
import type { CallFile } from "@erbium/variants";
import {
  type AlterationKnowledge,
  inKinaseDomain,
  isActivating,
  knowledgeOf,
} from "./alteration-knowledge.ts";
import { alterationLabel } from "./alteration-label.ts";
import { altered, isMutation, isOfClass } from "./altered.ts";
import { geneSetState } from "./derived-states.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { sequencingContext } from "./sequencing-context.ts";
import { type AlterationType, coveredInTissue } from "./sequencing-coverage.ts";
import { anyOf, both, type Known } from "./three-valued.ts";
import { toldByEvents } from "./told-by-events.ts";
import { type TreatmentHistory, treatmentHistory } from "./treatment-history.ts";

/** A finding with what the knowledge holds of it. */
export interface KnownFinding extends Finding {
  readonly known: AlterationKnowledge;
}

interface AssessedTest {
  readonly measurement: Measurement;
  readonly state: Her2State;
}

/** One patient with names resolved, tests assessed and alterations looked up: what every part of the advice reads. */
export interface Patient {
  readonly given: Case;
  /** the case with what its events tell of treatments and of the patient */
  readonly told: Case;
  readonly tumour: { readonly code: string; readonly name: string; readonly lineage: readonly string[] };
  readonly history: TreatmentHistory;
  readonly findings: readonly KnownFinding[];
  /** calls of the files that were not used */
  readonly callsLeftOut: number;
  readonly tests: readonly AssessedTest[];
  /** the test the report rests on */
  readonly guiding: { readonly index: number; readonly why: Message } | null;
  readonly state: Her2State;
  readonly sequencing: PatientSequencing;
}

/** What sequencing says, three-valued; absence needs coverage. */
export interface PatientSequencing {
  readonly covered: (gene: string, types: readonly AlterationType[]) => boolean;
  readonly altered: (gene: string, name: string) => Known;
  /** the findings that `altered` rests on, by their names */
  readonly foundAs: (gene: string, name: string) => readonly string[];
  readonly activatingMutation: Known;
  readonly kinaseDomainMutation: Known;
  readonly amplified: Known;
  readonly ras: "wild-type" | "mutant" | undefined;
  readonly braf: "wild-type" | "mutant" | undefined;
}

export interface PatientInput {
  readonly case: Case;
  readonly calls?: readonly CallFile[];
  readonly knowledge: KnowledgeIndex;
  readonly guidelines: Guidelines;
  readonly asOf: PartialDate;
}

/** @returns the patient, or the refusals for a tumour that nobody knows */
export const patientOf = (input: PatientInput): Result<Patient, readonly Refusal[]> => {
  const { case: given, knowledge } = input;
  const tumour = knowledge.tumour(given.tumour);
  if (!tumour.ok) return err([{ ...tumour.error, path: "tumour" }]);
  const code = tumour.value.id;
  const { findings: plain, leftOut } = findingsOf(given, input.calls ?? [], knowledge.genes);
  const findings = plain.map((one) => ({ ...one, known: knowledgeOf(one.alteration, knowledge) }));
  const sequencing = sequencingOf(given, findings, knowledge);
  const tests = testsOf(input, code, findings, sequencing);
  const guiding = guidingTest(tests);
  const chosen = guiding === null ? undefined : tests[guiding.index];
  const told = toldByEvents(given, knowledge);
  return ok({
    given,
    told,
    tumour: { code, name: tumour.value.names.en[0] ?? code, lineage: knowledge.lineage(code) },
    history: treatmentHistory(told, knowledge),
    findings,
    callsLeftOut: leftOut,
    tests,
    guiding,
    state: chosen?.state ?? assessOne({ tumour: code }, input, findings, sequencing),
    sequencing,
  });
};

const sequencingOf = (
  given: Case,
  findings: readonly KnownFinding[],
  knowledge: KnowledgeIndex,
): PatientSequencing => {
  const symbol = (name: string): string => knowledge.genes.named(name)?.symbol ?? name;
  const covered = (gene: string, types: readonly AlterationType[]): boolean =>
    coveredInTissue(given.sequencing, gene, types, symbol);
  const polymorphisms = new Set(
    findings.filter((one) => one.known.polymorphism).map((one) => one.alteration),
  );
  const ask = (gene: string, name: string): Known =>
    altered(findings, gene, name, covered, (alteration) => polymorphisms.has(alteration));
  const mutations = findings.filter(
    ({ alteration }) => alteration.gene === "ERBB2" && isMutation(alteration),
  );
  const amongMutations = (question: (one: KnownFinding) => Known): Known => {
    const found = anyOf(mutations.map(question));
    return found === false && !covered("ERBB2", ["snv", "indel"]) ? undefined : found;
  };
  const activating = (one: KnownFinding): Known => isActivating(one.known);
  return {
    covered,
    altered: ask,
    foundAs: (gene, name) =>
      findings.flatMap(({ alteration }) =>
        alteration.gene === gene && isOfClass(alteration, name) && !polymorphisms.has(alteration)
          ? [alterationLabel(alteration)]
          : [],
      ),
    activatingMutation: amongMutations(activating),
    kinaseDomainMutation: amongMutations((one) => both(activating(one), inKinaseDomain(one.alteration))),
    amplified: ask("ERBB2", "amplification"),
    ras: geneSetState(given.biomarkers?.ras, ["KRAS", "NRAS"], findings, (gene) => covered(gene, ["snv"])),
    braf: geneSetState(given.biomarkers?.braf, ["BRAF"], findings, (gene) => covered(gene, ["snv"])),
  };
};

const testsOf = (
  input: PatientInput,
  code: string,
  findings: readonly KnownFinding[],
  sequencing: PatientSequencing,
): AssessedTest[] =>
  (input.case.tests ?? [])
    .map((test) => {
      const measurement = test.tumour === undefined ? { ...test, tumour: code } : test;
      return { measurement, state: assessOne(measurement, input, findings, sequencing) };
    })
    .sort(
      byKeys<AssessedTest>(
        ({ measurement }) => measurement.date ?? "",
        ({ measurement }) => measurement.sample ?? "",
        ({ measurement }) => measurement.id ?? "",
        ({ measurement }) => JSON.stringify(measurement),
      ),
    );

const assessOne = (
  measurement: Measurement,
  input: PatientInput,
  findings: readonly KnownFinding[],
  sequencing: PatientSequencing,
): Her2State => {
  const { knowledge, guidelines, asOf } = input;
  return assess(measurement, {
    guidelines,
    asOf,
    resolveTumour: (name): TumourContext | null => {
      const found = knowledge.tumour(name);
      if (!found.ok) return null;
      const { id, names } = found.value;
      return {
        code: id,
        name: names.en[0] ?? id,
        lineage: knowledge.lineage(id),
        guideline: knowledge.guidelineFamily(id),
      };
    },
    sequencing: (asked) => sequencingContext(asked, findings, sequencing),
  });
};
