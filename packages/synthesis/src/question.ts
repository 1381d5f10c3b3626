import type { Judgements } from "./certainty.ts";

/**
 * What a pooled figure answers. Rows are comparable when they answer the same question: the same outcome,
 * in patients who all lie within the tumour, the population and the line asked for, on a regimen that fits.
 */
export interface Question {
  /** outcome code of the rows: ORR, DCR, CBR, pCR, ILD ... */
  readonly outcome: string;
  /** OncoTree code; rows of it and of tumours below it */
  readonly tumour: string;
  /** id of a study population */
  readonly population: string;
  /** null: whatever was given */
  readonly regimen: RegimenPattern | null;
  /** id of a study line; null: whatever was given before */
  readonly line: string | null;
  /** single-arm evidence and arms of trials without comparison only */
  readonly designs?: readonly string[];
  /** what a reader of the studies has judged; absent: asked in the answer's certainty, never filled in */
  readonly judged?: Judgements;
}

/**
 * A regimen by its members: each of `members` stands in it (the therapy itself or one of that class), and
 * whatever stands beside them is one of `partners`. `{ members: ["topoisomerase ADC"], partners: [] }` is
 * any such conjugate alone.
 */
export interface RegimenPattern {
  readonly members: readonly string[];
  readonly partners: readonly string[];
}

/** Does a regimen (therapy or class ids) fit the pattern? */
export const fitsRegimen = (
  regimen: readonly string[],
  { members, partners }: RegimenPattern,
  therapyIs: (id: string, therapyOrClass: string) => boolean,
): boolean =>
  members.every((member) => regimen.some((id) => therapyIs(id, member))) &&
  regimen.every((id) => [...members, ...partners].some((wanted) => therapyIs(id, wanted)));
