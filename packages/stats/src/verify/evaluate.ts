import type { RValue } from "./r-call.ts";

/**
 * A column of numbers (not-a-number where missing) or of labels (null where missing). Truths are 0 and 1, which
 * a model takes as a category.
 */
export type Column =
  | { readonly kind: "numbers"; readonly values: Float64Array; readonly truths?: true }
  | { readonly kind: "labels"; readonly values: readonly (string | null)[] };

export type Table = Readonly<Record<string, unknown>>;

const columnOf = (data: Table, name: string): Column | null => {
  const list = data[name];
  if (!Array.isArray(list)) return null;
  return list.some((one) => typeof one === "string")
    ? { kind: "labels", values: list.map((one) => (one === null ? null : String(one))) }
    : {
        kind: "numbers",
        ...(list.some((one) => typeof one === "boolean") ? { truths: true } : {}),
        values: Float64Array.from(list, (one) =>
          typeof one === "number" ? one : typeof one === "boolean" ? Number(one) : Number.NaN,
        ),
      };
};

const functions: Readonly<Record<string, (x: number) => number>> = {
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
  "&": (a, b) => truth(a, b, a !== 0 && b !== 0),
  "|": (a, b) => truth(a, b, a !== 0 || b !== 0),
  "==": (a, b) => truth(a, b, a === b),
  "!=": (a, b) => truth(a, b, a !== b),
  "<": (a, b) => truth(a, b, a < b),
  "<=": (a, b) => truth(a, b, a <= b),
  ">": (a, b) => truth(a, b, a > b),
  ">=": (a, b) => truth(a, b, a >= b),
};

const logical: ReadonlySet<string> = new Set(["&", "|", "==", "!=", "<", "<=", ">", ">="]);

/** Categories in the order in which they are coded: numbers by size, words by the alphabet whatever their case. */
export const levelsOf = (column: Column): readonly string[] =>
  column.kind === "numbers"
    ? [...new Set(column.values)]
        .filter((one) => !Number.isNaN(one))
        .sort((a, b) => a - b)
        .map((one) => (column.truths ? (one === 0 ? "FALSE" : "TRUE") : String(one)))
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
    : Array.from(column.values, (one) =>
        Number.isNaN(one) ? null : column.truths ? (one === 0 ? "FALSE" : "TRUE") : String(one),
      );

const reduced = (column: Column, name: string): Column | null => {
  if (column.kind !== "numbers") return null;
  const mean = column.values.reduce((sum, one) => sum + one, 0) / column.values.length;
  if (name === "mean") return { kind: "numbers", values: column.values.map(() => mean) };
  if (name !== "scale") return null;
  const squares = column.values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const spread = Math.sqrt(squares / (column.values.length - 1));
  return { kind: "numbers", values: column.values.map((one) => (one - mean) / spread) };
};

/**
 * The column that an expression over the columns of a table stands for: arithmetic, comparisons and what joins
 * them, `log`, `sqrt`, `I`, `mean`, `scale`, and `factor`, which makes labels of numbers. Null where it holds
 * anything else.
 */
export const evaluate = (value: RValue, data: Table): Column | null => {
  if (value.kind === "name") return columnOf(data, value.value);
  if (value.kind === "call") {
    const [argument] = value.positional;
    const inner = argument === undefined ? null : evaluate(argument, data);
    if (inner === null) return null;
    if (value.function === "factor" || value.function === "as.factor")
      return { kind: "labels", values: asLabels(inner) };
    if (value.function === "I" && inner.kind === "numbers") return inner;
    const apply = functions[value.function];
    if (apply === undefined) return reduced(inner, value.function);
    if (inner.kind !== "numbers") return null;
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
      truths: true,
      values: Float64Array.from(asLabels(column), (one) =>
        one === null ? Number.NaN : Number((one === b.value) === equal),
      ),
    };
  }
  const left = b === undefined ? new Float64Array(length) : side(a);
  const right = b === undefined ? side(a) : side(b);
  const operate = operators[value.operator];
  if (value.operator === "!" && b === undefined && right !== null)
    return { kind: "numbers", truths: true, values: right.map((one) => truth(one, one, one === 0)) };
  if (left === null || right === null || operate === undefined) return null;
  const values = left.map((one, i) => operate(one, right[i] ?? Number.NaN));
  return { kind: "numbers", values, ...(logical.has(value.operator) ? { truths: true } : {}) };
};
