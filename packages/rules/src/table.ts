import { err, ok, type Refusal, type Result, type Truth, type Vocabulary } from "@erbium/model";
import { type Condition, parseCondition } from "./condition.ts";
import { equalOutcome } from "./equal-outcome.ts";
import type { Facts } from "./facts.ts";
import { type Candidate, type HitPolicy, hitPolicies, settle } from "./hit-policy.ts";
import type { Because } from "./run.ts";

export interface RuleSource<T> {
  id: string;
  when: string;
  then: T;
}

export interface TableSource<T> {
  id: string;
  hit: HitPolicy;
  rules: readonly RuleSource<T>[];
}

/** What reading one row gave. */
export interface RuleOutcome {
  rule: string;
  truth: Truth;
  because: Because[];
  missing: string[];
}

/**
 * `path` holds the rows that were read, in order. `undecided`: `possible` are the rows that may still
 * apply; when none of them is met, no row may apply either. `missing` are the inputs that would settle it.
 */
export type Decision<T> =
  | { kind: "decided"; rule: string; then: T; because: Because[]; path: RuleOutcome[] }
  | { kind: "undecided"; possible: string[]; missing: string[]; path: RuleOutcome[] }
  | { kind: "no-match"; path: RuleOutcome[] };

export interface DecisionTable<T> {
  id: string;
  inputs: string[];
  /** @throws Error on a bug: two different rows of a unique table met, or a fact of the wrong type */
  decide(facts: Facts): Decision<T>;
}

interface Row<T> {
  readonly id: string;
  readonly condition: Condition;
  readonly then: T;
  /** the first row with an equal outcome */
  readonly outcome: number;
}

/** Parses every condition of a table once. A refusal's `path` is `table.rule.when line:column`. */
export const parseTable = <T>(table: TableSource<T>, vocabulary: Vocabulary): Result<DecisionTable<T>> => {
  const wrong = wrongShape(table);
  if (wrong !== undefined) return err(wrong);
  const rows: Row<T>[] = [];
  for (const [index, { id, when, then }] of table.rules.entries()) {
    const parsed = parseCondition(when, vocabulary);
    if (!parsed.ok) {
      const { error } = parsed;
      return err({ ...error, path: `${table.id}.${id}.when ${error.path ?? ""}`.trim() });
    }
    const twin = rows.findIndex((row) => equalOutcome(row.then, then));
    rows.push({ id, condition: parsed.value, then, outcome: twin === -1 ? index : twin });
  }
  const inputs = [...new Set(rows.flatMap((row) => row.condition.inputs))];
  return ok({ id: table.id, inputs, decide: (facts) => decide(table, rows, facts) });
};

const decide = <T>(table: TableSource<T>, rows: readonly Row<T>[], facts: Facts): Decision<T> => {
  const path: RuleOutcome[] = [];
  const possible: Candidate[] = [];
  for (const [row, { id, condition, outcome }] of rows.entries()) {
    const { truth, because, missing } = condition.evaluate(facts);
    const read: RuleOutcome = { rule: id, truth, because, missing };
    path.push(read);
    if (truth !== "not met") possible.push({ outcome, row, read });
    if (truth === "met" && table.hit === "first") break;
  }
  const hit = settle(table.id, table.hit, possible);
  if (hit.kind === "none") return { kind: "no-match", path };
  if (hit.kind === "open") {
    return { kind: "undecided", possible: possible.map(({ read }) => read.rule), missing: hit.missing, path };
  }
  const { row, read } = hit.candidate;
  return { kind: "decided", rule: read.rule, then: rows[row]!.then, because: read.because, path };
};

const wrongShape = (table: TableSource<unknown>): Refusal | undefined => {
  const refuse = (field: string, message: string, remedy: string): Refusal => ({
    code: "table-shape",
    message,
    path: `${table.id}.${field}`,
    remedy,
  });
  if (!hitPolicies.includes(table.hit)) {
    return refuse(
      "hit",
      `the hit policy ${JSON.stringify(table.hit)} is not known`,
      "Write first or unique.",
    );
  }
  if (table.rules.length === 0) return refuse("rules", "the table has no rules", "Add a rule.");
  const seen = new Set<string>();
  for (const { id } of table.rules) {
    if (seen.has(id)) return refuse("rules", `two rules are called ${JSON.stringify(id)}`, "Rename one.");
    seen.add(id);
  }
  return undefined;
};
