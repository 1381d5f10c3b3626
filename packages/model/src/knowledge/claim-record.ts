import { z } from "zod";

const words = z.string().nullish();
const number = z.number().nullish();
const numberOrWords = z.union([z.number(), z.string()]).nullish();

/**
 * One claim of a source as a reader writes it down, a line of a file: flat, names as printed. Fields it does not
 * know are passed over, so that a file may carry notes of its own.
 */
export const claimRecordSchema = z
  .object({
    id: z.string().min(1),
    claim_type: z.string().min(1),
    statement_en: z.string().min(1),
    quote: words,
    source: words,
    seed: words,
    tumour: words,
    population: words,
    alteration: words,
    comparator: words,
    therapy: z.union([z.array(z.string()), z.string()]).nullish(),
    outcome: words,
    value: numberOrWords,
    value_low: number,
    value_high: number,
    unit: words,
    ci_low: number,
    ci_high: number,
    n: numberOrWords,
    study: words,
    refs: z.array(z.union([z.number(), z.string()])).nullish(),
    direction: words,
  })
  .meta({ id: "ClaimRecord" });
export type ClaimRecord = z.infer<typeof claimRecordSchema>;
