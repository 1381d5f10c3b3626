import type { Her2Status, IshGroup } from "@erbium/model";
import { short } from "./counts.ts";
import { flagOf } from "./flag.ts";
import { type CompiledTable, type Guidelines, tableOf } from "./guidelines.ts";
import { asGroup, type IshReading } from "./ish-reading.ts";
import { type IshResult, joinOutcomes, type Outcome } from "./outcome.ts";
import type { IshPathway, Pathway } from "./pathways.ts";
import { newTrace, runTable, strings, type TableResult, type TestFacts, type Trace } from "./run-table.ts";

/** The ISH answer before IHC and ISH are put together; `status` where adjudication already settles it. */
interface IshAnswer {
  readonly ish: IshResult | null | undefined;
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
  const { trace, group } = answer;
  const ishShown: IshResult | null = answer.ish === undefined ? "indeterminate" : answer.ish;
  if (answer.status !== undefined)
    return { status: answer.status, ish: ishShown, group, missing: answer.missing, trace };
  const ish = answer.ish === "indeterminate" ? undefined : answer.ish;
  const table = tableOf(guidelines, pathway.status);
  const result = runTable(table, { ...facts, ish, ishGroup: group ?? undefined }, trace);
  noteFlags(result, table, facts, trace);
  const status = result.kind === "decided" ? asStatus(result.then.status) : "indeterminate";
  const open = result.kind === "undecided" ? result.missing : [];
  return {
    status,
    ish: ishShown,
    group,
    missing: [
      ...new Set([
        ...open.filter((name) => name !== "ish"),
        ...(status === "indeterminate" || open.length > 0 ? answer.missing : []),
      ]),
    ],
    trace,
  };
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
  if (reading.callOnly)
    return [{ ish: reading.call ?? undefined, group: null, missing: ["copies", "cep17"], trace }];
  if (path.kind === "table")
    return [answerOfTable(path.table, path.carryCall === true, guidelines, facts, reading, trace)];
  if (reading.probe === "single") return answerOfSingle(path, guidelines, facts, trace);
  const table = tableOf(guidelines, path.dual);
  const result = runTable(table, facts, trace);
  if (result.kind === "decided")
    return [
      adjudicated(
        path.adjudication,
        asGroup(result.then.ishGroup),
        result.then.ish,
        [],
        guidelines,
        facts,
        trace,
      ),
    ];
  if (result.kind !== "undecided")
    return [{ ish: undefined, group: null, missing: ["copies", "ratio"], trace }];
  return result.possible.map((id) => {
    const then = table.byId.get(id)?.rule.then;
    const copy: Trace = { ...newTrace(), stations: [...trace.stations] };
    return adjudicated(
      path.adjudication,
      asGroup(then?.ishGroup),
      then?.ish,
      result.missing,
      guidelines,
      facts,
      copy,
    );
  });
};

/** Groups 1 and 5 stand by themselves; 2, 3 and 4 go through the IHC of the same tissue. */
const adjudicated = (
  tableId: string,
  group: IshGroup | undefined,
  ish: unknown,
  missing: readonly string[],
  guidelines: Guidelines,
  facts: TestFacts,
  trace: Trace,
): IshAnswer => {
  const known = asIsh(ish);
  if (known !== undefined || group === undefined) return { ish: known, group: group ?? null, missing, trace };
  const result = runTable(tableOf(guidelines, tableId), { ...facts, ishGroup: group }, trace);
  if (result.kind === "decided") {
    const status = asStatus(result.then.status);
    return {
      ish: asIsh(result.then.ish) ?? (status === "equivocal" ? "equivocal" : "indeterminate"),
      status,
      group,
      missing,
      trace,
    };
  }
  const open = result.kind === "undecided" ? result.missing : [];
  return { ish: "indeterminate", status: "indeterminate", group, missing: [...missing, ...open], trace };
};

const answerOfSingle = (
  path: Extract<IshPathway, { kind: "groups" }>,
  guidelines: Guidelines,
  facts: TestFacts,
  trace: Trace,
): readonly IshAnswer[] => {
  const result = runTable(tableOf(guidelines, path.single), facts, trace);
  if (result.kind === "undecided") return [{ ish: undefined, group: null, missing: result.missing, trace }];
  if (result.kind !== "decided") return [{ ish: undefined, group: null, missing: ["copies"], trace }];
  if (result.then.adjudicate === "dualGroup")
    return [
      adjudicated(path.adjudication, asGroup(facts.dualGroup), undefined, [], guidelines, facts, trace),
    ];
  const ish = asIsh(result.then.ish);
  return result.then.status === undefined
    ? [{ ish, group: null, missing: [], trace }]
    : [{ ish: "equivocal", status: asStatus(result.then.status), group: null, missing: [], trace }];
};

const answerOfTable = (
  tableId: string,
  carryCall: boolean,
  guidelines: Guidelines,
  facts: TestFacts,
  reading: IshReading,
  trace: Trace,
): IshAnswer => {
  const table = tableOf(guidelines, tableId);
  const result = runTable(table, facts, trace);
  noteFlags(result, table, facts, trace);
  if (result.kind === "decided") return { ish: asIsh(result.then.ish), group: null, missing: [], trace };
  if (carryCall && reading.call !== undefined) return { ish: reading.call, group: null, missing: [], trace };
  if (result.kind === "blocked") trace.needed.push("pathologist-review");
  return { ish: undefined, group: null, missing: result.kind === "undecided" ? result.missing : [], trace };
};

/** A row may raise a flag whether or not it may decide. */
const noteFlags = (result: TableResult, table: CompiledTable, facts: TestFacts, trace: Trace): void => {
  const id = result.kind === "decided" ? result.rule : result.kind === "blocked" ? result.rule.rule.id : null;
  const hit = id === null ? undefined : table.byId.get(id);
  if (hit === undefined) return;
  const inputs = { ratio: facts.ratio, copies: facts.copies, cep17: facts.cep17 };
  const params = {
    table: table.table.title,
    rule: hit.rule.id,
    words: hit.rule.words,
    ratio: short(facts.ratio),
    copies: short(facts.copies),
    cep17: short(facts.cep17),
  };
  if (result.kind === "blocked")
    trace.flags.push(flagOf("guideline-conflict", params, inputs, result.rule.blocked ?? "conflict"));
  else if (strings(hit.rule.then?.flag).includes("guideline-conflict"))
    trace.flags.push(flagOf("guideline-conflict", params, inputs, "conflict"));
};

const asStatus = (value: unknown): Her2Status =>
  value === "positive" || value === "negative" || value === "equivocal" ? value : "indeterminate";
const asIsh = (value: unknown): IshResult | undefined =>
  value === "positive" || value === "negative" || value === "equivocal" || value === "indeterminate"
    ? value
    : undefined;

/** The same reading with another final ISH result, to see whether it would change anything. */
export const withIsh = (
  pathway: Pathway,
  guidelines: Guidelines,
  facts: TestFacts,
  ish: "positive" | "negative",
): Outcome => settle(pathway, guidelines, facts, { ish, group: null, missing: [], trace: newTrace() });
