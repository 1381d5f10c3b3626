import type { Flag, Her2Status, IshGroup } from "@erbium/model";
import { short } from "./counts.ts";
import { flagOf } from "./flag.ts";
import { type CompiledRule, type CompiledTable, type Guidelines, tableOf } from "./guidelines.ts";
import { asGroup, type IshReading } from "./ish-reading.ts";
import { type IshResult, joinOutcomes, type Outcome } from "./outcome.ts";
import type { IshPathway, Pathway } from "./pathways.ts";
import { newTrace, runTable, strings, type TableResult, type TestFacts, type Trace } from "./run-table.ts";

type SettledIsh = Exclude<IshResult, "indeterminate">;
type GroupPathway = Extract<IshPathway, { kind: "groups" }>;

/** The ISH answer before IHC and ISH are put together; `status` where adjudication already settles it. */
interface IshAnswer {
  /** null: none was done; undefined: it was done and its result is not known */
  readonly ish: SettledIsh | null | undefined;
  readonly status?: Her2Status;
  readonly group: IshGroup | null;
  readonly missing: readonly string[];
  readonly trace: Trace;
}

/** Runs a guideline's tables on one reading (one score, one ratio). */
export const followPathway = (
  pathway: Pathway,
  guidelines: Guidelines,
  facts: TestFacts,
  ish: IshReading,
): Outcome =>
  joinOutcomes(
    ishAnswers(pathway.ish, guidelines, facts, ish).map((answer) =>
      settle(pathway, guidelines, facts, answer),
    ),
  );

const settle = (pathway: Pathway, guidelines: Guidelines, facts: TestFacts, answer: IshAnswer): Outcome => {
  const { trace, group, ish } = answer;
  const shown = { ish: ish === undefined ? ("indeterminate" as const) : ish, group, trace };
  if (answer.status !== undefined) return { ...shown, status: answer.status, missing: answer.missing };
  const result = ask(guidelines, pathway.status, { ...facts, ish }, trace);
  const status = result.kind === "decided" ? asStatus(result.then.status) : "indeterminate";
  if (status !== "indeterminate") return { ...shown, status, missing: [] };
  // an ISH was done: what it lacks is asked for, not the ISH
  const open = missingOf(result).filter((name) => name !== "ish");
  return { ...shown, status, missing: [...new Set([...open, ...answer.missing])] };
};

/** More than one answer where the group is open: each possible group is followed to its end. */
const ishAnswers = (
  path: IshPathway | null,
  guidelines: Guidelines,
  facts: TestFacts,
  reading: IshReading,
): readonly IshAnswer[] => {
  const trace = newTrace();
  if (path === null || !reading.given) return [{ ish: null, group: null, missing: [], trace }];
  if (reading.callOnly) return [{ ish: reading.call, group: null, missing: ["copies", "cep17"], trace }];
  if (path.kind === "table") return [answerOfTable(path, guidelines, facts, reading, trace)];
  if (reading.probe === "single") return [answerOfSingle(path, guidelines, facts, trace)];
  const result = ask(guidelines, path.dual, facts, trace);
  if (result.kind !== "undecided")
    return [adjudicated(path, result.kind === "decided" ? result.then : {}, [], guidelines, facts, trace)];
  const { byId } = tableOf(guidelines, path.dual);
  return result.possible.map((id) =>
    adjudicated(path, byId.get(id)?.rule.then ?? {}, result.missing, guidelines, facts, {
      ...newTrace(),
      stations: [...trace.stations],
    }),
  );
};

/** Groups 1 and 5 stand by themselves; 2, 3 and 4 go through the IHC of the same tissue. */
const adjudicated = (
  { adjudication }: GroupPathway,
  then: Readonly<Record<string, unknown>>,
  missing: readonly string[],
  guidelines: Guidelines,
  facts: TestFacts,
  trace: Trace,
): IshAnswer => {
  const group = asGroup(then.ishGroup);
  const ish = asIsh(then.ish);
  if (ish !== undefined || group === undefined) return { ish, group: group ?? null, missing, trace };
  const result = ask(guidelines, adjudication, { ...facts, ishGroup: group }, trace);
  if (result.kind !== "decided")
    return {
      ish: undefined,
      status: "indeterminate",
      group,
      missing: [...missing, ...missingOf(result)],
      trace,
    };
  const { then: row } = result;
  return { ish: asIsh(row.ish ?? row.status), status: asStatus(row.status), group, missing, trace };
};

const answerOfSingle = (
  path: GroupPathway,
  guidelines: Guidelines,
  facts: TestFacts,
  trace: Trace,
): IshAnswer => {
  const result = ask(guidelines, path.single, facts, trace);
  if (result.kind !== "decided") return { ish: undefined, group: null, missing: missingOf(result), trace };
  const { then } = result;
  if (then.adjudicate === "dualGroup")
    return adjudicated(path, { ishGroup: facts.dualGroup }, [], guidelines, facts, trace);
  return then.status === undefined
    ? { ish: asIsh(then.ish), group: null, missing: [], trace }
    : { ish: "equivocal", status: asStatus(then.status), group: null, missing: [], trace };
};

const answerOfTable = (
  path: Extract<IshPathway, { kind: "table" }>,
  guidelines: Guidelines,
  facts: TestFacts,
  reading: IshReading,
  trace: Trace,
): IshAnswer => {
  const result = ask(guidelines, path.table, facts, trace);
  if (result.kind === "decided") return { ish: asIsh(result.then.ish), group: null, missing: [], trace };
  if (path.carryCall && reading.call !== undefined)
    return { ish: reading.call, group: null, missing: [], trace };
  if (result.kind === "blocked") trace.needed.push("pathologist-review");
  return { ish: undefined, group: null, missing: missingOf(result), trace };
};

/** Asks a table; a row may raise a flag whether or not it may decide. */
const ask = (guidelines: Guidelines, id: string, facts: TestFacts, trace: Trace): TableResult => {
  const table = tableOf(guidelines, id);
  const result = runTable(table, facts, trace);
  if (result.kind === "blocked") trace.flags.push(conflictFlag(table, result.rule, result.why, facts));
  if (result.kind === "decided" && strings(result.then.flag).includes("guideline-conflict"))
    trace.flags.push(conflictFlag(table, result.rule, "conflict", facts));
  return result;
};

const conflictFlag = (
  { table }: CompiledTable,
  { rule }: CompiledRule,
  why: "recalled" | "conflict",
  { ratio, copies, cep17 }: TestFacts,
): Flag =>
  flagOf(
    "guideline-conflict",
    {
      table: table.title,
      rule: rule.id,
      words: rule.words,
      ratio: short(ratio),
      copies: short(copies),
      cep17: short(cep17),
    },
    { ratio, copies, cep17 },
    why,
  );

const missingOf = (result: TableResult): readonly string[] =>
  result.kind === "undecided" ? result.missing : [];

const asStatus = (value: unknown): Her2Status => asIsh(value) ?? "indeterminate";
const asIsh = (value: unknown): SettledIsh | undefined =>
  value === "positive" || value === "negative" || value === "equivocal" ? value : undefined;

/** The same reading with another final ISH result, to see whether it would change anything. */
export const withIsh = (
  pathway: Pathway,
  guidelines: Guidelines,
  facts: TestFacts,
  ish: "positive" | "negative",
): Outcome => settle(pathway, guidelines, facts, { ish, group: null, missing: [], trace: newTrace() });
