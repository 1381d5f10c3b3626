import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";
import { provenance } from "./provenance.ts";

const value = z.union([z.number(), z.string()]).nullable();
const maybeNumber = z.number().nullable();
const pair = z.tuple([z.number(), z.number()]);

/** One figure a source prints about a study, kept as printed; data cuts stay separate. */
export const resultItemSchema = z.strictObject({
  field: z.string(),
  value: value.optional(),
  ci: pair.optional(),
  unit: z.string().optional(),
  group: z.string().optional(),
  /** further printed parts (p, hazard ratio, comparator ...), as recorded */
  more: z.record(z.string(), z.unknown()).optional(),
  ...provenance,
});

/** Study x arm x population x outcome, in the shape that pooling needs. Units: percent 0-100, months. */
export const outcomeSchema = z
  .strictObject({
    id: z.string(),
    year: maybeNumber,
    tumour: z.string().describe("OncoTree code, or SOLID for any solid tumour"),
    tumourWords: z.string(),
    setting: z.string(),
    line: z.string(),
    alteration: z.string(),
    allele: z.string().nullable(),
    regimen: z.array(z.string()).describe("therapy or class ids"),
    comparator: z.array(z.string()).nullable(),
    population: z.string().nullable(),
    outcome: z.string(),
    responders: maybeNumber,
    n: maybeNumber,
    percent: maybeNumber,
    ciLow: maybeNumber,
    ciHigh: maybeNumber,
    ciLevel: maybeNumber,
    medianMonths: maybeNumber,
    medianCiLow: maybeNumber,
    medianCiHigh: maybeNumber,
    hr: maybeNumber,
    hrCiLow: maybeNumber,
    hrCiHigh: maybeNumber,
    p: z.union([z.number(), z.string()]).nullable(),
    dataCut: z.string().nullable(),
    design: z.string().nullable(),
    assessor: z.string().nullable(),
    /** key of a group of shared patients; counted once */
    overlap: z.string().nullable(),
    /** may enter a pool: one row per group of shared patients */
    pool: z.boolean(),
    /** responders derived from a printed rate where only one integer fits */
    derived: z.boolean(),
    confirmed: z.boolean().nullable(),
    scope: z.string().nullable(),
    /** printed parts that have no field above, as recorded */
    more: z.record(z.string(), z.unknown()).optional(),
    ...provenance,
  })
  .meta({ id: "Outcome" });
export type Outcome = z.infer<typeof outcomeSchema>;

export const studySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()).default([]),
    phase: z.union([z.number(), z.string()]).nullable(),
    tumours: z.array(z.string()).describe("OncoTree codes, SOLID for any solid tumour"),
    tumourWords: z.string(),
    alteration: z.string().nullable(),
    drugWords: z.string().nullable(),
    regimens: z.array(z.array(z.string())).default([]),
    nct: z
      .string()
      .regex(/^NCT\d{8}$/)
      .nullable(),
    nctStatus: z.enum(["verified", "recalled"]).nullable(),
    results: z.array(resultItemSchema).default([]),
    outcomes: z.array(outcomeSchema).default([]),
    started: partialDateSchema.optional(),
    note: z.string().optional(),
  })
  .meta({ id: "Study" });
export type Study = z.infer<typeof studySchema>;
export type ResultItem = z.infer<typeof resultItemSchema>;

/** A 2x2 table or accuracy figure of an imaging or laboratory test, as printed. */
export const accuracySchema = z
  .looseObject({ id: z.string(), study: z.string(), tumour: z.string(), ...provenance })
  .meta({ id: "Accuracy" });
/** A prognostic effect of a marker, as printed. */
export const prognosticSchema = z
  .looseObject({ id: z.string(), study: z.string(), tumour: z.string(), ...provenance })
  .meta({ id: "Prognostic" });
/** A pooled result somebody published, to compare ours with. */
export const publishedPoolSchema = z
  .looseObject({ id: z.string(), what: z.string(), measure: z.string(), ...provenance })
  .meta({ id: "PublishedPool" });
export type Accuracy = z.infer<typeof accuracySchema>;
export type Prognostic = z.infer<typeof prognosticSchema>;
export type PublishedPool = z.infer<typeof publishedPoolSchema>;
