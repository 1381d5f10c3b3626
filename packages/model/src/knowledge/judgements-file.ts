import { z } from "zod";

const judgement = z
  .string()
  .describe('not serious, serious or very serious, and after a colon why: "serious: open label"');

/** What a reader of studies has judged of their bias: a judgement a study, or one for all. */
export const judgementsFileSchema = z
  .strictObject({
    studies: z.record(z.string().describe("id or name of a study"), judgement).default({}),
    riskOfBias: judgement.optional(),
    publicationBias: judgement.optional(),
  })
  .meta({ id: "Judgements" });
