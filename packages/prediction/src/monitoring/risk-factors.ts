import { monitoringVocabulary, type RiskFactor, type Truth } from "@erbium/model";
import { type Condition, factsFrom, parseCondition } from "@erbium/rules";
import type { ObservedFacts } from "./label-table.ts";
import { remembered } from "./remembered.ts";

/** A factor and whether this patient has it. `missing` are the inputs that would tell. */
export interface JudgedFactor {
  readonly factor: RiskFactor;
  readonly truth: Truth;
  readonly missing: readonly string[];
}

const conditionOf = remembered((factor: RiskFactor & { readonly when: string }): Condition => {
  const parsed = parseCondition(factor.when, monitoringVocabulary);
  if (!parsed.ok) throw new Error(`the risk factor ${factor.id} does not parse: ${parsed.error.message}`);
  return parsed.value;
}, new WeakMap());

const canBeHad = (factor: RiskFactor): factor is RiskFactor & { readonly when: string } =>
  factor.when !== undefined;

/** Every factor that a patient can have, judged; one that is a variable of a trial is left out. Nothing is summed. */
export const judgeFactors = (factors: readonly RiskFactor[], facts: ObservedFacts): readonly JudgedFactor[] =>
  factors.filter(canBeHad).map((factor) => ({ factor, ...conditionOf(factor).evaluate(factsFrom(facts)) }));
