import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { inputName } from "./dose-input.ts";
import { judgeFactors } from "./risk-factors.ts";

const inputOf = (name: string): string =>
  ({ oxygenSaturationPercent: "spo2_pct", chronicObstructivePulmonaryDisease: "copd" })[name] ??
  inputName(name);

const yes = z.boolean().optional();

/**
 * Factors that went with interstitial lung disease on trastuzumab deruxtecan: which of them a patient has, which
 * not, and of which nobody knows. A list, not a score: hazard ratios of one model are not multiplied into a risk.
 *
 * @source knowledge/monitoring/ild-risk.yaml
 */
export const ildRisk = defineModel({
  id: "ild-risk-tdxd",
  input: z.strictObject({
    age_years: z.number().min(0).max(130).optional(),
    spo2_pct: z.number().min(0).max(100).optional().describe("oxygen saturation, %"),
    renal_impairment: z.enum(["none", "mild", "moderate", "severe"]).optional(),
    lung_comorbidity: yes,
    years_since_diagnosis: z.number().min(0).max(130).optional(),
    dose_mg_per_kg: z.number().positive().max(20).optional(),
    ild_history: yes,
    radiation_pneumonitis: yes,
    copd: yes.describe("chronic obstructive pulmonary disease or emphysema"),
  }),
  example: {
    age_years: 58,
    spo2_pct: 97,
    renal_impairment: "none",
    lung_comorbidity: false,
    years_since_diagnosis: 5,
  },
  evaluate: (given, { knowledge }) => {
    const factors = knowledge.riskFactors.filter((one) => one.therapies.includes("trastuzumab deruxtecan"));
    const judged = judgeFactors(factors, {
      ageYears: given.age_years,
      oxygenSaturationPercent: given.spo2_pct,
      renalImpairment: given.renal_impairment,
      lungComorbidity: given.lung_comorbidity,
      yearsSinceDiagnosis: given.years_since_diagnosis,
      doseMgPerKg: given.dose_mg_per_kg,
      ildHistory: given.ild_history,
      radiationPneumonitis: given.radiation_pneumonitis,
      chronicObstructivePulmonaryDisease: given.copd,
    });
    const of = (truth: string) =>
      judged
        .filter((one) => one.truth === truth)
        .map(({ factor }) => ({
          factor: factor.text,
          effect: factor.effect ?? null,
          population: factor.population,
          sources: factor.sources.map((one) => one.source),
        }));
    return ok({
      values: {
        present: of("met"),
        absent: of("not met").map((one) => one.factor),
        unknown: of("unknown").map((one) => one.factor),
      },
      class: null,
      warnings: [
        warning(
          "not-a-score",
          "a list of factors, each adjusted in its own model; they are not multiplied into a risk",
        ),
        warning(
          "trial-variable",
          "enrolment in Japan went with it too; it is a variable of the trials and is not read as ethnicity",
        ),
      ],
      wouldChange: [
        ...new Set(
          judged.filter((one) => one.truth === "unknown").flatMap((one) => one.missing.map(inputOf)),
        ),
      ],
    });
  },
});
