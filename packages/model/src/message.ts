import { words } from "./words/index.ts";

/** Every sentence a result carries: a stable code, its parameters, and the English text made from both. */
export interface Message {
  readonly code: string;
  readonly params: Readonly<Record<string, MessageParam>>;
  readonly text: string;
}
export type MessageParam = string | number | boolean | null;

/**
 * Builds a message from the English catalogue `words/`. `{name}` in a template is replaced by the
 * parameter of that name. A code or parameter that the catalogue lacks is a bug of ours and throws.
 */
export const message = (code: string, params: Readonly<Record<string, MessageParam>> = {}): Message => {
  const template = words[code];
  if (template === undefined) throw new Error(`no words for message code "${code}"`);
  return { code, params, text: fill(template, params, code) };
};

/** Does the catalogue have words for this code? For names that may or may not need words of their own. */
export const hasWords = (code: string): boolean => Object.hasOwn(words, code);

/** Puts parameters into a template; shared by every language. */
export const fill = (
  template: string,
  params: Readonly<Record<string, MessageParam>>,
  code = template,
): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`message "${code}" lacks its parameter "${name}"`);
    return value === null ? "unknown" : String(value);
  });
