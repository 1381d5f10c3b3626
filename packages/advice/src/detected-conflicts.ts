import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { byKeys, type ConflictCard, hasCome, message, type Option, type PartialDate } from "@erbium/model";
import {
  type Assertion,
  type DetectedConflict,
  detectConflicts,
  fromClaim,
  fromImported,
  type Side,
} from "@erbium/synthesis";
import { isMutation } from "./altered.ts";
import type { Patient } from "./patient.ts";

/** Cards beside the curated ones: the disagreements with most claims behind them. */
const MOST_DETECTED = 3;
/** Statements quoted on one side of a card. */
const MOST_STATEMENTS = 3;

/**
 * Disagreements among claims, the knowledge's and imported ones, on therapies that are options here, in this
 * patient's tumour and on a kind of alteration that the patient has.
 */
export const detectedConflicts = (
  patient: Patient,
  options: readonly Option[],
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): ConflictCard[] => {
  const family = knowledge.guidelineFamily(patient.tumour.code);
  const subjects = subjectsOf(patient);
  const offered = new Set(options.flatMap(({ regimen }) => regimen));
  const related = (tumour: string | null): boolean =>
    tumour !== null &&
    (knowledge.guidelineFamily(tumour) === family || knowledge.tumourIs(patient.tumour.code, tumour));
  const bears = ({ therapies, subject, tumour }: Assertion): boolean =>
    subjects.has(subject) &&
    related(tumour) &&
    therapies.some((id) => [...offered].some((one) => knowledge.therapyIs(one, id)));
  const assertions = [
    ...knowledge.bundle.claims
      .filter(({ assertedBy }) => isPublic(assertedBy, knowledge, asOf))
      .filter(({ therapies }) => therapies.length > 0)
      .map(fromClaim),
    ...knowledge.imported.flatMap((item) => fromImported(item) ?? []),
  ].filter(bears);
  return detectConflicts(assertions, knowledge)
    .filter(({ kind, therapy }) => kind === "opposite answers" && therapy !== null && offered.has(therapy))
    .toSorted(
      byKeys<DetectedConflict>(
        (one) => -size(one),
        (one) => one.id,
      ),
    )
    .slice(0, MOST_DETECTED)
    .map(card);
};

const subjectsOf = (patient: Patient): ReadonlySet<Assertion["subject"]> => {
  const mutated = patient.findings.some(
    ({ alteration, known }) => alteration.gene === "ERBB2" && isMutation(alteration) && !known.polymorphism,
  );
  const measured =
    patient.sequencing.amplified === true ||
    patient.state.assessments.some(({ axis, status }) => axis !== "mutation" && status === "positive");
  return new Set([...(mutated ? ["mutation" as const] : []), ...(measured ? ["her2 status" as const] : [])]);
};

/** Was the source out on that day? One without a date counts as known. */
const isPublic = (id: string, knowledge: KnowledgeIndex, asOf: PartialDate): boolean => {
  const { date } = knowledge.source(id);
  return date === undefined || hasCome(date, asOf) !== "not met";
};

const size = ({ sides }: DetectedConflict): number =>
  sides.reduce((sum, { assertions }) => sum + assertions.length, 0);

const card = (conflict: DetectedConflict): ConflictCard => ({
  id: conflict.id,
  question: message("detected.question", {
    subject: conflict.subject === "mutation" ? "ERBB2 mutation" : "HER2 overexpression or amplification",
    topic: conflict.topic,
    tumours: conflict.tumours.join(", "),
  }).text,
  positions: conflict.sides.map(position),
  use: message("detected.use").text,
  moderators: conflict.moderators,
  concerns: conflict.therapy === null ? [] : [conflict.therapy],
});

const position = ({ says, assertions }: Side): ConflictCard["positions"][number] => {
  const statements = assertions.slice(0, MOST_STATEMENTS).map(({ statement }) => statement);
  const more = assertions.length - statements.length;
  const joined = statements.join("; ");
  return {
    says: message("detected.side", {
      says,
      statements: more > 0 ? message("detected.more", { statements: joined, count: more }).text : joined,
    }).text,
    sources: assertions.slice(0, MOST_STATEMENTS).map(({ cite, quote }) => ({
      source: cite,
      ...(quote === "" ? {} : { quote }),
    })),
  };
};
