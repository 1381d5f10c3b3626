import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";

/**
 * Fall of Ki-67 under treatment (percent of its baseline) and what each published rule makes of it. The fall
 * is compared as computed: 14 to 9.8 is 30 % on paper and falls short of it in binary; a fall that close to
 * a limit is said to be.
 *
 * @source knowledge/scores/early-response.yaml
 */
export const ki67Dynamics = defineModel({
  id: "ki67-dynamics",
  input: z.strictObject({
    baseline: z.number().positive().max(100).describe("% before treatment"),
    on_treatment: z.number().min(0).max(100).describe("% after its first weeks"),
  }),
  example: { baseline: 40, on_treatment: 5 },
  evaluate: ({ baseline, on_treatment }, { table }) => {
    const reduction = (100 * (baseline - on_treatment)) / baseline;
    const near = [30, 40].find((limit) => Math.abs(reduction - limit) < 1e-9);
    return ok({
      values: {
        reduction_pct: reduction,
        mukai_early_responder: table("mukai").outcome<boolean>({ on_treatment, reduction }),
        adapt_30pct_drop: table("adapt30").outcome<boolean>({ reduction }),
        zhang_40pct_drop: table("zhang40").outcome<boolean>({ reduction }),
        ccca_recalled: table("ccca").outcome<boolean>({ on_treatment }),
        adapt_day14_le10_recalled: table("day14").outcome<boolean>({ on_treatment }),
      },
      warnings: [
        warning("unconfirmed-rules", "the limits of day 14 and of complete arrest were not seen in a source"),
        ...(near === undefined
          ? []
          : [
              warning("at-the-limit", `the fall is ${near} % itself: read the rule by hand`, { limit: near }),
            ]),
      ],
    });
  },
});
