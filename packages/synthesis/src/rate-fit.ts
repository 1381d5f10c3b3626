import { ok, type Result } from "@erbium/model";
import {
  pool,
  pooled,
  predictionInterval,
  proportionEffects,
  proportionOf,
  tauSquaredOf,
} from "@erbium/stats";
import type { RateFit } from "./pooled-rate.ts";

/**
 * The pooled rate of several arms: random intercepts on the logit scale.
 *
 * @param events   per arm
 * @param patients per arm
 * @returns percent; the refusal of the method where the counts carry no fit
 */
export const fitRate = (events: Float64Array, patients: Float64Array): Result<RateFit> => {
  const effects = proportionEffects(events, patients, "PLO");
  if (!effects.ok) return effects;
  const fit = pool(effects.value.effects, effects.value.variances, { method: "REML", test: "hartung-knapp" });
  if (!fit.ok) return fit;
  const percent = (logit: number): number => 100 * proportionOf(logit, "PLO", Number.NaN);
  const { estimate, low, high } = pooled(fit.value);
  const further = predictionInterval(fit.value, "HK");
  const { iSquared, q, df, p } = fit.value.heterogeneity;
  return ok({
    estimate: percent(estimate),
    low: percent(low),
    high: percent(high),
    convention: "random effects on logits, REML, Hartung-Knapp",
    tauSquared: tauSquaredOf(fit.value),
    heterogeneity: { iSquared, q, df, p },
    prediction:
      further === null
        ? null
        : { low: percent(further.low), high: percent(further.high), convention: further.convention },
  });
};
