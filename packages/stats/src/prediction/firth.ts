import { err, ok, type Result } from "@erbium/model";
import {
  chiSquared,
  cholesky,
  choleskyInverse,
  choleskySolve,
  findRoot,
  logDeterminant,
} from "@erbium/numerics";
import { roundingOf } from "../likelihood-rounding.ts";
import { inverseLogit } from "./inverse-logit.ts";
import { checkLogisticData, type LogisticData } from "./logistic-data.ts";

export interface FirthFit {
  readonly coefficients: Float64Array;
  /** inverse information at the estimates, p x p, row-major */
  readonly covariance: Float64Array;
  readonly standardErrors: Float64Array;
  /** intervals and p by the profile of the penalised likelihood */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly p: Float64Array;
  readonly penalisedLogLikelihood: number;
  readonly iterations: number;
  readonly convention: string;
}

interface State {
  readonly likelihood: number;
  readonly score: Float64Array;
  readonly information: Float64Array;
}

/**
 * Logistic regression with Firth's penalty, half the log determinant of the information (Jeffreys' prior): finite
 * estimates also where a covariate separates the outcomes.
 *
 * @returns refuses what logistic regression refuses, but for separation
 * @source Firth 1993, Biometrika 80:27; Heinze and Schemper 2002, Stat Med 21:2409
 */
export const firthRegression = (data: LogisticData, level = 0.95): Result<FirthFit> => {
  const checked = checkLogisticData(data);
  if (!checked.ok) return checked;
  const { n, p } = checked.value;
  const free = maximise(data, n, p, null, 0, new Float64Array(p));
  if (free === null) return singular;
  const { coefficients, state, iterations } = free;
  const factor = cholesky(state.information, p, 1e-12);
  if (factor === null) throw new Error("the information was positive definite at the last step");
  const covariance = choleskyInverse(factor, p);
  const standardErrors = Float64Array.from({ length: p }, (_, k) => Math.sqrt(covariance[k * p + k]!));
  const critical = chiSquared.quantile(level, 1);
  const low = new Float64Array(p);
  const high = new Float64Array(p);
  const pValues = new Float64Array(p);
  for (let k = 0; k < p; k++) {
    const drop = (held: number): number => {
      const start = coefficients.slice();
      start[k] = held;
      const other = maximise(data, n, p, k, held, start);
      return other === null ? Number.NaN : 2 * (state.likelihood - other.state.likelihood);
    };
    pValues[k] = chiSquared.survival(Math.max(0, drop(0)), 1);
    for (const [side, limits] of [
      [-1, low],
      [1, high],
    ] as const) {
      let far = coefficients[k]! + 2 * side * standardErrors[k]!;
      for (let widening = 0; widening < 30 && drop(far) < critical; widening++)
        far += 2 * side * standardErrors[k]!;
      const root = findRoot(
        (held) => drop(held) - critical,
        Math.min(far, coefficients[k]!),
        Math.max(far, coefficients[k]!),
        1e-9 * standardErrors[k]!,
      );
      limits[k] = root.ok ? root.value : side * Number.POSITIVE_INFINITY;
    }
  }
  return ok({
    coefficients,
    covariance,
    standardErrors,
    low,
    high,
    p: pValues,
    penalisedLogLikelihood: state.likelihood,
    iterations,
    convention: `Firth; intervals and p by profile penalised likelihood, level ${level}`,
  });
};

const singular = err({
  code: "singular-design",
  message: "a column of the design is a combination of the others",
  remedy: "leave out the column",
});

/** The coefficients alone, without the profiles that intervals take: for samples of which only the fit is wanted. */
export const firthCoefficients = (data: LogisticData): Result<Float64Array> => {
  const checked = checkLogisticData(data);
  if (!checked.ok) return checked;
  const { n, p } = checked.value;
  const free = maximise(data, n, p, null, 0, new Float64Array(p));
  return free === null ? singular : ok(free.coefficients);
};

/** The maximum, one coefficient held where asked for; null where the information is singular. */
const maximise = (
  data: LogisticData,
  n: number,
  p: number,
  heldColumn: number | null,
  held: number,
  start: Float64Array,
): { coefficients: Float64Array; state: State; iterations: number } | null => {
  let coefficients: Float64Array = start.slice();
  if (heldColumn !== null) coefficients[heldColumn] = held;
  let state = evaluate(data, n, p, coefficients);
  if (state === null) return null;
  for (let iteration = 1; iteration <= 200; iteration++) {
    const factor = cholesky(withHeld(state.information, p, heldColumn), p, 1e-13);
    if (factor === null) return null;
    const score = state.score.slice();
    if (heldColumn !== null) score[heldColumn] = 0;
    const step = choleskySolve(factor, p, score);
    // The information leaves out the penalty, so long steps may overshoot.
    const longest = step.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    let share = Math.min(1, 5 / Math.max(longest, 1e-300));
    let next: Float64Array = coefficients;
    let there: State | null = null;
    for (let halving = 0; halving < 40; halving++, share /= 2) {
      next = coefficients.map((one, k) => one + share * step[k]!);
      there = evaluate(data, n, p, next);
      if (there !== null && there.likelihood >= state.likelihood - roundingOf(state.likelihood)) break;
    }
    if (there === null) return null;
    coefficients = next;
    state = there;
    if (longest < 1e-10) return { coefficients, state, iterations: iteration };
  }
  return { coefficients, state, iterations: 200 };
};

const withHeld = (information: Float64Array, p: number, column: number | null): Float64Array => {
  if (column === null) return information;
  const free = information.slice();
  for (let k = 0; k < p; k++) {
    free[column * p + k] = 0;
    free[k * p + column] = 0;
  }
  free[column * p + column] = 1;
  return free;
};

const evaluate = (
  { outcome, design, weights, offset }: LogisticData,
  n: number,
  p: number,
  coefficients: Float64Array,
): State | null => {
  const information = new Float64Array(p * p);
  const fitted = new Float64Array(n);
  let likelihood = 0;
  for (let i = 0; i < n; i++) {
    let eta = offset === undefined ? 0 : offset[i]!;
    for (let k = 0; k < p; k++) eta += design[i * p + k]! * coefficients[k]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    const q = inverseLogit(eta);
    fitted[i] = q;
    likelihood +=
      weight * (outcome[i]! * eta - (eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta))));
    const spread = weight * q * (1 - q);
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++) information[j * p + k]! += spread * design[i * p + j]! * design[i * p + k]!;
  }
  const factor = cholesky(information, p, 1e-13);
  if (factor === null) return null;
  likelihood += logDeterminant(factor, p) / 2;
  // The penalty adds h (1/2 - q) to the residuals, h the leverage.
  const score = new Float64Array(p);
  const row = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    const q = fitted[i]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    for (let k = 0; k < p; k++) row[k] = design[i * p + k]!;
    const solved = choleskySolve(factor, p, row);
    let leverage = 0;
    for (let k = 0; k < p; k++) leverage += row[k]! * solved[k]!;
    leverage *= weight * q * (1 - q);
    const residual = weight * (outcome[i]! - q) + leverage * (0.5 - q);
    for (let k = 0; k < p; k++) score[k]! += row[k]! * residual;
  }
  return { likelihood, score, information };
};
