import { err, ok, type Result } from "@erbium/model";
import { postTestProbability } from "@erbium/stats";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { logit, logitVariance, oddsInterval } from "./log-odds.ts";

const inside = z.number().gt(0).lt(1);
const share = z.number().min(0).max(1);
const interval = z.tuple([inside, inside]);

/** How often a result comes among those with the condition, and among those without it. */
interface Shares {
  readonly in: number;
  readonly out: number;
}

/** Likelihood ratio of a result; null where it is infinite. */
const ratio = (shares: Shares): number | null => (shares.out === 0 ? null : shares.in / shares.out);

/** Probability of the condition among those with a result; null where nobody has it. */
const after = (pretest: number, shares: Shares): Result<number | null> => {
  if (pretest * shares.in + (1 - pretest) * shares.out === 0) return ok(null);
  if (shares.out === 0) return ok(1);
  const only = shares.in / shares.out;
  const found = postTestProbability(pretest, { positive: only, negative: only });
  return found.ok ? ok(found.value.afterPositive) : found;
};

/**
 * Probability of the condition after a positive and a negative test (0 to 1), with a 95 % interval by the
 * delta method on the log-odds scale from whichever intervals are given.
 *
 * A ratio that is infinite and a probability after a result that cannot come are null, and said in words.
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
    const positive = { in: se, out: 1 - sp };
    const negative = { in: 1 - se, out: sp };
    const whenPositive = after(pretest, positive);
    const whenNegative = after(pretest, negative);
    if (!whenPositive.ok) return whenPositive;
    if (!whenNegative.ok) return whenNegative;
    const [after_positive, after_negative] = [whenPositive.value, whenNegative.value];
    const vSe = logitVariance(given.sensitivity_ci);
    const vSp = logitVariance(given.specificity_ci);
    const vPre = logitVariance(given.pretest_ci);
    const uncertain = vSe + vSp + vPre > 0;
    const spread = (name: string, probability: number | null, variance: number) =>
      // At 0, at 1 and where there is none, log odds have no interval.
      !uncertain || probability === null || probability === 0 || probability === 1
        ? {}
        : {
            [name]: oddsInterval(
              logit(probability),
              vPre + variance,
              "95 %, delta method on the log odds, from the intervals given",
            ),
          };
    const interval = {
      ...spread("after_positive", after_positive, (1 - se) ** 2 * vSe + sp ** 2 * vSp),
      ...spread("after_negative", after_negative, se ** 2 * vSe + (1 - sp) ** 2 * vSp),
    };
    return ok({
      values: {
        lr_positive: ratio(positive),
        lr_negative: ratio(negative),
        after_positive,
        after_negative,
      },
      interval: Object.keys(interval).length > 0 ? interval : null,
      warnings: [
        ...(uncertain
          ? []
          : [warning("no-interval", "no interval of the inputs is given, so none of the answer can be")]),
        ...(
          [
            ["positive", positive, after_positive],
            ["negative", negative, after_negative],
          ] as const
        ).flatMap(([result, shares, probability]) => [
          ...(shares.out === 0
            ? [
                warning(
                  "infinite-ratio",
                  `the likelihood ratio of a ${result} result is infinite: nobody without the condition has one`,
                  { result },
                ),
              ]
            : []),
          ...(probability === null
            ? [
                warning(
                  "impossible-result",
                  `a ${result} result cannot come from such patients with such a test`,
                  { result },
                ),
              ]
            : []),
        ]),
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
