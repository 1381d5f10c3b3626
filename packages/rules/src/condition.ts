import { err, ok, type Result, type Truth, type Vocabulary } from "@erbium/model";
import { compile } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { operand } from "./operand.ts";
import { Refused, refusalFrom } from "./refused.ts";
import type { Because, Run } from "./run.ts";
import { readSyntax } from "./syntax.ts";

/**
 * `because` holds every input that was read, unknown ones too. `missing` holds the inputs whose value is
 * needed and could still change the truth: empty unless the truth is unknown.
 */
export interface Evaluation {
  truth: Truth;
  because: Because[];
  missing: string[];
}

export interface Condition {
  source: string;
  /** names and calls that the condition can read, in the order of writing */
  inputs: string[];
  /** @throws TypeError when a fact has another type than the vocabulary states (a bug of the caller) */
  evaluate(facts: Facts): Evaluation;
}

/**
 * Parses a condition written in FEEL's syntax (DMN 1.5) with Kleene's meaning, and checks every name,
 * type and closed value against the vocabulary, so that a typo is refused here and not read as "no".
 *
 * @returns the condition, or a refusal whose `path` is `line:column` of the source
 */
export const parseCondition = (source: string, vocabulary: Vocabulary): Result<Condition> => {
  if (typeof source !== "string") {
    return err({
      code: "condition-syntax",
      message: "the condition is not text",
      path: "1:1",
      remedy: 'Put the condition in quotes; one that always holds is "true".',
    });
  }
  try {
    const root = compile(readSyntax(source), vocabulary);
    const truth = operand(root, "boolean", 0, "a condition");
    const evaluate = (facts: Facts): Evaluation => {
      const run: Run = { facts, because: [], missing: [], locals: [] };
      const value = truth(run);
      return {
        truth: value === undefined ? "unknown" : value ? "met" : "not met",
        because: run.because,
        missing: run.missing,
      };
    };
    return ok({ source, inputs: [...root.inputs], evaluate });
  } catch (error) {
    if (error instanceof Refused) return err(refusalFrom(error, source));
    throw error;
  }
};
