import type { ClaimTopic } from "@erbium/model";
import type { Topic } from "./topic.ts";

/** The topic whose answers are roles. */
const markerRole = "marker-role";

interface Entry {
  readonly phrase: string;
  readonly pattern: RegExp;
  readonly topic: ClaimTopic;
  readonly pole: 1 | -1;
}

/** Looks up topics in words; built once for all claims. */
export class TopicLexicon {
  private readonly associated: readonly Entry[];
  private readonly adverse: readonly Entry[];

  constructor(topics: readonly ClaimTopic[]) {
    const entry = (topic: ClaimTopic, phrase: string, pole: 1 | -1): Entry => ({
      phrase,
      pattern: new RegExp(
        `(?<![\\w-])${phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(?:s|es|ity)?(?![\\w-])`,
        "i",
      ),
      topic,
      pole,
    });
    const entries = topics
      .flatMap((topic) => [
        ...topic.words.map((phrase) => entry(topic, phrase, 1)),
        ...topic.opposite.map((phrase) => entry(topic, phrase, -1)),
      ])
      .sort((a, b) => b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1));
    this.associated = entries.filter(({ topic }) => !topic.adverse);
    this.adverse = entries.filter(({ topic }) => topic.adverse);
  }

  /** What an alteration may go with, as far as it stands in the words, each by its longest phrase. */
  in(words: string): Topic[] {
    return found(this.associated, words);
  }

  /** The adverse events that stand in the words. */
  adverseIn(words: string): Topic[] {
    return found(this.adverse, words);
  }
}

const found = (entries: readonly Entry[], words: string): Topic[] => {
  const topics = new Map<string, Topic>();
  let plain = words.toLowerCase();
  for (const { phrase, pattern, topic, pole } of entries)
    if (!topics.has(topic.id) && plain.includes(phrase) && pattern.test(plain)) {
      // words that a longer phrase took name nothing else: "oncogenic" in "other oncogenic drivers"
      plain = plain.replace(new RegExp(pattern.source, "gi"), "|");
      topics.set(topic.id, {
        key: topic.id,
        title: topic.title,
        pole,
        phrase,
        extent: topic.extent,
        general: topic.general,
        kind: topic.adverse ? "harm" : topic.id === markerRole ? "role" : "association",
      });
    }
  return [...topics.values()];
};
