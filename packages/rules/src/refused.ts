import type { Refusal } from "@erbium/model";

/** Carries a refusal out of a nested reader. Never leaves this room: the parsers turn it into a `Result`. */
export class Refused extends Error {
  readonly code: string;
  /** offset in the source, counted in UTF-16 units from 0 */
  readonly at: number;
  readonly remedy: string;

  constructor(code: string, at: number, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.at = at;
    this.remedy = remedy;
  }
}

/** The refusal as a value; `path` is `line:column` of the source. */
export const refusalFrom = (refused: Refused, source: string): Refusal => {
  const before = source.slice(0, refused.at).split("\n");
  return {
    code: refused.code,
    message: refused.message,
    path: `${before.length}:${(before.at(-1) ?? "").length + 1}`,
    remedy: refused.remedy,
  };
};
