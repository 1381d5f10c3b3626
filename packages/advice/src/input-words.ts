import { fill, adviceWords as words } from "@erbium/model";
import type { Because, Value } from "@erbium/rules";

/** Name and arguments of `received("platinum", "metastatic")`; a plain name has none. */
export const partsOfInput = (input: string): { readonly name: string; readonly args: readonly string[] } => {
  const [, name = input, list = ""] = /(\w+)\((.*)\)/s.exec(input) ?? [];
  const args = [...list.matchAll(/"((?:[^"\\]|\\.)*)"|[^,\s]+/g)].map((match) => match[1] ?? match[0]);
  return { name, args };
};

/** A vocabulary name or call such as `received("platinum", "metastatic")` in English, before its value. */
export const inputWords = (input: string): string => wordsOf(input, "input") ?? input;

/** The same as something not known: "whether a taxane was given", where the plain words would read as a statement. */
export const openWords = (input: string): string => wordsOf(input, "open") ?? inputWords(input);

const wordsOf = (input: string, kind: "input" | "open"): string | undefined => {
  const { name, args } = partsOfInput(input);
  const template = words[`${kind}.${name}.${args.length}`] ?? words[`${kind}.${name}`];
  if (template === undefined) return undefined;
  const [a = "", b = ""] = args.map((one) => words[`name.${one}`] ?? one);
  return fill(template, { a, b });
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
