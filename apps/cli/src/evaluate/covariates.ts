import { err, ok, type Result } from "@erbium/model";
import { numbersOf } from "./cell-numbers.ts";
import { leftOutSaid, nobodyComplete, outcomeColumn } from "./outcome-column.ts";
import type { Outcome } from "./outcome-words.ts";
import { completePatients, namesIn, type PatientColumn, type PatientTable } from "./patient-table.ts";
import type { Patients } from "./patients.ts";
import type { EvaluateOptions } from "./question.ts";

/** A covariate as it enters a model. */
export type Covariate =
  | { readonly kind: "number"; readonly name: string; readonly values: Float64Array }
  | {
      readonly kind: "words";
      readonly name: string;
      /** in their order; the first is what the others are compared with */
      readonly levels: readonly string[];
      /** number of the level of each patient */
      readonly values: Uint8Array;
    };

/** Patients with an outcome of two values and a value in every covariate. */
export interface ModelPatients {
  readonly outcome: Outcome;
  readonly classes: Uint8Array;
  readonly covariates: readonly Covariate[];
  readonly all: number;
  readonly leftOut: Patients["leftOut"];
  readonly said: readonly string[];
}

/** Words beyond this are names, not groups. */
const MOST_LEVELS = 20;

/** Reads outcome and covariates; words become groups against their first in alphabetical order. */
export const readModelPatients = (
  table: PatientTable,
  words: string,
  options: EvaluateOptions,
): Result<ModelPatients> => {
  const read = outcomeColumn(table, options);
  if (!read.ok) return read;
  const { outcome } = read.value;
  const { column } = outcome;
  if (outcome.kind === "more")
    return err({
      code: "not-two",
      path: column.name,
      message: `${column.name} has ${outcome.values.length} values`,
      remedy: "a logistic model tells one from the rest: --positive VALUE",
    });
  const columns: PatientColumn[] = [];
  for (const name of namesIn(words, table.names)) {
    const one = table.column(name, "--covariates");
    if (!one.ok) return one;
    if (one.value.name === column.name)
      return err({
        code: "outcome-as-covariate",
        path: "--covariates",
        message: `${name} is the outcome`,
        remedy: "leave it out of the covariates",
      });
    if (!columns.some((other) => other.name === one.value.name)) columns.push(one.value);
  }
  const complete = completePatients(table.size, [outcome, ...columns.map((one) => ({ column: one }))]);
  const { rows, leftOut } = complete;
  if (rows.length === 0) return nobodyComplete(complete, "--covariates");
  const classes = Uint8Array.from(rows, (row) => outcome.classOf(column.cells[row] ?? ""));
  const cases = classes.reduce((sum, one) => sum + one, 0);
  if (cases === 0 || cases === rows.length)
    return err({
      code: "one-outcome",
      path: column.name,
      message: `all ${rows.length} patients are ${cases === 0 ? "controls" : "cases"}`,
      remedy: "a model needs cases and controls: look at how the outcome was read, or say --positive VALUE",
    });
  const covariates: Covariate[] = [];
  for (const one of columns) {
    const covariate = covariateOf(one, rows);
    if (!covariate.ok) return covariate;
    covariates.push(covariate.value);
  }
  return ok({
    outcome,
    classes,
    covariates,
    all: table.size,
    leftOut,
    said: [
      ...read.value.said,
      ...covariates.flatMap((one) =>
        one.kind === "words"
          ? [`${one.name} as groups: ${one.levels.slice(1).join(", ")} against ${one.levels[0]}`]
          : [],
      ),
      ...leftOutSaid(complete, table.size),
    ],
  });
};

const covariateOf = (column: PatientColumn, rows: Int32Array): Result<Covariate> => {
  const { name, cells, number } = column;
  const distinct = new Set<string>();
  for (const row of rows) distinct.add((cells[row] ?? "").trim());
  const refuse = (code: string, message: string, remedy: string): Result<never> =>
    err({ code, path: `--covariates ${name}`, message, remedy });
  const numbers = [...distinct].filter((cell) => Number.isFinite(number(cell))).length;
  // mostly numbers: a word among them is a slip, not a group
  if (numbers * 2 > distinct.size) {
    const values = numbersOf(column, rows, "--covariates");
    if (!values.ok) return values;
    if (values.value.every((one) => one === values.value[0]))
      return refuse("constant-covariate", `${name} is ${values.value[0]} in all patients`, "leave it out");
    return ok({ kind: "number", name, values: values.value });
  }
  const levels = [...distinct].sort();
  if (levels.length === 1)
    return refuse("constant-covariate", `${name} is ${levels[0]} in all patients`, "leave it out");
  if (levels.length > MOST_LEVELS)
    return refuse(
      "too-many-levels",
      `${name} holds ${levels.length} different words, as ${levels.slice(0, 3).join(", ")}`,
      `merge them into at most ${MOST_LEVELS} groups, or leave it out`,
    );
  const at = new Map(levels.map((level, index) => [level, index]));
  return ok({
    kind: "words",
    name,
    levels,
    values: Uint8Array.from(rows, (row) => at.get((cells[row] ?? "").trim()) ?? 0),
  });
};
