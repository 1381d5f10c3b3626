import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";

/** Where a fact comes from. `verified`: a source that says so was seen; `recalled`: none was; `conflict`: sources disagree. */
const factStatuses = ["verified", "recalled", "conflict"] as const;
export const statusSchema = z.enum(factStatuses);
export type FactStatus = (typeof factStatuses)[number];

export const languageSchema = z.enum(["en", "zh", "ko", "ja"]);

/** A place in a source: its id, and the words when they were seen. */
export const citationSchema = z.strictObject({
  source: z.string().min(1),
  quote: z.string().optional(),
});
export type Citation = z.infer<typeof citationSchema>;

/** Shared by every fact. A verified item has at least one source; `recalled` lists fields of a verified item that no source was seen for. */
export const provenance = {
  status: statusSchema,
  sources: z.array(citationSchema).default([]),
  recalled: z.array(z.string()).optional(),
  note: z.string().optional(),
  /** words for a reader who must not take the item at face value (a known mistake of its source) */
  doubt: z.string().optional(),
};

export const sourceSchema = z
  .strictObject({
    id: z.string().min(1),
    title: z.string().min(1),
    kind: z.enum([
      "paper",
      "abstract",
      "label",
      "guideline",
      "registry",
      "news",
      "database",
      "review",
      "laboratory",
      "other",
    ]),
    url: z.url().optional(),
    pmid: z.string().regex(/^\d+$/).optional(),
    pmcid: z
      .string()
      .regex(/^PMC\d+$/)
      .optional(),
    doi: z.string().regex(/^10\./).optional(),
    nct: z
      .string()
      .regex(/^NCT\d{8}$/)
      .optional(),
    language: languageSchema,
    date: partialDateSchema.optional(),
    seen: partialDateSchema.describe("when this source was last seen"),
    retracted: z.strictObject({ reported: partialDateSchema.optional(), by: z.string() }).optional(),
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof sourceSchema>;
