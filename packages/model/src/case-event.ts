import { z } from "zod";
import { endsBeforeItBegins, partialDateSchema } from "./partial-date.ts";

/** Something observed on one day of a patient's course. Treatments and HER2 tests have fields of their own in a case. */

const percent = z.number().min(0).max(100);
const name = z.string().min(1).max(200);
const times = z.number().min(0).max(1000).optional();
const date = partialDateSchema.describe("the day it was observed");
/** No heart ejects a hundredth of its volume: such a number is a share, not a percentage. */
const ejected = percent.gt(1, "a percentage: 55, not 0.55");
/** 10^9 per litre. A count above these is one of a microlitre, and would be read as a normal one. */
export const highestCounts = { neutrophils: 100, platelets: 3000 } as const;
const cells = (kind: keyof typeof highestCounts) =>
  z
    .number()
    .min(0)
    .max(
      highestCounts[kind],
      `10^9 per litre, ${highestCounts[kind]} at the most: 0.7, not 700 per microlitre`,
    )
    .optional()
    .describe("10^9 per litre");

export const responseWords = ["CR", "PR", "SD", "PD", "NE", "non-CR/non-PD"] as const;
export const respiratorySigns = ["cough", "dyspnoea", "fever", "low oxygen", "imaging"] as const;

export const caseEventSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("lvef"),
      date,
      percent: ejected.describe("left ventricular ejection fraction"),
      lowerLimitPercent: ejected.optional().describe("the institution's lower limit of normal"),
      heartFailure: z.boolean().optional().describe("symptomatic heart failure"),
    }),
    z.strictObject({
      kind: z.literal("ctdna"),
      date,
      alteration: name.optional().describe("what was followed; like is compared with like"),
      vafPercent: percent.describe("variant allele fraction in percent; 0 where it was not detected"),
      cfdnaNg: z
        .number()
        .positive()
        .max(1e6)
        .optional()
        .describe("cell-free DNA that went into the test, nanograms"),
    }),
    z.strictObject({ kind: z.literal("ki67"), date, percent }),
    z.strictObject({
      kind: z.literal("ftv"),
      date,
      cc: z.number().min(0).max(10_000).describe("functional tumour volume of MRI, cubic centimetres"),
    }),
    z.strictObject({
      kind: z.literal("response"),
      date,
      response: z.enum(responseWords),
      criteria: z.enum(["RECIST 1.1", "iRECIST", "PERCIST", "clinical"]).optional(),
    }),
    z
      .strictObject({
        kind: z.literal("toxicity"),
        date: partialDateSchema.describe("onset"),
        term: name,
        grade: z.number().int().min(1).max(5).optional(),
        therapy: name.optional(),
        resolved: partialDateSchema.optional().describe("the day it had come down to grade 0 or 1"),
        antidiarrhoeal: z.boolean().optional(),
      })
      .refine(({ date: onset, resolved }) => !endsBeforeItBegins(onset, resolved), {
        path: ["resolved"],
        message: "the onset or a day after it",
      }),
    z.strictObject({
      kind: z.literal("respiratory"),
      date,
      signs: z.array(z.enum(respiratorySigns)).min(1),
    }),
    z.strictObject({
      kind: z.literal("laboratory"),
      date,
      neutrophils: cells("neutrophils"),
      platelets: cells("platelets"),
      altTimesUln: times,
      astTimesUln: times,
      bilirubinTimesUln: times,
    }),
    z.strictObject({
      kind: z.literal("dose"),
      date,
      therapy: name,
      dose: z.number().positive().max(10_000).optional().describe("in the unit of its label"),
      held: z.boolean().optional().describe("it was not given on this day"),
    }),
  ])
  .meta({ id: "CaseEvent" });
export type CaseEvent = z.infer<typeof caseEventSchema>;
