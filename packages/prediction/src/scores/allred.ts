import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";

/**
 * Allred score of a hormone receptor: proportion (0 to 5) plus intensity (0 to 3); 0 or 2 to 8.
 *
 * @source knowledge/scores/immunohistochemistry.yaml
 */
export const allred = defineModel({
  id: "allred",
  input: z.strictObject({
    percent: z.number().min(0).max(100).describe("% of tumour nuclei stained"),
    intensity: z.int().min(0).max(3).describe("0 none, 1 weak, 2 moderate, 3 strong"),
  }),
  example: { percent: 33, intensity: 2 },
  evaluate: ({ percent, intensity }, { table }) => {
    if (percent > 0 !== intensity > 0)
      return err({
        code: "inconsistent-input",
        message: `${percent} % of nuclei stained at intensity ${intensity} contradict each other`,
        path: "intensity",
        remedy: "give both above zero, or both zero",
      });
    const proportion = table("proportion").outcome<number>({ percent });
    const total = proportion + intensity;
    const named = table("class").outcome({ total });
    return ok({ values: { proportion, intensity, total, positive: named === "positive" }, class: named });
  },
});
