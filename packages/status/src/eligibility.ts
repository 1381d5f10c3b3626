import type { Eligibility, Her2State, IhcScore } from "@erbium/model";
import { type CompiledRule, type Guidelines, tableOf } from "./guidelines.ts";
import { type Outcome, settled } from "./outcome.ts";
import type { Pathway } from "./pathways.ts";
import { runTable, strings, type TestFacts, type Trace } from "./run-table.ts";

export interface EligibilityReading {
  readonly eligibility: readonly Eligibility[];
  readonly undecided: Her2State["undecided"];
}

type Scores = readonly (IhcScore | null | undefined)[];

/** Eligible, not, or open (undefined) with what would decide it. */
interface Answer {
  readonly eligible: boolean | undefined;
  readonly missing: readonly string[];
}
const notEligible: Answer = { eligible: false, missing: [] };

/** What the table of a guideline may call a tumour. */
const classes: readonly Eligibility[] = ["her2-positive", "her2-low", "her2-ultralow", "her2-null"];

/**
 * What labels ask for, in three values. Scores that contradict each other are asked one by one; what they
 * agree on holds.
 *
 * @param pathway the guideline's axis that reads tissue; undefined where no guideline applies
 * @param ishFromNumbers the ISH was counted, not only called
 */
export const readEligibility = (
  pathway: Pathway | undefined,
  outcome: Outcome,
  scores: Scores,
  guidelines: Guidelines,
  facts: TestFacts,
  ishFromNumbers: boolean,
  trace: Trace,
): EligibilityReading => {
  const eligibility: Eligibility[] = [];
  const undecided: { eligibility: Eligibility; missing: readonly string[] }[] = [];
  const decide = (name: Eligibility, answers: readonly Answer[]): void => {
    const missing = [...new Set(answers.flatMap((one) => one.missing))];
    if (answers.every((one) => one.eligible)) eligibility.push(name);
    else if (answers.some((one) => one.eligible !== false)) undecided.push({ eligibility: name, missing });
  };

  const status = settled(outcome.status);
  const untested = outcome.ish === null && scores.every((score) => score === null);
  const lacks = untested && outcome.missing.length === 0 ? ["ihcScore", "ish"] : outcome.missing;
  const table = pathway?.eligibility;
  if (table === undefined) {
    decide("her2-positive", [{ eligible: status && status === "positive", missing: lacks }]);
    if (pathway === undefined && status !== "positive")
      for (const name of ["her2-low", "her2-ultralow"] as const)
        decide(name, [{ eligible: undefined, missing: ["tumour", "ihcScore"] }]);
  } else {
    const asked = scores.map((score) =>
      classOf(
        guidelines,
        table,
        { ...facts, status, ihcScore: score ?? undefined, ish: ishFact(outcome, ishFromNumbers) },
        outcome,
        trace,
      ),
    );
    for (const name of classes)
      decide(
        name,
        asked.map((one) => one.get(name) ?? notEligible),
      );
  }
  for (const score of ["3+", "2+"] as const)
    decide(
      `ihc-${score}`,
      scores.map((one) => ({ eligible: one ? one === score : undefined, missing: ["ihcScore"] })),
    );
  const ish = settled(outcome.ish);
  decide("ish-amplified", [
    { eligible: ish && ish === "positive", missing: outcome.ish === null ? ["ish"] : lacks },
  ]);
  return { eligibility, undecided };
};

/** The class that the table gives, or every class that it leaves possible. */
const classOf = (
  guidelines: Guidelines,
  id: string,
  facts: TestFacts,
  outcome: Outcome,
  trace: Trace,
): ReadonlyMap<Eligibility, Answer> => {
  const table = tableOf(guidelines, id);
  const result = runTable(table, facts, trace);
  if (result.kind === "decided")
    return new Map(namedBy(result.rule).map((name) => [name, { eligible: true, missing: [] }]));
  if (result.kind !== "undecided") return new Map();
  const open: Answer = { eligible: undefined, missing: waitsFor(result.missing, outcome) };
  return new Map(
    result.possible.flatMap((rule) => namedBy(table.byId.get(rule)).map((name) => [name, open])),
  );
};

const namedBy = (rule: CompiledRule | undefined): readonly Eligibility[] =>
  classes.filter((name) => strings(rule?.rule.then?.eligibility).includes(name));

/** No ISH counts as "none called for" only once the status is settled without it. */
const ishFact = (outcome: Outcome, fromNumbers: boolean): "positive" | "negative" | null | undefined => {
  if (outcome.ish === null) return settled(outcome.status) && null;
  return fromNumbers ? settled(outcome.ish) : undefined;
};

/** "status" is no test; what it waits for is. */
const waitsFor = (missing: readonly string[], outcome: Outcome): readonly string[] => {
  const forStatus = outcome.missing.length > 0 ? outcome.missing : ["ish"];
  return missing.flatMap((name) => (name === "status" ? forStatus : [name]));
};
