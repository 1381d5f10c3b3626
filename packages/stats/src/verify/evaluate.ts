import type { RValue } from "./r-call.ts";

/** A column of numbers (not-a-number where missing) or of labels (null where missing). */
export type Column =
  | { readonly kind: "numbers"; readonly values: Float64Array }
  | { readonly kind: "labels"; readonly values: readonly (string | null)[] };

export type Table = Readonly<Record<string, unknown>>;

const columnOf = (data: Table, name: string): Column | null => {
  const list = data[name];
  if (!Array.isArray(list)) return null;
  return list.some((one) => typeof one === "string")
    ? { kind: "labels", values: list.map((one) => (one === null ? null : String(one))) }
    : {
        kind: "numbers",
        values: Float64Array.from(list, (one) =>
          typeof one === "number" ? one : typeof one === "boolean" ? Number(one) : Number.NaN,
        ),
      };
};

const functions: Readonly<Record<string, (x: number) => number>> = {
  I: (x) => x,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
};

const truth = (a: number, b: number, holds: boolean): number =>
  Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(holds);

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "==": (a, b) => truth(a, b, a === b),
  "!=": (a, b) => truth(a, b, a !== b),
  "<": (a, b) => truth(a, b, a < b),
  "<=": (a, b) => truth(a, b, a <= b),
  ">": (a, b) => truth(a, b, a > b),
  ">=": (a, b) => truth(a, b, a >= b),
};

/** Categories in the order in which they are coded: numbers by size, words by the alphabet whatever their case. */
export const levelsOf = (column: Column): readonly string[] =>
  column.kind === "numbers"
    ? [...new Set(column.values)]
        .filter((one) => !Number.isNaN(one))
        .sort((a, b) => a - b)
        .map(String)
    : [...new Set(column.values)]
        .filter((one) => one !== null)
        .sort((a, b) => {
          const [x, y] = [a.toLowerCase(), b.toLowerCase()];
          return x < y ? -1 : x > y ? 1 : a < b ? 1 : -1;
        });

/** The column as labels, numbers printed. */
export const asLabels = (column: Column): readonly (string | null)[] =>
  column.kind === "labels"
    ? column.values
    : Array.from(column.values, (one) => (Number.isNaN(one) ? null : String(one)));

/**
 * The column that an expression over the columns of a table stands for: arithmetic, comparisons, `log`,
 * `sqrt`, `I`, and `factor`, which makes labels of numbers. Null where it holds anything else.
 */
export const evaluate = (value: RValue, data: Table): Column | null => {
  if (value.kind === "name") return columnOf(data, value.value);
  if (value.kind === "call") {
    const [argument] = value.positional;
    const inner = argument === undefined ? null : evaluate(argument, data);
    if (inner === null) return null;
    if (value.function === "factor" || value.function === "as.factor")
      return { kind: "labels", values: asLabels(inner) };
    const apply = functions[value.function];
    if (apply === undefined || inner.kind !== "numbers") return null;
    return { kind: "numbers", values: inner.values.map(apply) };
  }
  if (value.kind !== "operator") return null;
  const length = Math.max(0, ...Object.values(data).map((one) => (Array.isArray(one) ? one.length : 0)));
  const [a, b] = value.operands;
  const side = (one: RValue | undefined): Float64Array | null => {
    if (one === undefined) return null;
    if (one.kind === "number") return new Float64Array(length).fill(one.value);
    const column = evaluate(one, data);
    return column?.kind === "numbers" ? column.values : null;
  };
  if (b?.kind === "text" && a !== undefined) {
    const column = evaluate(a, data);
    if (column === null || (value.operator !== "==" && value.operator !== "!=")) return null;
    const equal = value.operator === "==";
    return {
      kind: "numbers",
      values: Float64Array.from(asLabels(column), (one) =>
        one === null ? Number.NaN : Number((one === b.value) === equal),
      ),
    };
  }
  const left = b === undefined ? new Float64Array(length) : side(a);
  const right = b === undefined ? side(a) : side(b);
  const operate = operators[value.operator];
  if (left === null || right === null || operate === undefined) return null;
  return { kind: "numbers", values: left.map((one, i) => operate(one, right[i] ?? Number.NaN)) };
};
