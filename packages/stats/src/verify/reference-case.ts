import type { RCall } from "./r-call.ts";

/** One result of a reference implementation, with the data and the call that made it. */
export interface ReferenceCase {
  readonly name: string;
  /** what was computed, in words; may say what the call leaves open */
  readonly method: string;
  /** the call, in R's notation */
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly suggested_rel_tol: number;
  readonly notes?: string | null;
}

/** A case with its call read. */
export interface ReferenceQuestion {
  readonly calls: readonly RCall[];
  /** the first call, the one that is asked; without a function where the command is not a call */
  readonly call: RCall;
  readonly command: string;
  readonly method: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly notes: string;
  /** names of the fields that the reference gives: which of several results of a call are wanted */
  readonly fields: readonly string[];
  /** points at which the reference was evaluated and which it lists among its results; see {@link gridOf} */
  readonly grid: Readonly<Record<string, unknown>>;
}

/** What a reference repeats among its results although it is an argument: new data, penalties, thresholds. */
const gridFields = ["newdata", "lambda", "threshold", "rmst_tau"] as const;

/** The arguments that a reference lists among its results. No other expected value reaches a family. */
export const gridOf = (expected: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(gridFields.filter((name) => name in expected).map((name) => [name, expected[name]]));

/**
 * A family of methods that answers reference calls: null where the call is not one of its own.
 *
 * It decides by function and arguments (and by the words of the method where the call leaves something
 * open), never by the name of the case or by its data. It never sees the expected values, but
 * for the points at which the reference was evaluated where only the results list them.
 */
export type ReferenceFamily = (question: ReferenceQuestion) => Readonly<Record<string, unknown>> | null;

/** A column of numbers of the case; not-a-number where a value is missing. Null where there is no such column. */
export const numbers = (data: Readonly<Record<string, unknown>>, name: string): Float64Array | null => {
  const column = data[name];
  if (!Array.isArray(column)) return null;
  return Float64Array.from(column, (value) => (typeof value === "number" ? value : Number.NaN));
};

/** A column of labels of the case, or null where there is no such column. */
export const labels = (data: Readonly<Record<string, unknown>>, name: string): readonly string[] | null => {
  const column = data[name];
  return Array.isArray(column) ? column.map(String) : null;
};
