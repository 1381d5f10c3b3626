import { z } from "zod";
import { provenance } from "./provenance.ts";

/** What kind of thing a model gives. `input-only`: a laboratory's result that nobody outside can compute. */
const scoreKinds = [
  "score",
  "class",
  "survival",
  "response",
  "rating",
  "tiering",
  "classifier",
  "measurement",
  "probability",
  "rule",
  "procedure",
  "input-only",
] as const;

/**
 * A decision table of a model. Conditions are FEEL over the table's own inputs; rows that form an ordered
 * scale stand in the order of that scale.
 */
export const scoreTableSchema = z.strictObject({
  hit: z.enum(["first", "unique"]),
  inputs: z.record(
    z.string(),
    z.union([z.enum(["number", "string", "boolean"]), z.array(z.string()).min(1)]),
  ),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      when: z.string(),
      then: z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]),
      note: z.string().optional(),
      /** no source was seen for this row */
      recalled: z.boolean().optional(),
    }),
  ),
});
export type ScoreTable = z.infer<typeof scoreTableSchema>;

/** A published, fully specified score, classifier, survival model or on-treatment rule: all but the arithmetic. */
export const scoreSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    /** of the published model, else the date of this transcription */
    version: z.string(),
    kind: z.enum(scoreKinds),
    scope: z.strictObject({
      for: z.string(),
      notFor: z.array(z.string()).default([]),
    }),
    unit: z.string().optional(),
    /** what each value of an answer is, with its unit; parts of a value as `name.part` */
    gives: z.record(z.string(), z.string()).default({}),
    formula: z.array(z.string()).default([]),
    /** coefficients, weights and limits, read by the code of the model through a schema of its own */
    parameters: z.record(z.string(), z.unknown()).default({}),
    /** a table named `scope` says which patients the model must refuse; its inputs are those of every model */
    tables: z.record(z.string(), scoreTableSchema).default({}),
    /** licence notice that must travel with the numbers */
    notice: z.string().optional(),
    /** known traps, for the reader */
    pitfalls: z.array(z.string()).default([]),
    /** how well it predicted where it was tried */
    validation: z.array(z.strictObject({ text: z.string(), ...provenance })).default([]),
    ...provenance,
  })
  .meta({ id: "Score" });
export type Score = z.infer<typeof scoreSchema>;
