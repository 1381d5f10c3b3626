import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, RatioFigure } from "@erbium/model";
import {
  fitsRegimen,
  type Judgements,
  type PooledRatio,
  pooledRatios,
  type Question,
  type StudyKnowledge,
} from "@erbium/synthesis";
import type { PopulationFacts } from "./outcome-population.ts";
import type { Patient } from "./patient.ts";
import { couldBeOf, linesOf, poolableTumours, populationsOf } from "./patient-groups.ts";
import { questionWords } from "./pooled-figure.ts";
import { fitsSetting } from "./study-evidence.ts";

/**
 * Hazard ratios of a regimen against what it was compared with, in patients like this one: of the line nearest to this
 * patient's for which any trial prints one, there of the narrowest population for which two comparable trials do, else
 * of the narrowest with one.
 *
 * @param isPublic was a row known on the day of the advice?
 * @param judged what a reader of the studies says of their bias
 * @returns for a regimen, one figure an outcome and kind of comparator
 */
export const ratioEvidence = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
  isPublic: (row: Outcome) => boolean,
  judged?: Judgements,
): ((regimen: readonly string[]) => RatioFigure[]) => {
  const outcomes = patient.given.setting === "early" ? ["iDFS", "OS"] : ["PFS", "OS"];
  const tumours = poolableTumours(patient);
  const populations = populationsOf(patient, facts, knowledge);
  const lines = linesOf(patient);
  const likePatient = couldBeOf(patient, facts);
  const byReader = judged === undefined ? {} : { judged };
  const rows = knowledge.outcomes.filter(
    ({ row }) =>
      row.hr !== null &&
      fitsSetting(row, patient.given.setting) &&
      likePatient(row) &&
      outcomes.includes(row.outcome) &&
      tumours.some((code) => knowledge.tumourIs(row.tumour, code)),
  );
  const ofOutcome = (
    outcome: string,
    regimen: readonly string[],
    here: StudyKnowledge,
  ): readonly PooledRatio[] => {
    for (const { line, indirect } of lines)
      for (const tumour of tumours) {
        let alone: readonly PooledRatio[] = [];
        for (const population of populations) {
          const question: Question = {
            outcome,
            tumour,
            population,
            regimen: { members: regimen, partners: [] },
            line,
            ...byReader,
          };
          const found = pooledRatios(question, here, { isPublic, indirect });
          if (found.some(({ studies }) => studies > 1)) return found;
          if (alone.length === 0) alone = found;
        }
        if (alone.length > 0) return alone;
      }
    return [];
  };
  return (regimen) => {
    const own = rows.filter(({ row }) =>
      fitsRegimen(row.regimen, { members: regimen, partners: [] }, knowledge.therapyIs),
    );
    if (own.length === 0) return [];
    const here = { ...knowledge, outcomes: own };
    return outcomes.flatMap((outcome) =>
      ofOutcome(outcome, regimen, here).map((ratio) => ratioFigure(ratio, knowledge)),
    );
  };
};

const ratioFigure = (ratio: PooledRatio, knowledge: KnowledgeIndex): RatioFigure => {
  const { question, fit } = ratio;
  const against = ratio.comparator.map((id) => (id === "chemotherapy" ? id : knowledge.regimenName([id])));
  return {
    outcome: question.outcome,
    question: questionWords(question, knowledge),
    against: against.join(" + "),
    studies: ratio.studies,
    estimate: fit?.estimate ?? null,
    ciLow: fit?.low ?? null,
    ciHigh: fit?.high ?? null,
    ciLevel: 95,
    convention: fit?.convention ?? null,
    thin: ratio.thin,
    heterogeneity: fit === null ? null : { ...fit.heterogeneity, tauSquared: fit.tauSquared },
    trials: ratio.trials.map(({ row, study, estimate, low, high, weight }) => ({
      row: row.id,
      study: study.name,
      comparator: row.comparatorWords ?? knowledge.regimenName(row.comparator ?? []),
      population: row.population ?? row.tumourWords,
      line: row.line,
      n: row.n,
      estimate,
      ciLow: low,
      ciHigh: high,
      ciLevel: row.ciLevel ?? 95,
      weight,
      sources: row.sources,
    })),
    left: ratio.left.map(({ row, study, code, text }) => ({ row: row.id, study: study.name, code, text })),
    certainty: ratio.certainty,
  };
};
