import { type Case, type Message, message } from "@erbium/model";
import type { Course } from "./course.ts";

/** What would let more be said. */
export const wantedOf = (given: Case, course: Course): readonly Message[] => {
  const undated = course.treatments.filter(({ treatment }) => treatment.start === undefined);
  return [
    ...(given.treatments === undefined ? [message("monitor.wanted.treatments")] : []),
    ...undated.map(({ regimen }) => message("monitor.wanted.start", { regimen })),
    ...(given.events === undefined ? [message("monitor.wanted.events")] : []),
    ...(course.of("ctdna").length > 1 && course.of("ctdna").some(({ event }) => event.cfdnaNg === undefined)
      ? [message("monitor.wanted.cfdna")]
      : []),
  ];
};
