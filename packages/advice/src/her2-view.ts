import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Her2State, IhcReading } from "@erbium/model";
import type { Her2View } from "./case-facts.ts";
import type { Known } from "./three-valued.ts";

const known = (status: string | undefined): Known =>
  status === "positive" ? true : status === "negative" ? false : undefined;

/**
 * HER2 as the tumour's own labels ask for it: overexpressed or amplified. Where a guideline keeps mutation
 * apart, a mutation does not make the tumour HER2-positive in this sense.
 */
export const tumourView = (state: Her2State): Her2View => ({
  positive: positiveOf(state),
  ihcScore: state.ihc?.score,
  ihcScoring: state.ihc?.scoring ?? undefined,
});

const positiveOf = (state: Her2State): Known => {
  const own = state.assessments.filter((one) => one.guideline.id === state.guideline?.id);
  const kinds = own.filter((one) => one.axis === "overexpression" || one.axis === "amplification");
  if (!own.some((one) => one.axis === "mutation") || kinds.length === 0) return known(state.status);
  if (kinds.some((one) => one.status === "positive")) return true;
  return kinds.every((one) => one.status === "negative") ? false : undefined;
};

/**
 * HER2 as a tumour-agnostic label asks for it: the IHC score under the system that label's trials read by,
 * as the tumour-agnostic guideline read or computed it. A score of another system is not carried in:
 * unknown. Only 0 is: the systems agree well on it (guideline rule a.score), and the difference is said.
 */
export const agnosticView = (state: Her2State, scoring: string | null): Her2View => {
  const read = agnosticReading(state, scoring);
  const zero = state.ihc?.score === "0";
  return {
    positive: read ? known(agnosticOf(state)?.status) : zero ? false : undefined,
    ihcScore: read?.score ?? (zero ? state.ihc?.score : undefined),
    ihcScoring: state.ihc?.scoring ?? undefined,
  };
};

const agnosticOf = (state: Her2State) =>
  state.assessments.find((one) => one.guideline.id.startsWith("agnostic"));

/** The score that counts for tumour-agnostic labels; null where none was read or computed under their system. */
export const agnosticReading = (state: Her2State, scoring: string | null): IhcReading | null =>
  agnosticOf(state)?.ihc ?? (fitsScoring(state, scoring) ? state.ihc : null);

/** Was the score read, as far as recorded, under the system of the tumour-agnostic labels? */
const fitsScoring = (state: Her2State, scoring: string | null): boolean =>
  state.ihc !== null && scoring !== null && state.ihc.scoring === scoring;

/** The scoring system of the tumour-agnostic guideline tables, null when none names one. */
export const agnosticScoring = (knowledge: KnowledgeIndex): string | null =>
  knowledge.bundle.guidelines.find((table) => table.id.startsWith("agnostic") && table.scoring !== undefined)
    ?.scoring ?? null;
