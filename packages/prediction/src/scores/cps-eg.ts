import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";

const clinicalStages = ["I", "IIA", "IIB", "IIIA", "IIIB", "IIIC"] as const;
const pathologicStages = ["0", ...clinicalStages] as const;
const her2States = ["amplified", "low", "zero"] as const;

/**
 * Prognosis from the stage before and after neoadjuvant treatment, oestrogen receptor and nuclear grade:
 * CPS+EG (0 to 6), Neo-Bioscore (0 to 7) and the HER2-low variant (0 to 8).
 *
 * @source knowledge/scores/cps-eg.yaml
 */
export const cpsEg = defineModel({
  id: "cps-eg",
  input: z.strictObject({
    clinical_stage: z.enum(clinicalStages).describe("anatomic stage before treatment"),
    pathologic_stage: z.enum(pathologicStages).describe("anatomic stage after treatment; 0: pCR"),
    er_positive: z.boolean(),
    nuclear_grade_3: z.boolean(),
    her2: z.enum(her2States).describe("zero and low: not amplified"),
  }),
  parameters: z.strictObject({ erNegative: z.number(), nuclearGrade3: z.number() }),
  example: {
    clinical_stage: "IIB",
    pathologic_stage: "I",
    er_positive: false,
    nuclear_grade_3: true,
    her2: "amplified",
  },
  open: {
    clinical_stage: clinicalStages,
    pathologic_stage: pathologicStages,
    er_positive: [true, false],
    nuclear_grade_3: [true, false],
    her2: her2States,
  },
  evaluate: (given, { parameters, table }) => {
    const { clinical_stage, pathologic_stage, er_positive, nuclear_grade_3, her2 } = given;
    const cps_eg =
      table("clinicalStage").outcome<number>({ clinical_stage }) +
      table("pathologicStage").outcome<number>({ pathologic_stage }) +
      (er_positive ? 0 : parameters.erNegative) +
      (nuclear_grade_3 ? parameters.nuclearGrade3 : 0);
    return ok({
      values: {
        cps_eg,
        neo_bioscore: cps_eg + table("neoBioscore").outcome<number>({ her2 }),
        cps_eg_hlow: cps_eg + table("her2Low").outcome<number>({ her2 }),
      },
    });
  },
});
