import { type KnowledgeIndex, namedChanges } from "@erbium/knowledge-base";
import { type Answer, answerOf } from "./answer.ts";
import type { Assertion } from "./assertion.ts";
import { contentStems } from "./content-stems.ts";
import { type Setting, settingOf } from "./setting.ts";
import { geneOfSubject } from "./subject.ts";
import { agentsOf, type Topic, topicsOf } from "./topic.ts";
import type { TopicLexicon } from "./topic-lexicon.ts";

/** An assertion as the answer to one question. */
export interface Given {
  readonly assertion: Assertion;
  readonly topic: Topic;
  readonly answer: Answer | null;
  /** of tumours, or "any" */
  readonly family: string;
  readonly setting: Setting;
  /** false: it speaks of one agent of the class that is asked about */
  readonly own: boolean;
}

type Known = Pick<KnowledgeIndex, "therapyIs" | "therapyName" | "genes">;

/** Everything that assertions answer: their own questions, those of the classes of their agents, and those that others ask in fewer words. */
export const givenAnswers = (
  assertions: readonly Assertion[],
  lexicon: TopicLexicon,
  families: (tumour: string | null) => string,
  knowledge: Known,
): Given[] => {
  const give = (assertion: Assertion, topic: Topic): Given => ({
    assertion,
    topic,
    answer: answerOf(assertion, topic),
    // what a protein does is asked whatever tumour it was seen in
    family: assertion.type === "functional" ? "any" : families(assertion.tumour),
    setting: settingOf(assertion, {
      kind: topic.kind,
      partners: partnersOf(assertion, topic, knowledge),
      changes: namedChanges(assertion.alteration, knowledge.genes, geneOfSubject(assertion.subject)),
      chosenBy: new Map(lexicon.in(assertion.population ?? "").map(({ title, pole }) => [title, pole === 1])),
    }),
    own: true,
  });
  const asking = assertions.map((assertion) => ({
    assertion,
    topics: topicsOf(assertion, lexicon, knowledge),
  }));
  const own = asking.flatMap(({ assertion, topics }) => topics.map((topic) => give(assertion, topic)));
  const byWords = own.flatMap(({ topic }) => (topic.stems === undefined ? [] : [topic]));
  const asked = [...new Map(byWords.map((topic) => [topic.key, topic])).values()];
  const said = asking.flatMap(({ assertion, topics }) =>
    inFewerWords(assertion, topics, asked).map((topic) => give(assertion, topic)),
  );
  return [...own, ...said, ...underClasses(own, knowledge)];
};

/** What is given beside the agent asked about, chemotherapy aside, so that a combination is not taken for its part. */
const partnersOf = (assertion: Assertion, { therapy }: Topic, knowledge: Known): string | null => {
  if (therapy === undefined) return null;
  const { therapyIs } = knowledge;
  return agentsOf(assertion, knowledge)
    .filter((id) => id !== therapy && !therapyIs(id, therapy) && !therapyIs(therapy, id))
    .sort()
    .join(" + ");
};

/** Questions known by their words alone that an assertion's words contain beside its own. */
const inFewerWords = (assertion: Assertion, topics: readonly Topic[], asked: readonly Topic[]): Topic[] => {
  const own = topics.find(({ stems }) => stems !== undefined);
  // one whose topic is known by another way asks nothing else
  if (own === undefined && (topics.length > 0 || assertion.therapies.length > 0)) return [];
  const words = new Set(contentStems(`${assertion.outcome ?? ""} ${assertion.statement}`));
  const prefix = own?.key.slice(0, own.key.length - (own.stems?.join(" ").length ?? 0));
  return asked.filter(
    ({ key, kind, stems }) =>
      !topics.some((topic) => topic.key === key) &&
      (own === undefined
        ? kind === "association"
        : kind === own.kind && key === `${prefix}${stems?.join(" ")}`) &&
      stems?.every((stem) => words.has(stem)),
  );
};

/** A claim on an agent bears on the class that somebody speaks of; the moderators then name the treatments. */
const underClasses = (given: readonly Given[], { therapyIs, therapyName }: Known): Given[] => {
  const effects = given.filter(({ topic }) => topic.kind === "therapy");
  const spokenOf = [...new Set(effects.flatMap(({ topic }) => topic.therapy ?? []))];
  return effects.flatMap((one) => {
    const id = one.topic.therapy ?? "";
    return spokenOf
      .filter((wider) => wider !== id && therapyIs(id, wider))
      .map((wider) => ({
        ...one,
        own: false,
        topic: {
          ...one.topic,
          therapy: wider,
          key: `therapy ${wider}`,
          title: `effect of ${therapyName(wider)}`,
        },
      }));
  });
};
