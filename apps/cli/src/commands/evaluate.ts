import { basename } from "node:path";
import type { Figure } from "@erbium/figures";
import { err, ok, type Result } from "@erbium/model";
import { multiclassAnalysis, multiclassNotes, multiclassText } from "../evaluate/multiclass.ts";
import { readPatientTable } from "../evaluate/patient-table.ts";
import { type Patients, readPatients } from "../evaluate/patients.ts";
import { type EvaluateOptions, type FigureName, type Question, readQuestion } from "../evaluate/question.ts";
import { rocAnalysis, strataOf } from "../evaluate/roc-analysis.ts";
import { rocFigure } from "../evaluate/roc-figure.ts";
import { rocText } from "../evaluate/roc-text.ts";
import { writeFigure } from "../io/write-figure.ts";
import { refuse } from "../terminal/refusals.ts";

/** An evaluation that is done: what is printed, and what can be drawn of it. */
interface Evaluation {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: () => readonly string[];
  readonly notes: readonly string[];
  readonly draw: (figure: FigureName | null, title: string) => Result<Figure>;
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
  const patients = readPatients(table.value, options);
  if (!patients.ok) return refuse(patients.error);
  const { said, all, leftOut, classes } = patients.value;
  for (const words of said) process.stderr.write(`Read: ${words}\n`);
  const done = evaluate(patients.value, question.value);
  if (!done.ok) return refuse(done.error);
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
    said,
    notes,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(whole)}\n`
      : `${[...text(), ...notes.map((note) => `note: ${note}`)].join("\n")}\n`,
  );
};

const evaluate = (patients: Patients, question: Question): Result<Evaluation> => {
  if (patients.outcome.kind === "more") return ofClasses(patients);
  const { level } = question;
  const cases = patients.classes.reduce((sum, one) => sum + one, 0);
  if (cases === 0 || cases === patients.classes.length)
    return err({
      code: "one-outcome",
      path: patients.outcome.column.name,
      message: `all ${patients.classes.length} patients are ${cases === 0 ? "controls" : "cases"}`,
      remedy:
        "a comparison needs cases and controls: look at how the outcome was read, or say --positive VALUE",
    });
  const strata = strataOf(patients);
  if (!strata.ok) return strata;
  const roc = rocAnalysis(strata.value.strata, question);
  if (!roc.ok) return roc;
  const { curves: _, notes: rocNotes, ...printed } = roc.value;
  return ok({
    value: { analysis: "scores", ...printed },
    text: () => rocText(roc.value, level),
    notes: [...strata.value.notes, ...rocNotes],
    draw: (figure, title) =>
      figure === null || figure === "roc"
        ? rocFigure(roc.value, `ROC, ${title}`, [])
        : noFigure(figure, "roc"),
  });
};

const ofClasses = (patients: Patients): Result<Evaluation> => {
  if (patients.groups !== null)
    return err({
      code: "classes-in-groups",
      path: "--group",
      message: `${patients.outcome.column.name} has ${patients.outcome.values.length} classes`,
      remedy: "say which value is the case, --positive VALUE, to compare groups",
    });
  const done = multiclassAnalysis(patients);
  if (!done.ok) return done;
  return ok({
    value: { analysis: "classes", scores: done.value },
    text: () => multiclassText(done.value),
    notes: multiclassNotes,
    draw: (figure) => noFigure(figure ?? "roc", null),
  });
};

const noFigure = (figure: FigureName, instead: string | null): Result<never> =>
  err({
    code: "no-such-figure",
    path: "--figure",
    message: `there is nothing to draw as ${figure} here`,
    remedy:
      instead === null
        ? "say which value is the case, --positive VALUE, for a curve"
        : `draw --figure ${instead}`,
  });
