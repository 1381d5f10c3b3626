import { operand } from "./operand.ts";
import { Refused } from "./refused.ts";
import { type Compiled, inputsOf } from "./run.ts";
import { join, noun } from "./static-type.ts";

/** `if condition then a else b`; unknown when the condition is, even where both branches agree. */
export const choice = (condition: Compiled, then: Compiled, otherwise: Compiled, at: number): Compiled => {
  const truth = operand(condition, "boolean", at, "if");
  const type = join(then.type, otherwise.type);
  if (type === undefined) {
    throw new Refused(
      "condition-type",
      at,
      `then gives ${noun(then.type)} and else gives ${noun(otherwise.type)}`,
      "Let both branches give the same type.",
    );
  }
  return {
    type,
    inputs: inputsOf(condition, then, otherwise),
    evaluate: (run) => {
      const value = truth(run);
      return value === undefined ? undefined : (value ? then : otherwise).evaluate(run);
    },
  };
};
