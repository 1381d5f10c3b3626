import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";

const group = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
const ihcScores = ["0", "1+", "2+", "3+"];

/** What the guideline's rows ask for, in the words of the published examples. */
const asked: Readonly<Record<string, string>> = {
  "blinded-recount": "recount_needed_blinded_20_cells",
  "ihc-same-tissue": "ihc_needed_same_tissue",
  "internal-adjudication": "adjudicate_internal_procedure",
};

/** Groups 2 to 4 that end negative are reported with a comment. */
const commented: Readonly<Record<string, string>> = { negative: "negative_with_comment" };

/**
 * Group of a dual-probe count and what follows, by the guideline's own tables: nothing is decided here.
 * `ihc: null` says that none was done, `recount_group: null` that no recount was.
 *
 * @source knowledge/guidelines/breast.yaml
 */
export const her2Ish = defineModel({
  id: "her2-ish-2018",
  input: z.strictObject({
    mean_her2: z.number().min(0).describe("HER2 signals per cell"),
    mean_cep17: z.number().positive().describe("CEP17 signals per cell"),
    ihc: z
      .int()
      .min(0)
      .max(3)
      .nullable()
      .meta({
        description: "IHC score of the same tissue, 0 to 3; null: not done",
        words: { "1+": 1, "2+": 2, "3+": 3, "not done": null },
      }),
    recount_group: group
      .nullable()
      .meta({ description: "group of the blinded recount; null: not done", words: { "not done": null } }),
  }),
  example: { mean_her2: 3.9, mean_cep17: 1.9, ihc: 2, recount_group: null },
  evaluate: ({ mean_her2, mean_cep17, ihc, recount_group }, { guideline }) => {
    const ratio = mean_her2 / mean_cep17;
    const { ishGroup, ish } = guideline("breast.dualISH.group").outcome<{ ishGroup: number; ish?: string }>({
      ratio,
      copies: mean_her2,
    });
    if (ish !== undefined)
      return ok({ values: { ratio, group: ishGroup, status: ish }, class: `group ${ishGroup}, ${ish}` });
    const row = guideline("breast.dualISH.adjudication").outcome<{ status: string; needed?: string[] }>({
      ishGroup,
      ihcScore: ihc === null ? null : ihcScores[ihc],
      recountGroup: recount_group,
    });
    const next = row.needed?.[0];
    const status = next === undefined ? (commented[row.status] ?? row.status) : (asked[next] ?? next);
    return ok({
      values: { ratio, group: ishGroup, status },
      class: `group ${ishGroup}, ${row.status}`,
      wouldChange: row.needed ?? [],
    });
  },
});
