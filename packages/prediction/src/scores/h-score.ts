import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { settled } from "../frame/settled.ts";

const share = z.number().min(0).max(100);

/**
 * H-score: shares of weakly, moderately and strongly stained cells weighted 1, 2 and 3; 0 to 300.
 *
 * @source knowledge/scores/immunohistochemistry.yaml
 */
export const hScore = defineModel({
  id: "h-score",
  input: z.strictObject({
    p1: share.describe("% of cells stained weakly"),
    p2: share.describe("% of cells stained moderately"),
    p3: share.describe("% of cells stained strongly"),
  }),
  parameters: z.strictObject({ weights: z.tuple([z.number(), z.number(), z.number()]) }),
  example: { p1: 10, p2: 20, p3: 30 },
  evaluate: ({ p1, p2, p3 }, { parameters: { weights } }) => {
    const total = settled(p1 + p2 + p3);
    if (total > 100)
      return err({
        code: "inconsistent-input",
        message: `the shares add up to ${total} %`,
        path: "p1",
        remedy: "give shares of all cells that add up to at most 100 %, the rest being unstained",
      });
    return ok({ values: { value: weights[0] * p1 + weights[1] * p2 + weights[2] * p3 } });
  },
});
