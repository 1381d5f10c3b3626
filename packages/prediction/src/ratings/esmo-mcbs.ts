import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { missingOf } from "../frame/required.ts";

const months = z.number().min(0);

/**
 * Parts of the ESMO magnitude of clinical benefit scale: the top preliminary grade of a comparative trial
 * from the lower limit of its hazard ratio and the gain in the median, and the grade of a single-arm trial.
 *
 * @source knowledge/scores/ratings.yaml
 */
export const esmoMcbs = defineModel({
  id: "esmo-mcbs",
  input: z.strictObject({
    endpoint: z.enum(["OS", "PFS", "single-arm"]),
    control_median_mo: z.number().positive().optional().describe("median of the control arm, months"),
    hr_lower_ci: z.number().positive().optional().describe("lower limit of the 95 % interval of HR"),
    gain_mo: z.number().optional().describe("gain in the median, months"),
    pfs_mo: months.optional().describe("single arm: median progression-free survival, months"),
    orr_pct: z.number().min(0).max(100).optional().describe("single arm: response rate"),
    dor_mo: months.optional().describe("single arm: median duration of response, months"),
  }),
  example: { endpoint: "OS", control_median_mo: 40.8, hr_lower_ci: 0.56, gain_mo: 15.7 },
  evaluate: (given, { table }) => {
    const partial = warning(
      "preliminary",
      "quality of life, toxicity and plateaus can still change the grade",
    );
    if (given.endpoint === "single-arm") {
      const grade = table("singleArm").outcomeIfKnown<number>({
        pfs: given.pfs_mo,
        orr: given.orr_pct,
        duration: given.dor_mo,
      });
      return ok({
        values: { value: grade, grade },
        class: grade === null ? null : String(grade),
        warnings: [partial],
        wouldChange: (["pfs_mo", "orr_pct", "dor_mo"] as const).filter(
          (field) => grade === null && given[field] === undefined,
        ),
      });
    }
    const missing = missingOf("esmo-mcbs", given, ["control_median_mo", "hr_lower_ci", "gain_mo"]);
    if (missing) return missing;
    const { endpoint, control_median_mo: control, hr_lower_ci: hr, gain_mo: gain } = given;
    const top = table("top").outcome<number | string>({ endpoint, control, hr, gain });
    const split = top === 4 && table("recalledSplit").outcome<boolean>({ endpoint, control, gain });
    return ok({
      values: { value: top, top_grade: top },
      class: String(top),
      warnings: [
        partial,
        ...(split
          ? [
              warning(
                "unconfirmed-split",
                "v1.1 asks for nine months of gain where the control lives longer than 24 (from memory): the top grade may not hold",
              ),
            ]
          : []),
      ],
    });
  },
});
