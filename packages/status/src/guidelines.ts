import {
  type Conflict,
  err,
  type GuidelineRule,
  type GuidelineTable,
  hasCome,
  ok,
  type PartialDate,
  type Result,
  type Truth,
  testVocabulary,
  type Vocabulary,
} from "@erbium/model";
import { type Condition, type DecisionTable, parseCondition, parseTable } from "@erbium/rules";

/** What a row sets; see the README for the keys. */
export type Then = NonNullable<GuidelineRule["then"]>;

/** A rule that can be evaluated. A blocked one may be shown, and may never decide. */
export interface CompiledRule {
  readonly rule: GuidelineRule;
  readonly when: string;
  readonly condition: Condition;
  readonly blocked: "recalled" | "conflict" | null;
}

export interface CompiledTable {
  readonly table: GuidelineTable;
  readonly rules: readonly CompiledRule[];
  readonly byId: ReadonlyMap<string, CompiledRule>;
  /** null for a table whose rows stand alone (flags, exceptions, statements) */
  readonly decision: DecisionTable<Then> | null;
}

export interface Guidelines {
  readonly tables: ReadonlyMap<string, CompiledTable>;
}

/** A table by its id. One that is not there has no rows and answers nothing. */
export const tableOf = ({ tables }: Guidelines, id: string): CompiledTable =>
  tables.get(id) ?? {
    table: { id, title: id, tumours: [], edition: "", rules: [], sources: [] },
    rules: [],
    byId: new Map(),
    decision: null,
  };

/**
 * Compiles guideline tables once, for any number of measurements.
 *
 * A rule is blocked from deciding when no source of it was seen (`recalled`) or when a conflict that must
 * not be decided automatically names it.
 *
 * @returns the tables, or the refusal of the first condition that does not parse
 */
export const compileGuidelines = (
  tables: readonly GuidelineTable[],
  conflicts: readonly Conflict[] = [],
  vocabulary: Vocabulary = testVocabulary,
): Result<Guidelines> => {
  const undecidable = new Set(
    conflicts.filter((one) => !one.decide).flatMap((one) => one.concerns.rules ?? []),
  );
  const compiled = new Map<string, CompiledTable>();
  for (const table of tables) {
    const rules: CompiledRule[] = [];
    for (const rule of table.rules) {
      const { when } = rule;
      if (when === undefined) continue;
      const condition = parseCondition(when, vocabulary);
      if (!condition.ok) {
        const { error } = condition;
        return err({ ...error, path: `${table.id}.${rule.id}.when ${error.path}` });
      }
      const blocked = rule.status === "recalled" ? "recalled" : undecidable.has(rule.id) ? "conflict" : null;
      rules.push({ rule, when, condition: condition.value, blocked });
    }
    let decision: DecisionTable<Then> | null = null;
    if (table.hit !== undefined) {
      const parsed = parseTable<Then>(
        {
          id: table.id,
          hit: table.hit,
          rules: rules.map(({ rule, when }) => ({ id: rule.id, when, then: rule.then ?? {} })),
        },
        vocabulary,
      );
      if (!parsed.ok) return parsed;
      decision = parsed.value;
    }
    compiled.set(table.id, {
      table,
      rules,
      byId: new Map(rules.map((one) => [one.rule.id, one])),
      decision,
    });
  }
  return ok({ tables: compiled });
};

/** Is a table in force on that day? Open ends count as in force. */
export const tableInForce = (table: GuidelineTable, asOf: PartialDate): Truth => {
  const begun: Truth = table.from === undefined ? "met" : hasCome(table.from, asOf);
  const ended: Truth = table.to === undefined ? "not met" : hasCome(table.to, asOf);
  if (begun === "not met" || ended === "met") return "not met";
  return begun === "met" && ended === "not met" ? "met" : "unknown";
};
