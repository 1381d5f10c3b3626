import type { FiredRule, Flag, PathStation } from "@erbium/model";
import { factsFrom, type Value } from "@erbium/rules";
import type { CompiledRule, CompiledTable, Then } from "./guidelines.ts";

/** Facts by vocabulary name; undefined is unknown, null is known to be absent (a test that was not done). */
export type TestFacts = Readonly<Record<string, Value | undefined>>;

/** What a run of tables collects on its way. */
export interface Trace {
  readonly fired: FiredRule[];
  readonly stations: PathStation[];
  readonly flags: Flag[];
  readonly needed: string[];
}
export const newTrace = (): Trace => ({ fired: [], stations: [], flags: [], needed: [] });

/** `blocked`: a row is met that may not decide. */
export type TableResult =
  | { readonly kind: "decided"; readonly rule: CompiledRule; readonly then: Then }
  | { readonly kind: "blocked"; readonly rule: CompiledRule; readonly why: "recalled" | "conflict" }
  | { readonly kind: "undecided"; readonly possible: readonly string[]; readonly missing: readonly string[] }
  | { readonly kind: "no-row" };

/** Asks one table and leaves its station in the trace. */
export const runTable = (compiled: CompiledTable, facts: TestFacts, trace: Trace): TableResult => {
  const { table, decision } = compiled;
  if (decision === null) return { kind: "no-row" };
  const decided = decision.decide(factsFrom(facts));
  const taken = decided.kind === "decided" ? decided.rule : null;
  const hit = compiled.byId.get(taken ?? "");
  trace.stations.push({
    table: table.id,
    title: table.title,
    taken,
    branches: decided.path.flatMap(({ rule: id, truth }) => {
      const row = compiled.byId.get(id);
      return row ? [{ rule: id, when: row.when, outcome: outcomeWords(row), truth }] : [];
    }),
    result: hit ? outcomeWords(hit) : decided.kind,
  });
  if (decided.kind === "undecided")
    return { kind: "undecided", possible: decided.possible, missing: decided.missing };
  if (hit === undefined) return { kind: "no-row" };
  trace.fired.push(firedRule(compiled, hit, facts));
  const then = hit.rule.then ?? {};
  trace.needed.push(...strings(then.needed));
  return hit.blocked !== null && decides(then)
    ? { kind: "blocked", rule: hit, why: hit.blocked }
    : { kind: "decided", rule: hit, then };
};

/** The rows of a table that stand alone and are met, in order. */
export const metRows = (compiled: CompiledTable, facts: TestFacts): readonly CompiledRule[] => {
  const asked = factsFrom(facts);
  return compiled.rules.filter(({ condition }) => condition.evaluate(asked).truth === "met");
};

/** The row as a result shows it: with the inputs it read and its sources, else those of its table. */
export const firedRule = (
  { table }: CompiledTable,
  { rule, condition }: CompiledRule,
  facts: TestFacts,
): FiredRule => {
  const own = rule.sources.map((one) => one.source);
  return {
    id: `${table.id}/${rule.id}`,
    edition: table.edition,
    because: Object.fromEntries(
      condition.inputs.map((name) => [name, facts[name]]).filter(([, value]) => value !== undefined),
    ),
    sources: [...new Set(own.length > 0 ? own : table.sources)],
  };
};

/** A row that leaves the answer open may do so even when it is recalled. */
const decides = (then: Then): boolean =>
  [then.status, then.ish, then.ihcScore].some((value) => value !== undefined && value !== "indeterminate");

const outcomeWords = ({ rule }: CompiledRule): string =>
  Object.entries(rule.then ?? {})
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(", ") : String(value)}`)
    .join("; ");

export const strings = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === "string")
    : typeof value === "string"
      ? [value]
      : [];
