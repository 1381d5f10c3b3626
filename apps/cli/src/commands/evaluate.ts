import { basename } from "node:path";
import type { Result } from "@erbium/model";
import type { Evaluation } from "../evaluate/evaluation.ts";
import { evaluateClasses } from "../evaluate/multiclass.ts";
import { readPatientTable } from "../evaluate/patient-table.ts";
import { type Patients, readPatients } from "../evaluate/patients.ts";
import { type EvaluateOptions, type Question, readQuestion } from "../evaluate/question.ts";
import { evaluateScores } from "../evaluate/score-evaluation.ts";
import { evaluateSurvival } from "../evaluate/survival-evaluation.ts";
import { writeFigure } from "../io/write-figure.ts";
import { refuse } from "../terminal/refusals.ts";

/** `erbium evaluate`: how well scores or a model tell an outcome, from a table of patients. */
export const evaluateCommand = async (file: string, options: EvaluateOptions): Promise<void> => {
  const question = readQuestion(options);
  if (!question.ok) {
    process.stderr.write(`erbium: ${question.error}\n`);
    process.exitCode = 2;
    return;
  }
  const table = await readPatientTable(file);
  if (!table.ok) return refuse(table.error);
  const patients = readPatients(table.value, options);
  if (!patients.ok) return refuse(patients.error);
  const { all, leftOut, classes } = patients.value;
  for (const words of patients.value.said) process.stderr.write(`Read: ${words}\n`);
  const done = evaluate(patients.value, question.value, options);
  if (!done.ok) return refuse(done.error);
  for (const words of done.value.said) process.stderr.write(`Read: ${words}\n`);
  const { value, text, notes, draw } = done.value;
  if (options.plot !== undefined) {
    const figure = draw(question.value.figure, file === "-" ? "standard input" : basename(file));
    if (!figure.ok) return refuse(figure.error);
    const written = await writeFigure(options.plot, figure.value);
    if (!written.ok) return refuse(written.error);
  }
  const { column, cases, controls } = patients.value.outcome;
  const whole = {
    ...value,
    level: question.value.level,
    outcome: { column: column.name, cases, controls },
    patients: { inTable: all, evaluated: classes.length, leftOut },
    said: [...patients.value.said, ...done.value.said],
    notes,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(whole)}\n`
      : `${[...text(), ...notes.map((note) => `note: ${note}`)].join("\n")}\n`,
  );
};

const evaluate = (patients: Patients, question: Question, options: EvaluateOptions): Result<Evaluation> =>
  patients.times !== null
    ? evaluateSurvival(patients, patients.times, question, options.probabilities)
    : patients.outcome.kind === "more"
      ? evaluateClasses(patients)
      : evaluateScores(patients, question, options.probabilities);
