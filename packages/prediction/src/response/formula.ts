/** A formula in named numbers, read once; a comparison is 1 where it holds and 0 where it does not. */
export type Formula = (names: Readonly<Record<string, number>>) => number;

const token = /\s*(\d+(?:\.\d+)?|[a-z]+|<=|>=|==|!=|[-+*/^()<>])/gy;

/** Operators from the loosest to the tightest; those of one level are read from left to right. */
const levels: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { or: (a, b) => Math.max(a, b) },
  { and: (a, b) => Math.min(a, b) },
  {
    "<": (a, b) => Number(a < b),
    ">": (a, b) => Number(a > b),
    "<=": (a, b) => Number(a <= b),
    ">=": (a, b) => Number(a >= b),
    "==": (a, b) => Number(a === b),
    "!=": (a, b) => Number(a !== b),
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => a / b, mod: (a, b) => ((a % b) + b) % b },
];

/**
 * Reads a formula as it is written by hand: `100+5*((x+2y+3z) mod 7)`, `(x-4)^2+(y-4)^2<=5`, `x<2 and y==0`.
 * A number or a bracket before a name or a bracket multiplies it.
 *
 * @param names  names that may stand in it, in lower case
 * @returns null for what is no formula in these names
 */
export const readFormula = (text: string, names: readonly string[]): Formula | null => {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  let at = 0;
  const binary = (level: number): Formula | null => {
    const operators = levels[level];
    if (operators === undefined) return product();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators[tokens[at] ?? ""];
      if (left === null || operator === undefined) return left;
      at += 1;
      const [before, after] = [left, binary(level + 1)];
      left = after === null ? null : (given) => operator(before(given), after(given));
    }
  };
  /** what stands side by side: 2x, 1.3a, 5(x+y) */
  const product = (): Formula | null => {
    let left = power();
    while (left !== null && startsFactor(tokens[at], names)) {
      const [before, after] = [left, power()];
      left = after === null ? null : (given) => before(given) * after(given);
    }
    return left;
  };
  const power = (): Formula | null => {
    const base = factor();
    if (base === null || tokens[at] !== "^") return base;
    at += 1;
    const exponent = power();
    return exponent === null ? null : (given) => base(given) ** exponent(given);
  };
  const factor = (): Formula | null => {
    const here = tokens[at++] ?? "";
    if (here === "-") {
      const inner = power();
      return inner === null ? null : (given) => -inner(given);
    }
    if (here === "(") {
      const inner = binary(0);
      return tokens[at++] === ")" ? inner : null;
    }
    if (names.includes(here)) return (given) => given[here] as number;
    return /^\d/.test(here) ? () => Number(here) : null;
  };
  const read = binary(0);
  return at === tokens.length ? read : null;
};

const startsFactor = (word: string | undefined, names: readonly string[]): boolean =>
  word === "(" || (word !== undefined && names.includes(word));

const tokensOf = (text: string): string[] | null => {
  const trimmed = text.trim();
  const found = [...trimmed.matchAll(token)];
  const read = found.reduce((length, one) => length + one[0].length, 0);
  return read === trimmed.length ? found.map((one) => one[1] as string) : null;
};
