import { Refused } from "./refused.ts";

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** The text of a FEEL string literal, quotes and escapes resolved. */
export const stringOf = (literal: string, at: number): string =>
  literal.slice(1, -1).replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|[\s\S])/g, (whole, escaped: string) => {
    if (escaped.length > 1) {
      const point = Number.parseInt(escaped.slice(1), 16);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
    }
    const character = escapes[escaped];
    if (character === undefined) {
      throw new Refused(
        "condition-syntax",
        at,
        `the escape ${whole} is not known`,
        'Write \\" for a quote and \\\\ for a backslash.',
      );
    }
    return character;
  });

/** The number of a decimal literal such as `2`, `2.0`, `-0.5`; exponents and over-long numbers are refused. */
export const numberOf = (literal: string, at: number): number => {
  const digits = literal.replace(/\s+/g, "");
  if (!/^-?(\d+(\.\d+)?|\.\d+)$/.test(digits) || digits.replace(/\D/g, "").length > 15) {
    throw new Refused(
      "condition-syntax",
      at,
      `${literal.slice(0, 40)} is not a number that a condition can hold`,
      "Write a plain decimal number of at most 15 digits, without an exponent.",
    );
  }
  return Number(digits);
};
