import type { BesideOthers, Outcome } from "@erbium/model";
import { type BasketAnalysis, basketModel } from "@erbium/stats";
import { againstCounts, withoutCounts } from "./row-counts.ts";
import { studyGroups } from "./study-groups.ts";
import { byId, type StudyKnowledge, type StudyRow } from "./study-row.ts";

/** One stratum with what it is alone and beside the others; shares, 0 to 1. */
type TrialStratum = StudyRow & BasketAnalysis["strata"][number];

/** Strata of one trial that differ in one thing alone, and what each of them borrows from the others. */
export interface TrialBasket {
  readonly study: StudyRow["study"];
  /** what tells the strata apart */
  readonly by: BesideOthers["by"];
  readonly outcome: string;
  readonly regimen: readonly string[];
  readonly strata: readonly TrialStratum[];
  readonly analysis: BasketAnalysis;
}

/** With fewer the prior says how much is borrowed, not the trial. */
const FEWEST = 3;

/**
 * Every basket that the outcome rows hold: at least three strata of one study, regimen, outcome, line and report,
 * told apart by allele (in one tumour) or by tumour (in one population), each with a source that was seen and with
 * the counts that its printed rate is made of. A tumour that holds another stratum's tumour is no stratum beside it.
 *
 * Whether a row is preferred for a pool of studies does not matter here: within one report each patient stands in
 * one stratum, but for alleles, of which a patient can carry two.
 *
 * @param isPublic    was the row known on the day that is asked about?
 * @param asked       of baskets that hold no such row nothing is computed
 * @param sensitivity other priors of the scatter between strata too
 */
export const trialBaskets = (
  knowledge: StudyKnowledge,
  {
    isPublic = () => true,
    asked = () => true,
    sensitivity = true,
  }: {
    readonly isPublic?: (row: Outcome) => boolean;
    readonly asked?: (row: Outcome) => boolean;
    readonly sensitivity?: boolean;
  } = {},
): readonly TrialBasket[] => {
  const populations = studyGroups(knowledge.bundle.studyPopulations);
  const groups = new Map<string, StudyRow[]>();
  for (const one of knowledge.outcomes) {
    const { row, study } = one;
    if (row.status !== "verified" || row.sources.length === 0 || !isPublic(row)) continue;
    if (withoutCounts(row) !== null || againstCounts(row) !== null) continue;
    const differs =
      row.allele === null ? ["tumour", populations.ofWords(row.alteration)] : ["allele", row.tumour];
    if (differs[1] === null) continue;
    const key = JSON.stringify([
      study.id,
      row.outcome,
      row.regimen.toSorted(),
      row.line,
      row.setting,
      row.year,
      row.dataCut,
      row.scope,
      ...differs,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((rows) =>
    rows.some(({ row }) => asked(row)) ? (basketOf(rows, knowledge, sensitivity) ?? []) : [],
  );
};

const basketOf = (
  rows: readonly StudyRow[],
  knowledge: StudyKnowledge,
  sensitivity: boolean,
): TrialBasket | null => {
  const [first] = rows;
  if (first === undefined) return null;
  const by = first.row.allele === null ? "tumour" : "allele";
  const name = ({ row }: StudyRow): string => (by === "allele" ? (row.allele ?? "") : row.tumour);
  const apart =
    by === "allele"
      ? rows
      : rows.filter(
          (one) =>
            !rows.some((other) => other !== one && knowledge.tumourIs(other.row.tumour, one.row.tumour)),
        );
  const strata = apart.toSorted(byId);
  if (strata.length < FEWEST || new Set(strata.map(name)).size < strata.length) return null;
  const analysis = basketModel(
    strata.map((one) => ({
      label: by === "allele" ? name(one) : one.row.tumourWords,
      responders: one.row.responders ?? Number.NaN,
      n: one.row.n ?? Number.NaN,
    })),
    { sensitivity },
  );
  if (!analysis.ok) return null;
  return {
    study: first.study,
    by,
    outcome: first.row.outcome,
    regimen: first.row.regimen,
    strata: strata.map((one, at) => ({ ...one, ...analysis.value.strata[at]! })),
    analysis: analysis.value,
  };
};
