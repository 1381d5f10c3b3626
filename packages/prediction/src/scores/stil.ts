import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";

/**
 * Class of a reading of stromal tumour-infiltrating lymphocytes (percent of the stroma within the border).
 *
 * @source knowledge/scores/immunohistochemistry.yaml
 */
export const stil = defineModel({
  id: "stil",
  input: z.strictObject({
    stil_pct: z.number().min(0).max(100).describe("mononuclear cells, share of the stroma, average"),
    reader: z.string().min(1).optional(),
    method: z.string().min(1).optional(),
  }),
  example: { stil_pct: 40, reader: "A", method: "Salgado 2015" },
  evaluate: ({ stil_pct, reader, method }, { table }) => {
    const named = table("class").outcome({ stil_pct });
    return ok({
      values: { value: stil_pct, reader: reader ?? null, method: method ?? null },
      class: named,
      warnings: [
        warning("unconfirmed-limits", "the limits of lymphocyte-predominant were not seen in a source"),
        ...(reader === undefined || method === undefined
          ? [warning("reader-not-named", "readers differ: keep reader and method with the value")]
          : []),
      ],
    });
  },
});
