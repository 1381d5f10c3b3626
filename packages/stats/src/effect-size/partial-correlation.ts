import { ok, type Result } from "@erbium/model";
import { checkColumns, weightedMean } from "./columns.ts";
import { type Effects, effectsOf } from "./effects.ts";

export type PartialMeasure = "PCOR" | "ZPCOR" | "SPCOR";
export const isPartialMeasure = (word: string): word is PartialMeasure =>
  ["PCOR", "ZPCOR", "SPCOR"].includes(word);

/** A coefficient of a regression in each study. */
export interface RegressionCoefficients {
  /** its t statistic */
  readonly t: Float64Array;
  /** patients */
  readonly n: Float64Array;
  /** predictors of the regression */
  readonly predictors: Float64Array;
  /** share of the variance that the whole regression explains; for SPCOR only */
  readonly rSquared?: Float64Array;
}

/**
 * The partial (PCOR), Fisher-transformed partial (ZPCOR) or semi-partial correlation (SPCOR) behind a regression
 * coefficient.
 *
 * @param variance `AV`: at the mean of all studies, weighted by their sizes
 * @returns refusals: lengths-differ, not-finite, not-a-size, not-a-count, not-a-share
 * @source Aloe and Becker 2012, J Educ Behav Stat 37:278; Aloe 2014, J Gen Psychol 141:47
 */
export const partialCorrelationEffects = (
  { t, n, predictors, rSquared = new Float64Array(t.length) }: RegressionCoefficients,
  measure: PartialMeasure,
  variance: "LS" | "AV" = "LS",
): Result<Effects> => {
  const checked = checkColumns({
    ...{ t: [t, "any"], n: [n, "size"], predictors: [predictors, "count"], rSquared: [rSquared, "share"] },
  });
  if (!checked.ok) return checked;
  const df = n.map((one, i) => Math.max(0, one - predictors[i]! - 1));
  const correlations = t.map((one, i) =>
    measure === "SPCOR"
      ? (one * Math.sqrt(1 - rSquared[i]!)) / Math.sqrt(df[i]!)
      : one / Math.sqrt(one * one + df[i]!),
  );
  if (measure === "ZPCOR") return ok(effectsOf(t.length, (i) => [Math.atanh(correlations[i]!), 1 / df[i]!]));
  const mean = variance === "AV" ? weightedMean(correlations, n) : Number.NaN;
  return ok(
    effectsOf(t.length, (i) => {
      const at = variance === "AV" ? mean : correlations[i]!;
      if (measure === "PCOR") return [correlations[i]!, (1 - at ** 2) ** 2 / df[i]!];
      const whole = rSquared[i]!;
      const without = whole - at ** 2;
      return [correlations[i]!, (whole ** 2 - 2 * whole + without + 1 - without ** 2) / n[i]!];
    }),
  );
};
