import { z } from "zod";
import { agencies } from "../case.ts";
import { partialDateSchema } from "../partial-date.ts";
import { provenance } from "./provenance.ts";

/** What is measured or looked for again while somebody is treated, and after. */
const watchedThings = [
  "lvef",
  "ild",
  "liver",
  "blood count",
  "diarrhoea",
  "her2",
  "pregnancy",
  "other",
] as const;
export type WatchedThing = (typeof watchedThings)[number];

/** How often a label asks for one thing in one phase of treatment. `every` null: regularly, without an interval. */
export const surveillanceSchema = z
  .strictObject({
    id: z.string(),
    therapies: z.array(z.string()).default([]).describe("therapy or class ids; empty where any will do"),
    /** codes of tumours, where it is not asked for in all */
    tumours: z.array(z.string()).default([]),
    agencies: z.array(z.enum(agencies)).default([]),
    watch: z.enum(watchedThings),
    /**
     * "withheld": while it is interrupted for the thing watched; "after": from its end on. Asked for by an event:
     * "progression" under the therapy, "metastasis" after early disease
     */
    phase: z.enum(["before", "during", "withheld", "after", "progression", "metastasis"]),
    every: z
      .strictObject({ count: z.number().positive(), unit: z.enum(["day", "week", "month"]) })
      .nullable(),
    /** months of the phase in which the interval holds; absent: all of it */
    fromMonth: z.number().min(0).optional(),
    toMonth: z.number().positive().optional(),
    /** setting in which it is asked for, where not in all */
    settings: z.array(z.enum(["neoadjuvant", "adjuvant", "metastatic"])).default([]),
    text: z.string(),
    from: partialDateSchema.optional().describe("in force from"),
    to: partialDateSchema.optional().describe("no longer in force on"),
    ...provenance,
  })
  .meta({ id: "Surveillance" });
export type Surveillance = z.infer<typeof surveillanceSchema>;
