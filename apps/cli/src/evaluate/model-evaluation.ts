import { ok, type Result } from "@erbium/model";
import { type OptimismCorrected, validateLogistic } from "@erbium/stats";
import { written } from "../terminal/estimate.ts";
import { calibrationText, scoreCalibration } from "./calibration.ts";
import { calibrationFigure } from "./calibration-figure.ts";
import type { ModelPatients } from "./covariates.ts";
import { decisionAnalysis, decisionFigure, decisionText } from "./decision.ts";
import type { Evaluation } from "./evaluation.ts";
import { designOf, fitModel } from "./model.ts";
import { modelText, validationText } from "./model-text.ts";
import { nomogramFigure } from "./nomogram-figure.ts";
import type { Question } from "./question.ts";
import { rocAnalysis } from "./roc-analysis.ts";
import { rocFigure } from "./roc-figure.ts";

/** Samples where nothing is said, and patients above which none are drawn then: the optimism is nothing there. */
const SAMPLES = 200;
const MANY_PATIENTS = 20_000;

const APPARENT =
  "apparent: in the patients to whom the model was fitted, where it looks better than in others";

/** A model of covariates: odds ratios, performance with its optimism, a nomogram. */
export const evaluateModel = (
  patients: ModelPatients,
  question: Question,
  penalised: boolean,
  progress: (drawn: number) => void,
): Result<Evaluation> => {
  const { level } = question;
  const { classes, covariates, outcome } = patients;
  const data = designOf(patients);
  const model = fitModel(patients, data, penalised, level);
  if (!model.ok) return model;
  const { fitted, ...printed } = model.value;
  const samples = question.bootstrap ?? (classes.length > MANY_PATIENTS ? 0 : SAMPLES);
  let validation: OptimismCorrected | null = null;
  const notes = [...model.value.notes];
  if (samples > 0) {
    const done = validateLogistic(
      data,
      { samples, seed: question.seed, progress },
      penalised ? "Firth" : "maximum likelihood",
    );
    if (done.ok) validation = done.value;
    else notes.push(`no correction for optimism: ${done.error.message}`);
  } else if (question.bootstrap === null)
    notes.push(`no bootstrap above ${MANY_PATIENTS} patients, where optimism is small: ask by --bootstrap`);
  const roc = rocAnalysis(
    [{ group: null, outcome: classes, scores: [{ name: "model", direction: "higher", values: fitted }] }],
    question,
  );
  if (!roc.ok) return roc;
  const area = roc.value.strata[0]?.scores[0];
  const calibration = scoreCalibration("model", null, classes, fitted, level, "fitted");
  const decisions = decisionAnalysis(null, classes, [{ name: "model", values: fitted }], question);
  if (!decisions.ok) return decisions;
  return ok({
    value: {
      analysis: "model",
      cases: classes.reduce((sum, one) => sum + one, 0),
      covariates: covariates.map((one) =>
        one.kind === "words" ? { name: one.name, levels: one.levels } : { name: one.name },
      ),
      ...printed,
      apparent: {
        auc: area?.interval ?? null,
        calibration,
        decisions: decisions.value.decisions,
      },
      validation: validation === null ? null : { ...validation, seed: question.seed },
    },
    text: () => [
      `${classes.length} patients, ${classes.reduce((sum, one) => sum + one, 0)} cases`,
      "",
      ...modelText(model.value, level),
      "",
      ...(validation === null ? calibrationText([calibration]) : validationText(validation)),
      ...(question.netBenefitUpTo === null ? [] : ["", ...decisionText(decisions.value.decisions), ""]),
      ...(area?.interval ? [`apparent AUC ${written(area.interval)}, DeLong`] : []),
    ],
    said: [],
    notes: [...notes, ...calibration.notes],
    draw(figure, title) {
      const corrected = validation?.corrected.concordance;
      const below = [
        APPARENT,
        ...(corrected === undefined ? [] : [`C corrected by bootstrap ${corrected.toFixed(3)}`]),
      ];
      if (figure === "roc") return rocFigure(roc.value, `ROC of the model, ${title}`, below);
      if (figure === "calibration")
        return ok(
          calibrationFigure(calibration, classes, fitted, level, `Calibration of the model, ${title}`, below),
        );
      if (figure === "decision-curve")
        return decisionFigure(decisions.value, `Decision curve of the model, ${title}`, below);
      return nomogramFigure(
        model.value,
        covariates,
        `Nomogram, ${title}`,
        `${outcome.cases.join(", ")} (${outcome.column.name})`,
        [
          `${classes.length} patients; ${printed.method}`,
          ...(area === undefined
            ? []
            : [
                `C ${area.auc.toFixed(3)} apparent${corrected === undefined ? "" : `, ${corrected.toFixed(3)} corrected by bootstrap`}`,
              ]),
        ],
      );
    },
  });
};
