import { normal } from "@erbium/numerics";
import { type Group, type MeansMeasure, pooledSd } from "./standardisation.ts";

/** The correlation of belonging to the first group with the measurement, and what it rests on. */
const pointBiserial = (one: Group, two: Group) => {
  const n = one.n + two.n;
  const d = (one.mean - two.mean) / pooledSd(one, two);
  const scale = (n - 2) * (1 / one.n + 1 / two.n);
  return { n, d, scale, correlation: d / Math.sqrt(d * d + scale), product: (one.n * two.n) / n ** 2 };
};

/** The sizes of the groups fixed by design: the delta method from the variance of d. */
const stratified: MeansMeasure = (one, two) => {
  const { n, d, scale, correlation } = pointBiserial(one, two);
  const variance = 1 / one.n + 1 / two.n + d ** 2 / (2 * n);
  return [correlation, (scale ** 2 / (scale + d ** 2) ** 3) * variance];
};

/** The groups as they fell out: Tate 1954, Ann Math Stat 25:603. */
const crossSectional: MeansMeasure = (one, two) => {
  const { n, correlation: r, product } = pointBiserial(one, two);
  return [r, ((1 - r ** 2) ** 2 * (1 - 1.5 * r ** 2 + r ** 2 / (4 * product))) / n];
};

/** The groups a normal variable cut in two; the variance of Soper 1914, Biometrika 10:384. */
const biserial: MeansMeasure = (one, two) => {
  const { n, correlation, product } = pointBiserial(one, two);
  const [share, rest] = [one.n / n, two.n / n];
  const cut = normal.quantile(rest);
  const height = normal.density(cut);
  const r = (Math.sqrt(product) / height) * correlation;
  const bend = 1.5 + (1 - (share * cut) / height) * (1 + (rest * cut) / height);
  return [r, (product / height ** 2 - bend * r ** 2 + r ** 4) / (n - 1)];
};

/**
 * Correlation of a measurement with a group, from the means of two groups: RPB point-biserial with group sizes fixed
 * by design, RPB-cross-sectional with groups as they fell out, RBIS biserial.
 *
 * @source Jacobs and Viechtbauer 2017, Res Synth Methods 8:161
 */
export const pointBiserialMeasures = {
  RPB: stratified,
  "RPB-cross-sectional": crossSectional,
  RBIS: biserial,
} as const satisfies Record<string, MeansMeasure>;
