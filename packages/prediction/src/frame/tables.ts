import type { ScoreTable, Vocabulary, VocabularyName } from "@erbium/model";
import { type Decision, type DecisionTable, factsFrom, parseTable, type Value } from "@erbium/rules";

/** A model's table, parsed once and asked by the names of its inputs. */
export interface Table {
  /** outcomes in the order of the rows; of a scale: from its low end to its high end */
  readonly order: readonly unknown[];
  /** an input that is left out is unknown, never no */
  decide(facts: Readonly<Record<string, Value | undefined>>): Decision<unknown>;
  /**
   * The outcome for inputs that are complete.
   * @throws Error when no row decides: the tables of a model must cover what its input schema lets in
   */
  outcome<T = string>(facts: Readonly<Record<string, Value | undefined>>): T;
}

const vocabularyOf = (inputs: ScoreTable["inputs"]): Vocabulary => ({
  names: Object.fromEntries(
    Object.entries(inputs).map(([name, type]): [string, VocabularyName] => [
      name,
      typeof type === "string"
        ? { type, description: name }
        : { type: "string", values: type, description: name },
    ]),
  ),
  functions: {},
});

/** @throws Error when a condition does not parse: the tables ship with the program and a test opens them all */
export const openTable = (id: string, source: ScoreTable): Table => {
  let parsed: DecisionTable<unknown> | null = null;
  const table = (): DecisionTable<unknown> => {
    if (parsed === null) {
      const read = parseTable({ id, hit: source.hit, rules: source.rules }, vocabularyOf(source.inputs));
      if (!read.ok)
        throw new Error(`the table ${id} does not parse: ${read.error.path} ${read.error.message}`);
      parsed = read.value;
    }
    return parsed;
  };
  const decide: Table["decide"] = (facts) => table().decide(factsFrom(facts));
  return {
    order: source.rules.map((rule) => rule.then),
    decide,
    outcome: <T>(facts: Readonly<Record<string, Value | undefined>>): T => {
      const decision = decide(facts);
      if (decision.kind !== "decided")
        throw new Error(`the table ${id} has no row for ${JSON.stringify(facts)} (${decision.kind})`);
      return decision.then as T;
    },
  };
};
