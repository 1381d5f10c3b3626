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

const sourced = {
  source: z.string().min(1),
  status: z.enum(["verified", "recalled", "convention"]),
  date: z.iso.date(),
};
const numberLimits = [
  "dual-probe-ratio",
  "dual-probe-copies",
  "single-probe-copies",
  "gain-above-ploidy",
  "loss-below-ploidy",
  "homozygous-deletion",
  "focal-length",
  "log2-noise",
  "count-rounding",
] as const;
const rangeLimits = ["purity-not-stated", "ploidy-not-stated"] as const;
const limit = { unit: z.string().min(1), definition: z.string().min(1), ...sourced };
const copyNumberCalls = ["amplification", "gain", "neutral", "loss", "deletion"] as const;

/** Whether every one of these ids is there once. */
const eachOnce = (ids: readonly string[]) => (items: readonly { readonly id: string }[]) =>
  items.length === ids.length && ids.every((id) => items.some((one) => one.id === id));

/** Every limit and every call by name: one that is missing would decide nothing without a word. */
export const copyNumberSchema = z.strictObject({
  limits: z
    .array(
      z.union([
        z.strictObject({ id: z.enum(numberLimits), value: z.number().positive(), ...limit }),
        z.strictObject({
          id: z.enum(rangeLimits),
          value: z
            .tuple([z.number().positive(), z.number().positive()])
            .refine(([low, high]) => low < high, "a range begins below its end"),
          ...limit,
        }),
      ]),
    )
    .refine(
      eachOnce([...numberLimits, ...rangeLimits]),
      `each once: ${[...numberLimits, ...rangeLimits].join(", ")}`,
    ),
  calls: z
    .array(z.strictObject({ id: z.enum(copyNumberCalls), written: z.array(z.string()).min(1), ...sourced }))
    .refine(eachOnce(copyNumberCalls), `each once: ${copyNumberCalls.join(", ")}`),
});

export const alterationClassesSchema = z.looseObject({
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      words: z.string().min(1),
      definition: z.string().min(1),
      source: z.string().min(1),
      date: z.iso.date(),
      examples: z.strictObject({ in: z.array(z.string()).min(1), out: z.array(z.string()).min(1) }),
      when: z
        .array(
          classConditionSchema.refine((one) => Object.keys(one).length > 0, "a condition holds something"),
        )
        .min(1),
    }),
  ),
});
