import { err, ok, type Result } from "@erbium/model";
import type { RocDirection } from "@erbium/stats";
import { numbersOf, scoreValues } from "./cell-numbers.ts";
import { guessScores } from "./column-guess.ts";
import { leftOutSaid, nobodyComplete, outcomeColumn } from "./outcome-column.ts";
import type { Outcome } from "./outcome-words.ts";
import { completePatients, namesIn, type PatientColumn, type PatientTable } from "./patient-table.ts";
import type { EvaluateOptions, Question } from "./question.ts";

/** Patients with an outcome and a value in every column that was asked for, whatever the question. */
export interface Patients {
  readonly outcome: Outcome;
  /** class of each patient, as the outcome numbers them */
  readonly classes: Uint8Array;
  readonly scores: readonly Score[];
  /** of each patient; null where no groups were asked for */
  readonly groups: { readonly column: string; readonly of: readonly string[] } | null;
  /** null where no time was asked for */
  readonly times: { readonly column: string; readonly values: Float64Array } | null;
  readonly all: number;
  readonly leftOut: readonly { readonly column: string; readonly patients: number }[];
  /** how the table was read */
  readonly said: readonly string[];
}

export interface Score {
  readonly name: string;
  readonly direction: RocDirection;
  readonly values: Float64Array;
}

/** Scores whose pairs can still be read. */
const MOST_SCORES = 30;

/** Reads outcome, scores, group and time of the patients who have all of them; says what was guessed. */
export const readPatients = (
  table: PatientTable,
  options: EvaluateOptions,
  { thresholds }: Pick<Question, "thresholds">,
): Result<Patients> => {
  const read = outcomeColumn(table, options);
  if (!read.ok) return read;
  const { outcome } = read.value;
  const group = optional(table, options.group, "--group");
  if (!group.ok) return group;
  const time = optional(table, options.time, "--time");
  if (!time.ok) return time;
  const taken = [outcome.column, group.value, time.value].flatMap((one) => (one === null ? [] : [one.name]));
  const names =
    options.scores === undefined ? guessScores(table, taken) : ok(namesIn(options.scores, table.names));
  if (!names.ok) return names;
  const scores: PatientColumn[] = [];
  for (const name of names.value) {
    const one = table.column(name, "--scores");
    if (!one.ok) return one;
    if (!scores.some((other) => other.name === one.value.name)) scores.push(one.value);
  }
  if (scores.length > MOST_SCORES)
    return err({
      code: "too-many-scores",
      path: "--scores",
      message: `${scores.length} scores`,
      remedy: `name at most ${MOST_SCORES}: --scores COLUMN,COLUMN`,
    });
  const clash = scores.find(({ name }) => taken.includes(name));
  if (scores.length === 0 || clash !== undefined)
    return err({
      code: "not-a-score",
      path: "--scores",
      message:
        clash === undefined ? "no score is named" : `${clash.name} is asked for as something else already`,
      remedy: "name the columns of scores: --scores COLUMN,COLUMN",
    });
  const unknown = [...thresholds.keys()].find(
    (name) => name !== "" && !scores.some((one) => one.name === name),
  );
  if (unknown !== undefined)
    return err({
      code: "unknown-column",
      path: "--threshold",
      message: `"${unknown}" is none of the scores`,
      remedy: `they are ${scores.map(({ name }) => name).join(", ")}`,
    });
  const lower = lowerScores(scores, options.lowerIsPositive);
  if (!lower.ok) return lower;
  const complete = completePatients(table.size, [
    outcome,
    ...scores.map((one) => ({ column: one })),
    ...[group.value, time.value].flatMap((one) => (one === null ? [] : [{ column: one }])),
  ]);
  const { rows, leftOut } = complete;
  if (rows.length === 0) return nobodyComplete(complete, "--scores");
  const measured: Score[] = [];
  let grades = false;
  for (const one of scores) {
    const values = scoreValues(one, rows);
    if (!values.ok) return values;
    grades ||= values.value.graded;
    measured.push({
      name: one.name,
      direction: lower.value.includes(one.name) ? "lower" : "higher",
      values: values.value.numbers,
    });
  }
  const times = time.value === null ? null : numbersOf(time.value, rows, "--time");
  if (times !== null && !times.ok) return times;
  const before = times?.value.findIndex((one) => one < 0) ?? -1;
  if (before >= 0)
    return err({
      code: "not-a-time",
      path: `--time ${time.value?.name}`,
      message: `row ${(rows[before] ?? 0) + 1}: the time ${times?.value[before]} is below 0`,
      remedy: "count from the start of observation; empty the cell to leave the patient out",
    });
  return ok({
    outcome,
    classes: Uint8Array.from(rows, (row) => outcome.classOf(outcome.column.cells[row] ?? "")),
    scores: measured,
    groups:
      group.value === null
        ? null
        : { column: group.value.name, of: Array.from(rows, (row) => group.value?.cells[row]?.trim() ?? "") },
    times: times === null || time.value === null ? null : { column: time.value.name, values: times.value },
    all: table.size,
    leftOut,
    said: [
      ...read.value.said,
      ...(options.scores === undefined ? [`as scores: ${measured.map(({ name }) => name).join(", ")}`] : []),
      ...(grades ? ["grades such as 2+ as their number"] : []),
      ...leftOutSaid(complete, table.size),
    ],
  });
};

const optional = (
  table: PatientTable,
  name: string | undefined,
  option: string,
): Result<PatientColumn | null> => (name === undefined ? ok(null) : table.column(name, option));

/** The scores of which lower values speak for the outcome: all, or those that are named. */
const lowerScores = (
  scores: readonly PatientColumn[],
  words: string | true | undefined,
): Result<readonly string[]> => {
  const names = scores.map(({ name }) => name);
  if (words === undefined) return ok([]);
  if (words === true) return ok(names);
  const wanted = namesIn(words, names);
  const unknown = wanted.find((name) => !names.includes(name));
  return unknown === undefined
    ? ok(wanted)
    : err({
        code: "unknown-column",
        path: "--lower-is-positive",
        message: `"${unknown}" is none of the scores`,
        remedy: `they are ${names.join(", ")}`,
      });
};
