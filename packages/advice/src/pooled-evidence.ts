import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, PooledFigure } from "@erbium/model";
import { type Judgements, type PooledRate, pooledRate, type Question } from "@erbium/synthesis";
import type { PopulationFacts } from "./outcome-population.ts";
import type { Patient } from "./patient.ts";
import { couldBeOf, linesOf, poolableTumours, populationsOf } from "./patient-groups.ts";
import { pooledFigure } from "./pooled-figure.ts";
import { beforeSurgery } from "./study-evidence.ts";

/** The wider group is asked until so many studies answer; then until two do. */
const enoughStudies = 3;

/**
 * Pooled response of a regimen in patients like this one: in the tumour, the line and the narrowest population
 * of this patient that enough studies answer for.
 *
 * @param isPublic was a row known on the day of the advice?
 * @param judged what a reader of the studies says of their bias
 * @returns for a regimen, the figures; none where no study prints counts
 */
export const pooledEvidence = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
  isPublic: (row: Outcome) => boolean,
  judged?: Judgements,
): ((regimen: readonly string[]) => PooledFigure[]) => {
  const outcome = patient.given.setting === "early" ? "pCR" : "ORR";
  if (outcome === "pCR" && !beforeSurgery(patient)) return () => [];
  const tumours = poolableTumours(patient);
  const populations = populationsOf(patient, facts, knowledge);
  const lines = linesOf(patient);
  const likePatient = couldBeOf(patient, facts);
  const rows = knowledge.outcomes.filter(
    ({ row }) =>
      row.outcome === outcome &&
      tumours.some((code) => knowledge.tumourIs(row.tumour, code)) &&
      likePatient(row),
  );
  const byReader = judged === undefined ? {} : { judged };
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
          const question: Question = { outcome, tumour, population, regimen: wanted, line, ...byReader };
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
