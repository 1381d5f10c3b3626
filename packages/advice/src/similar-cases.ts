import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type AlterationRecord,
  byKeys,
  type Message,
  message,
  type SimilarCase,
  type Statement,
} from "@erbium/model";
import { hormoneReceptorPositive } from "./derived-states.ts";
import type { KnownFinding, Patient } from "./patient.ts";
import type { Known } from "./three-valued.ts";

/** Shares of the measure; they add up to 1. Documented in docs/similarity.md. */
export const weights = { alteration: 0.4, tumour: 0.3, receptors: 0.2, line: 0.1 } as const;

/** How many are shown. */
const SHOWN = 2;

/**
 * The published single patients most like this one. Each of four parts scores 0 to 1 and is weighted; what
 * either side does not say scores 0. A case that shares no alteration, residue or class is not similar.
 */
export const similarCases = (
  patient: Patient,
  her2Positive: Known,
  knowledge: KnowledgeIndex,
): readonly SimilarCase[] =>
  knowledge.alterations
    .flatMap((record) => record.statements.map((statement) => ({ record, statement })))
    .flatMap(({ record, statement }): SimilarCase[] => {
      if (statement.case === undefined || statement.status === "recalled") return [];
      const alteration = alterationScore(record, statement, patient.findings);
      if (alteration === 0) return [];
      const parts: [keyof typeof weights, number][] = [
        ["alteration", alteration],
        ["tumour", tumourScore(statement, patient, knowledge)],
        [
          "receptors",
          receptorScore(statement.case.receptors, hormoneReceptorPositive(patient.given), her2Positive),
        ],
        ["line", lineScore(statement.case.line, patient)],
      ];
      const similarity = parts.reduce((sum, [part, score]) => sum + weights[part] * score, 0);
      return [
        {
          statement: statement.id,
          text: statement.text,
          similarity: Math.round(similarity * 100) / 100,
          because: [
            ...parts.map(
              ([part, score]): Message =>
                message("similar.part", {
                  part,
                  score: Math.round(score * 100) / 100,
                  weight: weights[part],
                }),
            ),
            ...(onlyReviews(statement, knowledge) ? [message("similar.reported")] : []),
          ],
          sources: statement.sources,
          doubt: statement.doubt ?? null,
        },
      ];
    })
    .sort(
      byKeys<SimilarCase>(
        (one) => -one.similarity,
        (one) => one.statement,
      ),
    )
    .slice(0, SHOWN);

/** Is the case known only from a review that reports it? */
const onlyReviews = (statement: Statement, knowledge: KnowledgeIndex): boolean =>
  statement.sources.length > 0 &&
  statement.sources.every(({ source }) => knowledge.source(source).kind === "review");

/** 1 the same change, 0.5 the same residue, 0.25 a shared class; halved by the share of its co-alterations the patient lacks. */
const alterationScore = (
  record: AlterationRecord,
  statement: Statement,
  findings: readonly KnownFinding[],
): number => {
  const here = findings.filter((one) => one.alteration.gene === record.gene);
  const base = here.some((one) => one.alteration.key === record.key)
    ? 1
    : here.some((one) => one.known.sameResidue.some((other) => other.key === record.key))
      ? 0.5
      : here.some((one) => one.known.classes.some((other) => other.key === record.key))
        ? 0.25
        : 0;
  const together = statement.together ?? [];
  if (together.length === 0) return base;
  const shared = together.filter((key) => findings.some((one) => one.alteration.key === key)).length;
  return base * (0.5 + (0.5 * shared) / together.length);
};

const tumourScore = (statement: Statement, patient: Patient, knowledge: KnowledgeIndex): number => {
  if (statement.tumour === undefined) return 0;
  const { code } = patient.tumour;
  if (knowledge.tumourIs(code, statement.tumour) || knowledge.tumourIs(statement.tumour, code)) return 1;
  const family = knowledge.guidelineFamily(code);
  return family !== null && family === knowledge.guidelineFamily(statement.tumour) ? 0.5 : 0;
};

/** Half for the hormone receptors, half for HER2. */
const receptorScore = (words: string | undefined, hormone: Known, her2: Known): number => {
  if (words === undefined) return 0;
  const text = words.toLowerCase();
  const triple = /triple[- ]?negative|tnbc/.test(text);
  const statedHormone: Known = /\b(?:er|pr|hr|er\/pr)\s?\+|(?:er|pr|hr)[- ]?positive/.test(text)
    ? true
    : triple || /\b(?:er|hr)\s?-|(?:er|hr)[- ]?negative/.test(text)
      ? false
      : undefined;
  const statedHer2: Known = /her2\s?\+|her2[- ]?positive/.test(text)
    ? true
    : triple || /her2\s?-|her2[- ]?negative/.test(text)
      ? false
      : undefined;
  const same = (a: Known, b: Known): number => (a !== undefined && a === b ? 0.5 : 0);
  return same(statedHormone, hormone) + same(statedHer2, her2);
};

const lineScore = (words: string | undefined, patient: Patient): number => {
  const lines = patient.history.linesMetastatic();
  if (words === undefined || (!lines.exact && lines.atLeast === 0)) return 0;
  return /\bfirst\b|\b1(?:st|l)\b/i.test(words) === (lines.atLeast === 0) ? 1 : 0;
};
