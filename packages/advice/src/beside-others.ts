import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { BesideOthers, Outcome } from "@erbium/model";
import { trialBaskets } from "@erbium/synthesis";
import type { FittingOutcome } from "./study-evidence.ts";

/** Coverage of the intervals of strata. */
const LEVEL = 95;

/**
 * Rows that are one stratum of a trial (one allele, one tumour of many) with their rate beside the trial's other
 * strata; all others as they are.
 *
 * @param isPublic was a row known on the day of the advice?
 */
export const withBesideOthers = (
  outcomes: readonly FittingOutcome[],
  knowledge: KnowledgeIndex,
  isPublic: (row: Outcome) => boolean,
): readonly FittingOutcome[] => {
  const fitting = new Set(outcomes.map(({ row }) => row.id));
  const beside = new Map<string, BesideOthers>();
  for (const { by, strata, analysis } of trialBaskets(knowledge, {
    isPublic,
    asked: ({ id }) => fitting.has(id),
    sensitivity: false,
  }))
    for (const { row, shrunk } of strata)
      beside.set(row.id, {
        by,
        strata: strata.length,
        estimate: 100 * shrunk.mean,
        low: 100 * shrunk.low,
        high: 100 * shrunk.high,
        level: LEVEL,
        model: analysis.model,
      });
  return outcomes.map((one) => {
    const found = beside.get(one.row.id);
    return found === undefined ? one : { ...one, beside: found };
  });
};
