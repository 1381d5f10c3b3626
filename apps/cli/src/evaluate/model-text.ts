import type { OptimismCorrected } from "@erbium/stats";
import { columns } from "../terminal/columns.ts";
import { type Estimate, fixed, pValue, short } from "../terminal/estimate.ts";
import { type FittedModel, termName } from "./model.ts";

const ratio = (value: number): string =>
  !Number.isFinite(value)
    ? "no limit"
    : value >= 1000 || (value < 0.01 && value > 0)
      ? value.toPrecision(2)
      : value.toFixed(value < 10 ? 3 : 1);

const ratioWords = ({ estimate, low, high }: Estimate): string =>
  `${ratio(estimate)} (${ratio(low)}-${ratio(high)})`;

/** Odds ratios in columns. */
export const modelText = (model: FittedModel, level: number): readonly string[] => [
  columns(
    ["covariate", `odds ratio (${short(100 * level)} %)`, "p"],
    model.terms.map((term) => [
      term.level === null ? `${termName(term)}, one more` : termName(term),
      ratioWords(term.oddsRatio),
      pValue(term.p),
    ]),
  ),
  model.method,
  ...(model.likelihoodRatio === null
    ? []
    : [
        `likelihood ratio against no covariate: chi2 ${model.likelihoodRatio.statistic.toFixed(2)} (df ${model.likelihoodRatio.degreesOfFreedom}, p ${pValue(model.likelihoodRatio.p)})`,
      ]),
];

const words: Readonly<Record<string, string>> = {
  concordance: "C (AUC)",
  brier: "Brier",
  slope: "calibration slope",
  intercept: "calibration intercept",
};

/** What the model looks like on its own patients, and what the bootstrap expects of it in others. */
export const validationText = (validation: OptimismCorrected): readonly string[] => [
  columns(
    ["performance", "apparent", "optimism", "corrected"],
    Object.keys(validation.apparent).map((name) => [
      words[name] ?? name,
      ...[validation.apparent, validation.optimism, validation.corrected].map((of) => {
        const value = of[name];
        return value === undefined || !Number.isFinite(value) ? "not known" : fixed(value, 3);
      }),
    ]),
  ),
  `bootstrap, ${validation.samples} of ${validation.drawn} samples fitted`,
];
