import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { err, ok, type Refusal, type Result, type StudyLine, type StudyPopulation } from "@erbium/model";
import type { Judgements, Question, RegimenPattern } from "@erbium/synthesis";

/** A question to the studies of the knowledge, in the user's words. */
export interface QuestionWords {
  readonly outcome: string;
  readonly tumour?: string;
  readonly population: string;
  readonly regimen?: string;
  /** stands for the regimen where that is left out */
  readonly therapy?: string;
  readonly partners?: string;
  readonly line?: string;
}

/** The question, by the ids of the knowledge; every word that it does not know is refused with those it does. */
export const readQuestion = (
  words: QuestionWords,
  judged: Judgements,
  knowledge: KnowledgeIndex,
): Result<Question> => {
  const outcome = readOutcome(words.outcome, knowledge);
  if (!outcome.ok) return outcome;
  if (words.tumour === undefined)
    return err({
      code: "no-tumour",
      path: "--tumour",
      message: "whose rate is asked for?",
      remedy: "give an OncoTree code or name: --tumour NSCLC; --tumour SOLID is any solid tumour",
    });
  const tumour = knowledge.tumour(words.tumour);
  if (!tumour.ok) return err({ ...tumour.error, path: "--tumour" });
  const population = readGroup("--population", words.population, knowledge.bundle.studyPopulations);
  if (!population.ok) return population;
  const line = words.line === undefined ? null : readGroup("--line", words.line, knowledge.bundle.studyLines);
  if (line && !line.ok) return line;
  const asked = words.regimen ?? words.therapy;
  const regimen = readRegimen({ ...words, ...(asked === undefined ? {} : { regimen: asked }) }, knowledge);
  if (!regimen.ok) return regimen;
  return ok({
    outcome: outcome.value,
    tumour: tumour.value.id,
    population: population.value,
    regimen: regimen.value,
    line: line === null ? null : line.value,
    ...(Object.keys(judged).length === 0 ? {} : { judged }),
  });
};

/** Rates only: outcomes that some study prints with events and denominator. */
const readOutcome = (word: string, { outcomes }: KnowledgeIndex): Result<string> => {
  const rates = [
    ...new Set(
      outcomes.filter(({ row }) => row.responders !== null && row.n !== null).map(({ row }) => row.outcome),
    ),
  ].sort();
  const found = rates.find((one) => one.toLowerCase() === word.trim().toLowerCase());
  if (found !== undefined) return ok(found);
  return unknown(
    "--outcome",
    `no study prints events and patients of an outcome "${word}"`,
    `rates that can be pooled: ${rates.join(", ")}`,
  );
};

/** A group by its id or by words that studies use for it. */
const readGroup = (
  path: "--population" | "--line",
  word: string,
  groups: readonly (StudyPopulation | StudyLine)[],
): Result<string> => {
  const wanted = word.trim().toLowerCase();
  const found =
    groups.find(({ id }) => id.toLowerCase() === wanted) ??
    groups.find(({ words }) => words.some((one) => one.toLowerCase() === wanted));
  if (found) return ok(found.id);
  return unknown(
    path,
    `no group of study patients is named "${word}"`,
    `choose ${groups.map(({ id }) => id).join(", ")}`,
  );
};

const readRegimen = (
  { regimen, partners }: QuestionWords,
  knowledge: KnowledgeIndex,
): Result<RegimenPattern | null> => {
  if (regimen === undefined)
    return partners === undefined
      ? ok(null)
      : unknown("--partners", "partners of which regimen?", "give --regimen too");
  const whole = knowledge.therapy(regimen)?.id;
  const named = whole === undefined ? knowledge.regimen(regimen) : [whole];
  const members = named === null ? therapies("--regimen", regimen.split("+"), knowledge) : ok(named);
  if (!members.ok) return members;
  const beside = therapies("--partners", partners === undefined ? [] : partners.split(","), knowledge);
  return beside.ok ? ok({ members: members.value, partners: beside.value }) : beside;
};

const therapies = (
  path: string,
  names: readonly string[],
  knowledge: KnowledgeIndex,
): Result<readonly string[]> => {
  const ids: string[] = [];
  for (const name of names) {
    const found = knowledge.therapy(name.trim());
    if (found === null)
      return unknown(
        path,
        `no therapy is known as "${name.trim()}"`,
        "give a name, brand, code or class, in English, Chinese or Korean",
      );
    ids.push(found.id);
  }
  return ok(ids);
};

const unknown = (path: string, message: string, remedy: string): Result<never, Refusal> =>
  err({ code: `unknown-${path.slice(2)}`, path, message, remedy });
