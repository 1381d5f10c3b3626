import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { message, type PooledArm, type PooledFigure } from "@erbium/model";
import { type PooledRate, type Question, type RegimenPattern, studyGroups } from "@erbium/synthesis";
import { regimenName } from "./regimen.ts";

/** What a pooled figure answers, in words: regimen, tumour, population and line. */
export const questionWords = (question: Question, knowledge: KnowledgeIndex) => {
  const tumour = knowledge.tumour(question.tumour);
  return message("pooled.question", {
    regimen: patternWords(question.regimen, knowledge),
    tumour: tumour.ok ? (tumour.value.names.en[0] ?? question.tumour) : question.tumour,
    population: studyGroups(knowledge.bundle.studyPopulations).definition(question.population),
    line:
      question.line === null
        ? "any line"
        : studyGroups(knowledge.bundle.studyLines).definition(question.line),
  });
};

/** A pooled rate as a report and the command line show it, with the words of its question. */
export const pooledFigure = (rate: PooledRate, knowledge: KnowledgeIndex): PooledFigure => {
  const { question, fit, certainty } = rate;
  return {
    outcome: question.outcome,
    question: questionWords(question, knowledge),
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
