import type { Condition, Evaluation, Facts } from "@erbium/rules";
import type { CaseFacts } from "./case-facts.ts";

/** So many further regimens or lines are supposed where a count is a lower bound; labels count no higher. */
const SUPPOSED = 6;

/**
 * Evaluates a condition over a patient. A count may be a lower bound, where the history is not complete or
 * a setting is not recorded: the answer stands only if more than what is listed would not change it.
 */
export const evaluateOver = (condition: Condition, { facts, supposing }: CaseFacts): Evaluation => {
  const first = condition.evaluate(facts);
  const counts = condition.inputs.filter((input) => /linesMetastatic|regimensWith/.test(input));
  if (counts.length === 0) return first;
  for (let more = 1; more <= SUPPOSED; more++)
    if (condition.evaluate(supposing(more)).truth !== first.truth)
      return { truth: "unknown", because: first.because, missing: [...first.missing, ...counts] };
  return first;
};

/** Is there one of these worlds in which none of the conditions is "not met"? */
export const reachable = (conditions: readonly Condition[], worlds: readonly Facts[]): boolean =>
  worlds.some((facts) => conditions.every((condition) => condition.evaluate(facts).truth !== "not met"));
