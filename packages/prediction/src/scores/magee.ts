import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { outOfScope } from "../frame/patient.ts";
import { warning } from "../frame/prediction.ts";
import { settled } from "../frame/settled.ts";

const equation = z.strictObject({
  constant: z.number(),
  nottingham: z.number(),
  er: z.number(),
  pr: z.number(),
  size: z.number(),
  ki67: z.number(),
  equivocal: z.number(),
});
const hScore = z.number().min(0).max(300);

/**
 * Magee equations 1 to 3 (estimates of the 21-gene recurrence score) and the decision algorithm on whether
 * that test would add anything. Each equation has HER2 terms of its own.
 *
 * @source knowledge/scores/magee.yaml
 */
export const magee = defineModel({
  id: "magee",
  input: z.strictObject({
    nottingham_score: z.int().min(3).max(9).describe("sum of tubules, nuclei and mitoses"),
    er_h: hScore.describe("H-score of the oestrogen receptor"),
    pr_h: hScore.describe("H-score of the progesterone receptor"),
    her2: z
      .enum(["neg", "equiv", "pos"])
      .meta({ words: { negative: "neg", equivocal: "equiv", positive: "pos" } }),
    size_cm: z.number().positive(),
    ki67_pct: z.number().min(0).max(100),
    mitosis_score: z.int().min(1).max(3),
  }),
  parameters: z.strictObject({ me1: equation, me2: equation, me3: equation }),
  example: {
    nottingham_score: 6,
    er_h: 270,
    pr_h: 200,
    her2: "neg",
    size_cm: 1.8,
    ki67_pct: 12,
    mitosis_score: 1,
  },
  open: { ki67_pct: [0, 100], mitosis_score: [1, 2, 3], her2: ["neg", "equiv"] },
  evaluate: (given, { score, parameters, table }) => {
    if (given.her2 === "pos") return outOfScope(score, "HER2 is positive", "her2");
    if (given.er_h === 0) return outOfScope(score, "the oestrogen receptor is negative", "er_h");
    const value = (b: z.infer<typeof equation>): number =>
      b.constant +
      b.nottingham * given.nottingham_score +
      b.er * given.er_h +
      b.pr * given.pr_h +
      (given.her2 === "equiv" ? b.equivocal : 0) +
      b.size * given.size_cm +
      b.ki67 * given.ki67_pct;
    const [me1, me2, me3] = [value(parameters.me1), value(parameters.me2), value(parameters.me3)];
    const settledScores = [me1, me2, me3].map(settled);
    const mda = table("decision").outcome({
      lowest: Math.min(...settledScores),
      highest: Math.max(...settledScores),
      mitosis_score: given.mitosis_score,
    });
    const [me1_class, me2_class, me3_class] = settledScores.map((one) =>
      table("class").outcome({ score: one }),
    );
    return ok({
      values: { me1, me2, me3, mda, me1_class, me2_class, me3_class },
      class: mda,
      warnings:
        given.her2 === "equiv"
          ? [
              warning(
                "unconfirmed-term",
                "the term of equivocal HER2 in the second equation was not seen in a source",
              ),
            ]
          : [],
    });
  },
});
