import { calibrationPlot, type Figure } from "@erbium/figures";
import { localRegression, proportionInterval } from "@erbium/stats";
import { written } from "../terminal/estimate.ts";
import type { ScoreCalibration } from "./calibration.ts";

/** Places at which a smooth is drawn. */
const PLACES = 200;

/** Observed against predicted: tenths of the patients with exact intervals, a smooth, and how often each prediction was made. */
export const calibrationFigure = (
  result: ScoreCalibration,
  outcome: Uint8Array,
  probability: Float64Array,
  level: number,
  title: string,
  notes: readonly string[],
): Figure => {
  const { recalibration: fit, hosmerLemeshow: groups } = result;
  const smooth = localRegression(probability, Float64Array.from(outcome));
  return calibrationPlot({
    title,
    groups: (groups?.groups ?? [])
      .filter(({ observations }) => observations > 0)
      .map(({ observations, observed, expected }) => {
        const share = proportionInterval(observed, observations, "CP", level);
        return {
          predicted: expected / observations,
          observed: observed / observations,
          interval: share.ok ? { low: share.value.low, high: share.value.high } : null,
          n: observations,
        };
      }),
    smooth: smooth.ok ? drawn(probability, smooth.value) : null,
    predictions: probability,
    notes: [
      `${result.score}: Brier ${result.brier.toFixed(3)}`,
      ...(fit === null
        ? []
        : [
            `in the large ${written(fit.inTheLarge, 2)}; slope ${written(fit.slope, 2)}`,
            `ICI ${fit.integratedCalibrationIndex.toFixed(3)}, E50 ${fit.e50.toFixed(3)}, E90 ${fit.e90.toFixed(3)}`,
          ]),
      ...notes,
    ],
    words: {
      predicted: "Predicted probability",
      observed: "Observed share",
      interval: "Interval",
      n: "Patients",
      ideal: "as predicted",
      smooth: "local regression",
      groups: `tenths of the patients, exact ${100 * level} % intervals`,
    },
    width: 520,
  });
};

/** The smooth at evenly spaced ranks of the predictions, within the square. */
const drawn = (probability: Float64Array, values: Float64Array) => {
  const order = Array.from(probability.keys()).sort((a, b) => (probability[a] ?? 0) - (probability[b] ?? 0));
  const count = Math.min(PLACES, order.length);
  const rows = Array.from(
    { length: count },
    (_, at) => order[Math.round((at * (order.length - 1)) / Math.max(1, count - 1))] ?? 0,
  );
  return {
    predicted: rows.map((row) => probability[row] ?? 0),
    observed: rows.map((row) => Math.min(1, Math.max(0, values[row] ?? 0))),
  };
};
