import { z } from "zod";
import { provenance } from "./provenance.ts";

/** What speaks for reading several biomarkers together; most combinations were never tested as one. */
export const combinationEvidence = [
  "tested together",
  "each marker alone",
  "preclinical",
  "proposed",
] as const;

/**
 * Biomarkers that a source reads together. A marker is present when its condition is met; the combination is
 * present when all are, and unknown while one is unknown and none is absent.
 */
export const biomarkerCombinationSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    tumours: z.array(z.string()).min(1),
    /** FEEL over the case vocabulary: whom it is about */
    about: z.string(),
    markers: z
      .array(
        z.strictObject({
          name: z.string(),
          /** FEEL over the case vocabulary */
          when: z.string(),
          /** where the cut-off comes from; "ours" where a source names the marker but no cut-off */
          cutoff: z.string(),
          ...provenance,
        }),
      )
      .min(2),
    says: z.string(),
    evidence: z.enum(combinationEvidence),
    therapies: z.array(z.string()).default([]),
    ...provenance,
  })
  .meta({ id: "BiomarkerCombination" });
export type BiomarkerCombination = z.infer<typeof biomarkerCombinationSchema>;
