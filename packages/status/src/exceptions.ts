import { short } from "./counts.ts";
import { flagOf } from "./flag.ts";
import { type Guidelines, tableOf } from "./guidelines.ts";
import type { Outcome } from "./outcome.ts";
import type { Pathway } from "./pathways.ts";
import { firedRule, metRows, strings, type TestFacts } from "./run-table.ts";

/**
 * Exceptions of a guideline, such as an amplified second population. One that would give another status
 * than the tables leaves the answer open.
 */
export const exceptionOutcome = (
  { exceptions }: Pathway,
  guidelines: Guidelines,
  facts: TestFacts,
  outcome: Outcome,
): Outcome => {
  if (exceptions === undefined) return outcome;
  const table = tableOf(guidelines, exceptions);
  const rows = metRows(table, facts).filter(
    ({ rule }) => (rule.then?.status ?? outcome.status) !== outcome.status,
  );
  if (rows.length === 0) return outcome;
  const { trace } = outcome;
  const { percentCellsAmplified, ratio } = facts;
  return {
    ...outcome,
    status: "indeterminate",
    trace: {
      ...trace,
      fired: [...trace.fired, ...rows.map((row) => firedRule(table, row, facts))],
      needed: [...trace.needed, ...rows.flatMap(({ rule }) => strings(rule.then?.needed))],
      flags: [
        ...trace.flags,
        ...rows
          .filter(({ rule }) => strings(rule.then?.flag).includes("heterogeneity"))
          .map(({ rule }) =>
            flagOf(
              "heterogeneity",
              { words: rule.words, percent: short(percentCellsAmplified) },
              { percentCellsAmplified, ratio },
            ),
          ),
      ],
    },
  };
};
