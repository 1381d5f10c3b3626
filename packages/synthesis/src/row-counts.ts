import type { Outcome } from "@erbium/model";
import type { LeftOut } from "./study-row.ts";

/** Why a row has no counts to use; null where it has. */
export const withoutCounts = (row: Outcome): string | null => {
  if (row.responders !== null && row.n !== null) return null;
  return row.inferred === undefined
    ? "events or denominator are not printed"
    : "the denominator behind the printed rate was not seen";
};

/** Counts that can not be, or that the printed rate is not made of. */
export const againstCounts = ({ responders, n, percent }: Outcome): Pick<LeftOut, "code" | "text"> | null => {
  const [events, patients] = [responders ?? Number.NaN, n ?? Number.NaN];
  if (
    !(
      Number.isInteger(events) &&
      Number.isInteger(patients) &&
      events >= 0 &&
      patients > 0 &&
      events <= patients
    )
  )
    return { code: "impossible-counts", text: `${responders} of ${n} can not be counts of patients` };
  if (percent == null || Math.abs((100 * events) / patients - percent) <= halfOfLastDigit(percent))
    return null;
  return {
    code: "other-denominator",
    text: `${responders} of ${n} is not the printed rate of ${percent} %: its denominator is another`,
  };
};

/** How far a number may be from the one that was rounded to it; half a tenth more for a rate rounded twice. */
const halfOfLastDigit = (printed: number): number =>
  0.5 * 10 ** -(String(printed).split(".")[1]?.length ?? 0) * 1.1;
