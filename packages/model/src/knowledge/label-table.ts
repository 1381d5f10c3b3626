import { z } from "zod";
import { agencies } from "../case.ts";
import { partialDateSchema } from "../partial-date.ts";
import { provenance } from "./provenance.ts";

/** What a label says to do with the medicine. "hold": until something is met; "resume": it was held and that is met. */
const doseActions = ["continue", "hold", "resume", "reduce", "stop", "contraindicated", "start"] as const;
export type DoseAction = (typeof doseActions)[number];

/**
 * The outcome of a row: an action, or a grade where the table grades. `dose` is that of the next
 * administration: the one before, one level lower, or a stated one (in the unit of the therapy's ladder).
 */
const labelOutcomeSchema = z.strictObject({
  action: z.enum(doseActions).optional(),
  dose: z.union([z.enum(["same", "next lower"]), z.number().positive()]).optional(),
  /** what must be reached before the medicine is given again */
  until: z.string().optional(),
  /** weeks within which the test is repeated */
  repeatWeeks: z.number().positive().optional(),
  /** weeks for which it is withheld at the least */
  weeks: z.number().positive().optional(),
  grade: z.number().int().min(0).max(5).optional(),
  /** the outcome as one short phrase for scripts; `{dose}` stands for the next dose */
  answer: z.string().optional(),
});
export type LabelOutcome = z.infer<typeof labelOutcomeSchema>;

/**
 * One table of a label that says what an observation on treatment calls for, or of the grading it cites.
 * Conditions are FEEL over the monitoring vocabulary; the tables of several agencies stand side by side.
 */
export const labelTableSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    /** therapy ids; empty where the table only grades */
    therapies: z.array(z.string()),
    agencies: z.array(z.enum(agencies)).default([]),
    /** "resumption": whether a medicine that is withheld for the heart may be given again */
    topic: z.enum(["cardiac", "resumption", "adverse reactions", "liver impairment", "grading"]),
    /** the version of the Common Terminology Criteria for Adverse Events that the label cites */
    ctcae: z.enum(["4.0", "4.03", "5.0"]).optional(),
    hit: z.enum(["first", "unique"]),
    from: partialDateSchema.optional().describe("in force from"),
    to: partialDateSchema.optional().describe("no longer in force on"),
    rules: z
      .array(
        z.strictObject({
          id: z.string(),
          words: z.string(),
          when: z.string(),
          then: labelOutcomeSchema,
          ...provenance,
        }),
      )
      .min(1),
    /** boundary cases: inputs by vocabulary name and the row that decides; null: no row, "undecided": an input is missing */
    vectors: z
      .array(z.strictObject({ given: z.record(z.string(), z.unknown()), rule: z.string().nullable() }))
      .default([]),
    note: z.string().optional(),
  })
  .meta({ id: "LabelTable" });
export type LabelTable = z.infer<typeof labelTableSchema>;
export type LabelRule = LabelTable["rules"][number];

/** The dose levels of a medicine, highest first; below the last one it is stopped. */
export const doseLadderSchema = z
  .strictObject({
    id: z.string(),
    therapy: z.string(),
    agencies: z.array(z.enum(agencies)).default([]),
    unit: z.string(),
    /** whom the first level is for, where a label has more than one */
    population: z.string().optional(),
    levels: z.array(z.number().positive()).min(1),
    /** decimals that a dose is written with */
    decimals: z.number().int().min(0).max(2),
    /** whether a reduced dose may be raised again; absent: nothing was seen */
    reEscalation: z.boolean().optional(),
    ...provenance,
  })
  .meta({ id: "DoseLadder" });
export type DoseLadder = z.infer<typeof doseLadderSchema>;
