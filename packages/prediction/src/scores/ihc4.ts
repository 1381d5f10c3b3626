import { err, ok, type Refusal } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { outOfScope } from "../frame/patient.ts";
import { warning } from "../frame/prediction.ts";

const trap = (message: string, path: string, remedy: string): { ok: false; error: Refusal } =>
  err({ code: "trap", message, path, remedy });

/**
 * IHC4 prognostic score. Its scale of Ki-67 is not settled by the source: percent is read, and said.
 * What would make it IHC4+C is refused: the clinical part seen puts the grade where the size belongs.
 *
 * @source knowledge/scores/immunohistochemistry.yaml
 */
export const ihc4 = defineModel({
  id: "ihc4",
  input: z.strictObject({
    er10: z.number().min(0).max(10).describe("H-score of the oestrogen receptor / 30"),
    pgr10: z.number().min(0).max(10).describe("% of cells with progesterone receptor / 10"),
    her2: z
      .union([z.literal(0), z.literal(1)])
      .meta({ description: "0 negative, 1 positive", words: { negative: 0, positive: 1 } }),
    ki67_pct: z.number().min(0).max(100).describe("% of cells; a fraction is refused"),
    ki67_scale: z.enum(["percent", "fraction"]).optional().describe("say percent to settle a value below 1"),
    size_mm: z.unknown().optional().describe("refused: belongs to IHC4+C"),
    grade: z.unknown().optional().describe("refused: belongs to IHC4+C"),
    nodes: z.unknown().optional().describe("refused: belongs to IHC4+C"),
  }),
  parameters: z.strictObject({
    factor: z.number(),
    her2: z.number(),
    er10: z.number(),
    pgr10: z.number(),
    ki67: z.number(),
    ki67Factor: z.number(),
  }),
  example: { er10: 8, pgr10: 5, her2: 1, ki67_pct: 30 },
  evaluate: (given, { score, parameters: b }) => {
    for (const field of ["size_mm", "grade", "nodes"] as const)
      if (given[field] !== undefined) return outOfScope(score, `${field} is part of IHC4+C`, field);
    if (given.ki67_scale === "fraction")
      return trap("Ki-67 as a fraction has no settled meaning here", "ki67_pct", "give Ki-67 in percent");
    if (given.ki67_pct > 0 && given.ki67_pct < 1 && given.ki67_scale === undefined)
      return trap(
        `a Ki-67 of ${given.ki67_pct} may be a fraction`,
        "ki67_pct",
        'give Ki-67 in percent, with ki67_scale "percent" where it is below 1 %',
      );
    const value =
      b.factor *
      (b.her2 * given.her2 +
        b.er10 * given.er10 +
        b.pgr10 * given.pgr10 +
        b.ki67 * Math.log(1 + b.ki67Factor * given.ki67_pct));
    return ok({
      values: { value },
      warnings: [
        warning(
          "undecided-scale",
          "whether Ki-67 enters as percent or as fraction is not settled; percent is read",
        ),
        ...(given.er10 === 0 ? [warning("er-negative", "the score was made for ER-positive disease")] : []),
      ],
    });
  },
});
