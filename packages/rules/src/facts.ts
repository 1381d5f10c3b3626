import type { Value } from "./value.ts";

/**
 * What is known about one case, asked by the names of a vocabulary. `undefined` means unknown and is
 * never read as no; a value of another type than the vocabulary states is a bug of the caller and throws
 * when a condition reads it.
 */
export interface Facts {
  value(name: string): Value | undefined;
  call(name: string, args: readonly Value[]): Value | undefined;
}

/** Nothing is known. */
export const emptyFacts: Facts = { value: () => undefined, call: () => undefined };

/** Facts from plain values and functions; whatever is not listed is unknown. */
export const factsFrom = (
  values: Readonly<Record<string, Value | undefined>>,
  functions: Readonly<Record<string, (...args: Value[]) => Value | undefined>> = {},
): Facts => ({
  value: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
  call: (name, args) => (Object.hasOwn(functions, name) ? functions[name]?.(...args) : undefined),
});
