import { type CaseEvent, type DateBounds, type LabelTable, type Meaning, message } from "@erbium/model";
import type { Course, Placed } from "./course.ts";
import { holdOn } from "./hold.ts";
import { decideLabel, type ObservedFacts } from "./label-table.ts";
import { lvefFall } from "./lvef-models.ts";
import { earliestOf, latestOf } from "./order-in-time.ts";
import { verdictMeaning } from "./verdict-meaning.ts";

/**
 * What a fall is measured from: the last one before the treatment, else the first of all. Of two of one day the higher
 * counts: a fall too many is better than one overlooked.
 */
const lvefBaseline = (course: Course, therapy: string, day: DateBounds | null): number | null => {
  const before = course.before("lvef", day);
  const [start = ""] = course
    .givenOn(therapy, day)
    .flatMap((one) => (one.start === null ? [] : [one.start.latest]));
  const preceding = before.filter(({ bounds }) => bounds.latest <= start);
  const counting = preceding.length > 0 ? latestOf(preceding) : earliestOf(before);
  return counting.length === 0 ? null : Math.max(...counting.map(({ event }) => event.percent));
};

/** What the labels of the medicines being given say of one ejection fraction. */
export const lvefMeanings = (
  { event, bounds }: Placed<Extract<CaseEvent, { kind: "lvef" }>>,
  course: Course,
  tables: readonly LabelTable[],
): readonly Meaning[] =>
  tables
    .filter(({ topic }) => topic === "cardiac")
    .flatMap((table) => {
      const given = table.therapies.flatMap((therapy) => course.givenOn(therapy, bounds));
      if (given.length === 0) return [];
      const therapy = table.therapies[0] ?? "";
      const baseline = lvefBaseline(course, therapy, bounds);
      const heartFailure = event.heartFailure;
      const facts: ObservedFacts = {
        lvefPercent: event.percent,
        lvefFallPoints: baseline === null ? undefined : lvefFall(baseline, event.percent),
        lvefLowerLimitPercent: event.lowerLimitPercent,
        symptomaticHeartFailure: heartFailure,
        setting: given.flatMap(({ treatment }) => treatment.setting ?? [])[0],
      };
      const resumption = resumptionMeanings(table, facts, course, bounds, tables);
      if (resumption.length > 0) return resumption;
      const decision = decideLabel(table, facts);
      // nobody writes "no heart failure": what holds without it is told with that condition
      const without =
        decision.kind === "undecided"
          ? decideLabel(table, { ...facts, symptomaticHeartFailure: heartFailure ?? false })
          : null;
      const isFirst = course.of("lvef")[0]?.bounds?.earliest === bounds?.earliest;
      if (isFirst && decision.kind === "undecided") return [baselineMeaning(table)];
      return verdictMeaning(
        without?.kind === "decided" ? without : decision,
        table,
        without?.kind === "decided" ? message("monitor.without-heart-failure") : null,
      );
    });

/** Of a medicine that is being withheld: may it be given again by the same label? Nothing where none is withheld. */
const resumptionMeanings = (
  { therapies, agencies }: LabelTable,
  facts: ObservedFacts,
  course: Course,
  day: DateBounds | null,
  tables: readonly LabelTable[],
): readonly Meaning[] =>
  tables
    .filter(
      (table) =>
        table.topic === "resumption" &&
        table.therapies.some((id) => therapies.includes(id)) &&
        table.agencies.some((agency) => agencies.includes(agency)),
    )
    .flatMap((table) => {
      const holds = day === null ? [] : table.therapies.flatMap((id) => holdOn(course, id, day) ?? []);
      return holds.flatMap(({ weeks, times }) =>
        verdictMeaning(
          // more holds than the label allows may have had other reasons than the heart
          decideLabel(table, {
            ...facts,
            weeksWithheld: weeks,
            timesWithheld: times > 3 ? undefined : times,
          }),
          table,
        ),
      );
    });

const baselineMeaning = (table: LabelTable): Meaning => ({
  code: "lvef-baseline",
  weight: "note",
  message: message("monitor.lvef-baseline", { label: table.title }),
  rule: table.id,
  agencies: table.agencies,
  status: "verified",
  sources: [],
});
