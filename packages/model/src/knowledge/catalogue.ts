import { z } from "zod";
import { provenance } from "./provenance.ts";

/** The things facts are about: tumours, therapies and their classes. */

const names = z.strictObject({
  en: z.array(z.string().min(1)).min(1),
  zh: z.array(z.string()).default([]),
  ko: z.array(z.string()).default([]),
});

export const tumourSchema = z
  .strictObject({
    /** OncoTree code */
    id: z.string().regex(/^[A-Z0-9_]+$/),
    names,
    /** OncoTree parent code, null at the top */
    parent: z.string().nullable(),
    /** further codes that cover it, where studies and labels name several tumours by one word */
    groups: z.array(z.string()).optional(),
    ncit: z.string().optional(),
    mondo: z.string().optional(),
    /** the family of guideline tables its measurements are read by: breast, gastric, colorectal, nsclc, biliary, endometrial, urothelial, agnostic; inherited from the parent when absent */
    guideline: z.string().optional(),
    ...provenance,
  })
  .meta({ id: "Tumour" });
export type Tumour = z.infer<typeof tumourSchema>;

export const therapyClassSchema = z
  .strictObject({
    id: z.string(),
    names,
    parents: z.array(z.string()).default([]),
    definition: z.string(),
    ...provenance,
  })
  .meta({ id: "TherapyClass" });
export type TherapyClass = z.infer<typeof therapyClassSchema>;

export const therapySchema = z
  .strictObject({
    /** lower-case international non-proprietary name: "trastuzumab deruxtecan" */
    id: z.string().regex(/^[a-z0-9][a-z0-9 .-]*$/),
    names,
    brands: z.array(z.string()).default([]),
    codes: z.array(z.string()).default([]),
    /** abbreviations in use, e.g. "T-DXd" */
    abbreviations: z.array(z.string()).default([]),
    classes: z.array(z.string()).min(1),
    /** HGNC symbols */
    targets: z.array(z.string()).default([]),
    ...provenance,
  })
  .meta({ id: "Therapy" });
export type Therapy = z.infer<typeof therapySchema>;

/** A regimen with a name of its own, such as TCHP: several therapies given together or in sequence. */
export const regimenSchema = z
  .strictObject({
    /** the name in use, or lower-case words */
    id: z.string(),
    names,
    /** therapy or class ids */
    members: z.array(z.string()).min(1),
    ...provenance,
  })
  .meta({ id: "Regimen" });
export type Regimen = z.infer<typeof regimenSchema>;
