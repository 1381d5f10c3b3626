import { err, ok, type Result } from "@erbium/model";
import { z } from "zod";
import { defineModel, type ModelData } from "../frame/model.ts";
import { type Answer, warning } from "../frame/prediction.ts";
import { type Complete, missingOf } from "../frame/required.ts";
import { settled } from "../frame/settled.ts";

const target = z.enum(["CR", "PR", "SD", "PD", "NE", "NONE", "ANY"]);
const nonTarget = z.enum(["CR", "NONCR_NONPD", "NONPD", "PD", "NE", "NONE", "ANY"]);
const newLesion = z.union([z.literal(0), z.literal(1), z.boolean(), z.literal("ANY")]);
const sum = z.number().min(0);

const input = z.strictObject({
  baseline: z.number().positive().optional().describe("sum of diameters before treatment, mm"),
  nadir: sum.optional().describe("smallest sum since baseline, baseline included, mm"),
  current: sum.optional().describe("sum now, mm"),
  all_target_gone: z.boolean().optional().describe("no target lesion left, nodes below 10 mm short axis"),
  target: target
    .optional()
    .describe("response of the target lesions; NONE: none at baseline, ANY: not known"),
  non_target: nonTarget.optional().describe("response of the others; NONE: none at baseline, ANY: not known"),
  new_lesion: newLesion.optional().describe("0 no, 1 yes, ANY: not known"),
  sums: z.array(sum).min(2).optional().describe("sums of a course, baseline first, mm"),
  weeks: z
    .array(z.number().min(0))
    .optional()
    .describe("weeks since start of each sum, the baseline's first"),
  new_lesions: z.array(z.boolean()).optional().describe("a new lesion at each sum, the baseline's first"),
});
type Input = z.infer<typeof input>;
type Data = ModelData<z.infer<typeof parametersSchema>>;
const parametersSchema = z.strictObject({ targetPrFall: z.number(), confirmationWeeks: z.number() });

/**
 * RECIST 1.1 for three questions: the response of the target lesions (`baseline, nadir, current,
 * all_target_gone`), the overall response of a visit (`target, non_target, new_lesion`), and a whole course
 * (`sums`) with its best response. A course is read in two ways, both named: each visit by its own numbers
 * (`time_point`), and as the EORTC reads it (`carried_forward`): a response stands until progression.
 *
 * @source knowledge/scores/response.yaml
 */
export const recist = defineModel<Input, z.infer<typeof parametersSchema>>({
  id: "recist-1.1",
  input,
  parameters: parametersSchema,
  example: { baseline: 100, nadir: 50, current: 60, all_target_gone: false },
  evaluate: (given, data) => {
    if (given.sums !== undefined) return course(given, given.sums, data);
    if (given.target !== undefined || given.non_target !== undefined || given.new_lesion !== undefined)
      return overall(given, data);
    return visit(given, data);
  },
});

/** The response of target lesions whose sums are known. */
const targetResponse = (
  { baseline, nadir, current, gone }: { baseline: number; nadir: number; current: number; gone: boolean },
  { table }: Data,
): string => {
  const rise = settled(current - nadir);
  return table("target").outcome({
    all_target_gone: gone,
    rise,
    rise_pct: nadir === 0 ? (rise > 0 ? Number.MAX_VALUE : 0) : settled((100 * (current - nadir)) / nadir),
    fall_pct: settled((100 * (baseline - current)) / baseline),
  });
};

/** Lesions that were all gone and are there again, by less than progression asks of the sum. */
const cameBack = (nadir: number, response: string): boolean =>
  nadir === 0 && response !== "PD" && response !== "CR";
const reappeared = warning(
  "reappeared",
  "lesions that were gone are back: after a complete response of all lesions that was definite this is progression at any size",
);

const visit = (given: Input, data: Data): Result<Answer> => {
  const missing = missingOf("recist-1.1", given, ["baseline", "nadir", "current", "all_target_gone"]);
  if (missing) return missing;
  const {
    baseline,
    nadir,
    current,
    all_target_gone: gone,
  } = given as Complete<Input, "baseline" | "nadir" | "current" | "all_target_gone">;
  if (nadir > baseline)
    return err({
      code: "inconsistent-input",
      message: `the smallest sum, ${nadir} mm, is above the baseline of ${baseline} mm`,
      path: "nadir",
      remedy: "the smallest sum includes the baseline",
    });
  if (current === 0 && !gone)
    return err({
      code: "inconsistent-input",
      message: "the sum is 0 mm but not all target lesions are gone",
      path: "all_target_gone",
      remedy: "correct one of the two",
    });
  const value = targetResponse({ baseline, nadir, current, gone }, data);
  return ok({
    values: {
      value,
      change_from_baseline_pct: settled((100 * (current - baseline)) / baseline),
      change_from_nadir: settled(current - nadir),
    },
    class: value,
    warnings: [
      warning("targets-only", "of the target lesions: other lesions and new ones are asked apart"),
      ...(cameBack(nadir, value) ? [reappeared] : []),
    ],
  });
};

const overall = (given: Input, { table }: Data): Result<Answer> => {
  const known = <T>(value: T | "ANY" | undefined): T | undefined => (value === "ANY" ? undefined : value);
  const fresh = known(given.new_lesion);
  const decision = table("overall").decide({
    target: known(given.target),
    non_target: known(given.non_target),
    new_lesion: fresh === undefined ? undefined : fresh === 1 || fresh === true,
  });
  if (decision.kind === "decided") {
    const value = decision.then as string;
    return ok({ values: { overall: value }, class: value });
  }
  const missing = decision.kind === "undecided" ? decision.missing : [];
  return ok({
    values: { overall: null },
    class: null,
    warnings: [warning("undecided", `${missing.join(", ")} would decide`, { fields: missing.join(", ") })],
    wouldChange: missing,
  });
};

const course = (given: Input, sums: readonly number[], data: Data): Result<Answer> => {
  for (const field of ["weeks", "new_lesions"] as const) {
    const list = given[field];
    if (list !== undefined && list.length !== sums.length)
      return err({
        code: "inconsistent-input",
        message: `${field} has ${list.length} entries for ${sums.length} sums`,
        path: field,
        remedy: "give one entry for each sum, the baseline's first",
      });
  }
  const baseline = sums[0] as number;
  if (baseline === 0)
    return err({
      code: "inconsistent-input",
      message: "the baseline sum is 0 mm",
      path: "sums",
      remedy: "without target lesions ask with target NONE",
    });
  const visits = sums.slice(1).map((current, index) => {
    if (given.new_lesions?.[index + 1]) return "PD";
    const nadir = Math.min(...sums.slice(0, index + 1));
    return targetResponse({ baseline, nadir, current, gone: current === 0 }, data);
  });
  const carried = carriedForward(visits);
  const end = visits.indexOf("PD");
  const counted = end === -1 ? carried : carried.slice(0, end + 1);
  const best = bestOf(counted);
  const confirmed =
    given.weeks === undefined
      ? null
      : bestConfirmed(visits.slice(0, counted.length), given.weeks.slice(1), data);
  return ok({
    values: { time_point: visits, carried_forward: carried, best_overall: best, best_confirmed: confirmed },
    class: best,
    warnings: [
      ...(visits.join() === carried.join()
        ? []
        : [
            warning(
              "two-readings",
              "by its own numbers a later visit is no longer a response; the EORTC keeps it one until progression",
            ),
          ]),
      ...(visits.some((response, index) => cameBack(Math.min(...sums.slice(0, index + 1)), response))
        ? [reappeared]
        : []),
      ...(confirmed === null ? [warning("unconfirmed", "without weeks a response cannot be confirmed")] : []),
      ...(best === "SD"
        ? [warning("minimum-of-stable-disease", "the protocol says how long disease must be stable to count")]
        : []),
    ],
    wouldChange: confirmed === null ? ["weeks"] : [],
  });
};

const rank = ["CR", "PR", "SD", "PD", "NE"];
const bestOf = (visits: readonly string[]): string =>
  visits.toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b))[0] as string;

/** A response stands until progression; a better one replaces it. */
const carriedForward = (visits: readonly string[]): string[] => {
  let standing = "SD";
  return visits.map((visit) => {
    if (visit === "PD") standing = "SD";
    else if (rank.indexOf(visit) < rank.indexOf(standing)) standing = visit;
    return visit === "SD" ? standing : visit;
  });
};

/** The best response that a later visit, four weeks on or more, shows again by its own numbers. */
const bestConfirmed = (visits: readonly string[], weeks: readonly number[], { parameters }: Data): string => {
  const confirmed = (response: "CR" | "PR"): boolean =>
    visits.some((first, i) =>
      visits.some(
        (second, j) =>
          j > i &&
          (weeks[j] as number) - (weeks[i] as number) >= parameters.confirmationWeeks &&
          (first === response || first === "CR") &&
          (second === response || second === "CR"),
      ),
    );
  if (confirmed("CR")) return "CR";
  if (confirmed("PR")) return "PR";
  const rest = visits.map((visit) => (visit === "CR" || visit === "PR" ? "SD" : visit));
  return bestOf(rest);
};
