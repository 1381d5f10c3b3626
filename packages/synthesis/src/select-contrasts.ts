import type { Outcome } from "@erbium/model";
import { type Contrast, contrastOf, isContrast } from "./contrast.ts";
import type { Question } from "./question.ts";
import { studyGroups } from "./study-groups.ts";
import {
  answers,
  byId,
  byPreference,
  groupsWith,
  isMarked,
  type LeftOut,
  reasonAgainst,
  type StudyKnowledge,
  sharesPatients,
} from "./study-row.ts";

export interface ContrastSelection {
  /** one contrast per group of shared patients, ordered by study and row id */
  readonly chosen: readonly Contrast[];
  readonly left: readonly LeftOut[];
}

/**
 * The hazard ratios of randomised trials that answer a question, patients counted once.
 *
 * A row without a ratio (a median, a rate) is no answer and no loss. Marks for pooling speak of the rows of their own
 * study: a trial without marks is judged by the other rules alone.
 */
export const selectContrasts = (
  question: Question,
  knowledge: StudyKnowledge,
  isPublic: (row: Outcome) => boolean = () => true,
): ContrastSelection => {
  const populations = studyGroups(knowledge.bundle.studyPopulations);
  const lines = studyGroups(knowledge.bundle.studyLines);
  const later = groupsWith(knowledge.outcomes.filter(({ row }) => row.pool === true && !isPublic(row)));
  const left: LeftOut[] = [];
  const eligible: Contrast[] = [];
  for (const one of knowledge.outcomes) {
    if (one.row.hr === null || !isPublic(one.row)) continue;
    if (!answers(one.row, question, knowledge, populations, lines)) continue;
    const reason = reasonAgainst(one.row, later, null);
    const read = reason === null ? contrastOf(one) : { ...one, ...reason };
    if (isContrast(read)) eligible.push(read);
    else left.push(read);
  }
  const preferred = eligible.toSorted((a, b) => byPreference(a, b, populations, later));
  const marked = new Set(eligible.flatMap(({ row, study }) => (isMarked(row, later) ? [study.id] : [])));
  const chosen: Contrast[] = [];
  for (const one of preferred) {
    const other = chosen.find((kept) => sharesPatients(kept, one, populations));
    if (other !== undefined)
      left.push({
        ...one,
        code: "shared-patients",
        text: `shares patients with ${other.row.id}, which is kept`,
      });
    else if (marked.has(one.study.id) && !isMarked(one.row, later))
      left.push({
        ...one,
        code: "not-marked",
        text: "whether its patients are among those of another row was not judged",
      });
    else chosen.push(one);
  }
  return { chosen: chosen.toSorted(byId), left: left.toSorted(byId) };
};
