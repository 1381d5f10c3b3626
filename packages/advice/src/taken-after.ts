import { dateBounds, type Measurement } from "@erbium/model";
import type { Known } from "./three-valued.ts";
import type { TreatmentHistory } from "./treatment-history.ts";

/**
 * Was the sample of this test taken after the therapy (or one of its class)? It was when it names the therapy, or
 * is dated after the therapy ended (where that is not recorded: began). A date before it, and a list of earlier
 * therapies that leaves it out, say no; dates that overlap or are missing leave it open.
 */
export const takenAfter = (
  { afterTherapy, date }: Measurement,
  what: string,
  history: TreatmentHistory,
): Known => {
  const names = afterTherapy ?? [];
  if (names.some((name) => history.resolve(name).some((id) => history.contains(id, what)))) return true;
  const taken = date === undefined ? null : dateBounds(date);
  let open = false;
  for (const treatment of history.treatments) {
    if (!treatment.therapies.some((id) => history.contains(id, what))) continue;
    const day = treatment.end ?? treatment.start;
    const given = day === undefined ? null : dateBounds(day);
    if (given === null || taken === null) open ||= afterTherapy === undefined;
    else if (taken.earliest >= given.latest) return true;
    else open ||= taken.latest >= given.earliest;
  }
  return open ? undefined : false;
};
