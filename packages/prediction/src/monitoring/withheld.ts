import type { LabelTable, Meaning } from "@erbium/model";
import type { Course } from "./course.ts";
import { latestOf } from "./order-in-time.ts";

/**
 * Is a therapy being withheld? It is where the last word on its dose says so, or where a label asks for it after the
 * latest ejection fraction. Of two that may be the latest, the one that withholds it counts.
 *
 * @param afterLatest  what the latest ejection fractions mean
 */
export const withheld = (
  course: Course,
  afterLatest: readonly Meaning[],
  tables: readonly LabelTable[],
): ((therapy: string) => boolean) => {
  const orders = afterLatest.filter(({ code }) => code === "label-hold" || code === "label-stop");
  const asked = new Set(
    tables
      .filter(({ id }) => orders.some(({ rule }) => String(rule).startsWith(`${id}/`)))
      .flatMap(({ therapies }) => therapies),
  );
  return (therapy) =>
    asked.has(therapy) || latestOf(course.dosesOf(therapy)).some(({ event }) => event.held === true);
};
