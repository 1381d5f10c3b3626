import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { settled } from "../frame/settled.ts";

const uptake = z.number().min(0);

/**
 * PERCIST 1.0: metabolic response from SULpeak of the hottest lesion of each scan (SUL, g/mL) and, where
 * given, total lesion glycolysis.
 *
 * @source knowledge/scores/response.yaml
 */
export const percist = defineModel({
  id: "percist-1.0",
  input: z.strictObject({
    sulpeak_baseline: z.number().positive(),
    sulpeak_followup: uptake,
    new_lesion: z.boolean().describe("FDG-avid and typical of cancer"),
    all_background: z.boolean().describe("every lesion at the level of its surroundings, below liver"),
    tlg_baseline: z.number().positive().optional().describe("total lesion glycolysis"),
    tlg_followup: uptake.optional(),
  }),
  example: { sulpeak_baseline: 8, sulpeak_followup: 5, new_lesion: false, all_background: false },
  open: { new_lesion: [false, true], all_background: [false, true] },
  evaluate: (given, { table }) => {
    const { sulpeak_baseline: before, sulpeak_followup: now, tlg_baseline, tlg_followup } = given;
    const rise = settled(now - before);
    const rise_pct = settled((100 * (now - before)) / before);
    const glycolysis = tlg_baseline !== undefined && tlg_followup !== undefined;
    const value = table("class").outcome({
      new_lesion: given.new_lesion,
      all_background: given.all_background,
      rise,
      rise_pct,
      fall: -rise,
      fall_pct: -rise_pct,
      tlg_rise_pct: glycolysis ? settled((100 * (tlg_followup - tlg_baseline)) / tlg_baseline) : 0,
    });
    return ok({
      values: { value, change_pct: rise_pct, change: rise },
      class: value,
      warnings: [
        warning(
          "measurable",
          "that the lesion was measurable at baseline is not checked (its limit is from memory)",
        ),
        ...(glycolysis
          ? []
          : [warning("no-tlg", "without total lesion glycolysis progression by volume cannot be seen")]),
      ],
      wouldChange: glycolysis || value === "PMD" ? [] : ["tlg_baseline", "tlg_followup"],
    });
  },
});
