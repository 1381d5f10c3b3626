import { caseVocabulary, dateBounds, type Her2State, type PartialDate } from "@erbium/model";
import type { Facts, Value } from "@erbium/rules";
import {
  brainMetastases,
  hormoneReceptorPositive,
  liverMetastases,
  residualInvasiveDisease,
  squamous,
  stageGroup,
} from "./derived-states.ts";
import type { Patient } from "./patient.ts";
import { residualHer2Negative } from "./residual-her2.ts";
import { takenAfter } from "./taken-after.ts";
import { anyOf, type Known } from "./three-valued.ts";

/** The facts of one patient. */
export interface CaseFacts {
  readonly facts: Facts;
  /** the same facts with so many more regimens or lines wherever their count is only a lower bound */
  readonly supposing: (more: number) => Facts;
}

/** How the HER2 tests of a label are read: the guiding test as it is, or another system's reading of it. */
export interface Her2View {
  readonly positive: Known;
  readonly ihcScore: string | undefined;
  readonly ihcScoring: string | undefined;
}

/**
 * Everything a condition may ask about this patient. Unknown is undefined, never no. Names with a path are
 * read from the case; the others are derived here, and a test holds that none of the vocabulary is missed.
 */
export const caseFacts = (
  patient: Patient,
  view: Her2View,
  asOf: PartialDate,
  tumourNames: readonly string[],
): CaseFacts => {
  const { history } = patient;
  const derived = derivedValues(patient, view, tumourNames);
  const value = (name: string, more: number): Value | undefined => {
    if (name === "linesMetastatic") return counted(history.linesMetastatic(), more);
    const found = derived[name];
    if (found) return found();
    const path = caseVocabulary.names[name]?.path;
    return path === undefined ? undefined : at(patient.told, path);
  };
  const call = (name: string, args: readonly Value[], more: number): Value | undefined => {
    if (name === "regimensWith") return counted(history.regimensWith(String(args[0]), text(args[1])), more);
    return functions[name]?.(patient, args, asOf);
  };
  const supposing = (more: number): Facts => ({
    value: (name) => value(name, more),
    call: (name, args) => call(name, args, more),
  });
  return { facts: supposing(0), supposing };
};

type Count = { readonly atLeast: number; readonly exact: boolean };
const counted = (count: Count, more: number): number => count.atLeast + (count.exact ? 0 : more);
const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

const at = (whole: unknown, path: string): Value | undefined => {
  let part = whole;
  for (const field of path.split(".")) {
    if (typeof part !== "object" || part === null || !Object.hasOwn(part, field)) return undefined;
    part = (part as Record<string, unknown>)[field];
  }
  return typeof part === "string" || typeof part === "number" || typeof part === "boolean" ? part : undefined;
};

/** Is an eligibility given, excluded, or left open by the tests? */
const eligible = (state: Her2State, name: Her2State["eligibility"][number]): Known => {
  if (state.eligibility.includes(name)) return true;
  if (state.undecided.some((one) => one.eligibility === name)) return undefined;
  if (state.status === "positive" || state.status === "negative") return false;
  return undefined;
};

const amplified = (patient: Patient): Known => {
  const { ish, assessments } = patient.state;
  const byIsh = ish === "positive" ? true : ish === "negative" ? false : undefined;
  const axis = assessments.find((one) => one.axis === "amplification")?.status;
  const bySequencing = patient.sequencing.amplified ?? (axis === "positive" ? true : undefined);
  if (byIsh === undefined) return bySequencing;
  return bySequencing === undefined || bySequencing === byIsh ? byIsh : undefined;
};

const derivedValues = (
  patient: Patient,
  view: Her2View,
  tumourNames: readonly string[],
): Readonly<Record<string, () => Value | undefined>> => {
  const { given, state, sequencing } = patient;
  return {
    stageGroup: () => stageGroup(given.stage),
    her2Positive: () =>
      view.positive === false && residualHer2Negative(patient) !== false ? undefined : view.positive,
    residualHer2Negative: () => residualHer2Negative(patient),
    ihcScore: () => view.ihcScore,
    ihcScoring: () => view.ihcScoring,
    pregnant: () => given.patient?.pregnant ?? (given.patient?.sex === "male" ? false : undefined),
    ishPositive: () => (state.ish === "positive" ? true : state.ish === "negative" ? false : undefined),
    her2Low: () => eligible(state, "her2-low"),
    her2Ultralow: () => eligible(state, "her2-ultralow"),
    her2Amplified: () => amplified(patient),
    hormoneReceptorPositive: () => hormoneReceptorPositive(given),
    ras: () => sequencing.ras,
    braf: () => sequencing.braf,
    squamous: () => squamous(tumourNames, given.biomarkers?.histology),
    residualInvasiveDisease: () => residualInvasiveDisease(given),
    highRecurrenceRisk: () => given.highRecurrenceRisk,
    endocrineSuitable: () => given.endocrineSuitable,
    anthracyclineSuitable: () => given.anthracyclineSuitable,
    brainMetastases: () => brainMetastases(given),
    liverMetastases: () => liverMetastases(given),
    activatingMutation: () => sequencing.activatingMutation,
    kinaseDomainMutation: () => sequencing.kinaseDomainMutation,
  };
};

type Answer = (patient: Patient, args: readonly Value[], asOf: PartialDate) => Value | undefined;

const functions: Readonly<Record<string, Answer>> = {
  received: ({ history }, [what, setting]) => history.received(String(what), text(setting)),
  progressedOn: ({ history }, [what, setting]) => history.progressedOn(String(what), text(setting)),
  stoppedForToxicity: ({ history }, [what, term]) => history.stoppedForToxicity(String(what), text(term)),
  toxicityGrade: ({ history }, [what, term]) => history.toxicityGrade(String(what), String(term)),
  recurredWithin: ({ history }, [months, what]) => history.recurredWithin(Number(months), String(what)),
  altered: ({ sequencing }, [gene, name]) => sequencing.altered(String(gene), String(name)),
  monthsSince: (patient, [what], asOf) => monthsSince(patient, String(what), asOf),
  her2TestedAfter: (patient, [what]) => her2TestedAfter(patient, String(what)),
};

/** Names and functions that have an answer here; the vocabulary must hold no other. */
export const answeredFunctions: readonly string[] = [...Object.keys(functions), "regimensWith"];
export const answeredNames = (patient: Patient): readonly string[] => [
  ...Object.keys(
    derivedValues(patient, { positive: undefined, ihcScore: undefined, ihcScoring: undefined }, []),
  ),
  "linesMetastatic",
];

/** Whole months from the end of the last treatment with it; unknown where a date is vague or the history is not complete. */
const monthsSince = ({ history }: Patient, what: string, asOf: PartialDate): number | undefined => {
  if (!history.complete || history.received(what) !== true) return undefined;
  const given = history.treatments.filter((one) => one.therapies.some((id) => history.contains(id, what)));
  const ends = given.map((one) => (one.end === undefined ? null : dateBounds(one.end)));
  const day = dateBounds(asOf);
  if (day === null || ends.length === 0 || ends.includes(null)) return undefined;
  const last =
    ends
      .map((bounds) => bounds?.latest ?? "")
      .sort()
      .at(-1) ?? "";
  return last > day.earliest ? undefined : monthsBetween(last, day.earliest);
};

const monthsBetween = (from: string, to: string): number => {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split("-").map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split("-").map(Number);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
};

/** Tissue only: a test without IHC or ISH does not say how HER2 is expressed now. */
const her2TestedAfter = ({ tests, history }: Patient, what: string): Known =>
  tests.length === 0
    ? undefined
    : anyOf(
        tests
          .filter(({ measurement }) => measurement.ihc !== undefined || measurement.ish !== undefined)
          .map(({ measurement }) => takenAfter(measurement, what, history)),
      );
