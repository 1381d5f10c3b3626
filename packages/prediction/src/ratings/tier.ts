import { ok } from "@erbium/model";
import { z } from "zod";
import { type AnyModelDefinition, defineModel } from "../frame/model.ts";

const tierOf = (id: string, evidence: readonly [string, ...string[]]): AnyModelDefinition =>
  defineModel({
    id,
    input: z.strictObject({ evidence: z.enum(evidence).describe("the best there is") }),
    example: { evidence: evidence[0] },
    evaluate: ({ evidence: given }, { table }) => {
      const tier = table("tier").outcome({ evidence: given });
      return ok({ values: { value: tier }, class: tier });
    },
  });

/** ESCAT tier from the best evidence of one alteration and its drug in this tumour. */
export const escat = tierOf("escat", [
  "randomised",
  "prospective with benefit",
  "basket",
  "retrospective",
  "prospective without survival",
  "other tumour",
  "similar alteration",
  "preclinical",
  "co-targeting",
  "none",
]);

/** AMP/ASCO/CAP 2017 tier and level of a somatic variant. */
export const ampAscoCap = tierOf("amp-asco-cap", [
  "approved or guideline here",
  "well-powered studies with consensus",
  "approved elsewhere or several small studies",
  "preclinical or case reports",
  "unknown",
  "benign",
]);
