import { type ColumnTable, withColumnTable } from "@erbium/numerics";
import { coordinateDescent } from "./coordinate-descent.ts";
import type { CovariateColumns } from "./covariate-columns.ts";
import type { ElasticNetLoss } from "./elastic-net-loss.ts";
import { gradientBounds } from "./gradient-bounds.ts";

export interface PenaltyPathOptions {
  readonly alpha: number;
  readonly factors: Float64Array;
  /** null: a path is laid out */
  readonly lambda: Float64Array | null;
  /** whether the path ends where hardly more is explained */
  readonly mayEndEarly: boolean;
  readonly lambdaCount: number;
  readonly lambdaRatio: number;
  readonly tolerance: number;
}

export interface PenaltyPath {
  readonly lambda: Float64Array;
  readonly intercept: Float64Array;
  /** penalties x p, on the scale of the columns */
  readonly coefficients: Float64Array;
  readonly nonZero: Int32Array;
  readonly devianceRatio: Float64Array;
}

/** Where a laid-out path ends early. */
const explained = 0.999;
const leastSteps = 5;
/** Without an absolute penalty no coefficient is ever 0; the path then starts where it would with this share. */
const leastAlpha = 1e-3;
const mostSweeps = 100_000;
const mostQuadratics = 200;
const mostChecks = 100;

/**
 * The minima of loss + lambda (alpha |b|_1 + (1 - alpha)/2 |b|^2) along a path of penalties, each from the last.
 *
 * At each penalty the loss is majorised by the quadratic with the curvatures at the current point (which is the loss
 * itself for squared error), and coordinate descent goes down on it. The strong rule says which covariates are in the
 * running: those whose slope at the last minimum exceeds alpha (2 lambda - last lambda). The others are held against
 * the conditions of a minimum afterwards.
 *
 * The rounds are those of the publications, in their order: with a tolerance, what a descent returns depends on them.
 *
 * @param covariates centred
 * @source Friedman, Hastie and Tibshirani 2010, J Stat Softw 33(1); Tibshirani and others 2012, JRSS B 74:245
 */
export const penaltyPath = (
  covariates: CovariateColumns,
  loss: ElasticNetLoss,
  options: PenaltyPathOptions,
): PenaltyPath =>
  // The covariates, as many places for them weighted, and three columns of the observations.
  withColumnTable(covariates.n, 2 * covariates.p + 3, (table) => pathIn(table, covariates, loss, options));

const pathIn = (
  table: ColumnTable,
  { columns, n, p, usable }: CovariateColumns,
  loss: ElasticNetLoss,
  options: PenaltyPathOptions,
): PenaltyPath => {
  const { alpha, factors } = options;
  const beta = new Float64Array(p + 1);
  beta[p] = loss.nullIntercept;
  const before = new Float64Array(p + 1);
  const eta = new Float64Array(n).fill(loss.nullIntercept);
  const curvature = new Float64Array(n);
  const start = new Float64Array(n);
  for (let j = 0; j < p; j++) table.column(j).set(columns.subarray(j * n, (j + 1) * n));
  const places = { derivative: 2 * p, root: 2 * p + 1, residual: 2 * p + 2 };
  const derivative = table.column(places.derivative);
  const root = table.column(places.root);
  const residual = table.column(places.residual);
  // Squared error of centred columns never moves the intercept.
  const descent = coordinateDescent(table, places, factors, loss.hasIntercept && !loss.quadratic);
  const isFree = factors.map((one, j) => Number(one === 0 && usable[j] === 1));
  const bounds = gradientBounds(
    table,
    places.derivative,
    factors,
    usable.map((one, j) => one - isFree[j]!),
  );
  const least = options.tolerance * loss.unitDeviance;

  const weigh = (): void => {
    for (let i = 0; i < n; i++) root[i] = Math.sqrt(curvature[i]!);
    descent.weigh();
  };
  /** The minimum over the running from where they are; the derivative is that at the current point, before and after. */
  const solve = (penalty: number): void => {
    const absolute = penalty * alpha;
    const square = penalty * (1 - alpha);
    const sweep = (which: "running" | "active"): boolean =>
      descent.sweep(which, beta, absolute, square) < least;
    const settle = (): void => {
      for (let sweeps = 0; sweeps < mostSweeps && !sweep("active"); sweeps++);
    };
    for (let quadratic = 0; quadratic < mostQuadratics; quadratic++) {
      if (!loss.quadratic) weigh();
      for (let i = 0; i < n; i++) start[i] = root[i]! > 0 ? derivative[i]! / root[i]! : 0;
      residual.set(start);
      before.set(beta);
      // The loss itself is one quadratic for the whole path: what was active is settled before all are looked at.
      if (loss.quadratic) settle();
      for (let sweeps = 0; sweeps < mostSweeps && !sweep("running"); sweeps++) settle();
      // What the residual lost is what the predictor gained.
      for (let i = 0; i < n; i++) if (root[i]! > 0) eta[i] = eta[i]! + (start[i]! - residual[i]!) / root[i]!;
      loss.derive(eta, derivative, curvature);
      if (loss.quadratic || descent.largestMove(beta, before) < least) return;
    }
  };

  loss.derive(eta, derivative, curvature);
  weigh();
  for (let j = 0; j < p; j++) if (isFree[j] === 1) descent.take(j);
  if (options.lambda === null) solve(0);
  let last = entrance(bounds.all(), factors, usable, alpha);
  const lambda = options.lambda ?? layOut(last, options);
  const coefficients = new Float64Array(lambda.length * p);
  const intercept = new Float64Array(lambda.length);
  const nonZero = new Int32Array(lambda.length);
  const devianceRatio = new Float64Array(lambda.length);
  let steps = 0;
  while (steps < lambda.length) {
    const penalty = lambda[steps]!;
    bounds.letIn(alpha * (2 * penalty - last), descent.take);
    last = penalty;
    for (let check = 0; check < mostChecks; check++) {
      solve(penalty);
      if (bounds.letIn(alpha * penalty, descent.take) === 0) break;
    }
    intercept[steps] = beta[p]!;
    for (let at = 0; at < descent.activeCount(); at++) {
      const j = descent.active[at]!;
      if (beta[j] === 0) continue;
      coefficients[steps * p + j] = beta[j]!;
      nonZero[steps]!++;
    }
    devianceRatio[steps] = 1 - loss.deviance(eta) / loss.nullDeviance;
    const ends = devianceRatio[steps]! > explained || loss.settled(devianceRatio, steps);
    steps++;
    if (options.mayEndEarly && steps >= leastSteps && ends) break;
  }
  return {
    lambda: lambda.slice(0, steps),
    intercept: intercept.slice(0, steps),
    coefficients: coefficients.subarray(0, steps * p),
    nonZero: nonZero.slice(0, steps),
    devianceRatio: devianceRatio.slice(0, steps),
  };
};

/** The penalty at which the first covariate enters. */
const entrance = (
  gradient: Float64Array,
  factors: Float64Array,
  usable: Uint8Array,
  alpha: number,
): number => {
  let highest = 0;
  for (const [j, slope] of gradient.entries())
    if (usable[j] === 1 && factors[j]! > 0) highest = Math.max(highest, Math.abs(slope) / factors[j]!);
  // A hair more, so that rounding lets nothing in at the first penalty.
  return (highest * (1 + 1e-12)) / Math.max(alpha, leastAlpha);
};

/** Penalties in equal ratios. */
const layOut = (first: number, { lambdaCount, lambdaRatio }: PenaltyPathOptions): Float64Array => {
  const ratio = lambdaRatio ** (1 / Math.max(1, lambdaCount - 1));
  return Float64Array.from({ length: lambdaCount }, (_, step) => first * ratio ** step);
};
