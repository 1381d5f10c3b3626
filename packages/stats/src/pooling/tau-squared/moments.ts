import { project, traceOf, traceOfTwo } from "../projector.ts";
import type { Studies } from "../studies.ts";
import type { TauSquared } from "./tau-squared.ts";

/** Var(y'P y) for y ~ N(Xb, V + tau2 I): 2 tr(PVPV) + 4 tau2 tr(PVP) + 2 tau2^2 tr(PP). */
const quadraticFormVariance = (
  studies: Studies,
  projector: ReturnType<typeof project>,
  tauSquared: number,
): number =>
  2 * traceOfTwo(studies, projector, studies.v, studies.v) +
  4 * tauSquared * traceOfTwo(studies, projector, studies.v) +
  2 * tauSquared ** 2 * traceOfTwo(studies, projector);

/**
 * Generalised method of moments: sets the weighted sum of squares `Q_a = y'P y` of given weights to its
 * expectation, `tau2 = (Q_a - tr(PV)) / tr(P)`, cut at 0.
 *
 * @param weights a_i > 0, length k, not depending on the effects
 * @source DerSimonian and Kacker 2007, Contemp Clin Trials 28:105; its error by Jackson 2013, Res Synth
 *         Methods 4:220
 */
export const generalisedQ = (
  studies: Studies,
  weights: Float64Array,
  method: "DL" | "HE" | "GENQ" = "GENQ",
): TauSquared => {
  const projector = project(studies, weights);
  const trace = traceOf(studies, projector);
  const value = Math.max(
    0,
    (projector.residualSumOfSquares - traceOf(studies, projector, studies.v)) / trace,
  );
  return {
    method,
    value,
    standardError: Math.sqrt(quadraticFormVariance(studies, projector, value)) / trace,
    iterations: 0,
  };
};

/**
 * The estimator of DerSimonian and Laird: generalised Q with the weights 1/v_i.
 *
 * @source DerSimonian and Laird 1986, Control Clin Trials 7:177; with moderators Raudenbush 2009
 */
export const dersimonianLaird = (studies: Studies): TauSquared =>
  generalisedQ(
    studies,
    studies.v.map((one) => 1 / one),
    "DL",
  );

/**
 * The estimator of Hedges (Cochran's ANOVA): generalised Q with equal weights.
 *
 * @source Hedges and Olkin 1985, Statistical Methods for Meta-Analysis, chapter 9
 */
export const hedges = (studies: Studies): TauSquared =>
  generalisedQ(studies, new Float64Array(studies.k).fill(1), "HE");

/**
 * The estimator of Hunter and Schmidt: `(Q - k) / sum(1/v_i)`, cut at 0; `HSk` scales Q by k/(k-p).
 *
 * @source Viechtbauer, Lopez-Lopez, Sanchez-Meca and Marin-Martinez 2015, Psychol Methods 20:360; the
 *         small-sample form Brannick et al. 2019, Res Synth Methods 10:454
 */
export const hunterSchmidt = (studies: Studies, method: "HS" | "HSk"): TauSquared => {
  const { k, p } = studies;
  const projector = project(
    studies,
    studies.v.map((one) => 1 / one),
  );
  let sum = 0;
  for (const weight of projector.weights) sum += weight;
  const factor = method === "HSk" ? k / (k - p) : 1;
  const value = Math.max(0, (factor * projector.residualSumOfSquares - k) / sum);
  return {
    method,
    value,
    standardError: (factor * Math.sqrt(quadraticFormVariance(studies, projector, value))) / sum,
    iterations: 0,
  };
};
