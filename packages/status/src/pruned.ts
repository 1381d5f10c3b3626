import { type Flag, type Measurement, measurementSchema } from "@erbium/model";
import { impossibleValue, unknownValue } from "./left-out.ts";

/**
 * The measurement that remains when every leaf the schema refuses is left out and flagged. A list is kept or
 * left out as a whole.
 */
export const pruned = (read: Readonly<Record<string, unknown>>, flags: Flag[]): Measurement => {
  const whole = measurementSchema.safeParse(read);
  if (whole.success) return whole.data;
  let rest = read;
  for (const path of new Set(whole.error.issues.map((issue) => leafPath(issue.path)))) {
    const keys = path.split(".");
    const value = valueAt(rest, keys);
    flags.push(typeof value === "number" ? impossibleValue(path, value) : unknownValue(path, value));
    rest = without(rest, keys);
  }
  // every leaf is optional, so what is left can not be refused
  return measurementSchema.parse(rest);
};

/** Path up to the list a bad member stands in. */
const leafPath = (path: readonly PropertyKey[]): string => {
  const index = path.findIndex((key) => typeof key === "number");
  return (index === -1 ? path : path.slice(0, index)).map(String).join(".");
};

const valueAt = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce((at: unknown, key) => (at as Record<string, unknown>)[key], value);

/** A copy without the leaf at a path; the path must be there. */
const without = (
  value: Readonly<Record<string, unknown>>,
  [key = "", ...rest]: readonly string[],
): Readonly<Record<string, unknown>> => {
  const { [key]: inner, ...others } = value;
  return rest.length === 0
    ? others
    : { ...others, [key]: without(inner as Readonly<Record<string, unknown>>, rest) };
};
