import { binomial, hypergeometric, lnChoose, lnGamma } from "@erbium/numerics";

/** A log-likelihood of one linear predictor, with its slope and minus its curvature there. */
export interface Point {
  value: number;
  slope: number;
  information: number;
}

/** What one count says of its linear predictor. */
export interface Arm {
  /** writes the log-likelihood at a linear predictor */
  readonly at: (predictor: number, into: Point) => void;
  /** the highest log-likelihood that the count allows */
  readonly saturated: number;
  /** a known part of the predictor */
  readonly offset: number;
}

/** Events among n, by the logit of their probability. */
export const binomialArm = (events: number, n: number, offset = 0): Arm => {
  const constant = lnChoose(n, events);
  return {
    offset,
    saturated: binomial.logDensity(events, n, events / n),
    at: (predictor, into) => {
      const small = Math.exp(-Math.abs(predictor));
      const p = predictor > 0 ? 1 / (1 + small) : small / (1 + small);
      into.value = constant + events * predictor - n * (Math.max(0, predictor) + Math.log1p(small));
      into.slope = events - n * p;
      into.information = n * p * (1 - p);
    },
  };
};

/** Events in a time at risk, by the logarithm of their rate. */
export const poissonArm = (events: number, time: number): Arm => {
  const constant = -lnGamma(events + 1);
  return {
    offset: Math.log(time),
    saturated: constant + (events > 0 ? events * Math.log(events) - events : 0),
    at: (predictor, into) => {
      const mean = Math.exp(predictor);
      into.value = constant + events * predictor - mean;
      into.slope = events - mean;
      into.information = mean;
    },
  };
};

/**
 * Events of the first group given those of both, by the log odds ratio: Fisher's noncentral hypergeometric
 * distribution.
 *
 * @param events1 in the first group of `n1`
 * @param events2 in the second group of `n2`
 */
export const hypergeometricArm = (events1: number, n1: number, events2: number, n2: number): Arm => {
  const all = events1 + events2;
  const low = Math.max(0, all - n2);
  const high = Math.min(all, n1);
  const base = Float64Array.from({ length: high - low + 1 }, (_, i) =>
    hypergeometric.logDensity(low + i, n1, n2, all),
  );
  const at = (predictor: number, into: Point): void => {
    let peak = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < base.length; i++) peak = Math.max(peak, base[i]! + (low + i) * predictor);
    let sum = 0;
    let first = 0;
    let second = 0;
    for (let i = 0; i < base.length; i++) {
      const mass = Math.exp(base[i]! + (low + i) * predictor - peak);
      const apart = low + i - events1;
      sum += mass;
      first += mass * apart;
      second += mass * apart * apart;
    }
    const mean = first / sum;
    into.value = base[events1 - low]! + events1 * predictor - peak - Math.log(sum);
    into.slope = -mean;
    into.information = second / sum - mean * mean;
  };
  // at an end of what the margins allow, the odds ratio runs away and the count is certain
  if (events1 === low || events1 === high) return { offset: 0, saturated: 0, at };
  return { offset: 0, saturated: highest(at), at };
};

/** The most that a concave log-likelihood reaches: Newton's method from 0 with steps of at most 2. */
const highest = (at: Arm["at"]): number => {
  const point: Point = { value: 0, slope: 0, information: 0 };
  let predictor = 0;
  for (let step = 0; step < 200; step++) {
    at(predictor, point);
    const change = point.slope / point.information;
    if (!(Math.abs(change) > 1e-12)) break;
    predictor += Math.max(-2, Math.min(2, change));
  }
  return point.value;
};
