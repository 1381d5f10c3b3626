import { operand } from "./operand.ts";
import { type Compiled, inputsOf, type Run } from "./run.ts";

/**
 * Kleene's `and` (decided by one false) and `or` (decided by one true), of any number of operands. Once
 * decided, no further operand is read and what was missing before no longer matters.
 */
export const connective = (kind: "and" | "or", parts: readonly Compiled[], at: number): Compiled => {
  const truths = parts.map((part) => operand(part, "boolean", at, kind));
  const deciding = kind === "or";
  return {
    type: { kind: "boolean" },
    inputs: inputsOf(...parts),
    evaluate: (run: Run) => {
      const mark = run.missing.length;
      let unknown = false;
      for (const truth of truths) {
        const value = truth(run);
        if (value === undefined) unknown = true;
        else if (value === deciding) {
          run.missing.length = mark;
          return deciding;
        }
      }
      return unknown ? undefined : !deciding;
    },
  };
};

/** `not(x)`; unknown stays unknown. */
export const negated = (part: Compiled, at: number): Compiled => {
  const truth = operand(part, "boolean", at, "not");
  return {
    type: { kind: "boolean" },
    inputs: part.inputs,
    evaluate: (run) => {
      const value = truth(run);
      return value === undefined ? undefined : !value;
    },
  };
};
