import { resolveTherapies, type TherapyNames } from "@erbium/knowledge-base";
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

/** Names that a table `scope` may use, whatever the model; the last two are of each therapy of the regimen in turn. */
export const scopeInputs: ScoreTable["inputs"] = {
  setting: ["neoadjuvant", "adjuvant", "metastatic"],
  treated: "boolean",
  sex: ["female", "male"],
  invasive: "boolean",
  er: ["positive", "negative"],
  her2: ["positive", "negative"],
  therapy: "string",
  antiHer2: "boolean",
};

/** What the scope of a model turns on and was not told of the patient. */
export interface ScopeChecked {
  readonly open: readonly string[];
}

/** Conditions that a regimen answers. */
const ofTherapy = ["therapy", "antiHer2"];

/**
 * Opens the check of patients against the scope of a model.
 *
 * @param table      the model's table `scope`: each row a reason to refuse
 * @param therapies  by every name they have
 * @returns the check of the `patient` of an input, undefined where nothing is told: what is left open, or a refusal
 *   with the scope or with what cannot be read
 */
export const openScope = (
  score: Score,
  table: Table | null,
  therapies: () => TherapyNames,
): ((given: unknown) => Result<ScopeChecked>) => {
  const conditions = (score.tables.scope?.rules ?? []).map((rule) => rule.when);
  const reads = (name: string): boolean => conditions.some((when) => new RegExp(`\\b${name}\\b`).test(when));
  const turnsOnTherapy = ofTherapy.some(reads);
  const asked = Object.keys(patientSchema.shape).filter((name) =>
    name === "regimen" ? turnsOnTherapy : reads(name),
  );
  return (given) => {
    if (given === undefined) return ok({ open: asked });
    const patient = readInput(`${score.id}, patient`, patientSchema, given);
    if (!patient.ok) {
      const { path } = patient.error;
      return err({ ...patient.error, path: path === undefined ? "patient" : `patient.${path}` });
    }
    const { regimen, ...told } = patient.value;
    const members =
      regimen === undefined || !turnsOnTherapy ? ok([]) : membersOf(regimen, score, therapies());
    if (!members.ok) return members;
    for (const facts of [told, ...members.value.map((member) => ({ ...told, ...member }))]) {
      const reason = table?.met(facts) ?? null;
      if (reason !== null) return outOfScope(score, reason, "patient");
    }
    return ok({ open: asked.filter((name) => patient.value[name as keyof Patient] === undefined) });
  };
};

type Patient = z.infer<typeof patientSchema>;

/** The therapies of a regimen; whether one that is not known lies within the scope cannot be said. */
const membersOf = (
  regimen: readonly string[],
  score: Score,
  names: TherapyNames,
): Result<{ therapy: string; antiHer2: boolean }[]> => {
  const found: { therapy: string; antiHer2: boolean }[] = [];
  for (const [index, name] of regimen.entries()) {
    const ids = resolveTherapies(name, names);
    if (ids === null)
      return err({
        code: "unknown-therapy",
        message: `the therapy "${name}" is not known here, so that it cannot be said whether ${score.title} covers it`,
        path: `patient.regimen.${index}`,
        remedy: "give each medicine by its non-proprietary name",
      });
    for (const id of ids) found.push({ therapy: id, antiHer2: names.therapyIs(id, "anti-HER2") });
  }
  return ok(found);
};

/** Refuses an input that the model was not made for, with its scope. */
export const outOfScope = (score: Score, found: string, path: string): Result<never> =>
  err({
    code: "out-of-scope",
    message: `${found}: ${score.title} is for ${score.scope.for}`,
    path,
    remedy: `not for: ${score.scope.notFor.join("; ")}`,
  });
