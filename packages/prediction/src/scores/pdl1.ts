import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { settled } from "../frame/settled.ts";

/**
 * PD-L1 tumour proportion score (percent) and combined positive score (at most 100) from counts of one section.
 *
 * @source knowledge/scores/immunohistochemistry.yaml
 */
export const pdl1 = defineModel({
  id: "pdl1",
  input: z.strictObject({
    viable_tumour_cells: z.int().min(1),
    pos_tumour: z.int().min(0).describe("viable tumour cells with membrane staining"),
    pos_lymph_macrophage: z
      .int()
      .min(0)
      .describe("stained lymphocytes and macrophages; no plasma cells, neutrophils or eosinophils"),
    cancer: z.enum(["gastric", "triple-negative breast", "lung"]).optional().describe("whose limits to read"),
    assay: z.string().min(1).optional().describe("clone and platform"),
  }),
  parameters: z.strictObject({ mostCps: z.number() }),
  example: {
    viable_tumour_cells: 200,
    pos_tumour: 20,
    pos_lymph_macrophage: 30,
    cancer: "gastric",
    assay: "22C3",
  },
  evaluate: (given, { parameters, table }) => {
    const { viable_tumour_cells, pos_tumour, pos_lymph_macrophage, cancer, assay } = given;
    if (pos_tumour > viable_tumour_cells)
      return err({
        code: "inconsistent-input",
        message: `${pos_tumour} positive of ${viable_tumour_cells} viable tumour cells`,
        path: "pos_tumour",
        remedy: "count positive tumour cells among the viable ones",
      });
    const tps_pct = (100 * pos_tumour) / viable_tumour_cells;
    const cps = Math.min(
      parameters.mostCps,
      (100 * (pos_tumour + pos_lymph_macrophage)) / viable_tumour_cells,
    );
    const evaluable = table("evaluable").outcome<boolean>({ viable_tumour_cells });
    const named =
      cancer !== undefined && evaluable
        ? table("class").outcome({ cancer, tps: settled(tps_pct), cps: settled(cps) })
        : null;
    return ok({
      values: { tps_pct, cps, evaluable, assay: assay ?? null },
      class: named,
      warnings: [
        ...(evaluable
          ? []
          : [
              warning(
                "too-few-cells",
                `${viable_tumour_cells} viable tumour cells are too few to be read (limit from memory)`,
              ),
            ]),
        ...(assay === undefined
          ? [warning("assay-not-named", "no assay is named: values of different clones do not compare")]
          : []),
      ],
      wouldChange: evaluable ? [] : ["viable_tumour_cells"],
    });
  },
});
