import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { NetworkFigure, Outcome, PublishedFigure } from "@erbium/model";
import {
  commonComparator,
  networkModel,
  networkPartFigure,
  studyGroups,
  type TreatmentNetwork,
  treatmentNetwork,
} from "@erbium/synthesis";
import type { PopulationFacts } from "./outcome-population.ts";
import type { Patient } from "./patient.ts";
import { linesOf, poolableTumours, populationsOf } from "./patient-groups.ts";

/**
 * The network of randomised trials that is this patient's: of the tumour, of a population the patient certainly belongs
 * to, and of the patient's line, as far as that is known.
 *
 * @param isPublic was a row known on the day of the advice?
 * @returns the first that fits in the order of the knowledge; null where none does or nothing of it was known yet
 */
export const networkEvidence = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
  isPublic: (row: Outcome) => boolean,
  published: (network: TreatmentNetwork) => readonly PublishedFigure[],
): NetworkFigure | null => {
  if (patient.given.setting === "early") return null;
  const tumours = poolableTumours(patient);
  const populations = new Set(populationsOf(patient, facts, knowledge));
  const lines = studyGroups(knowledge.bundle.studyLines);
  const own = linesOf(patient).flatMap(({ line, indirect }) =>
    line === null || (indirect !== null && line !== "pretreated") ? [] : [line],
  );
  const record = knowledge.bundle.treatmentNetworks.find(
    ({ tumour, population, line }) =>
      tumours.some((code) => knowledge.tumourIs(code, tumour)) &&
      populations.has(population) &&
      own.some((one) => lines.liesWithin(one, line)),
  );
  if (record === undefined) return null;
  const outcomes = knowledge.outcomes.filter(({ row }) => isPublic(row));
  const network = treatmentNetwork(record.id, { outcomes }, { outcomes: record.outcomes, same: [] });
  if (network.parts.length === 0) return null;
  return {
    name: network.name,
    definition: record.definition,
    outcomes: network.outcomes,
    model: networkModel,
    parts: network.parts.map((part) => networkPartFigure(part, commonComparator(part))),
    refused: network.refused,
    left: network.left.map(({ row, study, code, text }) => ({
      row: row.id,
      study: study.name,
      code,
      text,
    })),
    published: published(network),
  };
};
