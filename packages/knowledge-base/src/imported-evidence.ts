import { z } from "zod";

/** Evidence imported from another knowledge base: its items as that base has them, plus where they resolve here. */

const expressionSchema: z.ZodType<ProfileExpression> = z.lazy(() =>
  z.union([
    z.strictObject({ name: z.string(), key: z.string().nullable() }),
    z.strictObject({ and: z.array(expressionSchema).min(2) }),
    z.strictObject({ or: z.array(expressionSchema).min(2) }),
    z.strictObject({ not: expressionSchema }),
  ]),
);

/** A molecular profile: one alteration, or AND, OR and NOT of others. `key` is the canonical alteration key where it has one. */
export type ProfileExpression =
  | { readonly name: string; readonly key: string | null }
  | { readonly and: readonly ProfileExpression[] }
  | { readonly or: readonly ProfileExpression[] }
  | { readonly not: ProfileExpression };

const importedItemSchema = z.strictObject({
  /** `civic:EID760` */
  id: z.string(),
  profile: expressionSchema,
  profileWords: z.string(),
  /** keys of alterations whose presence the profile names (never one under NOT) */
  keys: z.array(z.string()),
  genes: z.array(z.string()),
  disease: z.string().nullable(),
  doid: z.string().nullable(),
  /** OncoTree code where the disease resolves */
  tumour: z.string().nullable(),
  therapies: z.array(
    z.strictObject({
      name: z.string(),
      /** therapy or class id where it resolves */
      id: z.string().nullable(),
    }),
  ),
  /** how several therapies belong together; null for one or none */
  interaction: z.enum(["combination", "sequential", "substitutes"]).nullable(),
  level: z.enum(["A", "B", "C", "D", "E"]),
  type: z.string(),
  direction: z.enum(["supports", "does not support"]).nullable(),
  /** as the source has it, e.g. "Sensitivity/Response" */
  significance: z.string().nullable(),
  /** direction and significance in words; "not supported: sensitivity" is not resistance */
  effect: z.string(),
  citation: z.strictObject({ type: z.string(), id: z.string(), pmid: z.string().nullable() }),
  rating: z.number().nullable(),
  status: z.enum(["accepted", "submitted", "rejected"]),
  url: z.string(),
  /** why no answer may use it: its paper is retracted, or it was rejected; null when it may be used */
  blocked: z.string().nullable(),
});
export type ImportedItem = z.infer<typeof importedItemSchema>;

export const importedEvidenceSchema = z.strictObject({
  name: z.string(),
  date: z.string(),
  hash: z.string(),
  items: z.array(importedItemSchema),
});
export type ImportedEvidence = z.infer<typeof importedEvidenceSchema>;
