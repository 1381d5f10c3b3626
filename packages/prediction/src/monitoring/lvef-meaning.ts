import { type CaseEvent, type LabelTable, type Meaning, message } from "@erbium/model";
import type { Course, Placed } from "./course.ts";
import { decideLabel, type LabelDecision, type ObservedFacts } from "./label-table.ts";
import { lvefFall } from "./lvef-models.ts";
import { verdictMeaning } from "./verdict-meaning.ts";

type Lvef = Extract<CaseEvent, { kind: "lvef" }>;

/** The last one before the treatment, else the first of all: what a fall is measured from. */
const lvefBaseline = (course: Course, therapy: string, upTo: Placed<Lvef>): Placed<Lvef> | null => {
  const measured = course.of("lvef");
  const before = measured.slice(0, measured.indexOf(upTo));
  const starts = course
    .givenOn(therapy, upTo.bounds)
    .flatMap(({ start }) => (start === null ? [] : [start.latest]));
  const [start] = starts.sort();
  const preceding = before.filter(
    ({ bounds }) => start !== undefined && bounds !== null && bounds.latest <= start,
  );
  return preceding.at(-1) ?? before[0] ?? null;
};

/** What the labels of the medicines being given say of one ejection fraction. */
export const lvefMeanings = (
  one: Placed<Lvef>,
  course: Course,
  tables: readonly LabelTable[],
): readonly Meaning[] =>
  tables
    .filter(({ topic }) => topic === "cardiac")
    .flatMap((table) => {
      const given = table.therapies.flatMap((therapy) => course.givenOn(therapy, one.bounds));
      if (given.length === 0) return [];
      const therapy = table.therapies[0] ?? "";
      const baseline = lvefBaseline(course, therapy, one);
      const heartFailure = one.event.heartFailure;
      const facts: ObservedFacts = {
        lvefPercent: one.event.percent,
        lvefFallPoints: baseline === null ? undefined : lvefFall(baseline.event.percent, one.event.percent),
        lvefLowerLimitPercent: one.event.lowerLimitPercent,
        symptomaticHeartFailure: heartFailure,
        setting: given.find(({ treatment }) => treatment.setting !== undefined)?.treatment.setting,
      };
      const decision = decideLabel(table, facts);
      // nobody writes "no heart failure": what holds without it is told with that condition
      const without =
        heartFailure === undefined && asksOnly(decision, "symptomaticHeartFailure")
          ? decideLabel(table, { ...facts, symptomaticHeartFailure: false })
          : null;
      if (baseline === null && decision.kind === "undecided") {
        const first = course.of("lvef")[0] === one;
        if (first) return [baselineMeaning(table)];
      }
      return verdictMeaning(
        without?.kind === "decided" ? without : decision,
        table,
        without?.kind === "decided" ? message("monitor.without-heart-failure") : null,
      );
    });

const asksOnly = (decision: LabelDecision, name: string): boolean =>
  decision.kind === "undecided" && decision.missing.includes(name);

const baselineMeaning = (table: LabelTable): Meaning => ({
  code: "lvef-baseline",
  weight: "note",
  message: message("monitor.lvef-baseline", { label: table.title }),
  rule: table.id,
  agencies: table.agencies,
  status: "verified",
  sources: [],
});
