import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  hasCome,
  type OurFigure,
  type Outcome,
  type PartialDate,
  type PublishedFigure,
  type PublishedPool,
} from "@erbium/model";
import {
  fitsRegimen,
  type OurAnswer,
  type PublishedComparison,
  publishedComparisons,
  rateQuestion,
  studyGroups,
  type TreatmentNetwork,
} from "@erbium/synthesis";
import type { PopulationFacts } from "./outcome-population.ts";
import type { Patient } from "./patient.ts";
import { linesOf, poolableTumours, populationsOf } from "./patient-groups.ts";

/** Published pools of the day of the advice. */
export interface PublishedEvidence {
  /** rates of a regimen in groups that this patient belongs to */
  readonly ofRegimen: (regimen: readonly string[]) => PublishedFigure[];
  /** ratios of a network that is fitted already */
  readonly ofNetwork: (network: TreatmentNetwork) => PublishedFigure[];
}

/**
 * Pools that others published beside ours to their question, where that question is about a regimen like the option's
 * and a group, tumour and line that this patient certainly belongs to. Each is compared once, and only when asked for.
 *
 * @param isPublic was a row known on the day of the advice?
 */
export const publishedEvidence = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
  isPublic: (row: Outcome) => boolean,
  asOf: PartialDate,
): PublishedEvidence => {
  const tumours = poolableTumours(patient);
  const lines = studyGroups(knowledge.bundle.studyLines);
  const populations = new Set(populationsOf(patient, facts, knowledge));
  const nearest = linesOf(patient).flatMap(({ line, indirect }) =>
    line === null || indirect !== null ? [] : [line],
  );
  const here = { ...knowledge, outcomes: knowledge.outcomes.filter(({ row }) => isPublic(row)) };
  const known = new Map<string, PublishedFigure>();
  const compared = (wanted: readonly PublishedPool[], network?: TreatmentNetwork): PublishedFigure[] => {
    const missing = new Set(wanted.filter(({ id }) => !known.has(id)));
    const fitted = network === undefined ? undefined : () => network;
    for (const one of publishedComparisons(here, (pool) => missing.has(pool), fitted))
      known.set(one.published.id, publishedFigure(one));
    return wanted.flatMap(({ id }) => known.get(id) ?? []);
  };
  const pools = knowledge.bundle.publishedPools.filter((pool) => wasPublished(pool, knowledge, asOf));
  const concerns = (pool: PublishedPool, regimen: readonly string[]): boolean => {
    if (pool.question?.kind !== "rate") return false;
    const question = rateQuestion(pool.question);
    return (
      question.regimen !== null &&
      fitsRegimen(regimen, question.regimen, knowledge.therapyIs) &&
      tumours.some((code) => knowledge.tumourIs(code, question.tumour)) &&
      populations.has(question.population) &&
      (question.line === null || nearest.some((line) => lines.liesWithin(line, question.line ?? "")))
    );
  };
  return {
    ofRegimen: (regimen) => compared(pools.filter((pool) => concerns(pool, regimen))),
    ofNetwork: (network) =>
      compared(
        pools.filter(({ question }) => question?.kind === "network" && question.network === network.name),
        network,
      ),
  };
};

/** Nothing of a day before its source; a source without a date counts as there. */
const wasPublished = ({ sources }: PublishedPool, { bundle }: KnowledgeIndex, asOf: PartialDate): boolean =>
  sources.every(({ source }) => {
    const date = bundle.sources.find(({ id }) => id === source)?.date;
    return date === undefined || hasCome(date, asOf) !== "not met";
  });

const ourFigure = ({ studies, patients, estimate, low, high, thin }: OurAnswer): OurFigure => ({
  studies,
  n: patients,
  estimate,
  ciLow: low,
  ciHigh: high,
  thin,
});

const publishedFigure = ({
  published,
  until,
  ours,
  then,
  differs,
}: PublishedComparison): PublishedFigure => ({
  id: published.id,
  what: published.what,
  measure: published.measure,
  estimate: published.estimate,
  ciLow: published.ciLow,
  ciHigh: published.ciHigh,
  studies: published.kStudies,
  n: published.n,
  until,
  ours: ours === null ? null : ourFigure(ours),
  then: then === null || then.k === ours?.k ? null : ourFigure(then),
  differs: differs.map(({ text }) => text),
  sources: published.sources,
});
