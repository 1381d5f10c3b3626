import type { MeansMeasure } from "./standardisation.ts";

const logVariabilityRatio: MeansMeasure = (one, two) => {
  const [half1, half2] = [1 / (2 * (one.n - 1)), 1 / (2 * (two.n - 1))];
  return [Math.log(one.sd / two.sd) + half1 - half2, half1 + half2];
};
const logRatioOfVariation: MeansMeasure = (one, two) => {
  const [half1, half2] = [1 / (2 * (one.n - 1)), 1 / (2 * (two.n - 1))];
  return [
    Math.log(one.sd / one.mean / (two.sd / two.mean)) + half1 - half2,
    half1 + one.sd ** 2 / (one.n * one.mean ** 2) + half2 + two.sd ** 2 / (two.n * two.mean ** 2),
  ];
};

/**
 * Log ratio of the standard deviations (VR) and of the coefficients of variation (CVR) of two groups; mean and
 * scatter taken as independent, as in a normal variable.
 *
 * @source Nakagawa et al. 2015, Methods Ecol Evol 6:143
 */
export const variabilityMeasures = {
  VR: logVariabilityRatio,
  CVR: logRatioOfVariation,
} as const satisfies Record<string, MeansMeasure>;
