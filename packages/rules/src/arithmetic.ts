import type { ArithmeticOperator } from "./expression.ts";
import { operand } from "./operand.ts";
import { Refused } from "./refused.ts";
import { type Compiled, inputsOf, noteMissing } from "./run.ts";

const operations: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

/**
 * `a operator b` in IEEE doubles, not in FEEL's decimals: compare a computed number with a margin where a
 * tie matters. A result that is no number (division by zero) is unknown, and the inputs of both sides are
 * missing, since only other values could settle it.
 */
export const arithmetic = (
  operator: ArithmeticOperator,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled => {
  const first = operand(left, "number", at, operator);
  const second = operand(right, "number", at, operator);
  if (operator === "/" && right.constant === 0) {
    throw new Refused("condition-type", at, "the condition divides by zero", "Correct the divisor.");
  }
  const inputs = inputsOf(left, right);
  const operation = operations[operator];
  return {
    type: { kind: "number" },
    inputs,
    evaluate: (run) => {
      const a = first(run);
      const b = second(run);
      if (a === undefined || b === undefined) return undefined;
      const result = operation(a, b);
      if (Number.isFinite(result)) return result;
      noteMissing(run, inputs);
      return undefined;
    },
  };
};

/** `-x` */
export const minus = (part: Compiled, at: number): Compiled => {
  const value = operand(part, "number", at, "-");
  return {
    type: { kind: "number" },
    inputs: part.inputs,
    ...(typeof part.constant === "number" ? { constant: -part.constant } : {}),
    evaluate: (run) => {
      const number = value(run);
      return number === undefined ? undefined : -number;
    },
  };
};
