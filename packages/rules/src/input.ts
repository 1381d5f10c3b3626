import type { ValueType, VocabularyFunction, VocabularyName } from "@erbium/model";
import { gather } from "./list.ts";
import { operand } from "./operand.ts";
import { Refused } from "./refused.ts";
import { type Compiled, inputsOf, noteMissing, noteRead, type Run } from "./run.ts";
import { requireComparable, type StaticType } from "./static-type.ts";
import { hasType, type Value, written } from "./value.ts";

/** A name of the vocabulary, read from the facts. */
export const nameInput = (name: string, entry: VocabularyName): Compiled => {
  const inputs = [name];
  const { type } = entry;
  return {
    type: typeOf(type, entry.values),
    inputs,
    evaluate: (run) => {
      const value = run.facts.value(name);
      noteRead(run, name, value);
      if (value === undefined) noteMissing(run, inputs);
      else requireFact(name, value, type);
      return value;
    },
  };
};

/**
 * A function of the vocabulary. With an unknown or null argument it is not called and the result is unknown.
 *
 * @param source the arguments as the condition writes them, for naming the input before it is called
 */
export const callInput = (
  name: string,
  entry: VocabularyFunction,
  args: readonly Compiled[],
  source: string,
  at: number,
): Compiled => {
  requireArguments(name, entry, args, at);
  const constants = args.map((arg) => arg.constant);
  const fixed = constants.every((value) => value !== undefined) ? constants : undefined;
  const fixedName = fixed === undefined ? undefined : called(name, fixed);
  const readers = args.map((arg, index): Compiled => {
    const evaluate = operand(arg, entry.params[index]?.type ?? "string", at, `${name}()`);
    return { ...arg, evaluate };
  });
  return {
    type: typeOf(entry.returns),
    inputs: [fixedName ?? `${name}(${source})`, ...inputsOf(...args)],
    evaluate: (run: Run) => {
      const values = fixed ?? gather(readers, run);
      if (values === undefined) return undefined;
      const value = run.facts.call(name, values);
      const input = fixedName ?? called(name, values);
      noteRead(run, input, value);
      if (value === undefined) noteMissing(run, [input]);
      else requireFact(input, value, entry.returns);
      return value;
    },
  };
};

const called = (name: string, args: readonly Value[]): string => `${name}(${args.map(written).join(", ")})`;

const typeOf = (type: ValueType, values?: readonly string[]): StaticType => {
  if (values === undefined) return { kind: type };
  return type === "list" ? { kind: type, item: { kind: "string", values } } : { kind: type, values };
};

const requireFact = (name: string, value: Value, type: ValueType): void => {
  if (value === null || hasType(value, type)) return;
  throw new TypeError(`the fact ${name} should be of type ${type}, it is ${written(value)}`);
};

const requireArguments = (
  name: string,
  entry: VocabularyFunction,
  args: readonly Compiled[],
  at: number,
): void => {
  const needed = entry.params.filter((param) => param.optional !== true).length;
  if (args.length < needed || args.length > entry.params.length) {
    const params = entry.params.map((param) => (param.optional === true ? `[${param.name}]` : param.name));
    throw new Refused(
      "condition-arguments",
      at,
      `${name}() is given ${args.length} argument${args.length === 1 ? "" : "s"}`,
      `Write ${name}(${params.join(", ")}); those in brackets can be left out.`,
    );
  }
  for (const [index, arg] of args.entries()) {
    const param = entry.params[index];
    if (param?.values !== undefined) requireComparable(arg.type, typeOf(param.type, param.values), at);
  }
};
