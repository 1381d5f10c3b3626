import type { ValueType } from "@erbium/model";
import { Refused } from "./refused.ts";
import { type Compiled, noteMissing, type Run } from "./run.ts";
import { noun } from "./static-type.ts";
import { hasType, type Value, written } from "./value.ts";

interface TypeOf {
  string: string;
  number: number;
  boolean: boolean;
  list: readonly Value[];
}

/**
 * A part in a place that needs one type. Null has no order, size or truth, so where it turns up at run
 * time the result is unknown and the inputs of the part are missing.
 *
 * @throws Refused when the type cannot be right; the returned function throws when an item of a list has
 * another type (a bug of whoever built the facts)
 */
export const operand = <T extends ValueType>(
  part: Compiled,
  type: T,
  at: number,
  place: string,
): ((run: Run) => TypeOf[T] | undefined) => {
  if (part.type.kind !== type && part.type.kind !== "any") {
    throw new Refused(
      "condition-type",
      at,
      `${place} needs ${noun({ kind: type })}, found ${noun(part.type)}`,
      type === "number" && part.type.kind === "string"
        ? "Only numbers have an order; list the texts that count: in (...)."
        : "Change the operator or the value.",
    );
  }
  const { evaluate, inputs } = part;
  const sure = part.type.kind === type;
  return (run) => {
    const value = evaluate(run);
    if (value === undefined) return undefined;
    if (value === null) {
      noteMissing(run, inputs);
      return undefined;
    }
    if (!sure && !hasType(value, type)) {
      throw new TypeError(`${place} needs ${noun({ kind: type })}, found ${written(value)}`);
    }
    return value as TypeOf[T];
  };
};
