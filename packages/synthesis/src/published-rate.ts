import type { Outcome, PublishedPool, PublishedQuestion } from "@erbium/model";
import { type PooledRate, pooledRate } from "./pooled-rate.ts";
import {
  apart,
  counts,
  difference,
  impossibleLimits,
  noAnswer,
  type OurAnswer,
  type PublishedComparison,
  unique,
} from "./published-difference.ts";
import type { Question } from "./question.ts";
import type { StudyKnowledge } from "./study-row.ts";

/** The question of ours that a published rate answers. */
export const rateQuestion = (question: Extract<PublishedQuestion, { kind: "rate" }>): Question => ({
  outcome: question.outcome,
  tumour: question.tumour,
  population: question.population,
  regimen: question.members === undefined ? null : { members: question.members, partners: question.partners },
  line: question.line ?? null,
});

/** A published rate beside ours, ours of their year, and what differs. */
export const besideRate = (
  published: PublishedPool,
  question: Question,
  until: number | null,
  knowledge: StudyKnowledge,
): PublishedComparison => {
  const rate = pooledRate(question, knowledge);
  const known = (row: Outcome): boolean => row.year === null || until === null || row.year <= until;
  const ours = answerOf(rate);
  const then = until === null ? null : answerOf(pooledRate(question, knowledge, { isPublic: known }));
  const newer = rate.arms.filter(({ row }) => !known(row));
  const out = rate.left.filter(
    ({ row, code }) => known(row) && code !== "blocked-pool" && code !== "shared-patients",
  );
  return {
    published,
    until,
    ours,
    then,
    differs: [
      ...impossibleLimits(published),
      ...counts(published, ours),
      ...(newer.length === 0
        ? []
        : [
            difference(
              "newer-studies",
              `since ${until}: ${unique(newer.map(({ study, row }) => `${study.name} (${row.year})`)).join(", ")}`,
            ),
          ]),
      ...(out.length === 0
        ? []
        : [
            difference(
              "left-out",
              `ours leaves out ${unique(out.map(({ study, text }) => `${study.name} (${text})`)).join(", ")}`,
            ),
          ]),
      ...noAnswer(ours),
      ...apart(published, ours),
    ],
  };
};

const answerOf = (rate: PooledRate): OurAnswer => ({
  k: rate.arms.length,
  studies: rate.studies,
  patients: rate.patients,
  estimate: rate.fit?.estimate ?? null,
  low: rate.fit?.low ?? null,
  high: rate.fit?.high ?? null,
  thin: rate.thin,
  of: unique(rate.arms.map(({ study }) => study.name)),
});
