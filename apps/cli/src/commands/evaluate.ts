import { basename } from "node:path";
import { ok, type Result } from "@erbium/model";
import { bootstrapProgress } from "../evaluate/bootstrap-progress.ts";
import { type ModelPatients, readModelPatients } from "../evaluate/covariates.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import { evaluateModel } from "../evaluate/model-evaluation.ts";
import { evaluateClasses } from "../evaluate/multiclass.ts";
import { type PatientTable, readPatientTable } from "../evaluate/patient-table.ts";
import { type Patients, readPatients } from "../evaluate/patients.ts";
import { type EvaluateOptions, type Question, readQuestion } from "../evaluate/question.ts";
import { evaluateScores } from "../evaluate/score-evaluation.ts";
import { evaluateSurvival } from "../evaluate/survival-evaluation.ts";
import { writeFigure } from "../io/write-figure.ts";
import { refuse } from "../terminal/refusals.ts";

/** Patients as they were read, and the evaluation to make of them. */
interface Prepared {
  readonly patients: Pick<Patients | ModelPatients, "outcome" | "classes" | "all" | "leftOut" | "said">;
  readonly evaluate: () => Result<Evaluation>;
}

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
  const prepared = prepare(table.value, question.value, options);
  if (!prepared.ok) return refuse(prepared.error);
  const { outcome, classes, all, leftOut, said } = prepared.value.patients;
  for (const words of said) process.stderr.write(`Read: ${words}\n`);
  const done = prepared.value.evaluate();
  if (!done.ok) return refuse(done.error);
  for (const words of done.value.said) process.stderr.write(`Read: ${words}\n`);
  const { value, text, notes, draw } = done.value;
  if (options.plot !== undefined) {
    const figure = draw(question.value.figure, file === "-" ? "standard input" : basename(file));
    if (!figure.ok) return refuse(figure.error);
    const written = await writeFigure(options.plot, figure.value);
    if (!written.ok) return refuse(written.error);
  }
  const whole = {
    ...value,
    level: question.value.level,
    outcome: { column: outcome.column.name, cases: outcome.cases, controls: outcome.controls },
    patients: { inTable: all, evaluated: classes.length, leftOut },
    said: [...said, ...done.value.said],
    notes,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(whole)}\n`
      : `${[...text(), ...notes.map((note) => `note: ${note}`)].join("\n")}\n`,
  );
};

const prepare = (table: PatientTable, question: Question, options: EvaluateOptions): Result<Prepared> => {
  if (options.covariates !== undefined) {
    const patients = readModelPatients(table, options.covariates, options);
    if (!patients.ok) return patients;
    return ok({
      patients: patients.value,
      evaluate() {
        const progress = bootstrapProgress();
        const done = evaluateModel(patients.value, question, options.firth ?? false, progress.drawn);
        progress.end();
        return done;
      },
    });
  }
  const patients = readPatients(table, options, question);
  if (!patients.ok) return patients;
  const { times, outcome } = patients.value;
  return ok({
    patients: patients.value,
    evaluate() {
      if (times !== null) return evaluateSurvival(patients.value, times, question, options.probabilities);
      return outcome.kind === "more"
        ? evaluateClasses(patients.value, question)
        : evaluateScores(patients.value, question, options.probabilities);
    },
  });
};
