import { monitoringVocabulary, type RiskFactor, type Truth } from "@erbium/model";
import { type Condition, factsFrom, parseCondition } from "@erbium/rules";
import type { ObservedFacts } from "./label-table.ts";

/** A factor and whether this patient has it. `missing` are the inputs that would tell. */
export interface JudgedFactor {
  readonly factor: RiskFactor;
  readonly truth: Truth;
  readonly missing: readonly string[];
}

const opened = new WeakMap<RiskFactor, Condition>();

const conditionOf = (factor: RiskFactor, when: string): Condition => {
  const found = opened.get(factor);
  if (found !== undefined) return found;
  const parsed = parseCondition(when, monitoringVocabulary);
  if (!parsed.ok) throw new Error(`the risk factor ${factor.id} does not parse: ${parsed.error.message}`);
  opened.set(factor, parsed.value);
  return parsed.value;
};

/** Every factor that a patient can have, judged; one that is a variable of a trial is left out. Nothing is summed. */
export const judgeFactors = (factors: readonly RiskFactor[], facts: ObservedFacts): readonly JudgedFactor[] =>
  factors.flatMap((factor) => {
    if (factor.when === undefined) return [];
    const { truth, missing } = conditionOf(factor, factor.when).evaluate(factsFrom(facts));
    return [{ factor, truth, missing }];
  });
