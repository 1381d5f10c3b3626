import { fill, adviceWords as words } from "@erbium/model";
import type { Because, Value } from "@erbium/rules";

/** Name and arguments of `received("platinum", "metastatic")`; a plain name has none. */
export const partsOfInput = (input: string): { readonly name: string; readonly args: readonly string[] } => {
  const [, name = input, list = ""] = /(\w+)\((.*)\)/s.exec(input) ?? [];
  const args = [...list.matchAll(/"((?:[^"\\]|\\.)*)"|[^,\s]+/g)].map((match) => match[1] ?? match[0]);
  return { name, args };
};

/** A vocabulary name or call such as `received("platinum", "metastatic")` in English, for a sentence. */
export const inputWords = (input: string): string => {
  const { name, args } = partsOfInput(input);
  const template = words[`input.${name}.${args.length}`] ?? words[`input.${name}`];
  if (template === undefined) return input;
  return fill(template, { a: args[0] ?? "", b: args[1] ?? "" });
};

const valueWords = (value: Value | undefined): string => {
  if (value === undefined) return "unknown";
  if (value === true) return "yes";
  if (value === false) return "no";
  return String(value);
};

/** "IHC score: 2+; RAS: unknown", each input once. */
export const becauseWords = (because: readonly Because[]): string => {
  const seen = new Map(because.map(({ name, value }) => [inputWords(name), valueWords(value)]));
  return [...seen].map(([name, value]) => `${name}: ${value}`).join("; ");
};
