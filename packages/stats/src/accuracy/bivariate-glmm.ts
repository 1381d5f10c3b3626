import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskyInverse, lnChoose, minimise } from "@erbium/numerics";
import { type AccuracyTables, correctedTables } from "./accuracy-tables.ts";
import { likelihoodAsLme4 } from "./bivariate-likelihood-as-lme4.ts";
import { bivariateModel, type Covariance2 } from "./bivariate-model.ts";

export interface BivariateBinomialFit {
  readonly logitSensitivity: number;
  readonly logitSpecificity: number;
  /** of the two logits, from the curvature of the likelihood in all parameters */
  readonly standardErrors: readonly [number, number];
  /** standard deviations between studies on the logit scale */
  readonly sensitivitySd: number;
  readonly specificitySd: number;
  /** between logit sensitivity and logit specificity; usually below zero where thresholds differ */
  readonly correlation: number;
  readonly logLikelihood: number;
  /** a standard deviation of zero or a correlation of one: the studies do not tell all three apart */
  readonly singular: boolean;
  readonly convention: BinomialLikelihood;
}

/** Whether the modes of the random effects are found exactly or as far as lme4 goes; see {@link likelihoodAsLme4}. */
export type BinomialLikelihood = "Laplace approximation" | "Laplace approximation as lme4";

interface Arm {
  readonly events: number;
  readonly n: number;
}

const logExpit = (x: number): number => (x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x)));

/**
 * Laplace's log of the integral of one study over its two random effects u ~ N(0, I), with logits mean + L u:
 * the mode by Newton's method, the integrand replaced by the normal curve at it.
 */
const studyIntegral = (
  arms: readonly [Arm, Arm],
  means: readonly [number, number],
  [a, b, c]: readonly [number, number, number],
  mode: Float64Array,
): number => {
  const value = (u: number, v: number): number => {
    const [x, y] = [means[0] + a * u, means[1] + b * u + c * v];
    let sum = -(u * u + v * v) / 2;
    for (const [i, logit] of [x, y].entries()) {
      const { events, n } = arms[i as 0 | 1];
      sum += events * logExpit(logit) + (n - events) * logExpit(-logit);
    }
    return sum;
  };
  let [u, v] = [mode[0]!, mode[1]!];
  let here = value(u, v);
  let [huu, huv, hvv] = [1, 0, 1];
  for (let iteration = 0; iteration < 100; iteration++) {
    const [x, y] = [means[0] + a * u, means[1] + b * u + c * v];
    const [p, q] = [1 / (1 + Math.exp(-x)), 1 / (1 + Math.exp(-y))];
    const [rx, ry] = [arms[0].events - arms[0].n * p, arms[1].events - arms[1].n * q];
    const [wx, wy] = [arms[0].n * p * (1 - p), arms[1].n * q * (1 - q)];
    const [gu, gv] = [a * rx + b * ry - u, c * ry - v];
    [huu, huv, hvv] = [1 + a * a * wx + b * b * wy, b * c * wy, 1 + c * c * wy];
    const determinant = huu * hvv - huv * huv;
    const [du, dv] = [(hvv * gu - huv * gv) / determinant, (huu * gv - huv * gu) / determinant];
    let share = 1;
    let next = value(u + du, v + dv);
    while (next < here - 1e-12 * Math.abs(here) && share > 1e-6) {
      share /= 2;
      next = value(u + share * du, v + share * dv);
    }
    u += share * du;
    v += share * dv;
    here = next;
    if (Math.abs(du) + Math.abs(dv) < 1e-11) break;
  }
  mode[0] = u;
  mode[1] = v;
  return here - 0.5 * Math.log(huu * hvv - huv * huv);
};

/**
 * Bivariate binomial-normal model: true positives and true negatives are binomial, their logits normal and
 * correlated between studies. Needs no correction of empty cells.
 *
 * Maximum likelihood, the integral over the random effects by Laplace's approximation.
 *
 * @returns refuses what {@link correctedTables} refuses and fewer than three studies
 * @source Chu and Cole 2006, J Clin Epidemiol 59:1331; agrees with lme4's glmer(nAGQ = 1) to its four digits
 */
export const bivariateBinomialModel = (
  tables: AccuracyTables,
  convention: BinomialLikelihood = "Laplace approximation",
): Result<BivariateBinomialFit> => {
  const read = correctedTables(tables, { to: "none" });
  if (!read.ok) return read;
  const { truePositives, trueNegatives, diseased, healthy } = read.value;
  const k = diseased.length;
  const start = bivariateModel(tables, { method: "REML" });
  if (!start.ok) return start;
  const between = start.value.between as Covariance2;
  const studies = Array.from({ length: k }, (_, i): readonly [Arm, Arm] => [
    { events: truePositives[i]!, n: diseased[i]! },
    { events: trueNegatives[i]!, n: healthy[i]! },
  ]);
  const constant = studies.flat().reduce((sum, { events, n }) => sum + lnChoose(n, events), 0);
  const [s, f] = start.value.coefficients;
  const a = Math.sqrt(Math.max(between.sensitivity, 0.01));
  const b = -between.covariance / a;
  const c = Math.sqrt(Math.max(between.falsePositiveRate - b * b, 0.01));
  // Parameters: both means, then the factor L of the covariance; its signs are free, so that zero is inside.
  const modes = studies.map(() => new Float64Array(2));
  const exact = {
    value: ([m0, m1, l00, l10, l11]: Float64Array): number =>
      -studies.reduce(
        (sum, arms, i) => sum + studyIntegral(arms, [m0!, m1!], [l00!, l10!, l11!], modes[i]!),
        0,
      ),
    from: Float64Array.of(s!.estimate, -f!.estimate, a, b, c),
  };
  const counts = {
    k,
    events: Float64Array.from(studies.flat(), (arm) => arm.events),
    n: Float64Array.from(studies.flat(), (arm) => arm.n),
  };
  const { value, from } =
    convention === "Laplace approximation" ? exact : likelihoodAsLme4(counts, [a, b, c]);
  const found = minimise(value, minimise(value, from).at);
  if (!Number.isFinite(found.value))
    return err({
      code: "no-maximum",
      message: "the likelihood could not be maximised",
      remedy: "check for studies with extreme counts",
    });
  const [m0, m1, l00, l10, l11] = found.at as unknown as [number, number, number, number, number];
  const sensitivitySd = Math.abs(l00);
  const specificitySd = Math.hypot(l10, l11);
  const correlation = (Math.sign(l00) * l10) / specificitySd;
  const singular = sensitivitySd < 1e-4 || specificitySd < 1e-4 || Math.abs(correlation) > 0.9999;
  return ok({
    ...{ logitSensitivity: m0, logitSpecificity: m1 },
    ...{ sensitivitySd, specificitySd, correlation, singular },
    standardErrors: meanErrors(value, found.at, singular),
    logLikelihood: constant - found.value,
    convention,
  });
};

/** Standard errors of the means from second differences of minus the log-likelihood at its minimum. */
const meanErrors = (
  f: (at: Float64Array) => number,
  at: Float64Array,
  singular: boolean,
): readonly [number, number] => {
  // At a border the variances have no curvature; the means are judged with the variances held.
  const size = singular ? 2 : 5;
  const hessian = new Float64Array(size * size);
  const step = 1e-3;
  const moved = (i: number, di: number, j: number, dj: number): number => {
    const point = at.slice();
    point[i]! += di * step;
    point[j]! += dj * step;
    return f(point);
  };
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const second =
        (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) /
        (4 * step * step);
      hessian[i * size + j] = second;
      hessian[j * size + i] = second;
    }
  const factor = cholesky(hessian, size);
  if (factor === null) return [Number.NaN, Number.NaN];
  const inverse = choleskyInverse(factor, size);
  return [Math.sqrt(inverse[0]!), Math.sqrt(inverse[size + 1]!)];
};
