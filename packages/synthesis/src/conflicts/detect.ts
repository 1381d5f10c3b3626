import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { ClaimTopic } from "@erbium/model";
import type { Assertion } from "./assertion.ts";
import { conflict, sidesOf } from "./card.ts";
import type { DetectedConflict } from "./conflict.ts";
import { familiesOf } from "./families.ts";
import { type Given, givenAnswers } from "./given.ts";
import { grouped } from "./grouped.ts";
import { numbersApart } from "./numbers.ts";
import { differences } from "./setting.ts";
import { TopicLexicon } from "./topic-lexicon.ts";

type Knowledge = Pick<
  KnowledgeIndex,
  "therapyIs" | "therapyName" | "genes" | "lineage" | "guidelineFamily" | "bundle"
>;

/**
 * Finds where assertions answer the same question differently: the same topic, the same kind of alteration,
 * related tumours. What several sources leave open is set against what others hold as settled; numbers are
 * compared in the same unit. Answers that stated circumstances set apart (another line, endpoint, dose, change,
 * population or tumour) are shown as different, not as opposite.
 */
export const detectConflicts = (
  assertions: readonly Assertion[],
  knowledge: Knowledge,
): DetectedConflict[] => {
  const lexicon = new TopicLexicon(knowledge.bundle.claimTopics as readonly ClaimTopic[]);
  const given = givenAnswers(assertions, lexicon, familiesOf(knowledge), knowledge);
  const questions = grouped(
    given
      .map((one) => ({ one, subject: subjectKey(one, knowledge) }))
      .filter(({ subject }) => subject !== "unstated"),
    ({ one, subject }) => `${one.topic.key} | ${subject}`,
  );
  const found: DetectedConflict[] = [];
  for (const [question, these] of questions) {
    const byFamily = grouped(
      these.map(({ one }) => one),
      ({ family }) => family,
    );
    const subject = these[0]?.subject ?? "";
    const here = [...byFamily].flatMap(([family, members]) =>
      withinFamily(question, subject, family, members),
    );
    found.push(...here);
    const divided = new Set(here.flatMap(({ tumours }) => tumours));
    found.push(...betweenFamilies(question, subject, byFamily, divided));
  }
  return eachOnce(found.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)));
};

/** Questions that outcomes ask in more and in fewer words come out once where the same claims answer both. */
const eachOnce = (found: readonly DetectedConflict[]): DetectedConflict[] => {
  const seen = new Set<string>();
  return found.filter(({ kind, therapy, subject, tumours, sides }) => {
    if (therapy !== null) return true;
    const claims = sides.map(({ says, assertions }) => [says, ...assertions.map(({ id }) => id)]);
    const key = JSON.stringify([kind, subject, tumours, claims]);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
};

/**
 * HER2 status and the receptor as a whole may contradict each other: many claims say only "HER2". Who is treated
 * against HER2 has it unless said otherwise; that a therapy does nothing without it contradicts nobody.
 */
const subjectKey = (
  { topic, assertion: { subject, alteration } }: Given,
  { therapyIs }: Pick<Knowledge, "therapyIs">,
): string => {
  if (topic.therapy !== undefined && subject === "unstated")
    return therapyIs(topic.therapy, "anti-HER2") ? "her2 status" : "patients";
  if (topic.kind === "therapy" && subject === "her2 status" && /\bnegative\b/i.test(alteration))
    return "HER2-negative";
  return subject === "the receptor" && topic.kind !== "association" ? "her2 status" : subject;
};

const withinFamily = (
  question: string,
  subject: string,
  family: string,
  members: readonly Given[],
): DetectedConflict[] => {
  const about = { question, subject, tumours: [family], members };
  const found: DetectedConflict[] = [];
  const meeting = answersMeet(members);
  if (meeting !== null) {
    const sides = sidesOf(members);
    const settled = sides.filter(({ says }) => says !== "open");
    const kind =
      meeting.length > 0
        ? "differs between settings"
        : settled.length > 1
          ? "opposite answers"
          : "settled against open";
    found.push(conflict(kind, about, sides, meeting));
  }
  if (members.some(({ own, assertion }) => own && assertion.low !== null))
    for (const { sides, explained } of numbersApart(members))
      found.push(
        conflict(
          explained === null ? "numbers far apart" : "differs between settings",
          about,
          sides,
          explained ?? [],
        ),
      );
  return found;
};

/**
 * Does somebody who speaks of just this answer differently from somebody else? Agents of a class that differ
 * among each other are asked about by themselves.
 *
 * @returns null where nobody does; the differences between their settings where each such pair has some; empty
 *          where a pair contradicts itself
 */
const answersMeet = (members: readonly Given[]): string[] | null => {
  const why = new Set<string>();
  const answering = members.filter(({ answer }) => answer !== null);
  for (const one of answering)
    for (const other of answering)
      if (one.own && one.answer !== other.answer) {
        const apart = differences(one.setting, other.setting);
        if (apart.length === 0) return [];
        for (const difference of apart) why.add(difference);
      }
  return why.size === 0 ? null : [...why];
};

/**
 * Tumours that answer differently. One that is divided in itself stands against another only where it gives none
 * of the other's answers.
 */
const betweenFamilies = (
  question: string,
  subject: string,
  byFamily: ReadonlyMap<string, readonly Given[]>,
  divided: ReadonlySet<string>,
): DetectedConflict[] => {
  const known = [...byFamily].filter(([family]) => family !== "any");
  const agreed = known.filter(([family]) => !divided.has(family));
  const answers = new Set(agreed.flatMap(([, members]) => members.flatMap(({ answer }) => answer ?? [])));
  const apart = known.filter(
    ([family, members]) =>
      divided.has(family) &&
      members.some(({ answer }) => answer !== null) &&
      members.every(({ answer }) => answer === null || !answers.has(answer)),
  );
  const these = [...agreed, ...apart];
  if (agreed.length === 0 || these.length < 2) return [];
  const members = these.flatMap(([, one]) => one);
  const about = { question, subject, tumours: these.map(([family]) => family).sort(), members };
  const kind = "differs between tumours";
  if (answersMeet(members) !== null) return [conflict(kind, about, sidesOf(members), [])];
  const [numbers] = numbersApart(agreed.flatMap(([, one]) => one));
  return numbers === undefined ? [] : [conflict(kind, about, numbers.sides, [])];
};
