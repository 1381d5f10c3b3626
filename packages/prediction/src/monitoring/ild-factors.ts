import { type Case, type Message, message, type RiskFactor } from "@erbium/model";
import { closedBounds, monthsBetween } from "./calendar.ts";
import type { Course, CourseTreatment } from "./course.ts";
import { judgeFactors } from "./risk-factors.ts";

const onConjugate = (course: Course): readonly CourseTreatment[] =>
  course.treatments.filter(
    ({ therapies, ongoing }) =>
      ongoing !== "not met" && therapies.some((id) => course.names.therapyIs(id, "trastuzumab deruxtecan")),
  );

/** Factors of interstitial lung disease of a patient on the conjugate: those present, and those nobody knows. */
export const ildFactors = (
  given: Case,
  course: Course,
  factors: readonly RiskFactor[],
): { readonly present: readonly Message[]; readonly unknown: readonly Message[] } => {
  if (onConjugate(course).length === 0) return { present: [], unknown: [] };
  const diagnosed = closedBounds(given.patient?.diagnosed);
  const dose = course.dosesOf("trastuzumab deruxtecan").findLast(({ event }) => event.dose !== undefined)
    ?.event.dose;
  const judged = judgeFactors(factors, {
    ageYears: given.patient?.ageYears,
    oxygenSaturationPercent: given.patient?.oxygenSaturationPercent,
    renalImpairment: given.patient?.renalImpairment,
    lungComorbidity: given.patient?.lungComorbidity,
    ildHistory: given.patient?.ildHistory,
    yearsSinceDiagnosis:
      diagnosed === null ? undefined : monthsBetween(diagnosed.latest, course.today.earliest) / 12,
    doseMgPerKg: dose,
  });
  const of = (truth: string): string[] =>
    judged.filter((one) => one.truth === truth).map(({ factor }) => factor.text);
  return {
    present: of("met").length > 0 ? [message("monitor.ild-present", { factors: of("met").join("; ") })] : [],
    unknown:
      of("unknown").length > 0 ? [message("monitor.ild-unknown", { factors: of("unknown").join("; ") })] : [],
  };
};
