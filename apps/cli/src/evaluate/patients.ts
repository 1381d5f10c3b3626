import { err, ok, type Result } from "@erbium/model";
import type { RocDirection } from "@erbium/stats";
import { isMissing } from "../table/cell.ts";
import { guessOutcome, guessScores } from "./column-guess.ts";
import { type Outcome, readOutcome } from "./outcome-words.ts";
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
  const outcomeName = options.outcome === undefined ? guessOutcome(table) : ok(options.outcome);
  if (!outcomeName.ok) return outcomeName;
  const column = table.column(outcomeName.value, "--outcome");
  if (!column.ok) return column;
  const outcome = readOutcome(column.value, options.positive, options.time !== undefined);
  if (!outcome.ok) return outcome;
  const group = optional(table, options.group, "--group");
  if (!group.ok) return group;
  const time = optional(table, options.time, "--time");
  if (!time.ok) return time;
  const taken = [column.value, group.value, time.value].flatMap((one) => (one === null ? [] : [one.name]));
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
  const { rows, leftOut } = completePatients(table.size, [
    { column: column.value, missing: outcome.value.missing },
    ...scores.map((one) => ({ column: one })),
    ...[group.value, time.value].flatMap((one) => (one === null ? [] : [{ column: one }])),
  ]);
  if (rows.length === 0)
    return err({
      code: "no-patients",
      path: "--scores",
      message: "no patient has a value in every column that is asked for",
      remedy: `missing: ${leftOut.map((one) => `${one.column} ${one.patients}`).join(", ")}`,
    });
  const read: Score[] = [];
  let grades = false;
  for (const one of scores) {
    const values = scoreValues(one, rows);
    if (!values.ok) return values;
    grades ||= values.value.graded;
    read.push({
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
    outcome: outcome.value,
    classes: Uint8Array.from(rows, (row) => outcome.value.classOf(column.value.cells[row] ?? "")),
    scores: read,
    groups:
      group.value === null
        ? null
        : { column: group.value.name, of: Array.from(rows, (row) => group.value?.cells[row]?.trim() ?? "") },
    times: times === null || time.value === null ? null : { column: time.value.name, values: times.value },
    all: table.size,
    leftOut,
    said: [
      ...(options.outcome === undefined ? [`by name: outcome = ${column.value.name}`] : []),
      ...(options.scores === undefined ? [`as scores: ${read.map(({ name }) => name).join(", ")}`] : []),
      ...(table.decimalComma ? ["decimal commas"] : []),
      ...(grades ? ["grades such as 2+ as their number"] : []),
      ...outcomeSaid(outcome.value),
      ...(leftOut.length === 0 ? [] : [leftOutWords(leftOut, table.size - rows.length, table.size)]),
    ],
  });
};

export const outcomeSaid = ({ column, kind, cases, controls, values }: Outcome): string[] => [
  kind === "two"
    ? `${column.name}: case = ${cases.join(", ") || "none"}; control = ${controls.slice(0, 8).join(", ") || "none"}`
    : `${column.name}: ${values.length} classes, ${values.map(({ written }) => written).join(", ")}`,
];

export const leftOutWords = (leftOut: Patients["leftOut"], patients: number, all: number): string =>
  `${all - patients} of ${all} patients; left out for want of a value: ${leftOut
    .map((one) => `${one.column} ${one.patients}`)
    .join(", ")}`;

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

/** "2+" as 2: grades of a stain stand in the order of their numbers. */
const grade = /^([0-4])\s*\+$/;

const scoreValues = (
  column: PatientColumn,
  rows: Int32Array,
): Result<{ readonly numbers: Float64Array; readonly graded: boolean }> => {
  let graded = false;
  const read = (cell: string): number => {
    const found = grade.exec(cell.trim());
    if (found === null) return column.number(cell);
    graded = true;
    return Number(found[1]);
  };
  const numbers = numbersOf({ ...column, number: read }, rows, "--scores");
  return numbers.ok ? ok({ numbers: numbers.value, graded }) : numbers;
};

/** Numbers of a column; a refusal names the row and what stands there. */
export const numbersOf = (
  { name, cells, number }: PatientColumn,
  rows: Int32Array,
  option: string,
): Result<Float64Array> => {
  const values = new Float64Array(rows.length);
  let words = 0;
  let first = -1;
  rows.forEach((row, at) => {
    const value = number(cells[row] ?? "");
    values[at] = value;
    if (Number.isFinite(value)) return;
    words++;
    if (first < 0) first = row;
  });
  if (words === 0) return ok(values);
  const cell = cells[first] ?? "";
  const usual = cells.filter((one) => !isMissing(one)).length;
  return err({
    code: "not-a-number",
    path: `${option} ${name}`,
    message:
      words === rows.length
        ? `${name} holds words, not numbers: "${cell}"`
        : `row ${first + 1}: "${cell}" is not a number (${words} of ${usual} such cells)`,
    remedy:
      words === rows.length
        ? "name a column of numbers; a word can be a covariate (--covariates)"
        : "correct the cell, or empty it to leave the patient out",
  });
};
