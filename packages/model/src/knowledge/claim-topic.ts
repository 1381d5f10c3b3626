import { z } from "zod";
import { provenance } from "./provenance.ts";

/**
 * Something that an alteration may go with or have: what two claims must be about to contradict each other.
 * Words are matched whole, in lower case; the longest that stands in a claim decides.
 */
export const claimTopicSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    words: z.array(z.string().min(1)).min(1),
    /** words of the opposite pole: "associated with male sex" speaks against an association with female sex */
    opposite: z.array(z.string().min(1)).default([]),
    /** extent of disease: there "better" means less of it */
    extent: z.boolean().default(false),
    /** says only that two things go together: any other topic that is named comes first */
    general: z.boolean().default(false),
    /** something that a treatment may do to a patient */
    adverse: z.boolean().default(false),
    ...provenance,
  })
  .meta({ id: "ClaimTopic" });
export type ClaimTopic = z.infer<typeof claimTopicSchema>;
