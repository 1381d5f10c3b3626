import { ok } from "@erbium/model";
import { certaintyLevel } from "@erbium/synthesis";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";

/**
 * GRADE certainty from the design and the levels that a reader took off or added.
 *
 * @source knowledge/scores/ratings.yaml; computed by the room synthesis
 */
export const grade = defineModel({
  id: "grade",
  input: z.strictObject({
    design: z.enum(["rct", "observational"]),
    levels_down: z
      .int()
      .min(0)
      .describe("bias, inconsistency, indirectness, imprecision (1 or 2 each), publication bias (1)"),
    levels_up: z.int().min(0).describe("large effect (1 or 2), dose and response (1), confounding (1)"),
  }),
  example: { design: "rct", levels_down: 1, levels_up: 0 },
  evaluate: ({ design, levels_down, levels_up }) => {
    const level = certaintyLevel(design === "rct" ? "high" : "low", levels_down, levels_up);
    return ok({
      values: { value: level.replace(" ", "_") },
      class: level,
      warnings:
        levels_down > 0 && levels_up > 0
          ? [warning("not-rated-up", "nothing is rated up where something was rated down")]
          : [],
    });
  },
});
