import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, Study } from "@erbium/model";
import { fitsRegimen, type Question } from "./question.ts";
import { type StudyGroups, studyGroups } from "./study-groups.ts";

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

/**
 * The rows that answer a question, patients counted once.
 *
 * A row comes in when its patients all lie within the question's tumour, population and line and its regimen
 * fits; when a source was seen for it, it prints events and denominator, and it is of a prospective study.
 * Where rows are marked for pooling, only they and parts of them come in. Of rows that share patients the one marked as preferred is taken, then the wider group, then the larger.
 * Rows of single alleles count alleles, not patients, and answer no question about patients.
 *
 * @param isPublic was the row known on the day that is asked about? An earlier data cut comes in again for a
 *                 day on which the preferred one was not known yet.
 */
export const selectRows = (
  question: Question,
  knowledge: StudyKnowledge,
  isPublic: (row: Outcome) => boolean = () => true,
): Selection => {
  const populations = studyGroups(knowledge.bundle.studyPopulations);
  const lines = studyGroups(knowledge.bundle.studyLines);
  const known = knowledge.outcomes.filter(({ row }) => isPublic(row));
  const later = groupsWith(knowledge.outcomes.filter(({ row }) => row.pool === true && !isPublic(row)));
  const left: LeftOut[] = [];
  const eligible: StudyRow[] = [];
  for (const one of known) {
    if (!answers(one.row, question, knowledge, populations, lines)) continue;
    const reason = reasonAgainst(one.row, later);
    if (reason === null) eligible.push(one);
    else left.push({ ...one, ...reason });
  }
  const chosen: StudyRow[] = [];
  const marked = eligible.some(({ row }) => isMarked(row, later))
    ? groupsWith(known.filter(({ row }) => isMarked(row, later)))
    : null;
  const preferred = eligible.toSorted((a, b) => byPreference(a, b, populations, later));
  for (const one of preferred) {
    if (marked !== null && !isMarked(one.row, later) && !marked.has(one.row.overlap ?? "")) {
      left.push({
        ...one,
        code: "not-marked",
        text: "whether its patients are among those of another row was not judged",
      });
      continue;
    }
    const other = chosen.find((kept) => sharesPatients(kept, one, populations));
    if (other === undefined) chosen.push(one);
    else
      left.push({
        ...one,
        code: "shared-patients",
        text: `shares patients with ${other.row.id}, which is kept`,
      });
  }
  return { chosen: chosen.toSorted(byId), left: left.toSorted(byId) };
};

const answers = (
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

const reasonAgainst = (row: Outcome, later: ReadonlySet<string>): Pick<LeftOut, "code" | "text"> | null => {
  if (row.status !== "verified") return { code: "recalled", text: "no source of this figure was seen" };
  if (row.pool === false && !standsIn(row, later))
    return { code: "blocked-pool", text: row.scope ?? "another row of the same patients is preferred" };
  if (row.responders === null || row.n === null)
    return {
      code: "no-counts",
      text:
        row.inferred === undefined
          ? "events or denominator are not printed"
          : "the denominator behind the printed rate was not seen",
    };
  if (row.design === "retrospective") return { code: "retrospective", text: "retrospective series" };
  if (!prospective.includes(row.design ?? ""))
    return { code: "secondary", text: `not a primary study (${row.design ?? "design not stated"})` };
  return null;
};

/** The groups of shared patients that these rows name. */
const groupsWith = (rows: readonly StudyRow[]): ReadonlySet<string> =>
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
const isMarked = (row: Outcome, later: ReadonlySet<string>): boolean =>
  row.pool === true || standsIn(row, later);

/** Marked as preferred first, then the wider population, then more patients, then by id. */
const byPreference = (
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
  return (b.row.n ?? 0) - (a.row.n ?? 0) || byId(a, b);
};

/**
 * Two rows count the same patients when they name the same group of shared patients. Where one of them names
 * none, rows of one study share patients if one population lies within the other on the same regimen, unless
 * both are marked to be pooled.
 */
const sharesPatients = (a: StudyRow, b: StudyRow, populations: StudyGroups): boolean => {
  if (a.row.overlap !== null && b.row.overlap !== null) return a.row.overlap === b.row.overlap;
  if (a.study.id !== b.study.id || (a.row.pool === true && b.row.pool === true)) return false;
  if (a.row.regimen.join("+") !== b.row.regimen.join("+") || a.row.tumour !== b.row.tumour) return false;
  const [first, second] = [populations.ofWords(a.row.alteration), populations.ofWords(b.row.alteration)];
  return (
    first !== null &&
    second !== null &&
    (populations.liesWithin(first, second) || populations.liesWithin(second, first))
  );
};

const byId = (a: StudyRow, b: StudyRow): number => (a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0);
