import { type Basis, basisOf } from "./basis.ts";
import { asLabels, type Column, evaluate, levelsOf, numericallySorted, type Table } from "./evaluate.ts";
import { type Formula, textOf } from "./formula.ts";

/** The numbers behind a formula, for the rows where nothing that it uses is missing. */
export interface ModelMatrix {
  /** names of the columns: `age`, `celltypelarge`, `age:sex`; `(Intercept)` first where asked for */
  readonly names: readonly string[];
  /** rows x columns, row-major */
  readonly values: Float64Array;
  /** which rows of the table are kept, in order */
  readonly rows: readonly number[];
  /** columns of each term, for tests of a term as a whole */
  readonly terms: readonly { readonly name: string; readonly columns: readonly number[] }[];
  /** stratum of each kept row, numbered in order of the labels; empty where there are none */
  readonly strata: Int32Array;
  readonly strataLabels: readonly string[];
  /** cluster of each kept row as a number from 0, or null */
  readonly cluster: Int32Array | null;
  readonly offset: Float64Array | null;
}

const isMissing = (column: Column, row: number): boolean =>
  column.kind === "numbers" ? Number.isNaN(column.values[row]) : column.values[row] === null;

const isCategory = (column: Column | undefined): boolean =>
  column?.kind === "labels" || column?.truths === true;

interface Coded {
  readonly suffixes: readonly string[];
  readonly at: (row: number, k: number) => number;
}

/** One variable as columns: itself, or one indicator a level; the first level left out under contrasts. */
const coded = (column: Column, name: string, contrasts: boolean): Coded => {
  if (column.kind === "numbers" && !column.truths)
    return { suffixes: [name], at: (row) => column.values[row] ?? Number.NaN };
  const labels = asLabels(column);
  const sorted = numericallySorted(column);
  const levels = contrasts ? sorted.slice(1) : sorted;
  return {
    suffixes: levels.map((level) => `${name}${level}`),
    at: (row, k) => Number(labels[row] === levels[k]),
  };
};

/** The columns of a spline or polynomial. */
const spread = (
  basis: { readonly names: readonly string[]; readonly values: Float64Array } | null,
): Coded | null =>
  basis && {
    suffixes: basis.names,
    at: (row, k) => basis.values[row * basis.names.length + k] ?? Number.NaN,
  };

/**
 * The design matrix of a formula with treatment contrasts: a category enters with one indicator a level, the
 * first left out where the term without that category is in the model too.
 *
 * @param withIntercept whether the column of ones is given; a Cox model codes with it and leaves it out
 * @param alsoUsed      further columns whose missing values drop a row (response, weights)
 * @returns null where the formula names what the table does not hold
 * @source Chambers and Hastie 1992, Statistical Models in S, chapter 2
 */
export const modelMatrix = (
  formula: Formula,
  data: Table,
  withIntercept: boolean,
  alsoUsed: readonly Column[] = [],
): ModelMatrix | null => {
  const columns = new Map<string, Column>();
  const bases = new Map<string, Basis>();
  for (const [name, value] of formula.variables) {
    const basis = basisOf(value, data);
    const column = basis?.column ?? evaluate(value, data);
    if (column === null) return null;
    columns.set(name, column);
    if (basis !== null) bases.set(name, basis);
  }
  const strata = formula.strata.map((one) => ({ name: textOf(one), column: evaluate(one, data) }));
  const cluster = formula.cluster === null ? null : evaluate(formula.cluster, data);
  const offset = formula.offset === null ? null : evaluate(formula.offset, data);
  const extra = [...strata.map(({ column }) => column), cluster, offset].filter((one) => one !== null);
  if (strata.some(({ column }) => column === null) || (formula.cluster !== null && cluster === null))
    return null;
  const used = [...columns.values(), ...extra, ...alsoUsed];
  const length = used[0]?.values.length ?? 0;
  const rows = Array.from({ length }, (_, row) => row).filter(
    (row) => !used.some((column) => isMissing(column, row)),
  );
  const keep = (column: Column): Column =>
    column.kind === "numbers"
      ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
      : { ...column, values: rows.map((row) => column.values[row] ?? null) };

  const names: string[] = [];
  const fills: ((row: number) => number)[] = [];
  const terms: { name: string; columns: number[] }[] = [];
  if (withIntercept && formula.intercept) {
    names.push("(Intercept)");
    fills.push(() => 1);
  }
  // Without an intercept the first category spans the constant, so the next ones are coded by contrasts.
  let constantSpanned = formula.intercept;
  const present = (term: readonly string[]): boolean =>
    term.length === 0
      ? constantSpanned
      : formula.terms.some((one) => one.length === term.length && one.every((name) => term.includes(name)));
  for (const term of formula.terms) {
    const parts = term.map((name) => {
      const column = keep(columns.get(name) as Column);
      const basis = bases.get(name);
      return basis !== undefined && column.kind === "numbers"
        ? spread(basis.of(column.values))
        : coded(column, name, present(term.filter((one) => one !== name)));
    });
    if (parts.some((part) => part === null)) return null;
    const [only] = term;
    if (only !== undefined && term.length === 1 && isCategory(columns.get(only))) constantSpanned = true;
    const indices: number[] = [];
    const known = parts as readonly Coded[];
    const count = known.reduce((product, part) => product * part.suffixes.length, 1);
    for (let at = 0; at < count; at++) {
      // The first variable of a crossing runs fastest.
      let rest = at;
      const picked = known.map((part) => {
        const k = rest % part.suffixes.length;
        rest = Math.floor(rest / part.suffixes.length);
        return { part, k };
      });
      indices.push(names.length);
      names.push(picked.map(({ part, k }) => part.suffixes[k]).join(":"));
      fills.push((row) => picked.reduce((product, { part, k }) => product * part.at(row, k), 1));
    }
    terms.push({ name: term.join(":"), columns: indices });
  }
  const p = names.length;
  const values = new Float64Array(rows.length * p);
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < p; column++) values[row * p + column] = fills[column]?.(row) ?? Number.NaN;

  const labelled = strataOf(
    strata.map(({ name, column }) => ({ name, column: keep(column as Column) })),
    rows.length,
  );
  const groups = cluster === null ? null : asLabels(keep(cluster));
  const groupNames = [...new Set(groups ?? [])];
  const shift = offset === null ? null : keep(offset);
  return {
    names,
    values,
    rows,
    terms,
    ...labelled,
    cluster: groups === null ? null : Int32Array.from(groups, (one) => groupNames.indexOf(one)),
    offset: shift?.kind === "numbers" ? shift.values : null,
  };
};

/** Strata as R labels them: words by themselves, numbers as `sex=1`, crossings joined by a comma. */
const strataOf = (
  variables: readonly { readonly name: string; readonly column: Column }[],
  length: number,
): { strata: Int32Array; strataLabels: readonly string[] } => {
  if (variables.length === 0) return { strata: new Int32Array(length), strataLabels: [] };
  const words = variables.every(({ column }) => column.kind === "labels");
  let combinations: readonly (readonly string[])[] = [[]];
  for (const { column } of variables)
    combinations = combinations.flatMap((head) => levelsOf(column).map((level) => [...head, level]));
  const labels = variables.map(({ column }) => asLabels(column));
  const key = (parts: readonly (string | null)[]): string => parts.join("\u0000");
  const found = new Set(Array.from({ length }, (_, row) => key(labels.map((one) => one[row] ?? null))));
  const kept = combinations.filter((one) => found.has(key(one)));
  const number = new Map(kept.map((one, at) => [key(one), at]));
  return {
    strata: Int32Array.from(
      { length },
      (_, row) => number.get(key(labels.map((one) => one[row] ?? null))) ?? 0,
    ),
    strataLabels: kept.map((one) =>
      one.map((level, at) => (words ? level : `${variables[at]?.name}=${level}`)).join(", "),
    ),
  };
};
