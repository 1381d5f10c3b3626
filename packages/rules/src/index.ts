export type { ValueType, Vocabulary, VocabularyFunction, VocabularyName } from "@erbium/model";
export { type Condition, type Evaluation, parseCondition } from "./condition.ts";
export { emptyFacts, type Facts, factsFrom } from "./facts.ts";
export type { HitPolicy } from "./hit-policy.ts";
export type { Because } from "./run.ts";
export {
  type Decision,
  type DecisionTable,
  parseTable,
  type RuleOutcome,
  type RuleSource,
  type TableSource,
} from "./table.ts";
export type { Value } from "./value.ts";
