import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome } from "@erbium/model";
import { studyGroups } from "@erbium/synthesis";
import { fitsPopulation, type PopulationFacts } from "./outcome-population.ts";
import type { Patient } from "./patient.ts";

/** Studies of which line answer for this patient, and why they are not quite the patient's. */
export interface LineChoice {
  /** id of a study line; null: any */
  readonly line: string | null;
  readonly indirect: string | null;
}

/** The groups of study patients that this patient certainly belongs to, the narrowest first. */
export const populationsOf = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
): string[] => {
  const items = knowledge.bundle.studyPopulations;
  const groups = studyGroups(items);
  const certain = items.filter(({ words }) =>
    words.some((one) => fitsPopulation(one, patient, facts) === true),
  );
  const above = (id: string): number => items.filter((one) => groups.liesWithin(id, one.id)).length;
  return items
    .filter((item) => certain.some((one) => groups.liesWithin(one.id, item.id)))
    .map(({ id }) => id)
    .toSorted((a, b) => above(b) - above(a) || (a < b ? -1 : 1));
};

/** Rows of patients like this one cannot be of a group that this patient certainly is not in. */
export const couldBeOf = (patient: Patient, facts: PopulationFacts): ((row: Outcome) => boolean) => {
  const found = new Map<string, boolean>();
  return ({ alteration }) => {
    const known = found.get(alteration) ?? fitsPopulation(alteration, patient, facts) !== false;
    found.set(alteration, known);
    return known;
  };
};

/** The lines of this patient, the nearest first. */
export const linesOf = (patient: Patient): LineChoice[] => {
  if (patient.given.setting === "early") return [{ line: null, indirect: null }];
  const { atLeast, exact } = patient.history.linesMetastatic();
  const mixed = { line: null, indirect: "lines of treatment are mixed or other than this patient's" };
  if (atLeast === 0) return exact ? [{ line: "untreated", indirect: null }, mixed] : [mixed];
  const { history } = patient;
  const chemotherapyNext =
    history.received("endocrine therapy", "metastatic") === true &&
    history.received("chemotherapy", "metastatic") === false &&
    history.received("HER2 ADC", "metastatic") === false;
  if (chemotherapyNext)
    return [
      { line: "first-chemotherapy", indirect: null },
      { line: "pretreated", indirect: "the patients had chemotherapy before, or not all of them did not" },
      mixed,
    ];
  const pretreated = { line: "pretreated", indirect: null };
  if (history.received("HER2 ADC", "metastatic") !== true) return [pretreated, mixed];
  return [
    { line: "after-her2-adc", indirect: null },
    {
      ...pretreated,
      indirect: "the pooled patients had no earlier HER2-directed conjugate, or not all of them",
    },
    mixed,
  ];
};

/** Tumours to pool over, the narrowest first: a rate of any solid tumour says nothing of one of them. */
export const poolableTumours = (patient: Patient): string[] =>
  patient.tumour.lineage.filter((code) => code !== "SOLID" && code !== "TISSUE");
