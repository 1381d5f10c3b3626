import {
  type Citation,
  err,
  type FactStatus,
  type LabelOutcome,
  type LabelRule,
  type LabelTable,
  monitoringVocabulary,
  ok,
  type Result,
} from "@erbium/model";
import { type DecisionTable, factsFrom, parseTable, type Value } from "@erbium/rules";
import { remembered } from "./remembered.ts";

/** What is known of one observation, by the names of the monitoring vocabulary; undefined is unknown, null is known not to be there. */
export type ObservedFacts = Readonly<Record<string, Value | undefined>>;

/** A row that holds, with what it rests on. */
export interface LabelVerdict {
  readonly table: LabelTable;
  readonly rule: LabelRule;
  readonly then: LabelOutcome;
  readonly status: FactStatus;
  readonly sources: readonly Citation[];
}

export type LabelDecision =
  | { readonly kind: "decided"; readonly verdict: LabelVerdict }
  /** no row holds, and none can */
  | { readonly kind: "no-row" }
  | {
      readonly kind: "undecided";
      readonly missing: readonly string[];
      readonly possible: readonly LabelRule[];
    };

/** Parsed at the first question; the build has parsed every condition before, so a failure is a bug of ours. */
const decisionTable = remembered((table: LabelTable): DecisionTable<string> => {
  const parsed = parseTable(
    {
      id: table.id,
      hit: table.hit,
      // rows that say the same are one outcome, whatever their words
      rules: table.rules.map(({ id, when, then }) => ({ id, when, then: JSON.stringify(then) })),
    },
    monitoringVocabulary,
  );
  if (!parsed.ok) throw new Error(`the table ${table.id} does not parse: ${parsed.error.message}`);
  return parsed.value;
}, new WeakMap());

/** Asks one table of a label. */
export const decideLabel = (table: LabelTable, facts: ObservedFacts): LabelDecision => {
  const decision = decisionTable(table).decide(factsFrom(facts));
  if (decision.kind === "no-match") return { kind: "no-row" };
  if (decision.kind === "undecided")
    return {
      kind: "undecided",
      missing: decision.missing,
      possible: table.rules.filter((rule) => decision.possible.includes(rule.id)),
    };
  const rule = table.rules.find((one) => one.id === decision.rule);
  if (rule === undefined) throw new Error(`the table ${table.id} has no row ${decision.rule}`);
  return {
    kind: "decided",
    verdict: { table, rule, then: rule.then, status: rule.status, sources: rule.sources },
  };
};

/** The table of that id. @throws Error when the knowledge lacks it: tables and models ship together */
export const labelTable = (tables: readonly LabelTable[], id: string): LabelTable => {
  const found = tables.find((table) => table.id === id);
  if (found === undefined) throw new Error(`the knowledge has no label table "${id}"`);
  return found;
};

/** The verdict, or a refusal that names what is missing in the words of the caller. */
export const decidedOr = (
  decision: LabelDecision,
  table: LabelTable,
  inputOf: (name: string) => string = (name) => name,
): Result<LabelVerdict> => {
  if (decision.kind === "decided") return ok(decision.verdict);
  if (decision.kind === "no-row")
    return err({
      code: "no-rule",
      message: `no row of "${table.title}" speaks of this`,
      remedy: `it speaks of: ${table.rules.map((rule) => rule.words).join("; ")}`,
    });
  const missing = [...new Set(decision.missing.map(inputOf))];
  return err({
    code: "missing-input",
    message: `${missing.join(", ")} decides between: ${decision.possible.map((rule) => rule.words).join("; ")}`,
    ...(missing[0] === undefined ? {} : { path: missing[0] }),
    remedy: `give ${missing.join(", ")}; it has no default`,
  });
};
