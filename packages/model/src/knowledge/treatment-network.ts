import { z } from "zod";
import { provenance } from "./provenance.ts";

/** A network of randomised comparisons that outcomes name in their field `network`. */
export const treatmentNetworkSchema = z
  .strictObject({
    /** as outcomes write it */
    id: z.string(),
    definition: z.string(),
    /** whom it concerns: OncoTree code, ids of a study population and of a study line */
    tumour: z.string(),
    population: z.string(),
    line: z.string(),
    /** outcome codes that stand on its scale, the main one first */
    outcomes: z.array(z.string()).min(1),
    /** other readings of the same trials, each fitted beside the main one so that a reader sees what it changes */
    assumptions: z
      .array(
        z.strictObject({
          id: z.string(),
          words: z.string(),
          /** treatments (members joined by " + ", or the words of the arm) that are taken as one */
          same: z.array(z.array(z.string()).min(2)).default([]),
          outcomes: z.array(z.string()).min(1).optional(),
        }),
      )
      .default([]),
    ...provenance,
  })
  .meta({ id: "TreatmentNetwork" });
export type TreatmentNetworkRecord = z.infer<typeof treatmentNetworkSchema>;
