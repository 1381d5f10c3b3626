import { z } from "zod";
import { caseEventSchema } from "./case-event.ts";
import { measurementSchema, namedAlterationSchema } from "./measurement.ts";
import { endsBeforeItBegins, partialDateSchema } from "./partial-date.ts";

/** One patient: the input of `erbium report`. Everything but `tumour` may be missing; missing is unknown. */

const percent = z.number().min(0).max(100);
const name = z.string().min(1).max(200);
const posNeg = z.enum(["positive", "negative"]);

/** One code for each agency; where nothing is on file for one, "no record found" is said, never "not approved". */
export const agencies = ["FDA", "EMA", "NMPA", "PMDA", "MHRA", "MFDS", "Swissmedic", "TGA", "HC"] as const;
export type Agency = (typeof agencies)[number];

export const treatmentSchema = z
  .strictObject({
    regimen: z.array(name).min(1).max(30),
    setting: z.enum(["neoadjuvant", "adjuvant", "metastatic"]).optional(),
    line: z.number().int().min(1).max(50).optional(),
    start: partialDateSchema.optional(),
    end: partialDateSchema.optional(),
    months: z.number().min(0).max(600).optional(),
    bestResponse: z.enum(["CR", "PR", "SD", "PD", "pCR", "residual disease"]).optional(),
    progressed: z.boolean().optional(),
    stopReason: z.enum(["progression", "toxicity", "completed", "choice"]).optional(),
    toxicity: z
      .array(z.strictObject({ term: name, grade: z.number().int().min(1).max(5).optional() }))
      .max(100)
      .optional(),
    recurrenceMonthsAfterEnd: z.number().min(0).max(600).optional(),
  })
  .refine(({ start, end }) => !endsBeforeItBegins(start, end), {
    path: ["end"],
    message: "the first day or one after it",
  })
  .meta({ id: "Treatment" });

export const sequencingSchema = z
  .strictObject({
    sample: name.optional(),
    date: partialDateSchema.optional(),
    material: z.enum(["tissue", "plasma"]).optional(),
    genes: z.array(name).max(50_000).optional().describe("genes covered by the test"),
    types: z
      .array(z.enum(["snv", "indel", "cnv", "fusion"]))
      .optional()
      .describe("alteration types covered"),
    result: z.enum(["complete", "failed"]).optional(),
  })
  .meta({ id: "Sequencing" });

export const caseSchema = z
  .strictObject({
    id: name.optional(),
    tumour: name,
    setting: z.enum(["early", "locally-advanced", "metastatic"]).optional(),
    stage: z.string().max(20).optional(),
    resectable: z.boolean().optional(),
    patient: z
      .strictObject({
        ageYears: z.number().min(0).max(130).optional(),
        sex: z.enum(["female", "male"]).optional(),
        menopause: z.enum(["pre", "post"]).optional(),
        ecog: z.number().int().min(0).max(5).optional(),
        lvefPercent: percent.gt(1, "a percentage: 55, not 0.55").optional(),
        ildHistory: z.boolean().optional(),
        childPugh: z.enum(["A", "B", "C"]).optional(),
        pregnant: z.boolean().optional(),
        oxygenSaturationPercent: percent.optional(),
        renalImpairment: z.enum(["none", "mild", "moderate", "severe"]).optional(),
        lungComorbidity: z.boolean().optional(),
        diagnosed: partialDateSchema.optional().describe("first diagnosis of this cancer"),
      })
      .optional(),
    tests: z.array(measurementSchema).max(1000).optional(),
    sequencing: z.array(sequencingSchema).max(1000).optional(),
    alterations: z.array(namedAlterationSchema).max(100_000).optional(),
    biomarkers: z
      .strictObject({
        er: posNeg.optional(),
        pr: posNeg.optional(),
        erPercent: percent.optional(),
        prPercent: percent.optional(),
        pdl1Cps: z.number().min(0).max(100).optional(),
        pdl1Tps: percent.optional(),
        ras: z.enum(["wild-type", "mutant"]).optional(),
        braf: z.enum(["wild-type", "mutant"]).optional(),
        msi: z.enum(["msi-high", "mss"]).optional(),
        ki67Percent: percent.optional(),
        tilPercent: percent.optional(),
        pam50: z.enum(["HER2-enriched", "luminal A", "luminal B", "basal-like", "normal-like"]).optional(),
        histology: z.string().max(200).optional(),
        residualInvasiveDisease: z.boolean().optional(),
      })
      .optional(),
    treatments: z.array(treatmentSchema).max(200).optional(),
    treatmentsComplete: z.boolean().optional(),
    events: z
      .array(caseEventSchema)
      .max(10_000)
      .optional()
      .describe(
        "what was observed on treatment, in any order: heart, ctDNA, Ki-67, MRI, response, toxicity, doses",
      ),
    scores: z
      .array(
        z.strictObject({
          model: name,
          date: partialDateSchema.optional(),
          input: z.record(z.string(), z.unknown()),
        }),
      )
      .max(50)
      .optional()
      .describe("published models to compute into the report, each with its own inputs: erbium predict list"),
    noSatisfactoryAlternative: z.boolean().optional(),
    highRecurrenceRisk: z
      .boolean()
      .optional()
      .describe("somebody judged the risk of recurrence of early disease high"),
    endocrineSuitable: z.boolean().optional().describe("endocrine therapy is suitable as the next line"),
    anthracyclineSuitable: z.boolean().optional(),
    sites: z.array(name).max(100).optional(),
    brainMetastases: z
      .strictObject({
        state: z.enum(["treated", "stable", "active"]).optional(),
        leptomeningeal: z.boolean().optional(),
      })
      .optional(),
    jurisdictions: z.array(z.enum(agencies)).max(agencies.length).optional(),
  })
  .meta({ id: "Case", title: "Erbium case", description: "Input of erbium report: one patient" });

export type Treatment = z.infer<typeof treatmentSchema>;
export type Sequencing = z.infer<typeof sequencingSchema>;
export type Case = z.infer<typeof caseSchema>;
