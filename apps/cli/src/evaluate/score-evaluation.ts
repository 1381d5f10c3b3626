import { err, ok, type Result } from "@erbium/model";
import { calibrationText, scoreCalibration } from "./calibration.ts";
import { calibrationFigure } from "./calibration-figure.ts";
import { type DrawnDecisions, decisionAnalysis, decisionFigure, decisionText } from "./decision.ts";
import { type Evaluation, noFigure } from "./evaluation.ts";
import type { Patients } from "./patients.ts";
import { noRisks, probabilitiesOf } from "./probabilities.ts";
import type { Question } from "./question.ts";
import { rocAnalysis, strataOf } from "./roc-analysis.ts";
import { rocFigure } from "./roc-figure.ts";
import { rocText } from "./roc-text.ts";

/** Scores against an outcome of two values: curves, and for probabilities calibration and net benefit. */
export const evaluateScores = (
  patients: Patients,
  question: Question,
  askedProbabilities: string | boolean | undefined,
): Result<Evaluation> => {
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
  const probabilities = probabilitiesOf(patients, askedProbabilities);
  if (!probabilities.ok) return probabilities;
  const { names } = probabilities.value;
  if (names.size === 0 && question.netBenefitUpTo !== null) return noRisks("--net-benefit-at");
  const strata = strataOf(patients);
  if (!strata.ok) return strata;
  const roc = rocAnalysis(strata.value.strata, question);
  if (!roc.ok) return roc;
  const risks = strata.value.strata.map(({ group, outcome, scores }) => ({
    group,
    outcome,
    risks: scores.filter(({ name }) => names.has(name)),
  }));
  const calibrations = risks.flatMap(({ group, outcome, risks: some }) =>
    some.map(({ name, values }) => scoreCalibration(name, group, outcome, values, level)),
  );
  const decisions: DrawnDecisions[] = [];
  for (const { group, outcome, risks: some } of risks) {
    if (some.length === 0) continue;
    const one = decisionAnalysis(group, outcome, some, question);
    if (!one.ok) return one;
    decisions.push(one.value);
  }
  const { curves: _, notes: rocNotes, ...printed } = roc.value;
  const only = risks.length === 1 ? risks[0] : undefined;
  const [firstRisk] = only?.risks ?? [];
  const [calibrated] = calibrations;
  const [decided] = decisions;
  return ok({
    value: {
      analysis: "scores",
      ...printed,
      calibration: calibrations,
      decisions: decisions.map((one) => one.decisions),
    },
    text: () => [
      ...rocText(roc.value, level),
      ...(calibrations.length === 0 ? [] : ["", ...calibrationText(calibrations)]),
      ...decisions.flatMap((one) => ["", ...decisionText(one.decisions)]),
    ],
    said: probabilities.value.said,
    notes: [...strata.value.notes, ...rocNotes, ...calibrations.flatMap(({ notes }) => notes)],
    draw(figure, title) {
      if (figure === null || figure === "roc") return rocFigure(roc.value, `ROC, ${title}`, []);
      if (figure === "nomogram") return noFigure(figure, "a nomogram shows a model: give --covariates");
      if (names.size === 0)
        return noFigure(figure, "it needs predicted probabilities: name such a column in --scores");
      if (only === undefined) return noFigure(figure, "it shows all patients: leave out --group");
      if (figure === "decision-curve" && decided !== undefined)
        return decisionFigure(decided, `Decision curve, ${title}`, []);
      if (only.risks.length === 1 && calibrated !== undefined && firstRisk !== undefined)
        return ok(
          calibrationFigure(calibrated, only.outcome, firstRisk.values, level, `Calibration, ${title}`, []),
        );
      return noFigure(figure, `it shows one score: --scores ${firstRisk?.name ?? "COLUMN"}`);
    },
  });
};
