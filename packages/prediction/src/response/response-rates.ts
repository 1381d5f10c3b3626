import { err, ok } from "@erbium/model";
import { exactBinomialInterval } from "@erbium/numerics";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import type { Interval } from "../frame/prediction.ts";
import { warning } from "../frame/prediction.ts";

const count = z.int().min(0);

/**
 * Objective response, disease control and clinical benefit rate (percent) recomputed from the counts of best
 * responses, with exact (Clopper-Pearson) 95 % intervals.
 *
 * @source knowledge/scores/response.yaml
 */
export const responseRates = defineModel({
  id: "response-rates",
  input: z.strictObject({
    cr: count,
    pr: count,
    sd: count,
    pd: count,
    ne: count.describe("not evaluable; they stay in the denominator"),
    sd_long: count.optional().describe("of those with SD: 24 weeks or more"),
  }),
  example: { cr: 3, pr: 20, sd: 15, pd: 8, ne: 2, sd_long: 6 },
  evaluate: ({ cr, pr, sd, pd, ne, sd_long }) => {
    const n = cr + pr + sd + pd + ne;
    if (n === 0)
      return err({
        code: "no-patients",
        message: "all counts are zero",
        path: "cr",
        remedy: "give the best responses of at least one patient",
      });
    if (sd_long !== undefined && sd_long > sd)
      return err({
        code: "inconsistent-input",
        message: `${sd_long} long stable of ${sd} stable patients`,
        path: "sd_long",
        remedy: "long stable disease is part of stable disease",
      });
    const rate = (events: number): { estimate: number; interval: Interval } => {
      const exact = exactBinomialInterval(events, n);
      if (!exact.ok) throw new Error(exact.error.message); // events are 0 to n by construction
      const { estimate, low, high, convention } = exact.value;
      return {
        estimate: 100 * estimate,
        interval: { low: 100 * low, high: 100 * high, convention: `95 %, ${convention}` },
      };
    };
    const [orr, dcr] = [rate(cr + pr), rate(cr + pr + sd)];
    const benefit = sd_long === undefined ? null : rate(cr + pr + sd_long);
    return ok({
      values: {
        n,
        responders: cr + pr,
        controlled: cr + pr + sd,
        orr_pct: orr.estimate,
        dcr_pct: dcr.estimate,
        cbr_pct: benefit?.estimate ?? null,
      },
      interval: {
        orr_pct: orr.interval,
        dcr_pct: dcr.interval,
        cbr_pct: benefit?.interval ?? {
          low: orr.estimate,
          high: dcr.estimate,
          convention: "ORR to DCR: the number of long stable disease is not given",
        },
      },
      warnings:
        benefit === null
          ? [warning("benefit-open", "without sd_long the clinical benefit rate lies between ORR and DCR")]
          : [],
      wouldChange: benefit === null ? ["sd_long"] : [],
    });
  },
});
