import { operand } from "./operand.ts";
import { type Compiled, inputsOf } from "./run.ts";

/**
 * `some x in list satisfies ...` and `every x in list satisfies ...`: Kleene's or and and over the items,
 * so of an empty list not met and met. Unknown when the list is.
 *
 * @param depth which of the run's locals holds the item
 */
export const quantified = (
  quantifier: "some" | "every",
  list: Compiled,
  condition: Compiled,
  depth: number,
  at: number,
): Compiled => {
  const items = operand(list, "list", at, quantifier);
  const truth = operand(condition, "boolean", at, "satisfies");
  const deciding = quantifier === "some";
  return {
    type: { kind: "boolean" },
    inputs: inputsOf(list, condition),
    evaluate: (run) => {
      const values = items(run);
      if (values === undefined) return undefined;
      const mark = run.missing.length;
      let unknown = false;
      for (const value of values) {
        run.locals[depth] = value;
        const holds = truth(run);
        if (holds === undefined) unknown = true;
        else if (holds === deciding) {
          run.missing.length = mark;
          return deciding;
        }
      }
      return unknown ? undefined : !deciding;
    },
  };
};
