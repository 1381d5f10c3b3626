import type { Eligibility, Her2State, IhcScore } from "@erbium/model";
import { type CompiledRule, type Guidelines, tableOf } from "./guidelines.ts";
import type { Outcome } from "./outcome.ts";
import type { Pathway } from "./pathways.ts";
import { newTrace, runTable, strings, type TestFacts, type Trace } from "./run-table.ts";

export interface EligibilityReading {
  readonly eligibility: readonly Eligibility[];
  readonly undecided: Her2State["undecided"];
}

const names: readonly Eligibility[] = [
  "her2-positive",
  "her2-low",
  "her2-ultralow",
  "her2-null",
  "ihc-3+",
  "ihc-2+",
  "ish-amplified",
];

/** What labels ask for, in three values: eligible, not, or open with what would decide it. */
export const readEligibility = (
  pathway: Pathway | undefined,
  outcome: Outcome | undefined,
  scores: readonly (IhcScore | null | undefined)[],
  guidelines: Guidelines,
  facts: TestFacts,
  ishFromNumbers: boolean,
  trace: Trace,
): EligibilityReading => {
  const open = new Map<Eligibility, readonly string[]>();
  const given = new Set<Eligibility>();
  const decide = (
    name: Eligibility,
    answers: readonly (boolean | undefined)[],
    missing: readonly string[],
  ): void => {
    if (answers.every((one) => one === true)) given.add(name);
    else if (answers.some((one) => one !== false)) open.set(name, missing);
  };

  const status = outcome?.status;
  const firm = status === "positive" || status === "negative";
  const untested = outcome?.ish === null && scores.every((score) => score === null);
  const lacks = outcome?.missing.length ? outcome.missing : untested || !outcome ? ["ihcScore", "ish"] : [];
  if (pathway?.eligibility === undefined || outcome === undefined) {
    decide("her2-positive", [firm ? status === "positive" : undefined], lacks);
    if (pathway === undefined && status !== "positive")
      for (const name of ["her2-low", "her2-ultralow"] as const)
        decide(name, [undefined], ["tumour", "ihcScore"]);
  } else {
    const ran = scores.map((score) =>
      lowOf(pathway.eligibility ?? "", outcome, score, guidelines, facts, ishFromNumbers, trace),
    );
    for (const name of names.slice(0, 4))
      decide(
        name,
        ran.map((one) => (one.has(name) ? one.get(name)?.eligible : false)),
        [...new Set(ran.flatMap((one) => one.get(name)?.missing ?? []))],
      );
  }
  const scored = (wanted: IhcScore): (boolean | undefined)[] =>
    scores.map((score) => (typeof score === "string" ? score === wanted : undefined));
  decide("ihc-3+", scored("3+"), ["ihcScore"]);
  decide("ihc-2+", scored("2+"), ["ihcScore"]);
  const ish = outcome?.ish;
  decide(
    "ish-amplified",
    [ish === "positive" ? true : ish === "negative" ? false : undefined],
    ish === null || ish === undefined ? ["ish"] : lacks,
  );
  return {
    eligibility: names.filter((name) => given.has(name)),
    undecided: names.flatMap((name) => {
      const missing = open.get(name);
      return missing === undefined ? [] : [{ eligibility: name, missing }];
    }),
  };
};

type Answer = { readonly eligible: boolean | undefined; readonly missing: readonly string[] };

const lowOf = (
  tableId: string,
  outcome: Outcome,
  score: IhcScore | null | undefined,
  guidelines: Guidelines,
  facts: TestFacts,
  ishFromNumbers: boolean,
  trace: Trace,
): ReadonlyMap<Eligibility, Answer> => {
  const answers = new Map<Eligibility, Answer>();
  const table = tableOf(guidelines, tableId);
  const firm = outcome.status === "positive" || outcome.status === "negative";
  const run = newTrace();
  const result = runTable(
    table,
    {
      ...facts,
      status: firm ? outcome.status : undefined,
      ihcScore: score ?? undefined,
      ish: ishFact(outcome, firm, ishFromNumbers),
    },
    run,
  );
  trace.stations.push(...run.stations);
  trace.fired.push(...run.fired);
  const named = (rule: CompiledRule | undefined): Eligibility | undefined =>
    names.find((name) => strings(rule?.rule.then?.eligibility).includes(name));
  if (result.kind === "decided") {
    const name = named(result.rule);
    if (name) answers.set(name, { eligible: true, missing: [] });
  } else if (result.kind === "undecided")
    for (const rule of result.possible) {
      const name = named(table.byId.get(rule));
      if (name) answers.set(name, { eligible: undefined, missing: missingOf(result.missing, outcome) });
    }
  return answers;
};

/** No ISH counts as "none called for" only once the status is settled without it. */
const ishFact = (outcome: Outcome, firm: boolean, fromNumbers: boolean): string | null | undefined => {
  if (outcome.ish === null) return firm ? null : undefined;
  return fromNumbers && (outcome.ish === "positive" || outcome.ish === "negative") ? outcome.ish : undefined;
};

/** "status" is no test; what it waits for is. */
const missingOf = (missing: readonly string[], outcome: Outcome): string[] => [
  ...new Set(
    missing.flatMap((name) =>
      name === "status" ? (outcome.missing.length > 0 ? outcome.missing : ["ish"]) : [name],
    ),
  ),
];
