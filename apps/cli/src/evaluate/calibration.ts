import {
  type Calibration,
  calibration,
  type HosmerLemeshow,
  hosmerLemeshow,
  waldInterval,
} from "@erbium/stats";
import { columns } from "../terminal/columns.ts";
import { type Estimate, pValue, written } from "../terminal/estimate.ts";

/** Whether the probabilities of one score are what happens, among some patients. */
export interface ScoreCalibration {
  readonly score: string;
  readonly group: string | null;
  readonly brier: number;
  /** the figures of recalibration, null where they can not be had; a note says why */
  readonly recalibration: Recalibration | null;
  readonly hosmerLemeshow: HosmerLemeshow | null;
  readonly notes: readonly string[];
}

interface Recalibration {
  /** intercept with the slope held at 1 */
  readonly inTheLarge: Estimate;
  readonly intercept: Estimate;
  readonly slope: Estimate;
  readonly spiegelhalterZ: number;
  readonly spiegelhalterP: number;
  readonly integratedCalibrationIndex: number;
  readonly e50: number;
  readonly e90: number;
  readonly eMaximum: number;
  readonly convention: string;
}

/** @param predictions whether the probabilities were fitted to these outcomes or given from elsewhere */
export const scoreCalibration = (
  score: string,
  group: string | null,
  outcome: Uint8Array,
  probability: Float64Array,
  level: number,
  predictions: "fitted" | "given" = "given",
): ScoreCalibration => {
  const done = calibration(outcome, probability);
  const groups = hosmerLemeshow(outcome, probability, 10, predictions);
  const name = group === null ? score : `${score}, ${group}`;
  const certain = probability.filter((one) => one === 0 || one === 1).length;
  const why =
    certain > 0
      ? `${certain} predictions of exactly 0 or 1 leave no log odds: no intercept and slope`
      : !done.ok && done.error.code === "separation"
        ? "the predictions part cases from controls: slope and intercept have no finite estimate"
        : "slope and intercept can not be had";
  let brier = 0;
  for (let row = 0; row < outcome.length; row++)
    brier += ((outcome[row] ?? 0) - (probability[row] ?? 0)) ** 2 / outcome.length;
  return {
    score,
    group,
    brier,
    recalibration: done.ok ? recalibrationOf(done.value, level) : null,
    hosmerLemeshow: groups.ok ? groups.value : null,
    notes: [
      ...(done.ok ? [] : [`${name}: ${why}`]),
      ...(groups.ok || certain > 0 ? [] : [`${name}: no Hosmer-Lemeshow test, ${groups.error.message}`]),
    ],
  };
};

const recalibrationOf = (one: Calibration, level: number): Recalibration => ({
  inTheLarge: waldInterval(one.inTheLarge, one.inTheLargeStandardError, level),
  intercept: waldInterval(one.intercept, one.interceptStandardError, level),
  slope: waldInterval(one.slope, one.slopeStandardError, level),
  spiegelhalterZ: one.spiegelhalterZ,
  spiegelhalterP: one.spiegelhalterP,
  integratedCalibrationIndex: one.integratedCalibrationIndex,
  e50: one.e50,
  e90: one.e90,
  eMaximum: one.eMaximum,
  convention: one.convention,
});

/** Calibration of each score in columns, with the tests below. */
export const calibrationText = (results: readonly ScoreCalibration[]): readonly string[] => {
  const grouped = results.some(({ group }) => group !== null);
  const cells = (one: ScoreCalibration, row: readonly string[]): string[] =>
    grouped ? [one.group ?? "", ...row] : [...row];
  return [
    columns(
      [...(grouped ? ["group"] : []), "calibration", "in the large", "slope", "intercept", "Brier"],
      results.map((one) =>
        cells(one, [
          one.score,
          ...(one.recalibration === null
            ? ["-", "-", "-"]
            : [
                written(one.recalibration.inTheLarge, 2),
                written(one.recalibration.slope, 2),
                written(one.recalibration.intercept, 2),
              ]),
          one.brier.toFixed(4),
        ]),
      ),
    ),
    ...results.flatMap((one) => {
      const { recalibration: fit, hosmerLemeshow: test } = one;
      const said = [
        ...(fit === null
          ? []
          : [
              `ICI ${fit.integratedCalibrationIndex.toFixed(3)}, E50 ${fit.e50.toFixed(3)}, E90 ${fit.e90.toFixed(3)}`,
            ]),
        ...(test === null
          ? []
          : [
              `Hosmer-Lemeshow chi2 ${test.statistic.toFixed(2)} (df ${test.degreesOfFreedom}, p ${pValue(test.p)})`,
            ]),
      ];
      return said.length === 0
        ? []
        : [`${one.group === null ? "" : `${one.group}, `}${one.score}: ${said.join("; ")}`];
    }),
  ];
};
