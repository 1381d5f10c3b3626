import type { RuleOutcome } from "./table.ts";

/**
 * Which rows can still be the one that decides. `first` stops at the first met row; `unique` reads every
 * row and expects all met rows to agree.
 */
export type HitPolicy = "first" | "unique";
export const hitPolicies: readonly HitPolicy[] = ["first", "unique"];

/** A row that is not excluded; `outcome` numbers the row's `then`, equal numbers for equal outcomes. */
export interface Candidate {
  readonly outcome: number;
  readonly row: number;
  readonly read: RuleOutcome;
}

export type Hit =
  | { readonly kind: "row"; readonly candidate: Candidate }
  | { readonly kind: "open"; readonly missing: string[] }
  | { readonly kind: "none" };

/**
 * Settles a table whose possible rows stand in order. Decided when a row is met and every possible row has
 * its outcome; while no row is met, no match stays possible, so unknown rows leave it open.
 *
 * @throws Error when two met rows of a `unique` table differ: the table is wrong
 */
export const settle = (table: string, policy: HitPolicy, possible: readonly Candidate[]): Hit => {
  const met = possible.filter(({ read }) => read.truth === "met");
  const [winner] = met;
  const rival = met.find(({ outcome }) => outcome !== winner?.outcome);
  if (winner !== undefined && rival !== undefined) {
    throw new Error(
      `table ${table} has hit policy unique, but ${winner.read.rule} and ${rival.read.rule} are both met and differ`,
    );
  }
  if (possible.length === 0) return { kind: "none" };
  if (winner !== undefined && possible.every(({ outcome }) => outcome === winner.outcome)) {
    return { kind: "row", candidate: winner };
  }
  return { kind: "open", missing: missingOf(relevant(policy, possible, winner)) };
};

/**
 * Unknown rows whose truth can change the outcome. Of a `first` table, unknown rows right above the met row
 * that give the same outcome can not; of a `unique` table, no row with the met row's outcome can.
 */
const relevant = (
  policy: HitPolicy,
  possible: readonly Candidate[],
  winner: Candidate | undefined,
): readonly Candidate[] => {
  if (winner === undefined) return possible;
  const differs = (candidate: Candidate): boolean => candidate.outcome !== winner.outcome;
  return policy === "unique"
    ? possible.filter(differs)
    : possible.slice(0, possible.findLastIndex(differs) + 1);
};

const missingOf = (candidates: readonly Candidate[]): string[] => [
  ...new Set(candidates.flatMap(({ read }) => read.missing)),
];
