import type { Result, ScoreTable, Vocabulary, VocabularyName } from "@erbium/model";
import { type Decision, type DecisionTable, factsFrom, parseTable, type Value } from "@erbium/rules";

/** What is known, by the names of a table's inputs; what is left out is unknown, never no. */
type Facts = Readonly<Record<string, Value | undefined>>;

/** A table, parsed once and asked by the names of its inputs. */
export interface Table {
  /** outcomes in the order of the rows; of a scale: from its low end to its high end */
  readonly order: readonly unknown[];
  decide(facts: Facts): Decision<unknown>;
  /**
   * The outcome for inputs that are complete.
   * @throws Error when no row decides: the tables of a model must cover what its input schema lets in
   */
  outcome<T = string>(facts: Facts): T;
  /** the outcome, or null while inputs are missing that could change it */
  outcomeIfKnown<T = string>(facts: Facts): T | null;
  /** the outcome of the first row that is met, whatever is unknown of the rows before it; null where none is */
  met<T = string>(facts: Facts): T | null;
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
export const openTable = (id: string, source: ScoreTable): Table =>
  openParsedTable(id, source.rules, () =>
    parseTable({ id, hit: source.hit, rules: source.rules }, vocabularyOf(source.inputs)),
  );

/** A table that is parsed when it is first asked. */
export const openParsedTable = (
  id: string,
  rules: readonly { readonly id: string; readonly then: unknown }[],
  parse: () => Result<DecisionTable<unknown>>,
): Table => {
  let parsed: DecisionTable<unknown> | null = null;
  const decide = (facts: Facts): Decision<unknown> => {
    if (parsed === null) {
      const read = parse();
      if (!read.ok)
        throw new Error(`the table ${id} does not parse: ${read.error.path} ${read.error.message}`);
      parsed = read.value;
    }
    return parsed.decide(factsFrom(facts));
  };
  return {
    order: rules.map((rule) => rule.then),
    decide,
    outcome: <T>(facts: Facts): T => {
      const decision = decide(facts);
      if (decision.kind !== "decided")
        throw new Error(`the table ${id} has no row for ${JSON.stringify(facts)} (${decision.kind})`);
      return decision.then as T;
    },
    outcomeIfKnown: <T>(facts: Facts): T | null => {
      const decision = decide(facts);
      return decision.kind === "decided" ? (decision.then as T) : null;
    },
    met: <T>(facts: Facts): T | null => {
      const row = decide(facts).path.find((one) => one.truth === "met")?.rule;
      return row === undefined ? null : (rules.find((rule) => rule.id === row)?.then as T);
    },
  };
};
