import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, Study } from "@erbium/model";
import { fitsRegimen, type Question } from "./question.ts";
import type { StudyGroups } from "./study-groups.ts";

/** What a selection reads of the knowledge. */
export type StudyKnowledge = Pick<KnowledgeIndex, "outcomes" | "tumourIs" | "therapyIs" | "bundle">;

/** A row of a study with the study it belongs to. */
export interface StudyRow {
  readonly study: Study;
  readonly row: Outcome;
}

/** Why a row that answers the question stays out of the pool. */
export interface LeftOut extends StudyRow {
  readonly code:
    | "recalled"
    | "blocked-pool"
    | "no-counts"
    | "impossible-counts"
    | "other-denominator"
    | "retrospective"
    | "secondary"
    | "shared-patients"
    | "not-marked";
  readonly text: string;
}

export interface Selection {
  /** one row per group of shared patients, ordered by study and row id */
  readonly chosen: readonly StudyRow[];
  readonly left: readonly LeftOut[];
}

/** Designs whose arms are planned and followed: what a pool rests on. */
const prospective = ["single-arm", "randomised", "basket"];

/** Do all patients of a row lie within the question's, on a regimen that fits? */
export const answers = (
  row: Outcome,
  question: Question,
  knowledge: Pick<KnowledgeIndex, "tumourIs" | "therapyIs">,
  populations: StudyGroups,
  lines: StudyGroups,
): boolean => {
  if (row.outcome !== question.outcome || row.allele !== null) return false;
  if (!knowledge.tumourIs(row.tumour, question.tumour)) return false;
  const population = populations.ofWords(row.alteration);
  if (population === null || !populations.liesWithin(population, question.population)) return false;
  if (question.line !== null) {
    const line = lines.ofWords(row.line);
    if (line === null || !lines.liesWithin(line, question.line)) return false;
  }
  if (question.designs !== undefined && !question.designs.includes(row.design ?? "")) return false;
  return (
    question.regimen === null ||
    fitsRegimen(row.regimen, question.regimen, (id, wanted) => knowledge.therapyIs(id, wanted))
  );
};

/** Why a row that answers a question can not be taken as it stands; null where it can. */
export const reasonAgainst = (
  row: Outcome,
  later: ReadonlySet<string>,
  unusable: string | null,
): Pick<LeftOut, "code" | "text"> | null => {
  if (row.status !== "verified" || row.sources.length === 0)
    return { code: "recalled", text: "no source of this figure was seen" };
  if (row.pool === false && !standsIn(row, later))
    return { code: "blocked-pool", text: row.scope ?? "another row of the same patients is preferred" };
  if (unusable !== null) return { code: "no-counts", text: unusable };
  if (row.design === "retrospective") return { code: "retrospective", text: "retrospective series" };
  if (!prospective.includes(row.design ?? ""))
    return { code: "secondary", text: `not a primary study (${row.design ?? "design not stated"})` };
  return null;
};

/** The groups of shared patients that these rows name. */
export const groupsWith = (rows: readonly StudyRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ row }) => row.overlap ?? []));

/** Is it an earlier data cut of patients whose preferred row was not public yet? */
const standsIn = (row: Outcome, later: ReadonlySet<string>): boolean =>
  row.pool === false && row.overlap !== null && later.has(row.overlap);

/**
 * Marked for pooling. Where any row that answers a question is marked, the marks say what may be pooled, and an
 * unmarked row comes in only as a part of a marked one whose whole does not answer the question (the exon 20
 * patients of a mutation cohort). Where nothing is marked, as for side effects, every row is judged by the
 * other rules alone.
 */
export const isMarked = (row: Outcome, later: ReadonlySet<string>): boolean =>
  row.pool === true || standsIn(row, later);

/** Marked as preferred first, then the wider population, more patients, the later data cut; last by id. */
export const byPreference = (
  a: StudyRow,
  b: StudyRow,
  populations: StudyGroups,
  later: ReadonlySet<string>,
): number => {
  const marked = (row: Outcome): number => (isMarked(row, later) ? 0 : 1);
  if (marked(a.row) !== marked(b.row)) return marked(a.row) - marked(b.row);
  const [inner, outer] = [populations.ofWords(a.row.alteration), populations.ofWords(b.row.alteration)];
  if (inner !== null && outer !== null && inner !== outer) {
    if (populations.liesWithin(inner, outer)) return 1;
    if (populations.liesWithin(outer, inner)) return -1;
  }
  return (b.row.n ?? 0) - (a.row.n ?? 0) || laterFirst(a.row, b.row) || byId(a, b);
};

/**
 * Two rows count the same patients when they name the same group of shared patients, or when two names stand for one
 * trial and they are of one arm of it; also when different studies give the same counts from the same source.
 *
 * Of one trial, rows on the same regimen in the same tumour share patients where one population lies within the
 * other. Two rows that are both marked to be pooled are believed to be different arms where their populations are
 * equal and their labels or lines differ (dose groups, cohorts); a part of a marked row is never an arm beside it.
 */
export const sharesPatients = (a: StudyRow, b: StudyRow, populations: StudyGroups): boolean => {
  const [one, other] = [a.row, b.row];
  if (one.overlap !== null && one.overlap === other.overlap) return true;
  if (one.regimen.toSorted().join("+") !== other.regimen.toSorted().join("+") || one.tumour !== other.tumour)
    return false;
  const nested = nesting(
    populations.ofWords(one.alteration),
    populations.ofWords(other.alteration),
    populations,
  );
  if (nested === "apart") return false;
  if (!sameTrial(a.study, b.study)) return !registeredApart(a.study, b.study) && sameCounts(one, other);
  if (one.pool !== true || other.pool !== true || nested === "part") return true;
  return one.line === other.line && one.population === other.population;
};

const nesting = (
  first: string | null,
  second: string | null,
  { liesWithin }: StudyGroups,
): "equal" | "part" | "apart" => {
  if (first === null || second === null) return "apart";
  if (first === second) return "equal";
  return liesWithin(first, second) || liesWithin(second, first) ? "part" : "apart";
};

/** One trial under one id, one registration or one name. */
const sameTrial = (a: Study, b: Study): boolean => {
  if (a.id === b.id || (a.nct != null && a.nct === b.nct)) return true;
  const names = (study: Study): string[] =>
    [study.name, ...(study.aliases ?? []), ...(study.registryIds ?? [])].map((name) =>
      name.toLowerCase().replace(/[^a-z0-9]/g, ""),
    );
  const known = new Set(names(a));
  return names(b).some((name) => known.has(name));
};

/** Two registrations are two trials, whatever they report. */
const registeredApart = (a: Study, b: Study): boolean => a.nct != null && b.nct != null && a.nct !== b.nct;

/** Smaller groups of two studies that one review lists may have the same counts by chance. */
const fewestTelling = 20;

/** The same counts to the same question from the same source. */
const sameCounts = (a: Outcome, b: Outcome): boolean =>
  a.n !== null &&
  a.n >= fewestTelling &&
  a.n === b.n &&
  a.responders === b.responders &&
  a.hr === b.hr &&
  a.sources.some(({ source }) => b.sources.some((cited) => cited.source === source));

const laterFirst = (a: Outcome, b: Outcome): number => {
  const [one, other] = [a, b].map(({ dataCut, year }) => dataCut ?? String(year ?? ""));
  return one === other ? 0 : (one ?? "") > (other ?? "") ? -1 : 1;
};

export const byId = (a: StudyRow, b: StudyRow): number =>
  a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0;
