import type { ValueType } from "@erbium/model";

/** A value that a condition can compare. `null` is the literal null: known to have no value. Unknown is `undefined`. */
export type Value = string | number | boolean | null | readonly Value[];

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** Equality as FEEL has it: same type and same content; lists item by item. Numbers are IEEE doubles. */
export const equalValues = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (!isList(a) || !isList(b) || a.length !== b.length) return false;
  return a.every((item, index) => equalValues(item, b[index] as Value));
};

/** Whether a value is of that type; a number must be finite. */
export const hasType = (value: Value, type: ValueType): boolean =>
  type === "list" ? isList(value) : type === "number" ? Number.isFinite(value) : typeof value === type;

/** The value as it would be written in a condition. */
export const written = (value: Value): string =>
  isList(value) ? `[${value.map(written).join(", ")}]` : JSON.stringify(value);
