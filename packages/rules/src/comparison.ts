import type { ComparisonOperator } from "./expression.ts";
import { operand } from "./operand.ts";
import { type Compiled, inputsOf, type Run } from "./run.ts";
import { requireComparable } from "./static-type.ts";
import { equalValues } from "./value.ts";

type Ordering = Exclude<ComparisonOperator, "=" | "!=">;

/** The order of two numbers. Text has no order here: FEEL's would put "10" before "2". */
export const orderOf: Readonly<Record<Ordering, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** `left operator right`; unknown when either side is. Null equals null alone and has no order. */
export const comparison = (
  operator: ComparisonOperator,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled => ({
  type: { kind: "boolean" },
  inputs: inputsOf(left, right),
  evaluate:
    operator === "=" || operator === "!="
      ? equality(operator === "=", left, right, at)
      : ordering(operator, left, right, at),
});

const equality = (wanted: boolean, left: Compiled, right: Compiled, at: number) => {
  requireComparable(left.type, right.type, at);
  return (run: Run): boolean | undefined => {
    const a = left.evaluate(run);
    const b = right.evaluate(run);
    return a === undefined || b === undefined ? undefined : equalValues(a, b) === wanted;
  };
};

const ordering = (operator: Ordering, left: Compiled, right: Compiled, at: number) => {
  const first = operand(left, "number", at, operator);
  const second = operand(right, "number", at, operator);
  const holds = orderOf[operator];
  return (run: Run): boolean | undefined => {
    const a = first(run);
    const b = second(run);
    return a === undefined || b === undefined ? undefined : holds(a, b);
  };
};
