import { err, ok, type Result } from "@erbium/model";
import { chiSquared, normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { wilsonScore } from "../effect-size/proportion-interval.ts";
import {
  type AccuracyCorrection,
  type AccuracyTables,
  type CorrectedTables,
  correctedTables,
} from "./accuracy-tables.ts";

/** One figure of each study with its interval. */
export interface StudyFigures {
  readonly estimate: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A test that the studies share one proportion; its p value is not-a-number for a single study. */
export interface EqualityTest {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

export interface StudyAccuracy {
  /** Wilson intervals */
  readonly sensitivity: StudyFigures;
  readonly specificity: StudyFigures;
  /** intervals normal on the log scale, as of the likelihood ratios */
  readonly diagnosticOddsRatio: StudyFigures;
  readonly positiveLikelihoodRatio: StudyFigures;
  readonly negativeLikelihoodRatio: StudyFigures;
  readonly equalSensitivity: EqualityTest;
  readonly equalSpecificity: EqualityTest;
  /** Pearson, of sensitivity and false positive rate: positive where thresholds differ */
  readonly correlation: number;
}

/** A ratio of a study on the log scale with its variance. */
export interface LogRatio {
  readonly effects: Float64Array;
  readonly variances: Float64Array;
}

export type AccuracyRatio =
  | "diagnostic odds ratio"
  | "positive likelihood ratio"
  | "negative likelihood ratio";

/**
 * Log of a ratio of each study with its large-sample variance.
 *
 * @source Deeks 2001, BMJ 323:157; Simel, Samsa and Matchar 1991, J Clin Epidemiol 44:763
 */
export const logRatios = (tables: CorrectedTables, ratio: AccuracyRatio): LogRatio => {
  const { truePositives: tp, falseNegatives: fn, falsePositives: fp, trueNegatives: tn } = tables;
  const { diseased, healthy } = tables;
  const shareRatio = (part: Float64Array, other: Float64Array): LogRatio => ({
    effects: part.map((one, i) => Math.log(one / diseased[i]! / (other[i]! / healthy[i]!))),
    variances: part.map((one, i) => 1 / one - 1 / diseased[i]! + 1 / other[i]! - 1 / healthy[i]!),
  });
  if (ratio === "positive likelihood ratio") return shareRatio(tp, fp);
  if (ratio === "negative likelihood ratio") return shareRatio(fn, tn);
  return {
    effects: tp.map((one, i) => Math.log((one * tn[i]!) / (fn[i]! * fp[i]!))),
    variances: tp.map((one, i) => 1 / one + 1 / fn[i]! + 1 / fp[i]! + 1 / tn[i]!),
  };
};

const equality = (events: Float64Array, sizes: Float64Array): EqualityTest => {
  let [event, size] = [0, 0];
  for (const [i, one] of events.entries()) {
    event += one;
    size += sizes[i]!;
  }
  const share = event / size;
  let statistic = 0;
  for (const [i, one] of events.entries())
    statistic += (one - sizes[i]! * share) ** 2 / (sizes[i]! * share * (1 - share));
  const df = events.length - 1;
  return { statistic, df, pValue: chiSquared.survival(statistic, df) };
};

const correlationOf = (x: Float64Array, y: Float64Array): number => {
  const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [i, one] of x.entries()) {
    xx += (one - mx) ** 2;
    yy += (y[i]! - my) ** 2;
    xy += (one - mx) * (y[i]! - my);
  }
  return xy / Math.sqrt(xx * yy);
};

/**
 * Accuracy of a test study by study: sensitivity, specificity, likelihood ratios and diagnostic odds ratio with
 * intervals, and whether the studies may share one sensitivity and one specificity.
 *
 * @param level coverage of the intervals
 * @returns refuses what {@link correctedTables} refuses, and a level that is no share
 * @source Wilson 1927, J Am Stat Assoc 22:209; agrees with mada's madad
 */
export const studyAccuracy = (
  tables: AccuracyTables,
  correction: AccuracyCorrection = {},
  level = 0.95,
): Result<StudyAccuracy> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const read = correctedTables(tables, correction);
  if (!read.ok) return read;
  const corrected = read.value;
  const { truePositives, trueNegatives, diseased, healthy } = corrected;
  const z = normal.upperQuantile((1 - level) / 2);
  const share = (events: Float64Array, sizes: Float64Array): StudyFigures => {
    const bounds = Array.from(events, (one, i) => wilsonScore(one, sizes[i]!, z, false));
    return {
      estimate: events.map((one, i) => one / sizes[i]!),
      low: Float64Array.from(bounds, ([low]) => low),
      high: Float64Array.from(bounds, ([, high]) => high),
    };
  };
  const ratio = (name: AccuracyRatio): StudyFigures => {
    const { effects, variances } = logRatios(corrected, name);
    return {
      estimate: effects.map(Math.exp),
      low: effects.map((one, i) => Math.exp(one - z * Math.sqrt(variances[i]!))),
      high: effects.map((one, i) => Math.exp(one + z * Math.sqrt(variances[i]!))),
    };
  };
  const sensitivity = share(truePositives, diseased);
  const specificity = share(trueNegatives, healthy);
  return ok({
    sensitivity,
    specificity,
    diagnosticOddsRatio: ratio("diagnostic odds ratio"),
    positiveLikelihoodRatio: ratio("positive likelihood ratio"),
    negativeLikelihoodRatio: ratio("negative likelihood ratio"),
    equalSensitivity: equality(truePositives, diseased),
    equalSpecificity: equality(trueNegatives, healthy),
    correlation: correlationOf(
      sensitivity.estimate,
      specificity.estimate.map((one) => 1 - one),
    ),
  });
};
