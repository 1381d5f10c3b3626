import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { agreementOf } from "./agreement.ts";
import type { Assertion } from "./assertion.ts";
import { contentStems } from "./content-stems.ts";
import type { TopicLexicon } from "./topic-lexicon.ts";
import { unitOf } from "./unit.ts";

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
  /** gives way to any other topic that is named */
  readonly general?: boolean;
  /** how answers are read */
  readonly kind:
    | "therapy"
    | "prognosis"
    | "frequency"
    | "association"
    | "role"
    | "harm"
    | "agreement"
    | "fixed value";
  /** the therapy it asks about */
  readonly therapy?: string;
  /** content words of a topic that no list knows: what says at least these asks the same */
  readonly stems?: readonly string[];
}

type Therapies = Pick<KnowledgeIndex, "therapyIs" | "therapyName">;

const survival = /^(?:OS|PFS|DFS|RFS|TTP|HR|prognosis|survival|overall survival)$/i;
/** Outcomes that say nothing of what is associated: the statement has to. */
const generic = /^(?:correlation|association|response|presence|expression|method)$/i;
/** Outcomes whose value is set or happened once: any two different ones contradict each other. */
const fixed = /cut-?(?:off|point)|threshold/i;
/** What a definition says with a number. */
const defining = /^(?:definition|testing_method)$/;
const limit =
  /\blimits?\b|\bboundar(?:y|ies)\b|\b(?:min|max)im(?:um|al)\b|\bat (?:least|most)\b|\brequire|\bcriteri/i;
const adverse = /toxic|safety|adverse|harm/i;
/** How well a model or test performs is a property of that model. */
const performance = /\b(?:AUC|sens|spec|sensitivity|specificity|accuracy|PPV|NPV|C-index)\b/i;

const plain = { pole: 1, extent: false, phrase: "" } as const;

/**
 * The questions an assertion answers: a value that is set (a cut-off, a day), the agreement of two methods, a
 * harm, a frequency. With a therapy it is the effect of each agent (what chemotherapy is given beside it does not
 * matter), or of the class where no agent is named; else prognosis, or what its outcome, comparator and, where
 * these say nothing, its statement name; last the outcome's own words.
 */
export const topicsOf = (assertion: Assertion, lexicon: TopicLexicon, therapies: Therapies): Topic[] => {
  const { type, outcome, comparator, statement } = assertion;
  const value = fixedValue(assertion);
  if (value !== null) return [value];
  const agreement =
    type !== "diagnostic_imaging" && (outcome !== null || defining.test(type))
      ? agreementOf(outcome, statement)
      : null;
  if (agreement !== null) return [agreement];
  if (outcome !== null && performance.test(outcome)) return [];
  const harms = harmsOf(assertion, lexicon, therapies);
  if (harms.length > 0 || adverse.test(type)) return harms;
  const { low, unit, direction } = assertion;
  if ((type === "prevalence" && (low !== null || direction === "none")) || outcome === "frequency")
    return low !== null && unitOf(unit).name === "%" ? frequencyOf(assertion, lexicon) : [];
  if (defining.test(type)) return outcome === null ? [] : lexicon.in(outcome);
  // that an agent blocks a protein is no answer to whether patients gain
  const mechanism = type === "functional" && !/^(?:sensitive|resistant|no_benefit)$/.test(direction ?? "");
  const role = lexicon.in(statement).filter(({ kind }) => kind === "role");
  if (mechanism && assertion.therapies.length > 0) return role;
  if (assertion.therapies.length > 0)
    return [
      ...agentsOf(assertion, therapies).map(
        (id): Topic => ({
          key: `therapy ${id}`,
          title: `effect of ${therapies.therapyName(id)}`,
          kind: "therapy",
          therapy: id,
          ...plain,
        }),
      ),
      ...role,
    ];
  if (type === "prognostic" || (outcome !== null && survival.test(outcome)))
    return [{ key: "prognosis", title: "prognosis", kind: "prognosis", ...plain }, ...role];
  const named = outcome !== null && !generic.test(outcome) ? outcome : "";
  const specific = [named, comparator ?? ""].flatMap((words) => (words === "" ? [] : lexicon.in(words)));
  if (specific.length > 0) return unique(namedBy(specific, lexicon.in(statement)));
  const own = ownWords("about", named, "association", assertion.alteration);
  return own === null ? unique(lexicon.in(statement)) : [own, ...role];
};

/** Topics that any other gives way to ("co-occurrence") are asked only where nothing says of what. */
const namedBy = (topics: readonly Topic[], stated: readonly Topic[]): readonly Topic[] => {
  const special = topics.filter(({ general }) => !general);
  if (special.length > 0) return special;
  const further = stated.filter(({ general, kind }) => !general && kind === "association");
  return further.length > 0 ? further : topics;
};

/** The directed agents of an assertion; chemotherapy where nothing else is given. */
export const agentsOf = ({ therapies }: Assertion, { therapyIs }: Pick<Therapies, "therapyIs">): string[] => {
  const directed = therapies.filter((id) => !therapyIs(id, "chemotherapy") && id !== "radiotherapy");
  return directed.length > 0 ? directed : ["chemotherapy"];
};

/** A topic known by the words of an outcome alone, besides those that name the alteration; null where none is left. */
const ownWords = (prefix: string, words: string, kind: Topic["kind"], besides = ""): Topic | null => {
  const said = new Set(contentStems(besides));
  const stems = contentStems(words).filter((stem) => !said.has(stem));
  if (stems.length === 0) return null;
  return {
    key: `${prefix} ${stems.join(" ")}`,
    title: words.replace(/^association: /, ""),
    kind,
    stems,
    ...plain,
  };
};

const fixedValue = ({ type, outcome, unit, low, therapies }: Assertion): Topic | null => {
  if (low === null) return null;
  const set = fixed.test(outcome ?? "") || (defining.test(type) && limit.test(outcome ?? ""));
  if (!set && unit !== "date") return null;
  return ownWords(["value", ...therapies.toSorted()].join(" "), outcome ?? "", "fixed value");
};

const harmsOf = (assertion: Assertion, lexicon: TopicLexicon, therapies: Therapies): Topic[] => {
  const { type, outcome, statement } = assertion;
  if (assertion.therapies.length === 0) return [];
  const byOutcome = lexicon.adverseIn(outcome ?? "");
  const events =
    byOutcome.length > 0 || !adverse.test(type)
      ? byOutcome
      : outcome === null
        ? lexicon.adverseIn(statement)
        : [ownWords("harm", outcome, "harm") ?? []].flat();
  return agentsOf(assertion, therapies).flatMap((id) =>
    events.map((event) => ({
      ...event,
      key: `harm ${id} ${event.key}`,
      title: `${event.title} under ${therapies.therapyName(id)}`,
      therapy: id,
    })),
  );
};

const frequencyOf = ({ outcome, assay, subject, alteration }: Assertion, lexicon: TopicLexicon): Topic[] => {
  const special =
    outcome === null ? [] : (lexicon.in(outcome)[0] ?? ownWords("about", outcome, "frequency", alteration));
  const [of] = [special ?? []].flat();
  const title = of === undefined ? "frequency" : `frequency of ${of.title}`;
  const stems = of?.stems === undefined ? {} : { stems: of.stems };
  const key = of === undefined ? `frequency ${assay ?? subject}` : `frequency ${of.key}`;
  return [{ key, title, kind: "frequency", ...plain, ...stems }];
};

const unique = (topics: readonly Topic[]): Topic[] => [
  ...new Map(topics.map((topic) => [topic.key, topic])).values(),
];
