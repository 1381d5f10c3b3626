import { z } from "zod";
import { agencies } from "../case.ts";
import { partialDateSchema } from "../partial-date.ts";
import { provenance } from "./provenance.ts";

/**
 * What an agency decided on a regimen in an indication. Rows for which nothing was found or which are
 * pending are kept: their `state` keeps them from ever being met.
 */
export const approvalSchema = z
  .strictObject({
    id: z.string(),
    agency: z.enum([...agencies, "any"]),
    /** therapy ids or class ids ("chemotherapy"), all given together; alternatives are separate rows */
    regimen: z.array(z.string()).min(1),
    /** the row's words as recorded */
    words: z.strictObject({
      drug: z.string(),
      indication: z.string(),
      biomarker: z.string(),
      line: z.string(),
    }),
    /** OncoTree codes whose descendants are meant; empty: any solid tumour */
    tumours: z.array(z.string()),
    /**
     * Conditions in FEEL over the case vocabulary, all of which must be met. A part that is absent says
     * nothing; a part named in `recalled` can make the row "not met" or "unknown" but never "met".
     */
    requires: z.strictObject({
      tumour: z.string().optional(),
      setting: z.string().optional(),
      biomarker: z.string().optional(),
      line: z.string().optional(),
    }),
    type: z.string(),
    state: z.enum([
      "active",
      "superseded",
      "withdrawn",
      "pending",
      "opinion",
      "rejected",
      "unresolved",
      "not approved",
      "unknown",
    ]),
    from: partialDateSchema.nullable(),
    to: partialDateSchema.nullable(),
    supersededBy: z.string().optional(),
    companionDiagnostics: z.array(z.string()).optional(),
    trials: z.array(z.string()).optional(),
    ...provenance,
  })
  .meta({ id: "Approval" });
export type Approval = z.infer<typeof approvalSchema>;
