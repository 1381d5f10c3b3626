import { z } from "zod";
import { partialDateSchema } from "./partial-date.ts";

/** What a laboratory measured on one sample: the input of `erbium status`, one per row. */

export const ihcScores = ["0", "1+", "2+", "3+"] as const;
export const scorings = ["breast-2018", "gastric-2016", "heracles", "isgyp"] as const;

const percent = z.number().min(0).max(100);
const positive = z.number().positive();
const signals = z.number().min(0).max(1000);

export const ihcSchema = z
  .strictObject({
    score: z.enum(ihcScores).optional(),
    scoring: z.enum(scorings).optional().describe("the system the score was read under"),
    percentStained: percent.optional().describe("percent of tumour cells at that intensity"),
    intensity: z.enum(["none", "faint", "weak", "moderate", "strong"]).optional(),
    pattern: z.enum(["circumferential", "basolateral", "lateral", "incomplete"]).optional(),
    clusterCells: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe("largest cluster of stained cells (gastric biopsy)"),
    membraneStaining: z.enum(["none", "faint-partial", "present"]).optional(),
    confirmed: z.boolean().optional().describe("the score was confirmed by a repeated IHC"),
    clone: z.string().max(100).optional(),
  })
  .meta({ id: "Ihc" });

const ishCount = {
  probe: z.enum(["dual", "single"]).optional(),
  her2PerCell: signals.optional().describe("mean HER2 signals per cell"),
  cep17PerCell: signals.optional().describe("mean CEP17 signals per cell"),
  ratio: z.number().min(0).max(1000).optional().describe("HER2 / CEP17 as stated by the laboratory"),
  cells: z.number().int().min(0).max(100_000).optional().describe("cells counted"),
  percentCellsAmplified: percent.optional(),
  call: z.enum(["positive", "negative", "equivocal"]).optional().describe("what the laboratory called it"),
};
export const ishSchema = z
  .strictObject({ ...ishCount, recount: z.strictObject(ishCount).optional().describe("blinded recount") })
  .meta({ id: "Ish" });

export const namedAlterationSchema = z.union([
  z.string().min(1).max(1000),
  z.strictObject({
    name: z.string().min(1).max(1000),
    vaf: z.number().min(0).max(1).optional().describe("variant allele fraction, 0 to 1"),
    origin: z.enum(["somatic", "germline"]).optional(),
    sample: z.string().max(200).optional(),
    date: partialDateSchema.optional(),
  }),
]);

export const measurementSchema = z
  .strictObject({
    id: z.string().max(200).optional(),
    tumour: z.string().min(1).max(200).optional().describe("OncoTree code or a known name"),
    specimen: z.enum(["biopsy", "resection", "cytology"]).optional(),
    sample: z.string().max(200).optional(),
    site: z.string().max(200).optional().describe("primary, or the site of the metastasis"),
    date: partialDateSchema.optional(),
    afterTherapy: z
      .array(z.string().max(200))
      .max(100)
      .optional()
      .describe("anti-cancer therapies given before this sample was taken"),
    ihc: ihcSchema.optional(),
    ish: ishSchema.optional(),
    preanalytics: z
      .strictObject({
        ischaemiaHours: z.number().min(0).max(10_000).optional(),
        fixationHours: z.number().min(0).max(100_000).optional(),
      })
      .optional(),
    alterations: z.array(namedAlterationSchema).max(100_000).optional(),
    reported: z
      .enum(["positive", "negative", "equivocal"])
      .optional()
      .describe("a status somebody wrote, without its basis"),
    copyNumber: z
      .strictObject({
        copies: z.number().min(0).max(10_000).optional(),
        purity: z.number().gt(0).max(1).optional(),
        ploidy: positive.max(20).optional(),
      })
      .optional()
      .describe("ERBB2 copy number from sequencing"),
    expression: z.strictObject({ ratioTumourNormal: z.number().min(0).max(1e6).optional() }).optional(),
    serum: z.strictObject({ her2NgPerMl: z.number().min(0).max(1e6).optional() }).optional(),
  })
  .meta({
    id: "Measurement",
    title: "HER2 measurement",
    description: "Input of erbium status: one test of one sample",
  });

export type Ihc = z.infer<typeof ihcSchema>;
export type Ish = z.infer<typeof ishSchema>;
export type IshCount = Omit<Ish, "recount">;
export type NamedAlteration = z.infer<typeof namedAlterationSchema>;
export type Measurement = z.infer<typeof measurementSchema>;
export type IhcScore = (typeof ihcScores)[number];
export type Scoring = (typeof scorings)[number];
