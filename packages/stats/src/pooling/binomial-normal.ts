import { err, ok, type Result } from "@erbium/model";
import { binomial, normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { proportionEffects } from "../effect-size/proportion.ts";
import { adaptiveQuadrature, conditionalDeviance } from "./binomial-normal-likelihood.ts";
import {
  type CommonProportion,
  commonProportion,
  type ProportionHeterogeneity,
  proportionHeterogeneity,
} from "./common-proportion.ts";
import { laggedLaplace, laggedStart } from "./lagged-laplace.ts";
import { planeMaximum } from "./plane-maximum.ts";
import { pool, pooled, tauSquaredOf } from "./pool.ts";
import { badNodes } from "./quadrature-nodes.ts";

export interface BinomialNormalOptions {
  /** quadrature points a study, 1 for Laplace's approximation; 7 where left out */
  readonly nodes?: number;
  readonly level?: number;
  /** with one node: the determinant one step behind, as lme4 has it; exact where left out */
  readonly laplace?: "exact" | "lagged";
}

/** A pooled proportion by the binomial-normal model; all on the logit scale but where said. */
export interface BinomialNormal {
  readonly k: number;
  readonly nodes: number;
  readonly level: number;
  /** logit of the median study's proportion */
  readonly estimate: number;
  /** from the observed information of (mu, tau) */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** standard deviation of the studies' logits */
  readonly tau: number;
  /** from the observed information; null where tau is 0 */
  readonly tauStandardError: number | null;
  readonly tauSquared: number;
  /** with the binomial coefficients */
  readonly logLikelihood: number;
  /** log-likelihood of one probability a study, less half the deviance given the modes: metafor's figure */
  readonly conditionalLogLikelihood: number;
  readonly proportion: { readonly estimate: number; readonly low: number; readonly high: number };
  readonly common: CommonProportion;
  readonly heterogeneity: ProportionHeterogeneity;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Refuses counts whose likelihood has no maximum. */
const refuseExtreme = (events: Float64Array, n: Float64Array): Result<null> => {
  const k = events.length;
  if (k < 2)
    return err({
      code: k === 0 ? "no-studies" : "one-study",
      message: `${k} studies leave nothing to estimate the scatter between studies from`,
      remedy: "report the single proportion with its exact interval",
    });
  const whole = (columnOf: Float64Array): number => columnOf.reduce((sum, one) => sum + one, 0);
  const [all, patients] = [whole(events), whole(n)];
  if (!Number.isFinite(all) || !Number.isFinite(patients))
    return err({
      code: "not-finite",
      message: "events or patients are missing in some study",
      remedy: "leave out studies with missing counts",
    });
  if (all === 0 || all === patients)
    return err({
      code: all === 0 ? "no-events" : "only-events",
      message: `${all} events of ${patients} patients: the logit of the pooled proportion is not finite`,
      remedy: "report the sum with its exact interval",
    });
  if (events.every((x, i) => x === 0 || x === n[i]))
    return err({
      code: "separated",
      message:
        "in every study nobody or everybody had the event: the likelihood rises with the scatter without end",
      remedy: "look for what parts the studies, or report them one by one with exact intervals",
    });
  return ok(null);
};

/**
 * Pools proportions by the binomial-normal model (a random-intercept logistic regression), by maximum likelihood with
 * adaptive Gauss-Hermite quadrature. Needs no continuity correction and no approximate variances; the default for
 * proportions.
 *
 * @param events whole numbers, length k >= 2
 * @param n      patients, length k
 * @returns refusals: not-a-proportion, lengths-differ, not-finite, one-study, no-events, only-events, separated,
 *         level-not-a-share, no-nodes, not-converged
 * @source Stijnen, Hamza and Ozdemir 2010, Stat Med 29:3046; Schwarzer et al. 2019, Res Synth Methods 10:476;
 *         agrees with metafor 3.8 `rma.glmm(measure = "PLO")`
 */
export const binomialNormal = (
  events: Float64Array,
  n: Float64Array,
  options: BinomialNormalOptions = {},
): Result<BinomialNormal> => {
  const { nodes = 7, level = 0.95, laplace = "exact" } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const noNodes = badNodes(nodes);
  if (noNodes !== null) return err(noNodes);
  const k = events.length;
  const logits = proportionEffects(events, n, "PLO");
  if (!logits.ok) return logits;
  const refused = refuseExtreme(events, n);
  if (!refused.ok) return refused;
  const { effects, variances } = logits.value;
  const moments = pool(effects, variances, { method: "DL" });
  if (!moments.ok) return moments;
  const lagged = nodes === 1 && laplace === "lagged" ? laggedStart(events, n) : null;
  const likelihood =
    lagged === null ? adaptiveQuadrature(events, n, nodes) : laggedLaplace(events, n, lagged);
  const optimum = planeMaximum(
    likelihood,
    lagged?.mu ?? pooled(moments.value).estimate,
    lagged?.tau ?? Math.max(0.2, Math.sqrt(tauSquaredOf(moments.value))),
  );
  if (optimum === null)
    return err({
      code: "not-converged",
      message: "the likelihood of the binomial-normal model has no optimum that Newton's method finds",
      remedy: "pool transformed proportions instead, and look for studies of 0 or all events",
    });
  const [a, b, d] = optimum.information;
  const common = commonProportion(events, n);
  // the height at one proportion for all is the bar that scatter must clear
  const bar = { value: 0, mu: 0, tau: 0 };
  likelihood(common.estimate, 0, bar);
  const flat = optimum.value - bar.value < 1e-12 * Math.max(1, -optimum.value);
  const tau = flat ? 0 : optimum.tau;
  const determinant = a * d - b * b;
  // without scatter the model is one proportion, which has a closed form
  const estimate = flat ? common.estimate : optimum.mu;
  const standardError = flat ? common.standardError : Math.sqrt(d / determinant);
  const reach = normal.upperQuantile((1 - level) / 2) * standardError;
  const [low, high] = [estimate - reach, estimate + reach];
  return ok({
    k,
    nodes,
    level,
    estimate,
    standardError,
    low,
    high,
    tau,
    tauStandardError: flat ? null : Math.sqrt(a / determinant),
    tauSquared: tau * tau,
    logLikelihood: optimum.value,
    conditionalLogLikelihood:
      saturatedLogLikelihood(events, n) - conditionalDeviance(events, n, estimate, tau) / 2,
    proportion: { estimate: logistic(estimate), low: logistic(low), high: logistic(high) },
    common,
    heterogeneity: proportionHeterogeneity(events, n, variances, tau * tau),
  });
};

const saturatedLogLikelihood = (events: Float64Array, n: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < events.length; i++) sum += binomial.logDensity(events[i]!, n[i]!, events[i]! / n[i]!);
  return sum;
};
