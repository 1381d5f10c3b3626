import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { message, type Outcome, type PooledArm, type PooledFigure } from "@erbium/model";
import {
  type PooledRate,
  pooledRate,
  type Question,
  type RegimenPattern,
  studyGroups,
} from "@erbium/synthesis";
import { fitsPopulation, type PopulationFacts } from "./outcome-population.ts";
import type { Patient } from "./patient.ts";
import { regimenName } from "./regimen.ts";

/** The wider group is asked until so many studies answer; then until two do. */
const enoughStudies = 3;

interface LineChoice {
  /** id of a study line; null: any */
  readonly line: string | null;
  readonly indirect: string | null;
}

/**
 * Pooled response of a regimen in patients like this one: in the tumour, the line and the narrowest population
 * of this patient that enough studies answer for.
 *
 * @param isPublic was a row known on the day of the advice?
 * @returns for a regimen, the figures; none where no study prints counts
 */
export const pooledEvidence = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
  isPublic: (row: Outcome) => boolean,
): ((regimen: readonly string[]) => PooledFigure[]) => {
  const outcome = patient.given.setting === "early" ? "pCR" : "ORR";
  // any solid tumour is no tumour to pool over: a rate of one says nothing of another
  const tumours = patient.tumour.lineage.filter((code) => code !== "SOLID" && code !== "TISSUE");
  const populations = populationsOf(patient, facts, knowledge);
  const lines = linesOf(patient);
  const rows = knowledge.outcomes.filter(
    ({ row }) => row.outcome === outcome && tumours.some((code) => knowledge.tumourIs(row.tumour, code)),
  );
  const here = { ...knowledge, outcomes: rows };
  return (regimen) => {
    const wanted = { members: regimen, partners: [] };
    const asked = rows.some(({ row }) =>
      regimen.every((id) => row.regimen.some((one) => knowledge.therapyIs(one, id))),
    );
    if (!asked) return [];
    for (const { line, indirect } of lines)
      for (const tumour of tumours) {
        const rates: PooledRate[] = [];
        for (const population of populations) {
          const question: Question = { outcome, tumour, population, regimen: wanted, line };
          const rate = pooledRate(question, here, { isPublic, indirect });
          if (rate.studies >= enoughStudies) return [pooledFigure(rate, knowledge)];
          rates.push(rate);
        }
        const found = rates.find(({ studies }) => studies >= 2) ?? rates.find(({ studies }) => studies === 1);
        if (found) return [pooledFigure(found, knowledge)];
      }
    return [];
  };
};

/** The groups of study patients that this patient certainly belongs to, the narrowest first. */
const populationsOf = (patient: Patient, facts: PopulationFacts, knowledge: KnowledgeIndex): string[] => {
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

const linesOf = (patient: Patient): LineChoice[] => {
  if (patient.given.setting === "early") return [{ line: null, indirect: null }];
  const { atLeast, exact } = patient.history.linesMetastatic();
  const mixed = { line: null, indirect: "lines of treatment are mixed or other than this patient's" };
  if (atLeast === 0) return exact ? [{ line: "untreated", indirect: null }, mixed] : [mixed];
  const pretreated = { line: "pretreated", indirect: null };
  if (patient.history.received("HER2 ADC", "metastatic") !== true) return [pretreated, mixed];
  return [
    { line: "after-her2-adc", indirect: null },
    {
      ...pretreated,
      indirect: "the pooled patients had no earlier HER2-directed conjugate, or not all of them",
    },
    mixed,
  ];
};

/** A pooled rate as a report and the command line show it, with the words of its question. */
export const pooledFigure = (rate: PooledRate, knowledge: KnowledgeIndex): PooledFigure => {
  const { question, fit, certainty } = rate;
  const tumour = knowledge.tumour(question.tumour);
  const populations = studyGroups(knowledge.bundle.studyPopulations);
  const lines = studyGroups(knowledge.bundle.studyLines);
  return {
    outcome: question.outcome,
    question: message("pooled.question", {
      regimen: patternWords(question.regimen, knowledge),
      tumour: tumour.ok ? (tumour.value.names.en[0] ?? question.tumour) : question.tumour,
      population: populations.definition(question.population),
      line: question.line === null ? "any line" : lines.definition(question.line),
    }),
    k: rate.arms.length,
    studies: rate.studies,
    events: rate.events,
    n: rate.patients,
    estimate: fit?.estimate ?? null,
    ciLow: fit?.low ?? null,
    ciHigh: fit?.high ?? null,
    ciLevel: 95,
    convention: fit?.convention ?? null,
    thin: rate.thin,
    prediction: fit?.prediction ?? null,
    heterogeneity: fit === null ? null : { ...fit.heterogeneity, tauSquared: fit.tauSquared },
    arms: rate.arms.map(armOf),
    left: rate.left.map(({ row, study, code, text }) => ({ row: row.id, study: study.name, code, text })),
    certainty,
  };
};

const patternWords = (pattern: RegimenPattern | null, knowledge: KnowledgeIndex): string => {
  if (pattern === null) return "any treatment";
  const members = regimenName(pattern.members, knowledge);
  if (pattern.partners.length === 0) return members;
  return `${members} with or without ${pattern.partners.map((one) => knowledge.regimenName([one])).join(", ")}`;
};

const armOf = ({
  row,
  study,
  events,
  patients,
  estimate,
  low,
  high,
}: PooledRate["arms"][number]): PooledArm => ({
  row: row.id,
  study: study.name,
  population: row.population ?? row.tumourWords,
  line: row.line,
  events,
  n: patients,
  estimate,
  ciLow: low,
  ciHigh: high,
  sources: row.sources,
});
