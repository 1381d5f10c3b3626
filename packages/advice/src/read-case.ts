import { type Case, caseSchema, err, ok, type Refusal, type Result } from "@erbium/model";
import { contradictoryScores } from "./contradictory-scores.ts";
import { illFormedText } from "./ill-formed-text.ts";
import { refusalsOf } from "./schema-refusals.ts";

/**
 * Reads a case strictly: a field nobody knows, a value that cannot be, a text with half a character in it and two
 * scores of one test that contradict each other are refused, each with its path, what was found and what to do.
 */
export const readCase = (value: unknown): Result<Case, readonly Refusal[]> => {
  const parsed = caseSchema.safeParse(value);
  if (!parsed.success) return err(refusalsOf(parsed.error.issues, value));
  const faults = [...illFormedText(parsed.data), ...contradictoryScores(parsed.data)];
  return faults.length > 0 ? err(faults) : ok(parsed.data);
};
