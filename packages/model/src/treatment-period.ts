import type { Treatment } from "./case.ts";
import { type DateBounds, dateBounds } from "./partial-date.ts";
import { all, not, type Truth } from "./truth.ts";

/** When a treatment was given, as far as it is written. */
export interface TreatmentPeriod {
  /** its first day; null where nobody wrote it */
  readonly start: DateBounds | null;
  /** its last day; null where nobody wrote it */
  readonly end: DateBounds | null;
  /** did something end it, even where nobody wrote the day? */
  readonly saidToHaveEnded: boolean;
}

/** The period of a treatment. Progression, a reason to stop and the months since its end tell that it ended. */
export const treatmentPeriod = (treatment: Treatment): TreatmentPeriod => ({
  start: treatment.start === undefined ? null : dateBounds(treatment.start),
  end: treatment.end === undefined ? null : dateBounds(treatment.end),
  saidToHaveEnded:
    treatment.end !== undefined ||
    treatment.stopReason !== undefined ||
    treatment.progressed === true ||
    treatment.recurrenceMonthsAfterEnd !== undefined,
});

/** Had it begun by that day? The first day counts. */
export const begunBy = ({ start }: TreatmentPeriod, day: DateBounds | null): Truth => {
  if (start === null || day === null) return "unknown";
  if (start.latest <= day.earliest) return "met";
  return start.earliest > day.latest ? "not met" : "unknown";
};

const endedBefore = ({ end, saidToHaveEnded }: TreatmentPeriod, day: DateBounds | null): Truth => {
  if (!saidToHaveEnded) return "not met";
  if (end === null || day === null) return "unknown";
  if (end.latest < day.earliest) return "met";
  return end.earliest >= day.latest ? "not met" : "unknown";
};

/**
 * Was it being given on that day? The first and the last day count; days between two doses count too.
 *
 * @param day  first and last day that can be meant; null where nobody wrote it
 * @returns unknown where a vague or missing date leaves it open
 */
export const givenOn = (period: TreatmentPeriod, day: DateBounds | null): Truth =>
  all([begunBy(period, day), not(endedBefore(period, day))]);
