import { numbersIn } from "./literals.ts";
import type { RCall, RValue } from "./r-call.ts";

/**
 * A column of numbers (not-a-number where missing) or of labels (null where missing). Truths are 0 and 1, which
 * a model takes as a category. Labels may have their levels in an order of their own.
 */
export type Column =
  | { readonly kind: "numbers"; readonly values: Float64Array; readonly truths?: true }
  | {
      readonly kind: "labels";
      readonly values: readonly (string | null)[];
      readonly levels?: readonly string[];
    };

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

/** Categories in the order in which they are coded: as given, numbers by size, words by the alphabet whatever their case. */
export const levelsOf = (column: Column): readonly string[] =>
  column.kind === "numbers"
    ? [...new Set(column.values)]
        .filter((one) => !Number.isNaN(one))
        .sort((a, b) => a - b)
        .map((one) => (column.truths ? (one === 0 ? "FALSE" : "TRUE") : String(one)))
    : column.levels !== undefined
      ? column.levels
      : [...new Set(column.values)]
          .filter((one) => one !== null)
          .sort((a, b) => {
            const [x, y] = [a.toLowerCase(), b.toLowerCase()];
            return x < y ? -1 : x > y ? 1 : a < b ? 1 : -1;
          });

/** The levels, those of labels that are all numbers by their size. */
export const numericallySorted = (column: Column): readonly string[] => {
  const levels = levelsOf(column);
  const given = column.kind === "labels" && column.levels !== undefined;
  return given || !levels.every((one) => one.trim() !== "" && Number.isFinite(Number(one)))
    ? levels
    : [...levels].sort((a, b) => Number(a) - Number(b));
};

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

/** `c("b", "a")`, `1:3`, `"b"` as words; null where the value is something else. */
const wordsIn = (value: RValue | undefined): readonly string[] | null => {
  if (value?.kind === "text") return [value.value];
  if (
    value?.kind === "call" &&
    value.function === "c" &&
    value.positional.every((one) => one.kind === "text")
  )
    return value.positional.map((one) => one.value);
  return numbersIn(value)?.map(String) ?? null;
};

/** `factor(x)`, `factor(x, levels = )`, `factor(x, levels = , labels = )`; another value than a level is missing. */
const categories = ({ named, positional }: RCall, column: Column): Column | null => {
  const labels = asLabels(column);
  const given = named.levels ?? positional[1];
  if (named.labels === undefined && given === undefined) return { kind: "labels", values: labels };
  const levels = given === undefined ? levelsOf(column) : wordsIn(given);
  const called = named.labels === undefined ? levels : wordsIn(named.labels);
  if (levels === null || called === null || called.length !== levels.length) return null;
  const values = labels.map((one) => called[levels.indexOf(one ?? "")] ?? null);
  return { kind: "labels", values, levels: called };
};

/** `relevel(x, ref = )`: that level first, the others as they stood. */
const relevelled = ({ named, positional }: RCall, column: Column): Column | null => {
  const [first] = wordsIn(named.ref ?? positional[1]) ?? [];
  const levels = numericallySorted(column);
  if (first === undefined || !levels.includes(first)) return null;
  return {
    kind: "labels",
    values: asLabels(column),
    levels: [first, ...levels.filter((one) => one !== first)],
  };
};

/**
 * The column that an expression over the columns of a table stands for: arithmetic, comparisons and what joins
 * them, `log`, `sqrt`, `I`, `mean`, `scale`, `factor`, which makes labels of numbers, and `relevel`. Null where it
 * holds anything else.
 */
export const evaluate = (value: RValue, data: Table): Column | null => {
  if (value.kind === "name") return columnOf(data, value.value);
  if (value.kind === "call") {
    const [argument] = value.positional;
    const inner = argument === undefined ? null : evaluate(argument, data);
    if (inner === null) return null;
    if (value.function === "factor" || value.function === "as.factor") return categories(value, inner);
    if (value.function === "relevel") return relevelled(value, inner);
    if (value.function === "as.numeric" && inner.kind === "numbers")
      return { kind: "numbers", values: inner.values };
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
