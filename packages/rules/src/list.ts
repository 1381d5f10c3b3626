import { operand } from "./operand.ts";
import { Refused } from "./refused.ts";
import { type Compiled, inputsOf, type Run } from "./run.ts";
import { anything, join, requireComparable, type StaticType } from "./static-type.ts";
import { equalValues, type Value } from "./value.ts";

/** `[a, b]`, of items of one type; unknown when an item is. */
export const listOf = (items: readonly Compiled[], at: number): Compiled => {
  let item: StaticType | undefined = items[0]?.type;
  for (const { type } of items) {
    item = item === undefined ? undefined : join(item, type);
    if (item === undefined) {
      throw new Refused("condition-type", at, "the list mixes types", "Let all items have one type.");
    }
  }
  const constants = items.map((each) => each.constant);
  const constant = constants.every((value) => value !== undefined) ? constants : undefined;
  return {
    type: item === undefined ? { kind: "list" } : { kind: "list", item },
    inputs: inputsOf(...items),
    ...(constant === undefined ? {} : { constant }),
    evaluate: constant === undefined ? (run) => gather(items, run) : () => constant,
  };
};

/** Values of all parts; undefined when one is unknown, after reading every one. */
export const gather = (parts: readonly Compiled[], run: Run): Value[] | undefined => {
  const values: Value[] = [];
  for (const part of parts) {
    const value = part.evaluate(run);
    if (value !== undefined) values.push(value);
  }
  return values.length === parts.length ? values : undefined;
};

/** `list contains(list, value)` */
export const listContains = (list: Compiled, value: Compiled, at: number): Compiled => {
  const items = operand(list, "list", at, "list contains");
  requireComparable(list.type.item ?? anything, value.type, at);
  return {
    type: { kind: "boolean" },
    inputs: inputsOf(list, value),
    evaluate: (run) => {
      const values = items(run);
      const wanted = value.evaluate(run);
      if (values === undefined || wanted === undefined) return undefined;
      return values.some((item) => equalValues(item, wanted));
    },
  };
};

/** `count(list)` */
export const count = (list: Compiled, at: number): Compiled => {
  const items = operand(list, "list", at, "count");
  return {
    type: { kind: "number" },
    inputs: list.inputs,
    evaluate: (run) => items(run)?.length,
  };
};
