import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";

const probability = z.number().min(0).max(1);

/**
 * The early look of I-SPY2.2: whether the fall of the tumour volume at three weeks is poor, and whether
 * omitting anthracycline is an option at twelve weeks. Limits of its probability models are not public: a
 * predicted probability is compared only with a limit that the user gives.
 *
 * @source knowledge/scores/early-response.yaml
 */
export const ispy2Redirection = defineModel({
  id: "ispy2-redirection",
  input: z.strictObject({
    week: z.number().min(0),
    fall_pct: z.number().max(100).optional().describe("fall of the functional tumour volume since baseline"),
    predicted_rcb: z
      .enum(["RCB-0", "RCB-I", "RCB-II", "RCB-III"])
      .optional()
      .describe("from the imaging centre"),
    core_biopsy: z.enum(["negative", "positive"]).optional().describe("of the tumour bed"),
    predicted_pcr: probability.optional().describe("from the imaging centre's model"),
    pcr_limit: probability.optional().describe("your limit for this subtype; there is no default"),
  }),
  example: { week: 3, fall_pct: 22 },
  evaluate: (given, { table }) => {
    const { week, fall_pct, predicted_rcb, core_biopsy, predicted_pcr, pcr_limit } = given;
    if (predicted_pcr !== undefined && pcr_limit === undefined)
      return err({
        code: "no-limit",
        message: "a predicted probability has nothing to be compared with",
        path: "pcr_limit",
        remedy:
          "give pcr_limit, chosen by predictive value for the subtype; the trial's limits are not public",
      });
    const early = table("early").outcomeIfKnown({ week, fall_pct });
    const omit = table("deescalation").outcomeIfKnown<boolean>({ week, predicted_rcb, core_biopsy });
    const open = [
      ...(early === null ? ["fall_pct"] : []),
      ...(omit === null && predicted_rcb === undefined ? ["predicted_rcb"] : []),
      ...(omit === null && core_biopsy === undefined ? ["core_biopsy"] : []),
    ];
    return ok({
      values: {
        early_look: early,
        omit_anthracycline_option: omit,
        above_limit: predicted_pcr === undefined ? null : predicted_pcr >= (pcr_limit as number),
      },
      class: early,
      warnings: [
        warning(
          "trial-only",
          "rules of a trial, in part not public; not a ground to change treatment outside it",
        ),
      ],
      wouldChange: open,
    });
  },
});
