import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { settled } from "../frame/settled.ts";

/**
 * Nottingham prognostic index (no unit) and its four groups.
 *
 * @source knowledge/scores/npi.yaml
 */
export const npi = defineModel({
  id: "npi",
  input: z.strictObject({
    size_cm: z.number().positive().describe("largest diameter of the invasive tumour"),
    positive_nodes: z.int().min(0).describe("lymph nodes with cancer"),
    grade: z
      .int()
      .min(1)
      .max(3)
      .meta({ description: "histological grade, 1 to 3", words: { I: 1, II: 2, III: 3 } }),
  }),
  parameters: z.strictObject({ sizeWeight: z.number() }),
  example: { size_cm: 2.5, positive_nodes: 2, grade: 3 },
  open: { grade: [1, 2, 3] },
  scale: "class",
  evaluate: ({ size_cm, positive_nodes, grade }, { parameters, table }) => {
    const node_stage = table("nodeStage").outcome<number>({ positive_nodes });
    const index = settled(parameters.sizeWeight * size_cm + node_stage + grade);
    const group = table("class").outcome({ npi: index });
    return ok({ values: { node_stage, npi: index, group }, class: group });
  },
});
