import type { Outcome } from "@erbium/model";
import type { Question } from "./question.ts";
import { againstCounts, withoutCounts } from "./row-counts.ts";
import { studyGroups } from "./study-groups.ts";
import {
  answers,
  byId,
  byPreference,
  groupsWith,
  isMarked,
  type LeftOut,
  reasonAgainst,
  type Selection,
  type StudyKnowledge,
  type StudyRow,
  sharesPatients,
} from "./study-row.ts";

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
    const reason = reasonAgainst(one.row, later, withoutCounts(one.row)) ?? againstCounts(one.row);
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
