import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { PublishedPool } from "@erbium/model";
import { impossibleLimits, type PublishedComparison } from "./published-difference.ts";
import { besideRate, rateQuestion } from "./published-rate.ts";
import { besideNetwork } from "./published-ratio.ts";
import type { StudyKnowledge } from "./study-row.ts";
import { type TreatmentNetwork, treatmentNetwork } from "./treatment-network.ts";

/**
 * Every pool that others published beside ours to the same question, with what can be seen to differ: their
 * numbers of studies and patients, studies since, rows that ours leaves out, limits that no proportion can
 * have, and another data cut of the trial that a ratio rests on.
 *
 * @param wanted       which of them; all where left out
 * @param networkNamed networks that are fitted already; fitted here where left out
 *
 * Nothing is said of what was not seen: which studies they took is known only where they print it.
 */
export const publishedComparisons = (
  knowledge: StudyKnowledge,
  wanted: (published: PublishedPool) => boolean = () => true,
  networkNamed: (name: string) => TreatmentNetwork = networksOf(knowledge),
): PublishedComparison[] =>
  knowledge.bundle.publishedPools.filter(wanted).map((published) => {
    const { question } = published;
    const until = yearOf(published, knowledge);
    if (question === undefined)
      return { published, until, ours: null, then: null, differs: impossibleLimits(published) };
    return question.kind === "rate"
      ? besideRate(published, rateQuestion(question), until, knowledge)
      : besideNetwork(published, question, until, networkNamed(question.network), knowledge);
  });

/** Networks by name in their main reading, each fitted once. */
const networksOf = (knowledge: StudyKnowledge): ((name: string) => TreatmentNetwork) => {
  const fitted = new Map<string, TreatmentNetwork>();
  return (name) => {
    const known = fitted.get(name);
    if (known) return known;
    const outcomes = knowledge.bundle.treatmentNetworks.find(({ id }) => id === name)?.outcomes ?? [];
    const network = treatmentNetwork(name, knowledge, { outcomes, same: [] });
    fitted.set(name, network);
    return network;
  };
};

const yearOf = (
  { searchedTo, sources }: PublishedPool,
  { bundle }: Pick<KnowledgeIndex, "bundle">,
): number | null => {
  const dates = sources.map(({ source }) => bundle.sources.find(({ id }) => id === source)?.date);
  const date = searchedTo ?? dates.find((one) => one !== undefined);
  return date === undefined ? null : Number(date.slice(0, 4));
};
