import { normal } from "@erbium/numerics";
import type { Effect } from "./effects.ts";
import { tetrachoric } from "./tetrachoric.ts";

type Measure = (a: number, b: number, c: number, d: number) => Effect;

const phiOf = (a: number, b: number, c: number, d: number): number =>
  (a * d - b * c) / Math.sqrt((a + b) * (c + d) * (a + c) * (b + d));

/** Large-sample variance of phi where both margins are random: Yule 1912, J R Stat Soc 75:579. */
const phiCrossSectional: Measure = (a, b, c, d) => {
  const n = a + b + c + d;
  const [row1, row2, column1, column2] = [(a + b) / n, (c + d) / n, (a + c) / n, (b + d) / n];
  const effect = phiOf(a, b, c, d);
  const rows = row1 - row2;
  const columns = column1 - column2;
  const variance =
    (1 -
      effect ** 2 +
      (effect * (1 + effect ** 2 / 2) * rows * columns) / Math.sqrt(row1 * row2 * column1 * column2) -
      0.75 * effect ** 2 * (rows ** 2 / (row1 * row2) + columns ** 2 / (column1 * column2))) /
    n;
  return [effect, variance];
};

/** Variance of phi where the sizes of the two groups were fixed by design: the delta method in the two risks. */
const phiStratified: Measure = (a, b, c, d) => {
  const [n1, n2] = [a + b, c + d];
  const n = n1 + n2;
  const [risk1, risk2, share1, share2] = [a / n1, c / n2, n1 / n, n2 / n];
  const whole = (a + c) / n;
  const spread = Math.sqrt(whole * (1 - whole));
  const bend = ((risk1 - risk2) * (1 - 2 * whole)) / (2 * spread ** 3);
  const [slope1, slope2] = [1 / spread - share1 * bend, -1 / spread - share2 * bend];
  const variance =
    share1 * share2 * ((slope1 ** 2 * risk1 * (1 - risk1)) / n1 + (slope2 ** 2 * risk2 * (1 - risk2)) / n2);
  return [phiOf(a, b, c, d), variance];
};

const yuleQ: Measure = (a, b, c, d) => {
  const ratio = (a * d) / (b * c);
  const effect = (ratio - 1) / (ratio + 1);
  return [effect, 0.25 * (1 - effect ** 2) ** 2 * (1 / a + 1 / b + 1 / c + 1 / d)];
};
const yuleY: Measure = (a, b, c, d) => {
  const root = Math.sqrt((a * d) / (b * c));
  const effect = (root - 1) / (root + 1);
  return [effect, (1 / 16) * (1 - effect ** 2) ** 2 * (1 / a + 1 / b + 1 / c + 1 / d)];
};
/** Difference of the probits: Sanchez-Meca, Marin-Martinez and Chacon-Moscoso 2003, Psychol Methods 8:448. */
const probitDifference: Measure = (a, b, c, d) => {
  const [z1, z2] = [normal.quantile(a / (a + b)), normal.quantile(c / (c + d))];
  const part = (x: number, y: number, z: number): number => (x * y) / ((x + y) ** 3 * normal.density(z) ** 2);
  return [z1 - z2, part(a, b, z1) + part(c, d, z2)];
};

/**
 * Association of two binary variables: PHI as both margins fell out, PHI-stratified where the groups' sizes were
 * fixed, YUQ and YUY of Yule, RTET the correlation of two normal variables cut in two, PBIT the difference of
 * probits.
 */
export const associationMeasures = {
  PHI: { of: phiCrossSectional, add: 0 },
  "PHI-stratified": { of: phiStratified, add: 0 },
  YUQ: { of: yuleQ, add: 0.5 },
  YUY: { of: yuleY, add: 0.5 },
  RTET: { of: tetrachoric, add: 0 },
  PBIT: { of: probitDifference, add: 0.5 },
} as const satisfies Record<string, { of: Measure; add: number }>;
