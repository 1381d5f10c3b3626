import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { ClaimTopic } from "@erbium/model";
import { type Answer, answerOf } from "./answer.ts";
import type { Assertion } from "./assertion.ts";
import { moderatorsBetween } from "./moderators.ts";
import { type Topic, TopicLexicon, topicsOf } from "./topic.ts";

/** One side of a disagreement. */
export interface Side {
  /** the answer, or the range of numbers */
  readonly says: string;
  readonly assertions: readonly Assertion[];
}

/** Sources that answer one question differently. Both sides stand; nothing is averaged. */
export interface DetectedConflict {
  /** topic, subject and tumour family: the same whenever the same claims are read */
  readonly id: string;
  readonly kind:
    | "opposite answers"
    | "settled against open"
    | "numbers far apart"
    | "differs between tumours";
  readonly topic: string;
  /** the therapy or class whose effect is asked about; null for other topics */
  readonly therapy: string | null;
  readonly subject: string;
  /** families of tumours, or "any" */
  readonly tumours: readonly string[];
  readonly question: string;
  readonly sides: readonly Side[];
  /** in what the sides differ beside their answer */
  readonly moderators: readonly string[];
}

type Knowledge = Pick<KnowledgeIndex, "therapyIs" | "therapyName" | "lineage" | "guidelineFamily" | "bundle">;

interface Given {
  readonly assertion: Assertion;
  readonly topic: Topic;
  readonly answer: Answer | null;
  readonly family: string;
  /** false: it speaks of one agent of the class that is asked about */
  readonly own: boolean;
}

/** From this ratio on two numbers of one question are far apart. */
const farApart = 2;
/** percent; below it a ratio says nothing */
const smallest = 0.1;

/**
 * Finds where assertions answer the same question differently: the same topic, the same kind of alteration,
 * related tumours. What several sources leave open is set against what others hold as settled; numbers are
 * compared in the same unit.
 */
export const detectConflicts = (
  assertions: readonly Assertion[],
  knowledge: Knowledge,
): DetectedConflict[] => {
  const lexicon = new TopicLexicon(knowledge.bundle.claimTopics as readonly ClaimTopic[]);
  const families = familiesOf(knowledge);
  const given = assertions
    .filter(({ subject }) => subject !== "other")
    .flatMap((assertion) =>
      topicsOf(assertion, lexicon, knowledge).map(
        (topic): Given => ({
          assertion,
          topic,
          answer: answerOf(assertion, topic),
          family: families(assertion.tumour),
          own: true,
        }),
      ),
    );
  const questions = grouped(
    [...given, ...underClasses(given, knowledge)],
    ({ topic, assertion }) => `${topic.key} | ${subjectKey(topic, assertion)}`,
  );
  const found: DetectedConflict[] = [];
  for (const [question, answers] of questions) {
    const byFamily = grouped(answers, ({ family }) => family);
    const here = [...byFamily].flatMap(([family, members]) => withinFamily(question, family, members));
    found.push(...here);
    const settled = new Set(here.flatMap(({ tumours }) => tumours));
    found.push(
      ...betweenFamilies(
        question,
        [...byFamily].filter(([family]) => !settled.has(family)),
      ),
    );
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
};

/** HER2 status and the receptor as a whole may contradict each other: many claims say only "HER2". */
const subjectKey = (topic: Topic, { subject }: Assertion): string =>
  subject === "the receptor" && topic.kind !== "association" ? "her2 status" : subject;

/** A claim on an agent bears on the class that somebody speaks of; the moderators then name the treatments. */
const underClasses = (given: readonly Given[], { therapyIs, therapyName }: Knowledge): Given[] => {
  const spokenOf = [
    ...new Set(given.flatMap(({ topic }) => (topic.kind === "therapy" ? [topic.key.slice(prefix)] : []))),
  ];
  return given.flatMap((one) => {
    if (one.topic.kind !== "therapy") return [];
    const id = one.topic.key.slice(prefix);
    return spokenOf
      .filter((wider) => wider !== id && therapyIs(id, wider))
      .map((wider) => ({
        ...one,
        own: false,
        topic: { ...one.topic, key: `therapy ${wider}`, title: `effect of ${therapyName(wider)}` },
      }));
  });
};

/** Length of the word before a therapy in the key of a topic. */
const prefix = "therapy ".length;

const withinFamily = (question: string, family: string, members: readonly Given[]): DetectedConflict[] => {
  const sides = answersMeet(members) ? sidesOf(members) : [];
  const settled = sides.filter(({ says }) => says !== "open");
  const found: DetectedConflict[] = [];
  if (settled.length > 1) found.push(conflict("opposite answers", question, [family], members, sides));
  else if (sides.length > 1) found.push(conflict("settled against open", question, [family], members, sides));
  const numbers = members.some(({ own, assertion }) => own && assertion.low !== null)
    ? numberSides(members)
    : [];
  if (numbers.length > 1) found.push(conflict("numbers far apart", question, [family], members, numbers));
  return found;
};

/**
 * Does somebody who speaks of just this answer differently from somebody else? Agents of a class that differ
 * among each other are asked about by themselves.
 */
const answersMeet = (members: readonly Given[]): boolean =>
  members.some(
    ({ own, answer }) =>
      own && answer !== null && members.some((other) => other.answer !== null && other.answer !== answer),
  );

const betweenFamilies = (
  question: string,
  families: readonly (readonly [string, readonly Given[]])[],
): DetectedConflict[] => {
  const known = families.filter(([family]) => family !== "any");
  if (known.length < 2) return [];
  const members = known.flatMap(([, one]) => one);
  const sides = answersMeet(members) ? sidesOf(members) : [];
  const numbers = numberSides(members);
  const names = known.map(([family]) => family).sort();
  if (sides.length > 1) return [conflict("differs between tumours", question, names, members, sides)];
  return numbers.length > 1 ? [conflict("differs between tumours", question, names, members, numbers)] : [];
};

const sidesOf = (members: readonly Given[]): Side[] => {
  const order: readonly Answer[] = [
    "for",
    "against",
    "no effect",
    "predictive and prognostic",
    "predictive",
    "prognostic",
    "open",
  ];
  const by = grouped(
    members.filter(({ answer }) => answer !== null),
    ({ answer }) => answer ?? "",
  );
  return order.flatMap((answer) => {
    const these = by.get(answer);
    return these ? [{ says: answer, assertions: these.map(({ assertion }) => assertion) }] : [];
  });
};

/** Numbers of one outcome in percent where the highest is far above the lowest: a side a claim, lowest first. */
const numberSides = (members: readonly Given[]): Side[] => {
  const rows = members
    .map(({ assertion }) => assertion)
    .filter(({ low, high, unit }) => low !== null && high !== null && unit === "%");
  for (const [, these] of grouped(rows, ({ outcome }) => outcome ?? "frequency")) {
    const lowest = Math.min(...these.map(({ low }) => low ?? 0));
    const apart = these.some(
      (one) =>
        (one.high ?? 0) >= farApart * Math.max(lowest, smallest) &&
        these.some((other) => other.id !== one.id && other.low === lowest),
    );
    if (apart)
      return these
        .toSorted((a, b) => (a.low ?? 0) - (b.low ?? 0) || (a.id < b.id ? -1 : 1))
        .map((one) => ({
          says: one.low === one.high ? `${one.low} %` : `${one.low}-${one.high} %`,
          assertions: [one],
        }));
  }
  return [];
};

const conflict = (
  kind: DetectedConflict["kind"],
  question: string,
  tumours: readonly string[],
  members: readonly Given[],
  sides: readonly Side[],
): DetectedConflict => {
  const [topic] = members.map((one) => one.topic);
  const subject = question.split(" | ")[1] ?? "";
  const where = tumours.join(", ");
  return {
    id: `${question} | ${where} | ${kind}`,
    kind,
    topic: topic?.title ?? "",
    therapy: topic?.kind === "therapy" ? topic.key.slice(prefix) : null,
    subject,
    tumours,
    question: `${subject}: ${topic?.title ?? ""} (${where})`,
    sides,
    moderators: moderatorsBetween(sides),
  };
};

/** Tumours read by the same guideline are one family; a tumour above a single family belongs to it. */
const familiesOf = ({ lineage, guidelineFamily, bundle }: Knowledge): ((code: string | null) => string) => {
  const known = new Map<string, string>();
  return (code) => {
    if (code === null || code === "SOLID") return "any";
    const cached = known.get(code);
    if (cached !== undefined) return cached;
    const own = guidelineFamily(code);
    const below = new Set(
      bundle.tumours.flatMap(({ id }) => (lineage(id).includes(code) ? (guidelineFamily(id) ?? []) : [])),
    );
    const family =
      own !== null && own !== "agnostic" ? own : below.size === 1 ? ([...below][0] ?? code) : code;
    known.set(code, family);
    return family;
  };
};

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};
