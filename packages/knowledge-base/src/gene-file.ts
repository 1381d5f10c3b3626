import { z } from "zod";

/** What a gene model must have for the panel to be indexed; its full shape belongs to the room variants. */
export const geneModelSchema = z.looseObject({
  symbol: z.string().regex(/^[A-Z0-9-]+$/),
  hgnc: z.string(),
  aliases: z.array(z.string()),
  chromosome: z.string(),
  strand: z.enum(["+", "-"]),
  transcript: z.looseObject({}),
  codingSequence: z
    .string()
    .regex(/^[ACGT]+$/)
    .nullable(),
  protein: z
    .string()
    .regex(/^[A-Z*]+$/)
    .nullable(),
  domains: z.array(z.looseObject({ name: z.string(), start: z.number(), end: z.number() })),
});

export const polymorphismsSchema = z.looseObject({
  polymorphisms: z.array(z.looseObject({ gene: z.string(), protein: z.string().nullable() })),
});

export const alterationClassesSchema = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), words: z.string() })),
});
