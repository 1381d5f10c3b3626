import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";
import { languageSchema, statusSchema } from "./provenance.ts";

/**
 * What one source asserts, sentence by sentence. `assertedBy` is who says it (a review); `attributedTo`
 * the study it is credited to. Values keep the unit they are printed in. A file leaves out what the
 * sentence does not say: absent reads as null.
 */
export const claimSchema = z
  .strictObject({
    id: z.string(),
    assertedBy: z.string().describe("source id"),
    attributedTo: z.strictObject({
      study: z.string().nullable().default(null),
      nct: z.string().nullable().default(null),
      references: z.array(z.union([z.number(), z.string()])).default([]),
    }),
    language: languageSchema,
    quote: z.string(),
    /** position of the quote in the source text */
    place: z.strictObject({
      line: z.number().nullable().default(null),
      start: z.number().nullable().default(null),
      end: z.number().nullable().default(null),
    }),
    type: z.string(),
    statement: z.string().describe("in English"),
    tumour: z.string().nullable().default(null).describe("OncoTree code where it resolves"),
    tumourWords: z.string().nullable().default(null),
    population: z.string().nullable().default(null),
    alteration: z.string().nullable().default(null),
    /** canonical key of `alteration` where it has one */
    alterationKey: z.string().nullable().default(null),
    /** therapy or class ids, as in an outcome */
    comparator: z.array(z.string()).nullable().default(null),
    /** the other side of the comparison in words, be it a therapy or a group of patients */
    comparedWith: z.string().optional(),
    therapies: z.array(z.string()).default([]).describe("therapy or class ids where they resolve"),
    therapyWords: z.array(z.string()).default([]),
    outcome: z.string().nullable().default(null),
    value: z.union([z.number(), z.string()]).nullable().default(null),
    valueLow: z.number().nullable().default(null),
    valueHigh: z.number().nullable().default(null),
    comparatorValue: z.union([z.number(), z.string()]).nullable().default(null),
    unit: z.string().nullable().default(null),
    ciLow: z.number().nullable().default(null),
    ciHigh: z.number().nullable().default(null),
    p: z.union([z.number(), z.string()]).nullable().default(null),
    n: z.union([z.number(), z.string()]).nullable().default(null),
    direction: z.string().nullable().default(null),
    certainty: z.string().nullable().default(null),
    /** a sentence the review is about; false: context */
    core: z.boolean(),
    status: statusSchema,
    doubt: z.string().optional(),
    note: z.string().optional(),
  })
  .meta({ id: "Claim" });
export type Claim = z.infer<typeof claimSchema>;

/** A question on which sources give opposite answers, both sides kept. */
export const conflictSchema = z
  .strictObject({
    id: z.string(),
    question: z.string(),
    positions: z
      .array(
        z.strictObject({
          says: z.string(),
          sources: z.array(z.strictObject({ source: z.string(), quote: z.string().optional() })),
        }),
      )
      .min(1),
    /** what is preferred and why; "do not decide automatically" blocks any rule from deciding */
    use: z.string(),
    decide: z.boolean().default(true),
    why: z.string().optional(),
    moderators: z.array(z.string()).default([]),
    /** what it touches, so that a report can find it */
    concerns: z.strictObject({
      tumours: z.array(z.string()).default([]),
      therapies: z.array(z.string()).default([]),
      keys: z.array(z.string()).default([]),
      rules: z.array(z.string()).default([]),
      approvals: z.array(z.string()).default([]),
    }),
    severity: z.enum(["high", "normal"]).default("normal"),
    from: partialDateSchema.optional().describe("since when sources disagree; at the build from their dates"),
    to: partialDateSchema.optional().describe("settled on"),
    note: z.string().optional(),
  })
  .meta({ id: "Conflict" });
export type Conflict = z.infer<typeof conflictSchema>;

/** A safety rule of a label or a medicine's class: a reason to think twice, bound to therapies and a condition. */
export const safetySchema = z
  .strictObject({
    id: z.string(),
    therapies: z.array(z.string()).min(1).describe("therapy or class ids"),
    agencies: z.array(z.string()).default([]),
    /** OncoTree codes it is about: there it is shown whatever the options are; empty: any tumour, with its therapies */
    tumours: z.array(z.string()).default([]),
    topic: z.enum([
      "cardiac",
      "interstitial lung disease",
      "liver",
      "embryo-fetal",
      "diarrhoea",
      "brain metastases",
      "other",
    ]),
    text: z.string(),
    /** FEEL over the case vocabulary: when it must be shown as concerning this patient; absent: always shown as a standing caution */
    when: z.string().optional(),
    silentWhenUnknown: z
      .boolean()
      .optional()
      .describe(
        "says and asks nothing until its condition is known to be met: where nobody would look without a reason",
      ),
    severity: z.enum(["stop", "caution", "watch"]),
    from: partialDateSchema.optional().describe("in force from; at the build from its sources' dates"),
    to: partialDateSchema.optional().describe("no longer in force on"),
    status: statusSchema,
    sources: z.array(z.strictObject({ source: z.string(), quote: z.string().optional() })).default([]),
    note: z.string().optional(),
  })
  .meta({ id: "SafetyRule" });
export type SafetyRule = z.infer<typeof safetySchema>;
