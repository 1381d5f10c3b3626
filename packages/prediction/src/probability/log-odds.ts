import { normal } from "@erbium/numerics";

export const logit = (p: number): number => Math.log(p / (1 - p));
export const expit = (x: number): number => 1 / (1 + Math.exp(-x));

const z95 = normal.quantile(0.975);

/** Variance on the log-odds scale that a 95 % interval of a probability stands for; zero where none is given. */
export const logitVariance = (interval: readonly [number, number] | undefined): number =>
  interval === undefined ? 0 : ((logit(interval[1]) - logit(interval[0])) / (2 * z95)) ** 2;

/** 95 % interval of a probability from its log odds and their variance. */
export const oddsInterval = (
  logOdds: number,
  variance: number,
  convention: string,
): { low: number; high: number; convention: string } => ({
  low: expit(logOdds - z95 * Math.sqrt(variance)),
  high: expit(logOdds + z95 * Math.sqrt(variance)),
  convention,
});
