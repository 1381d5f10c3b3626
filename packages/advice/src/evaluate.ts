import type { Condition, Evaluation, Facts } from "@erbium/rules";
import type { CaseFacts } from "./case-facts.ts";

/** So many unlisted regimens or lines are supposed where a history is not complete; labels count no higher. */
const SUPPOSED = 6;

/**
 * Evaluates a condition over a patient. Where the history is not complete, a count in it is a lower bound:
 * the answer stands only if more regimens than those listed would not change it.
 */
export const evaluateOver = (
  condition: Condition,
  { facts, supposing, countsAreOpen }: CaseFacts,
): Evaluation => {
  const first = condition.evaluate(facts);
  const counts = condition.inputs.filter((input) => /^(linesMetastatic|regimensWith)/.test(input));
  if (!countsAreOpen || counts.length === 0 || first.truth === "unknown") return first;
  for (let more = 1; more <= SUPPOSED; more++)
    if (condition.evaluate(supposing(more)).truth !== first.truth)
      return { truth: "unknown", because: first.because, missing: counts };
  return first;
};

/** Is there one of these worlds in which none of the conditions is "not met"? */
export const reachable = (conditions: readonly Condition[], worlds: readonly Facts[]): boolean =>
  worlds.some((facts) => conditions.every((condition) => condition.evaluate(facts).truth !== "not met"));
