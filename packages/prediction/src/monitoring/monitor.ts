import type { TherapyNames } from "@erbium/knowledge-base";
import {
  type Case,
  dateBounds,
  err,
  hasCome,
  type Meaning,
  type Monitoring,
  message,
  ok,
  type PartialDate,
  type Result,
} from "@erbium/model";
import { courseOf, type Placed } from "./course.ts";
import { byUrgency, dueItems } from "./due.ts";
import { eventMeanings } from "./event-meaning.ts";
import { eventWords } from "./event-words.ts";
import { her2Entries } from "./her2-entry.ts";
import { ildFactors } from "./ild-factors.ts";
import { markerModels } from "./marker-models.ts";
import { latestOf } from "./order-in-time.ts";
import { retestItems, type TumourNames } from "./retest.ts";
import { type MonitoringRules, rulesInForce } from "./rules-in-force.ts";
import { byPlace, byWeight, type Dated } from "./timeline.ts";
import { treatmentEntries } from "./treatment-entry.ts";
import { wantedOf } from "./wanted.ts";
import { withheld } from "./withheld.ts";

/** What reading a course needs: names of therapies and tumours, and the tables of the knowledge. */
export type MonitoringKnowledge = TherapyNames & TumourNames & { readonly bundle: MonitoringRules };

/**
 * Reads a patient's course by rule: what each observation means, and what is due next and why.
 *
 * @param asOf  the day on which it is read; what lies after it is left out
 * @returns the course in order of time, or a refusal for a day that is none
 */
export const monitor = (
  given: Case,
  knowledge: MonitoringKnowledge,
  asOf: PartialDate,
): Result<Monitoring> => {
  const today = dateBounds(asOf);
  if (today === null)
    return err({
      code: "not-a-date",
      message: `"${asOf}" is not a date`,
      path: "asOf",
      remedy: "write it as 2026-11-21",
    });
  const course = courseOf(given, knowledge, asOf, today);
  const rules = rulesInForce(knowledge.bundle, given.jurisdictions ?? [], asOf);
  const models = markerModels(knowledge.bundle);
  const latestHeart = new Set<Placed>(latestOf(course.of("lvef")));
  const afterHeart: Meaning[] = [];
  const events = course.events.map((one): Dated => {
    const means = byWeight(eventMeanings(one, course, rules, models));
    if (latestHeart.has(one)) afterHeart.push(...means);
    const { event, bounds } = one;
    return {
      entry: { date: event.date, kind: event.kind, ...eventWords(event, asOf), part: "point", means },
      day: bounds?.earliest ?? "",
      rank: 1,
    };
  });
  const entries = [
    ...treatmentEntries(given, course, rules.labelTables),
    ...her2Entries(given, course),
    ...events,
  ].sort(byPlace);
  const ild = ildFactors(given, course, rules.riskFactors);
  return ok({
    asOf,
    entries: entries.map(({ entry }) => entry),
    due: [
      ...dueItems(rules.surveillance, course, withheld(course, afterHeart, rules.labelTables)),
      ...retestItems(rules.surveillance, given, course, knowledge),
    ].sort(byUrgency),
    risks: ild.present,
    wanted: [
      ...wantedOf(given, course),
      ...ild.unknown,
      ...(hasCome(knowledge.bundle.asOf, asOf) === "met"
        ? []
        : [message("monitor.labels-of", { day: knowledge.bundle.asOf, asOf })]),
    ],
  });
};
