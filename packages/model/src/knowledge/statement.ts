import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";
import { provenance } from "./provenance.ts";

/** How an alteration bears on a therapy. "binds" and "uncertain" are not sensitivity. */
const effects = [
  "sensitive",
  "resistant",
  "reduced",
  "conflicting",
  "uncertain",
  "no benefit",
  "binds",
  "none stated",
] as const;
export const effectSchema = z.enum(effects);
export type Effect = (typeof effects)[number];

export const evidenceKindSchema = z.enum([
  "clinical",
  "case",
  "preclinical",
  "resistance",
  "prognostic",
  "frequency",
  "note",
]);

/** One thing a source says of one alteration. */
export const statementSchema = z.strictObject({
  id: z.string(),
  kind: evidenceKindSchema,
  text: z.string(),
  therapies: z.array(z.string()).default([]),
  effect: effectSchema.optional(),
  /** OncoTree code when the statement is bound to a tumour */
  tumour: z.string().optional(),
  /** "allele": said of this change; "class": of a cohort it belongs to, never to be read as allele-specific */
  scope: z.enum(["allele", "class"]).default("allele"),
  /** tumour response figures when given */
  responders: z.number().optional(),
  n: z.number().optional(),
  /** other alterations the case or model carried, by key */
  together: z.array(z.string()).optional(),
  /** set when the statement describes one published patient: for "similar published cases" */
  case: z
    .strictObject({
      ageYears: z.number().optional(),
      sex: z.enum(["female", "male"]).optional(),
      receptors: z.string().optional(),
      line: z.string().optional(),
      regimen: z.array(z.string()).default([]),
      outcome: z.string(),
      months: z.number().optional(),
    })
    .optional(),
  ...provenance,
});
export type Statement = z.infer<typeof statementSchema>;

/** What an alteration does to the protein's work; "disputed" where sources disagree. */
const functionClasses = [
  "activating",
  "likely activating",
  "neutral",
  "benign polymorphism",
  "loss",
  "resistance",
  "gain of function",
  "disputed",
  "uncertain",
] as const;
export type FunctionClass = (typeof functionClasses)[number];

/** What is known of one alteration or alteration class. Exon and domain are computed, never stored. */
export const alterationRecordSchema = z
  .strictObject({
    id: z.string(),
    gene: z.string(),
    /** the canonical key: "ERBB2:p.L755S", "ERBB2:amplification", or a class "ERBB2:exon 20 insertion" */
    key: z.string(),
    words: z.string(),
    aliases: z.array(z.string()).default([]),
    function: z.strictObject({
      class: z.enum(functionClasses),
      words: z.string(),
      ...provenance,
    }),
    /** may be germline: counselling is advised */
    germlinePossible: z.boolean().default(false),
    statements: z.array(statementSchema),
  })
  .meta({ id: "AlterationRecord" });
export type AlterationRecord = z.infer<typeof alterationRecordSchema>;

/** A general statement of a source that belongs to no single alteration (and epidemiology). */
export const generalStatementSchema = z
  .strictObject({
    id: z.string(),
    topic: z.enum(["statement", "epidemiology"]),
    text: z.string(),
    tumours: z.array(z.string()).default([]),
    ...provenance,
  })
  .meta({ id: "GeneralStatement" });
export type GeneralStatement = z.infer<typeof generalStatementSchema>;

/** A resistance mechanism or a biomarker and what is said of it. */
export const mechanismSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** what a clinician reads where the topic concerns a patient; says no more than its facts */
    caption: z.string().optional(),
    category: z.string(),
    role: z.enum(["resistance", "biomarker"]),
    /** FEEL over the case vocabulary: when this topic concerns a patient; absent: background only */
    concerns: z.string().optional(),
    /** therapy or class ids it weakens or supports, when the facts say so */
    therapies: z.array(z.string()).default([]),
    tumours: z.array(z.string()).default([]),
    facts: z.array(
      z.strictObject({
        id: z.string(),
        text: z.string(),
        therapies: z.array(z.string()).default([]),
        /** "for": speaks for a weakened effect; "against": counter-evidence; "context": neither */
        bearing: z.enum(["for", "against", "context"]).default("context"),
        effect: z.record(z.string(), z.unknown()).optional(),
        from: partialDateSchema.optional().describe("public from; at the build from its sources' dates"),
        to: partialDateSchema.optional().describe("given up on"),
        ...provenance,
      }),
    ),
  })
  .meta({ id: "Mechanism" });
export type Mechanism = z.infer<typeof mechanismSchema>;
