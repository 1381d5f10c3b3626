import { type MessageParam, message } from "@erbium/model";

/**
 * The report's own words: looked up by code without the prefix "report.". Sentences that the advice carries
 * come as finished text and are not looked up here.
 */
export const say = (code: string, params: Readonly<Record<string, MessageParam>> = {}): string =>
  message(`report.${code}`, params).text;

/** Words for one or many of something: `code.one` or `code.many` with `{count}`. */
export const count = (code: string, number: number): string =>
  say(number === 1 ? `${code}.one` : `${code}.many`, { count: number });
