import { fill, adviceWords as words } from "@erbium/model";
import type { Because, Value } from "@erbium/rules";

/** A vocabulary name or call such as `received("platinum", "metastatic")` in English, for a sentence. */
export const inputWords = (input: string): string => {
  const call = /^(\w+)\((.*)\)$/s.exec(input);
  if (!call) return words[`input.${input}`] ?? input;
  const [, name = "", list = ""] = call;
  const args = [...list.matchAll(/"((?:[^"\\]|\\.)*)"|([^,\s]+)/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  const template = words[`input.${name}.${args.length}`] ?? words[`input.${name}`];
  if (template === undefined) return input;
  return fill(template, { a: args[0] ?? "", b: args[1] ?? "" });
};

/** `received("x")` is asked by its arguments in the words of the catalogue; a plain name by itself. */
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
