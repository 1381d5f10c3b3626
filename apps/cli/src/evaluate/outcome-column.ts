import { err, ok, type Result } from "@erbium/model";
import { guessOutcome } from "./column-guess.ts";
import { type Outcome, readOutcome } from "./outcome-words.ts";
import type { CompletePatients, PatientTable } from "./patient-table.ts";
import type { EvaluateOptions } from "./question.ts";

/** The outcome of a table, with what was guessed and read of it. */
export interface OutcomeColumn {
  readonly outcome: Outcome;
  readonly said: readonly string[];
}

/** The column that is named, or that is the outcome by its name. */
export const outcomeColumn = (table: PatientTable, options: EvaluateOptions): Result<OutcomeColumn> => {
  const name = options.outcome === undefined ? guessOutcome(table) : ok(options.outcome);
  if (!name.ok) return name;
  const column = table.column(name.value, "--outcome");
  if (!column.ok) return column;
  const outcome = readOutcome(column.value, options.positive, options.time !== undefined);
  if (!outcome.ok) return outcome;
  const { kind, cases, controls, values } = outcome.value;
  return ok({
    outcome: outcome.value,
    said: [
      ...(options.outcome === undefined ? [`by name: outcome = ${column.value.name}`] : []),
      ...(table.decimalComma ? ["decimal commas"] : []),
      kind === "two"
        ? `${column.value.name}: case = ${cases.join(", ") || "none"}; control = ${controls.slice(0, 8).join(", ") || "none"}`
        : `${column.value.name}: ${values.length} classes, ${values.map(({ written }) => written).join(", ")}`,
    ],
  });
};

/** Who stays out for want of a value, in a sentence; nothing where nobody does. */
export const leftOutSaid = ({ rows, leftOut }: CompletePatients, all: number): readonly string[] =>
  leftOut.length === 0
    ? []
    : [`${rows.length} of ${all} patients; left out for want of a value: ${lacking(leftOut)}`];

/** Nobody has everything. */
export const nobodyComplete = ({ leftOut }: CompletePatients, option: string): Result<never> =>
  err({
    code: "no-patients",
    path: option,
    message: "no patient has a value in every column that is asked for",
    remedy: `missing: ${lacking(leftOut)}`,
  });

const lacking = (leftOut: CompletePatients["leftOut"]): string =>
  leftOut.map(({ column, patients }) => `${column} ${patients}`).join(", ");
