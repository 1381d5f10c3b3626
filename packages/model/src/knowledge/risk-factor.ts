import { z } from "zod";
import { provenance } from "./provenance.ts";

/** A factor seen to go with a harm of a therapy. Factors are shown side by side and never multiplied into a risk. */
export const riskFactorSchema = z
  .strictObject({
    id: z.string(),
    therapies: z.array(z.string()).min(1),
    harm: z.string(),
    text: z.string(),
    /** FEEL over the monitoring vocabulary; absent: not a trait of a patient */
    when: z.string().optional(),
    effect: z
      .strictObject({
        measure: z.enum(["hazard ratio", "odds ratio"]),
        estimate: z.number().positive(),
        low: z.number().positive().optional(),
        high: z.number().positive().optional(),
      })
      .optional(),
    population: z.string(),
    ...provenance,
  })
  .meta({ id: "RiskFactor" });
export type RiskFactor = z.infer<typeof riskFactorSchema>;
