import { err, ok, type Result } from "@erbium/model";
import { guessOutcome } from "./column-guess.ts";
import { type Outcome, readOutcome } from "./outcome-words.ts";
import { completePatients, namesIn, type PatientColumn, type PatientTable } from "./patient-table.ts";
import { leftOutWords, numbersOf, outcomeSaid, type Patients } from "./patients.ts";
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
  const outcomeName = options.outcome === undefined ? guessOutcome(table) : ok(options.outcome);
  if (!outcomeName.ok) return outcomeName;
  const column = table.column(outcomeName.value, "--outcome");
  if (!column.ok) return column;
  const outcome = readOutcome(column.value, options.positive);
  if (!outcome.ok) return outcome;
  if (outcome.value.kind === "more")
    return err({
      code: "not-two",
      path: column.value.name,
      message: `${column.value.name} has ${outcome.value.values.length} values`,
      remedy: "a logistic model tells one from the rest: --positive VALUE",
    });
  const columns: PatientColumn[] = [];
  for (const name of namesIn(words, table.names)) {
    const one = table.column(name, "--covariates");
    if (!one.ok) return one;
    if (one.value.name === column.value.name)
      return err({
        code: "outcome-as-covariate",
        path: "--covariates",
        message: `${name} is the outcome`,
        remedy: "leave it out of the covariates",
      });
    if (!columns.some((other) => other.name === one.value.name)) columns.push(one.value);
  }
  const { rows, leftOut } = completePatients(table.size, [
    { column: column.value, missing: outcome.value.missing },
    ...columns.map((one) => ({ column: one })),
  ]);
  if (rows.length === 0)
    return err({
      code: "no-patients",
      path: "--covariates",
      message: "no patient has a value in every column that is asked for",
      remedy: `missing: ${leftOut.map((one) => `${one.column} ${one.patients}`).join(", ")}`,
    });
  const classes = Uint8Array.from(rows, (row) => outcome.value.classOf(column.value.cells[row] ?? ""));
  const cases = classes.reduce((sum, one) => sum + one, 0);
  if (cases === 0 || cases === rows.length)
    return err({
      code: "one-outcome",
      path: column.value.name,
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
    outcome: outcome.value,
    classes,
    covariates,
    all: table.size,
    leftOut,
    said: [
      ...(options.outcome === undefined ? [`by name: outcome = ${column.value.name}`] : []),
      ...(table.decimalComma ? ["decimal commas"] : []),
      ...outcomeSaid(outcome.value),
      ...covariates.flatMap((one) =>
        one.kind === "words"
          ? [`${one.name} as groups: ${one.levels.slice(1).join(", ")} against ${one.levels[0]}`]
          : [],
      ),
      ...(leftOut.length === 0 ? [] : [leftOutWords(leftOut, table.size - rows.length, table.size)]),
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
