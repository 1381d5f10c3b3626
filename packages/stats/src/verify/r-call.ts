import { err, ok, type Result } from "@erbium/model";
import { numberIn } from "./literals.ts";

/** What an argument of a call in R's notation says. Formulas and arithmetic keep their operator. */
export type RValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly value: string }
  | RCall
  | { readonly kind: "operator"; readonly operator: string; readonly operands: readonly RValue[] };

export interface RCall {
  readonly kind: "call";
  /** as written, with its package where one is named: `Hmisc::rcspline.eval` */
  readonly function: string;
  /** arguments without a name, in order */
  readonly positional: readonly RValue[];
  readonly named: Readonly<Record<string, RValue>>;
  /** what stands behind `#` on the line: arguments said in words */
  readonly comment: string | null;
}

const token =
  /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|"([^"]*)"|'([^']*)'|([A-Za-z.][\w.]*(?:::[A-Za-z.][\w.]*)?)|(<-|[=<>!]=|\S))/y;

interface Token {
  readonly kind: "number" | "text" | "name" | "mark";
  readonly text: string;
}

const tokens = (source: string): Token[] => {
  const found: Token[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [, number, double, single, name, mark] = match;
    if (number !== undefined) found.push({ kind: "number", text: number });
    else if (double !== undefined || single !== undefined)
      found.push({ kind: "text", text: double ?? single ?? "" });
    else if (name !== undefined) found.push({ kind: "name", text: name });
    else found.push({ kind: "mark", text: mark ?? "" });
  }
  return found;
};

/** Weakest first; operators of one row bind from the left. */
const binding: readonly (readonly string[])[] = [
  ["~"],
  ["|"],
  ["&"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
  [":"],
  ["^"],
];

class Unreadable extends Error {}

/**
 * Reads a call written in R's notation, such as `rma(yi, vi, mods = ~ablat, test = "knha")`.
 *
 * Only what a reference command uses: calls, named arguments, numbers, texts, names, formulas and
 * arithmetic; nothing is evaluated. Several calls may follow each other, parted by `;` or `/`.
 *
 * @returns the calls in order, or a refusal that says what could not be read
 */
export const readRCalls = (source: string): Result<readonly RCall[]> => {
  const hash = source.indexOf("#");
  const comment = hash < 0 ? null : source.slice(hash + 1).trim();
  const list = tokens(hash < 0 ? source : source.slice(0, hash));
  let at = 0;
  const peek = (): string | null => {
    const next = list[at];
    return next?.kind === "mark" ? next.text : null;
  };
  const expect = (mark: string): void => {
    if (peek() !== mark) throw new Unreadable(`expected ${mark} before ${list[at]?.text ?? "the end"}`);
    at++;
  };
  const expression = (level: number): RValue => {
    const operators = binding[level];
    if (operators === undefined) return unary();
    let left = operators.includes("~") && peek() === "~" ? null : expression(level + 1);
    for (let mark = peek(); mark !== null && operators.includes(mark); mark = peek()) {
      at++;
      const right = expression(level + 1);
      left = { kind: "operator", operator: mark, operands: left === null ? [right] : [left, right] };
    }
    if (left === null) throw new Unreadable("expected an expression");
    return left;
  };
  const unary = (): RValue => {
    if (peek() === "-" || peek() === "+" || peek() === "!") {
      const operator = list[at++]?.text ?? "-";
      return { kind: "operator", operator, operands: [unary()] };
    }
    if (peek() === "(") {
      at++;
      const inner = expression(0);
      expect(")");
      return inner;
    }
    const next = list[at++];
    if (next?.kind === "number") return { kind: "number", value: Number(next.text) };
    if (next?.kind === "text") return { kind: "text", value: next.text };
    if (next?.kind !== "name") throw new Unreadable(`did not expect ${next?.text ?? "the end"}`);
    return peek() === "(" ? call(next.text) : { kind: "name", value: next.text };
  };
  const call = (name: string): RCall => {
    expect("(");
    const positional: RValue[] = [];
    const named: Record<string, RValue> = {};
    while (peek() !== ")") {
      const first = list[at];
      const second = list[at + 1];
      if (first?.kind === "name" && second?.kind === "mark" && second.text === "=") {
        at += 2;
        named[first.text] = expression(0);
      } else positional.push(expression(0));
      if (peek() !== ")") expect(",");
    }
    expect(")");
    return { kind: "call", function: name, positional, named, comment };
  };
  try {
    const calls: RCall[] = [];
    while (at < list.length) {
      const value = expression(binding.length);
      if (value.kind === "call") calls.push(value);
      else if (value.kind === "name")
        calls.push({ kind: "call", function: value.value, positional: [], named: {}, comment });
      while (peek() === ";" || peek() === "/" || peek() === ",") at++;
    }
    return ok(calls);
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    return err({
      code: "unreadable-call",
      message: `the call "${source}" can not be read: ${cause.message}`,
      remedy: "write it as R does: name(argument, name = value)",
    });
  }
};

/** The text of a named argument (`method = "REML"`, `dist = weibull`), or null where it is not given. */
export const textArgument = (call: RCall, name: string): string | null => {
  const value = call.named[name];
  return value?.kind === "text" || value?.kind === "name" ? value.value : null;
};

/** The number that a named argument spells out (`.5`, `-2`, `1/2`), or null where it is not given or names data. */
export const numberArgument = (call: RCall, name: string): number | null => numberIn(call.named[name]);

/** Whether a named argument is TRUE or T; what is usual where it is not given. */
export const truthArgument = (call: RCall, name: string, usual: boolean): boolean => {
  const word = textArgument(call, name);
  return word === null ? usual : /^T/.test(word);
};

/** The call that an argument holds, by name or position: `confint(rma(...))`. */
export const innerCall = (call: RCall, at: string | number = 0): RCall | null => {
  const value = typeof at === "number" ? call.positional[at] : call.named[at];
  return value?.kind === "call" ? value : null;
};
