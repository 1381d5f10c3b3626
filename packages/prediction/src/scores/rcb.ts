import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { settled } from "../frame/settled.ts";

const percent = z.number().min(0).max(100);

/**
 * Residual cancer burden after neoadjuvant chemotherapy: index (no unit) and class.
 *
 * Refuses positive nodes without a deposit and a deposit without positive nodes, and cancer in a tumour
 * bed without extent: a diameter that was not measured must not read as no cancer left. A power of nothing is
 * nothing here, although 0^0.17 is computed as such anyway.
 *
 * @source knowledge/scores/rcb.yaml
 */
export const rcb = defineModel({
  id: "rcb",
  input: z.strictObject({
    d1_mm: z.number().min(0).describe("longest diameter of the tumour bed"),
    d2_mm: z.number().min(0).describe("diameter of the tumour bed across it"),
    cellularity_pct: percent.describe(
      "share of the tumour bed that is cancer, invasive and in situ, average",
    ),
    in_situ_pct: percent.describe("share of the cancer that is in situ"),
    positive_nodes: z.int().min(0).describe("lymph nodes with cancer"),
    d_met_mm: z.number().min(0).describe("diameter of the largest nodal deposit"),
  }),
  parameters: z.strictObject({
    primaryWeight: z.number(),
    nodeWeight: z.number(),
    nodeBase: z.number(),
    exponent: z.number(),
  }),
  example: { d1_mm: 20, d2_mm: 15, cellularity_pct: 20, in_situ_pct: 5, positive_nodes: 2, d_met_mm: 6 },
  open: { in_situ_pct: [0, 100] },
  scale: "class",
  evaluate: (input, { parameters, table }) => {
    const { d1_mm, d2_mm, cellularity_pct, in_situ_pct, positive_nodes, d_met_mm } = input;
    if (positive_nodes > 0 !== d_met_mm > 0)
      return err({
        code: "inconsistent-input",
        message: `${positive_nodes} positive nodes and a largest deposit of ${d_met_mm} mm contradict each other`,
        path: d_met_mm > 0 ? "positive_nodes" : "d_met_mm",
        remedy: "give both above zero, or both zero",
      });
    if (d1_mm * d2_mm === 0 && cellularity_pct > 0)
      return err({
        code: "inconsistent-input",
        message: `a tumour bed of ${d1_mm} x ${d2_mm} mm with ${cellularity_pct} % of cancer cells contradicts itself`,
        path: d1_mm === 0 ? "d1_mm" : "d2_mm",
        remedy: "give both diameters of the bed, or a cellularity of 0 where no cancer is left in it",
      });
    const { primaryWeight, nodeWeight, nodeBase, exponent } = parameters;
    const d_prim_mm = Math.sqrt(d1_mm * d2_mm);
    const f_inv = ((1 - in_situ_pct / 100) * cellularity_pct) / 100;
    const term_primary = primaryWeight * (f_inv * d_prim_mm) ** exponent;
    const term_nodes = (nodeWeight * (1 - nodeBase ** positive_nodes) * d_met_mm) ** exponent;
    const index = term_primary + term_nodes;
    const rcb_class = table("class").outcome({ index: settled(index) });
    return ok({
      values: { d_prim_mm, f_inv, term_primary, term_nodes, index, rcb_class },
      class: rcb_class,
    });
  },
});
