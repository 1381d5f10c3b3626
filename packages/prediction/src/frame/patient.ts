import { err, ok, type Result, type Score, type ScoreTable } from "@erbium/model";
import { z } from "zod";
import { readInput } from "./read-input.ts";
import type { Table } from "./tables.ts";

/**
 * What any model may be told of the patient beside its own inputs, under `patient`, so that it can refuse
 * those it was not made for. Whatever is left out is unknown and refuses nobody.
 */
const patientSchema = z.strictObject({
  setting: z.enum(["neoadjuvant", "adjuvant", "metastatic"]).optional().describe("of the decision"),
  treated: z.boolean().optional().describe("the tumour was treated before it was examined or resected"),
  sex: z.enum(["female", "male"]).optional(),
  invasive: z.boolean().optional().describe("false: in situ alone"),
  er: z.enum(["positive", "negative"]).optional(),
  her2: z.enum(["positive", "negative"]).optional(),
  regimen: z.array(z.string()).optional().describe("therapies under consideration"),
});

/** Names that a table `scope` may use, whatever the model; `therapy` is each therapy of the regimen in turn. */
export const scopeInputs: ScoreTable["inputs"] = {
  setting: ["neoadjuvant", "adjuvant", "metastatic"],
  treated: "boolean",
  sex: ["female", "male"],
  invasive: "boolean",
  er: ["positive", "negative"],
  her2: ["positive", "negative"],
  therapy: "string",
};

const told = (patient: z.infer<typeof patientSchema>, therapy: string | undefined) => ({
  setting: patient.setting,
  treated: patient.treated,
  sex: patient.sex,
  invasive: patient.invasive,
  er: patient.er,
  her2: patient.her2,
  therapy: therapy?.toLowerCase(),
});

/**
 * Checks a patient against the scope of a model.
 *
 * @param given  the `patient` of an input, as the user wrote it
 * @param table  the model's table `scope`: each row a reason to refuse
 * @returns refuses with the scope, or with what cannot be read
 */
export const withinScope = (given: unknown, score: Score, table: Table | null): Result<null> => {
  const patient = readInput(`${score.id}, patient`, patientSchema, given);
  if (!patient.ok) {
    const { path } = patient.error;
    return err({ ...patient.error, path: path === undefined ? "patient" : `patient.${path}` });
  }
  for (const therapy of patient.value.regimen ?? [undefined]) {
    const reason = table?.met(told(patient.value, therapy)) ?? null;
    if (reason !== null) return outOfScope(score, reason, "patient");
  }
  return ok(null);
};

/** Refuses an input that the model was not made for, with its scope. */
export const outOfScope = (score: Score, found: string, path: string): Result<never> =>
  err({
    code: "out-of-scope",
    message: `${found}: ${score.title} is for ${score.scope.for}`,
    path,
    remedy: `not for: ${score.scope.notFor.join("; ")}`,
  });
