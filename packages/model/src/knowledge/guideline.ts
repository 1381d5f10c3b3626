import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";
import { provenance } from "./provenance.ts";

/**
 * One guideline table, as a pathologist would hold it beside the printed guideline. Conditions are FEEL
 * over the test vocabulary. A rule without `when` is a statement for the reader and is never evaluated.
 */
export const guidelineRuleSchema = z.strictObject({
  id: z.string(),
  /** the guideline's own words, or the fact as recorded */
  words: z.string(),
  when: z.string().optional(),
  /** what the row sets; keys are defined by the room that runs the table */
  then: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
    .optional(),
  ...provenance,
});

export const guidelineTableSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    tumours: z.array(z.string()).describe("OncoTree codes; empty: any tumour"),
    edition: z.string(),
    hit: z.enum(["first", "unique"]).optional(),
    from: partialDateSchema.optional().describe("in force from"),
    to: partialDateSchema.optional().describe("superseded on"),
    supersededBy: z.string().optional(),
    scoring: z.string().optional(),
    unit: z.string().optional(),
    inputs: z.record(z.string(), z.string()).optional(),
    precondition: z.string().optional(),
    recount: z.string().optional(),
    rules: z.array(guidelineRuleSchema),
    /** boundary cases: inputs by vocabulary name and the expected `then` keys */
    vectors: z
      .array(
        z.strictObject({
          given: z.record(z.string(), z.unknown()),
          expect: z.record(z.string(), z.unknown()),
        }),
      )
      .optional(),
    notes: z.array(z.strictObject({ text: z.string(), ...provenance })).optional(),
    sources: z.array(z.string()).default([]),
  })
  .meta({ id: "GuidelineTable" });
export type GuidelineRule = z.infer<typeof guidelineRuleSchema>;
export type GuidelineTable = z.infer<typeof guidelineTableSchema>;
