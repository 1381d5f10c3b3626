import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { ClaimTopic } from "@erbium/model";
import type { Assertion } from "./assertion.ts";

/** The question an assertion answers, beside its subject and tumour. */
export interface Topic {
  /** equal for assertions that can contradict each other */
  readonly key: string;
  readonly title: string;
  /** +1, or -1 where the words name the opposite pole */
  readonly pole: 1 | -1;
  /** the words that named it, in lower case; empty where its type did */
  readonly phrase: string;
  /** "better" means less of it */
  readonly extent: boolean;
  /** how answers are read */
  readonly kind: "therapy" | "prognosis" | "frequency" | "association" | "role";
}

const survival = /^(?:OS|PFS|DFS|RFS|TTP|HR|prognosis|survival)$/i;
/** Outcomes that say nothing of what is associated: the statement has to. */
const generic = /^(?:correlation|association|response|presence|expression|method)$/i;

/** The topic whose answers are roles. */
const markerRole = "marker-role";

/** Looks up topics in words; built once for all claims. */
export class TopicLexicon {
  private readonly phrases: readonly { phrase: string; pattern: RegExp; topic: ClaimTopic; pole: 1 | -1 }[];

  constructor(topics: readonly ClaimTopic[]) {
    const entry = (topic: ClaimTopic, phrase: string, pole: 1 | -1) => ({
      phrase,
      pattern: new RegExp(`(?<![\\w-])${phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(?![\\w-])`, "i"),
      topic,
      pole,
    });
    this.phrases = topics
      .flatMap((topic) => [
        ...topic.words.map((phrase) => entry(topic, phrase, 1)),
        ...topic.opposite.map((phrase) => entry(topic, phrase, -1)),
      ])
      .sort((a, b) => b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1));
  }

  /** The topics that stand in the words, each by its longest phrase. */
  in(words: string): Topic[] {
    const found = new Map<string, Topic>();
    const plain = words.toLowerCase();
    for (const { phrase, pattern, topic, pole } of this.phrases)
      if (!found.has(topic.id) && plain.includes(phrase) && pattern.test(plain))
        found.set(topic.id, {
          key: topic.id,
          title: topic.title,
          pole,
          phrase,
          extent: topic.extent,
          kind: topic.id === markerRole ? "role" : "association",
        });
    return [...found.values()];
  }
}

/**
 * The questions an assertion answers. With a therapy it is the effect of each agent (what chemotherapy is
 * given beside it does not matter), or of the class where no agent is named; else prognosis, frequency, or
 * what its outcome, comparator and, where these say nothing, its statement name.
 */
export const topicsOf = (
  assertion: Assertion,
  lexicon: TopicLexicon,
  { therapyIs, therapyName }: Pick<KnowledgeIndex, "therapyIs" | "therapyName">,
): Topic[] => {
  const { type, therapies, outcome, comparator, unit } = assertion;
  const plain = { pole: 1, extent: false, phrase: "" } as const;
  if (type === "prevalence" || outcome === "frequency") {
    return assertion.low === null || unit !== "%"
      ? []
      : [
          {
            key: `frequency ${assertion.assay ?? assertion.subject}`,
            title: "frequency",
            kind: "frequency",
            ...plain,
          },
        ];
  }
  if (type === "definition" || type === "testing_method") {
    const named = outcome === null ? [] : lexicon.in(outcome);
    return named;
  }
  const role = lexicon.in(assertion.statement).filter(({ kind }) => kind === "role");
  if (therapies.length > 0) {
    const directed = therapies.filter((id) => !therapyIs(id, "chemotherapy") && id !== "radiotherapy");
    return [
      ...(directed.length > 0 ? directed : ["chemotherapy"]).map(
        (id): Topic => ({
          key: `therapy ${id}`,
          title: `effect of ${therapyName(id)}`,
          kind: "therapy",
          ...plain,
        }),
      ),
      ...role,
    ];
  }
  if (type === "prognostic" || (outcome !== null && survival.test(outcome)))
    return [{ key: "prognosis", title: "prognosis", kind: "prognosis", ...plain }, ...role];
  const specific = [outcome !== null && !generic.test(outcome) ? outcome : "", comparator ?? ""].flatMap(
    (words) => (words === "" ? [] : lexicon.in(words)),
  );
  return unique(specific.length > 0 ? specific : lexicon.in(assertion.statement));
};

const unique = (topics: readonly Topic[]): Topic[] => [
  ...new Map(topics.map((topic) => [topic.key, topic])).values(),
];
