import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { expit, logit, logitVariance, oddsInterval } from "./log-odds.ts";

const inside = z.number().gt(0).lt(1);
const markers = ["her2_enriched", "til_high", "ki67_high"] as const;
const accuracy = z.strictObject({
  sensitivity: z.number(),
  specificity: z.number(),
  positive: z.number().optional(),
  negative: z.number().optional(),
});

/**
 * Probability of pathological complete response from the rate of the regimen and likelihood ratios of
 * biomarkers. Markers depend on each other, and how much is not published: the answer is a range between the
 * strongest marker alone (all share the same information) and the product (none do), widened by the interval
 * of the prior.
 *
 * @source knowledge/scores/probability.yaml (Zhao 2021)
 */
export const pcrLikelihood = defineModel({
  id: "pcr-likelihood",
  input: z.strictObject({
    prior: inside.describe("pCR rate of this very regimen and population, 0 to 1"),
    prior_ci: z.tuple([inside, inside]).optional().describe("its 95 % interval"),
    her2_enriched: z.boolean().optional().describe("PAM50 HER2-enriched; left out: not measured"),
    til_high: z.boolean().optional().describe("stromal lymphocytes high by the laboratory's limit"),
    ki67_high: z.boolean().optional().describe("Ki-67 high by the laboratory's limit"),
  }),
  parameters: z.strictObject({
    markers: z.strictObject({ her2_enriched: accuracy, til_high: accuracy, ki67_high: accuracy }),
  }),
  example: { prior: 0.45, prior_ci: [0.4, 0.5], her2_enriched: true, ki67_high: true },
  evaluate: (given, { parameters }) => {
    const { prior, prior_ci } = given;
    if (prior_ci !== undefined && !(prior_ci[0] <= prior && prior <= prior_ci[1]))
      return err({
        code: "inconsistent-input",
        message: `the prior ${prior} lies outside its interval ${prior_ci.join(" to ")}`,
        path: "prior_ci",
        remedy: "give low and high around the prior",
      });
    const ratios: Record<string, number> = {};
    for (const name of markers) {
      const { sensitivity, specificity, positive, negative } = parameters.markers[name];
      if (given[name] === true) ratios[name] = positive ?? sensitivity / (1 - specificity);
      if (given[name] === false) ratios[name] = negative ?? (1 - sensitivity) / specificity;
    }
    const measured = Object.keys(ratios);
    if (measured.length === 0)
      return err({
        code: "missing-input",
        message: "no marker is given",
        path: "her2_enriched",
        remedy: `give at least one of ${markers.join(", ")}`,
      });
    const logs = Object.values(ratios).map(Math.log);
    const product = logs.reduce((sum, one) => sum + one, 0);
    const up = Math.max(0, ...logs);
    const down = Math.min(0, ...logs);
    const variance = logitVariance(prior_ci);
    const at = (shift: number) => oddsInterval(logit(prior) + shift, variance, "");
    // Shared information: of markers that point the same way the strongest alone; together at most the product.
    const shifts = [product, up + down];
    const ends = shifts.map(at);
    return ok({
      values: {
        prior,
        likelihood_ratios: ratios,
        if_independent: expit(logit(prior) + product),
        if_fully_dependent: expit(logit(prior) + up + down),
      },
      interval: {
        pcr: {
          low: Math.min(...ends.map((one) => one.low)),
          high: Math.max(...ends.map((one) => one.high)),
          convention:
            "from full dependence of the markers to none" +
            (prior_ci === undefined
              ? "; the prior taken as exact"
              : "; 95 % interval of the prior on the log odds"),
        },
      },
      warnings: [
        ...(measured.length > 1
          ? [
              warning(
                "dependent-markers",
                `${measured.join(", ")} depend on each other; how much is not published, so a range is given and no single figure`,
                { markers: measured.join(", ") },
              ),
            ]
          : []),
        warning(
          "no-interval-of-ratios",
          "the source gives no interval of its likelihood ratios: the true range is wider",
        ),
        ...(prior_ci === undefined
          ? [warning("prior-exact", "the prior has no interval and is taken as exact")]
          : []),
      ],
      wouldChange: markers.filter((name) => given[name] === undefined),
    });
  },
});
