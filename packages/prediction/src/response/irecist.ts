import { err, type Message, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { type ImmuneResponse, readStep, type Step, stepSchema } from "./irecist-step.ts";

const parametersSchema = z.strictObject({
  confirmingGrowth: z.number(),
  earliestWeeks: z.number(),
  latestWeeks: z.number(),
  prFall: z.number(),
});
type Limits = z.infer<typeof parametersSchema>;

/**
 * iRECIST over the visits of a course: progression is unconfirmed first and confirmed by further growth or
 * more new lesions at the next visit; a response in between opens the question anew.
 *
 * @source knowledge/scores/response.yaml
 */
export const irecist = defineModel({
  id: "irecist",
  input: z.strictObject({
    sequence: z
      .array(z.union([z.string().min(1), stepSchema]))
      .min(1)
      .describe('visits in order, in words ("iUPD(new lesion)", "target sum +6 mm at 6 wk") or as objects'),
  }),
  parameters: parametersSchema,
  example: { sequence: ["iPR", "iUPD(target +25 %)", "target sum +6 mm at 6 wk"] },
  evaluate: ({ sequence }, { parameters }) => {
    const visits: ImmuneResponse[] = [];
    const warnings: Message[] = [];
    for (const [index, written] of sequence.entries()) {
      const step = typeof written === "string" ? readStep(written) : written;
      const visit = step === null ? null : assigned(step, visits.at(-1), parameters, warnings);
      if (visit === null)
        return err({
          code: step === null ? "unreadable-visit" : "undecided-visit",
          message: `visit ${index + 1}, ${JSON.stringify(written)}, ${step === null ? "cannot be read" : "does not say which response it is"}`,
          path: `sequence.${index}`,
          remedy: "name the response (iCR, iPR, iSD, iUPD, NE) or what was seen after an iUPD",
        });
      visits.push(visit);
    }
    const value = visits.at(-1) as ImmuneResponse;
    return ok({
      values: { value, time_points: visits, best_overall: bestImmune(visits) },
      class: value,
      warnings,
    });
  },
});

/** The response of a visit after the one before; null where neither a name nor an open progression decides. */
const assigned = (
  step: Step,
  before: ImmuneResponse | undefined,
  limits: Limits,
  warnings: Message[],
): ImmuneResponse | null => {
  if (before === "iCPD") return "iCPD";
  const open = before === "iUPD";
  const further =
    (step.target_growth ?? 0) >= limits.confirmingGrowth ||
    (step.new_lesion_growth ?? 0) >= limits.confirmingGrowth ||
    step.non_target_growth === true ||
    step.more_new_lesions === true;
  if (open && (further || step.response === "iCPD")) {
    if (step.weeks !== undefined && step.weeks < limits.earliestWeeks) {
      warnings.push(
        warning("too-early", `progression is confirmed ${limits.earliestWeeks} weeks on at the earliest`),
      );
      return "iUPD";
    }
    if (step.weeks !== undefined && step.weeks > limits.latestWeeks)
      warnings.push(
        warning("late-confirmation", `the confirming visit is due within ${limits.latestWeeks} weeks`),
      );
    return "iCPD";
  }
  if (step.response !== undefined) return step.response === "iCPD" ? null : step.response;
  if (step.from_baseline_pct !== undefined && !further)
    return step.from_baseline_pct <= -100 ? "iCR" : step.from_baseline_pct <= -limits.prFall ? "iPR" : "iSD";
  if (open) return "iUPD";
  return step.more_new_lesions === true || step.non_target_growth === true ? "iUPD" : null;
};

/** Best response of a course, in which a confirmed progression stays to the end: the best before it, else whether it came. */
const bestImmune = (visits: readonly ImmuneResponse[]): ImmuneResponse =>
  (["iCR", "iPR", "iSD", "iCPD", "iUPD"] as const).find((best) => visits.includes(best)) ?? "NE";
