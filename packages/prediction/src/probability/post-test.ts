import { err, ok } from "@erbium/model";
import { postTestProbability } from "@erbium/stats";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { logit, logitVariance, oddsInterval } from "./log-odds.ts";

const inside = z.number().gt(0).lt(1);
const share = z.number().min(0).max(1);
const interval = z.tuple([inside, inside]);

/**
 * Probability of the condition after a positive and a negative test (0 to 1), with a 95 % interval by the
 * delta method on the log-odds scale from whichever intervals are given.
 *
 * @source knowledge/scores/probability.yaml; Bayes' theorem in the room stats
 */
export const postTest = defineModel({
  id: "post-test",
  input: z.strictObject({
    pretest: share.describe("probability before the test, 0 to 1"),
    sensitivity: share,
    specificity: share,
    pretest_ci: interval.optional().describe("95 % interval"),
    sensitivity_ci: interval.optional().describe("95 % interval"),
    specificity_ci: interval.optional().describe("95 % interval"),
  }),
  example: { pretest: 0.4, sensitivity: 0.66, specificity: 0.62 },
  evaluate: (given) => {
    const { pretest, sensitivity: se, specificity: sp } = given;
    for (const field of ["pretest", "sensitivity", "specificity"] as const) {
      const ci = given[`${field}_ci`];
      if (ci !== undefined && !(ci[0] <= given[field] && given[field] <= ci[1]))
        return err({
          code: "inconsistent-input",
          message: `${field} ${given[field]} lies outside its interval ${ci.join(" to ")}`,
          path: `${field}_ci`,
          remedy: "give low and high around the estimate",
        });
    }
    if (se + sp === 0 || (se === 0 && sp === 1) || (se === 1 && sp === 0))
      return err({
        code: "no-likelihood-ratio",
        message: `a test of sensitivity ${se} and specificity ${sp} has no likelihood ratio`,
        path: "sensitivity",
        remedy: "give a test that can come out both ways",
      });
    const ratios = {
      positive: sp === 1 ? Number.MAX_VALUE : se / (1 - sp),
      negative: sp === 0 ? Number.MAX_VALUE : (1 - se) / sp,
    };
    const after = postTestProbability(pretest, ratios);
    if (!after.ok) return after;
    const vSe = logitVariance(given.sensitivity_ci);
    const vSp = logitVariance(given.specificity_ci);
    const vPre = logitVariance(given.pretest_ci);
    const uncertain = vSe + vSp + vPre > 0;
    const spread = (probability: number, variance: number) =>
      oddsInterval(
        logit(probability),
        vPre + variance,
        "95 %, delta method on the log odds, from the intervals given",
      );
    return ok({
      values: {
        lr_positive: ratios.positive,
        lr_negative: ratios.negative,
        after_positive: after.value.afterPositive,
        after_negative: after.value.afterNegative,
      },
      interval: uncertain
        ? {
            after_positive: spread(after.value.afterPositive, (1 - se) ** 2 * vSe + sp ** 2 * vSp),
            after_negative: spread(after.value.afterNegative, se ** 2 * vSe + (1 - sp) ** 2 * vSp),
          }
        : null,
      warnings: [
        ...(uncertain
          ? []
          : [warning("no-interval", "no interval of the inputs is given, so none of the answer can be")]),
        ...(sp === 1 || sp === 0 || se === 1 || se === 0
          ? [
              warning(
                "perfect-figure",
                "a sensitivity or specificity of 0 or 1 is an estimate, not a certainty",
              ),
            ]
          : []),
      ],
    });
  },
});
