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

const residueRange = z.tuple([z.number().int().min(1), z.number().int().min(1)]);

/** Strict, because a condition with a slip in its name would hold for everything. */
const classConditionSchema = z.strictObject({
  gene: z.string().optional(),
  kind: z.array(z.string()).min(1).optional(),
  consequence: z.array(z.string()).min(1).optional(),
  residues: residueRange.optional(),
  outsideResidues: residueRange.optional(),
  domain: z.string().optional(),
  exon: z.union([z.literal("any"), z.number().int().min(1)]).optional(),
  length: z.enum(["longer", "shorter", "same"]).optional(),
  polymorphism: z.literal(true).optional(),
  named: z.array(z.string()).min(1).optional(),
});

export const alterationClassesSchema = z.looseObject({
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      words: z.string().min(1),
      definition: z.string().min(1),
      source: z.string().min(1),
      date: z.iso.date(),
      when: z
        .array(
          classConditionSchema.refine((one) => Object.keys(one).length > 0, "a condition holds something"),
        )
        .min(1),
    }),
  ),
});
