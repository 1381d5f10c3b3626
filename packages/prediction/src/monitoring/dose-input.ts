import { err, highestCounts, ok, type Result, reactionKinds } from "@erbium/model";
import { z } from "zod";
import type { ObservedEvent } from "./observed-event.ts";
import { readEvent } from "./read-event.ts";

const times = z.number().min(0).max(1000).optional();
const count = z.number().min(0).optional();
const days = z.number().min(0).max(10_000).optional();

export const doseInput = z.strictObject({
  event: z
    .string()
    .max(500)
    .optional()
    .describe('what happened, as "ILD G1 resolved day 20" or "platelets 20"; or the fields below'),
  current: z.number().positive().describe("dose before the event, in the unit of the label"),
  starting_dose: z.number().positive().optional().describe("first dose, where the label has more than one"),
  toxicity: z.enum(reactionKinds).optional(),
  grade: z.int().min(0).max(5).optional().describe("by the version of CTCAE that the label cites"),
  resolved: z.boolean().optional(),
  days_to_resolution: days.describe("from onset, or from the hold, to recovery"),
  duration_days: days,
  hold_days: days,
  recurred_after_hold: z.boolean().optional(),
  recurred_after_reduction: z.boolean().optional(),
  complicated: z.boolean().optional(),
  symptoms: z.boolean().optional().describe("of lung disease: cough, dyspnoea, fever, low oxygen"),
  antidiarrhoeal: z.boolean().optional(),
  reduction_needed: z.boolean().optional(),
  neutrophils: count.describe("10^9 per litre"),
  platelets: count.describe("10^9 per litre"),
  transaminases_times_uln: times,
  bilirubin_times_uln: times,
  child_pugh: z.enum(["A", "B", "C"]).optional().describe("class of hepatic impairment before treatment"),
});
export type DoseInput = z.infer<typeof doseInput>;

const camel = (field: string): string =>
  field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** The field of an input that a name of the vocabulary is given by. */
export const inputName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const notOfTheEvent = ["event", "current", "starting_dose"];

/** What is given by name goes before what the words of the event say. */
export const observedIn = (given: DoseInput): Result<ObservedEvent> => {
  const named = Object.fromEntries(
    Object.entries(given)
      .filter(([field]) => !notOfTheEvent.includes(field))
      .map(([field, value]) => [camel(field), value]),
  );
  const read =
    given.event !== undefined
      ? readEvent(given.event)
      : Object.keys(named).length > 0
        ? ok({})
        : err({
            code: "missing-input",
            message: "what happened is missing",
            path: "event",
            remedy: "give event, or toxicity, grade and what belongs to them",
          });
  if (!read.ok) return read;
  const event: ObservedEvent = { ...read.value, ...named, currentDose: given.current };
  for (const kind of ["neutrophils", "platelets"] as const)
    if ((event[kind] ?? 0) > highestCounts[kind])
      return err({
        code: "invalid-value",
        message: `${kind} of ${event[kind]} x 10^9/L are a count of a microlitre`,
        path: kind,
        remedy: `give them x 10^9 per litre, ${highestCounts[kind]} at the most: 0.7, not 700 per microlitre`,
      });
  return ok(event);
};
