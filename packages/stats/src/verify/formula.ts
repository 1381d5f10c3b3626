import type { RCall, RValue } from "./r-call.ts";

/** A formula in Wilkinson-Rogers notation, expanded. */
export interface Formula {
  /** left side: a name, a call such as `Surv(time, status)`, or null where there is none */
  readonly response: RValue | null;
  readonly intercept: boolean;
  /** each term the variables it crosses, by their text; main effects first, then by order */
  readonly terms: readonly (readonly string[])[];
  /** the variables by their text: `age`, `factor(race)`, `I(age^2)` */
  readonly variables: ReadonlyMap<string, RValue>;
  /** arguments of `strata(...)`, in order */
  readonly strata: readonly RValue[];
  readonly cluster: RValue | null;
  readonly offset: RValue | null;
}

/** R sets these between blanks when it prints an expression, the others not. */
const spaced: ReadonlySet<string> = new Set(["+", "-", "*", "~", "|", "&", "==", "!=", "<", "<=", ">", ">="]);

/** The text of a value as R prints it: `I(age - 50)`, `poly(age, 2)`, `I(age^2)`. */
export const textOf = (value: RValue): string => {
  switch (value.kind) {
    case "number":
    case "name":
      return String(value.value);
    case "text":
      return `"${value.value}"`;
    case "call":
      return `${value.function}(${[
        ...value.positional.map(textOf),
        ...Object.entries(value.named).map(([name, one]) => `${name} = ${textOf(one)}`),
      ].join(", ")})`;
    case "operator":
      return value.operands.length === 1
        ? `${value.operator}${textOf(value.operands[0] as RValue)}`
        : value.operands
            .map(textOf)
            .join(spaced.has(value.operator) ? ` ${value.operator} ` : value.operator);
  }
};

/** These make a condition, which is a variable of its own. */
const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "&", "|", "!"]);
/** These cross terms: strata, clusters and offsets have no crossing here. */
const joining: ReadonlySet<string> = new Set(["*", ":", "^"]);

const holdsSpecial = (value: RValue): boolean =>
  value.kind === "call"
    ? ["strata", "cluster", "offset"].includes(value.function)
    : value.kind === "operator" && value.operands.some(holdsSpecial);

type Terms = readonly (readonly string[])[];

const crossed = (left: Terms, right: Terms): Terms =>
  left.flatMap((a) => right.map((b) => [...a, ...b.filter((one) => !a.includes(one))]));
const sameTerm = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));
const united = (left: Terms, right: Terms): Terms => {
  const all = [...left];
  for (const term of right) if (!all.some((other) => sameTerm(term, other))) all.push(term);
  return all;
};

/**
 * Expands a formula: `a*b` to a + b + a:b, `(a+b)^2` to all crossings, `.` to every other column, `-x` and
 * `0` taken out; `strata`, `cluster` and `offset` apart.
 *
 * @param value   a formula; anything else is read as its right side
 * @param columns names that `.` stands for
 * @returns null where the notation is not one of these
 * @source Wilkinson and Rogers 1973, Appl Stat 22:392
 */
export const readFormula = (value: RValue, columns: readonly string[] = []): Formula | null => {
  const sided = value.kind === "operator" && value.operator === "~";
  const operands = sided ? value.operands : [value];
  const right = operands[operands.length - 1];
  const response = operands.length === 2 ? (operands[0] ?? null) : null;
  const variables = new Map<string, RValue>();
  const strata: RValue[] = [];
  let cluster: RValue | null = null;
  let offset: RValue | null = null;
  let intercept = true;
  let readable = true;

  const special = (call: RCall): boolean => {
    if (call.function === "strata") strata.push(...call.positional);
    else if (call.function === "cluster") cluster = call.positional[0] ?? null;
    else if (call.function === "offset") offset = call.positional[0] ?? null;
    else return false;
    return true;
  };
  const variable = (one: RValue): Terms => {
    const text = textOf(one);
    variables.set(text, one);
    return [[text]];
  };
  const expand = (one: RValue): Terms => {
    if (one.kind === "number") {
      if (one.value === 0) intercept = false;
      else if (one.value !== 1) readable = false;
      return [];
    }
    if (one.kind === "name" && one.value === ".") {
      const used = response === null ? "" : textOf(response);
      return columns
        .filter((name) => !new RegExp(`\\b${name}\\b`).test(used))
        .flatMap((name) => variable({ kind: "name", value: name }));
    }
    if (one.kind === "name") return variable(one);
    if (one.kind === "call") return special(one) ? [] : variable(one);
    if (one.kind === "text") {
      readable = false;
      return [];
    }
    const [a, b] = one.operands;
    if (a === undefined) return [];
    if (comparisons.has(one.operator)) return variable(one);
    if (joining.has(one.operator) && one.operands.some(holdsSpecial)) readable = false;
    if (b === undefined) {
      if (one.operator !== "-") return expand(a);
      if (a.kind === "number" && a.value === 1) intercept = false;
      return [];
    }
    const left = expand(a);
    if (one.operator === "-") {
      if (b.kind === "number" && b.value === 1) {
        intercept = false;
        return left;
      }
      const taken = expand(b);
      return left.filter((term) => !taken.some((other) => sameTerm(term, other)));
    }
    if (one.operator === "^" && b.kind === "number") {
      let power = left;
      for (let i = 1; i < b.value; i++) power = united(power, crossed(power, left));
      return power;
    }
    const other = expand(b);
    if (one.operator === "+") return united(left, other);
    if (one.operator === ":") return crossed(left, other);
    if (one.operator === "*") return united(united(left, other), crossed(left, other));
    readable = false;
    return [];
  };

  if (right === undefined) return null;
  const terms = [...expand(right)].sort((a, b) => a.length - b.length);
  return readable ? { response, intercept, terms, variables, strata, cluster, offset } : null;
};
