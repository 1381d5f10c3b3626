import { normal } from "@erbium/numerics";

/** Weibull, exponential and Rayleigh, lognormal and loglogistic of the logarithm of time; the others of time itself. */
export type FailureTimeDistribution =
  | "weibull"
  | "exponential"
  | "rayleigh"
  | "lognormal"
  | "loglogistic"
  | "extreme"
  | "gaussian"
  | "logistic";

/** Standard error distribution: log density and log upper tail with first and second derivative. */
interface ErrorDistribution {
  readonly density: (z: number) => readonly [value: number, first: number, second: number];
  readonly survival: (z: number) => readonly [value: number, first: number, second: number];
}

const extreme: ErrorDistribution = {
  density: (z) => [z - Math.exp(z), 1 - Math.exp(z), -Math.exp(z)],
  survival: (z) => [-Math.exp(z), -Math.exp(z), -Math.exp(z)],
};
const logisticTail = (z: number): { readonly log: number; readonly p: number } => {
  const p = z > 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  return { log: z > 0 ? -z - Math.log1p(Math.exp(-z)) : -Math.log1p(Math.exp(z)), p };
};
const logistic: ErrorDistribution = {
  density: (z) => {
    const { log, p } = logisticTail(z);
    return [z + 2 * log, 1 - 2 * p, -2 * p * (1 - p)];
  },
  survival: (z) => {
    const { log, p } = logisticTail(z);
    return [log, -p, -p * (1 - p)];
  },
};
const gaussian: ErrorDistribution = {
  density: (z) => [normal.logDensity(z), -z, -1],
  survival: (z) => {
    const log = normal.logSurvival(z);
    const hazard = Math.exp(normal.logDensity(z) - log);
    return [log, -hazard, -hazard * (hazard - z)];
  },
};

/** What a distribution of the times makes of the errors: their own, of log times or of times, and a scale where it is fixed. */
export interface FailureTimeFamily {
  readonly error: ErrorDistribution;
  readonly log: boolean;
  readonly scale?: number;
}

export const failureTimeFamilies: Readonly<Record<FailureTimeDistribution, FailureTimeFamily>> = {
  weibull: { error: extreme, log: true },
  exponential: { error: extreme, log: true, scale: 1 },
  rayleigh: { error: extreme, log: true, scale: 0.5 },
  lognormal: { error: gaussian, log: true },
  loglogistic: { error: logistic, log: true },
  extreme: { error: extreme, log: false },
  gaussian: { error: gaussian, log: false },
  logistic: { error: logistic, log: false },
};
