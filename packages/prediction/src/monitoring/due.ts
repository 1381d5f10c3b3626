import {
  byKeys,
  type DateBounds,
  type DueItem,
  type Message,
  message,
  type Surveillance,
  type WatchedThing,
} from "@erbium/model";
import { addInterval, monthsBetween, shown } from "./calendar.ts";
import type { Course, CourseTreatment, Placed } from "./course.ts";

/** Which events count as a look at the thing; nobody writes down that others were looked at. */
const looksAt: Partial<Record<WatchedThing, (course: Course) => readonly Placed[]>> = {
  lvef: (course) => course.of("lvef"),
  ild: (course) => course.of("respiratory"),
  liver: (course) =>
    course
      .of("laboratory")
      .filter(
        ({ event }) => (event.altTimesUln ?? event.astTimesUln ?? event.bilirubinTimesUln) !== undefined,
      ),
  "blood count": (course) =>
    course.of("laboratory").filter(({ event }) => (event.neutrophils ?? event.platelets) !== undefined),
};

/** What a surveillance row is about on the as-of day: the treatment, and the day its interval counts from. */
interface Applying {
  readonly treatment: CourseTreatment;
  readonly from: DateBounds | null;
}

const inWindow = (row: Surveillance, from: DateBounds | null, day: string): boolean => {
  if (row.fromMonth === undefined && row.toMonth === undefined) return true;
  if (from === null) return false;
  const months = monthsBetween(from.earliest, day);
  return months >= (row.fromMonth ?? 0) && (row.toMonth === undefined || months < row.toMonth);
};

const applying = (
  row: Surveillance,
  course: Course,
  withheld: (therapy: string) => boolean,
  day: string,
): Applying | null => {
  const withIt = course.treatments.filter(({ therapies }) =>
    therapies.some((id) => row.therapies.some((what) => course.names.therapyIs(id, what))),
  );
  const matching = withIt.filter(
    ({ treatment }) =>
      row.settings.length === 0 || row.settings.some((setting) => setting === treatment.setting),
  );
  if (row.phase === "after") {
    // given again, in whatever setting, it is watched as during treatment
    if (withIt.some(({ ongoing }) => ongoing === "met")) return null;
    const ended = matching.findLast(({ ended: done, end }) => done === "met" && end !== null);
    return ended === undefined || !inWindow(row, ended.end, day)
      ? null
      : { treatment: ended, from: ended.end };
  }
  const held = row.therapies.some(withheld);
  if (!["during", "withheld"].includes(row.phase) || (row.phase === "withheld") !== held) {
    // while it is withheld for the heart, the shorter interval stands for the usual one
    return null;
  }
  const ongoing = matching.find((one) => one.ongoing !== "not met");
  return ongoing === undefined || !inWindow(row, ongoing.start, day)
    ? null
    : { treatment: ongoing, from: ongoing.start };
};

const states: readonly DueItem["state"][] = ["overdue", "about now", "to come", "regularly"];

/** Overdue first; then by the day, then by the rule. */
export const byUrgency = byKeys<DueItem>(
  ({ state }) => states.indexOf(state),
  ({ due }) => due?.earliest ?? "9999",
  ({ rule }) => rule,
);

/**
 * What the labels of the treatments being given, or given before, ask to be looked at again, and when.
 *
 * @param withheldForHeart  therapies that the last ejection fraction says to withhold, or that are being held
 */
export const dueItems = (
  rows: readonly Surveillance[],
  course: Course,
  withheldForHeart: (therapy: string) => boolean,
): readonly DueItem[] => {
  const { today } = course;
  return rows.flatMap((row): DueItem[] => {
    const about = applying(
      row,
      course,
      (therapy) => row.watch === "lvef" && withheldForHeart(therapy),
      today.earliest,
    );
    if (about === null) return [];
    const since = row.phase === "after" ? about.from : null;
    const looks = (looksAt[row.watch]?.(course) ?? []).flatMap(({ bounds }) => bounds ?? []);
    const last = looks.findLast((look) => since === null || look.latest >= since.earliest) ?? null;
    const anchor = last ?? about.from;
    const due =
      row.every === null || anchor === null
        ? null
        : {
            earliest: addInterval(anchor.earliest, row.every),
            latest: addInterval(anchor.latest, row.every),
          };
    const therapy = row.therapies[0] ?? "";
    return [
      {
        watch: row.watch,
        therapy,
        last: last === null ? null : shown(last),
        due,
        state: stateOf(due, today),
        message: message("monitor.surveillance", { text: row.text }),
        because: becauseOf(about, last, row, course),
        rule: row.id,
        agencies: row.agencies,
        status: row.status,
        sources: row.sources,
      },
    ];
  });
};

const stateOf = (due: DateBounds | null, today: DateBounds): DueItem["state"] => {
  if (due === null) return "regularly";
  if (due.latest < today.earliest) return "overdue";
  return due.earliest > today.latest ? "to come" : "about now";
};

const becauseOf = (about: Applying, last: DateBounds | null, row: Surveillance, course: Course): Message => {
  const drug = about.treatment.regimen;
  if (row.phase === "after")
    return message("monitor.because-after", {
      regimen: drug,
      day: about.from === null ? null : shown(about.from),
    });
  const doubt = about.treatment.ongoing === "unknown" ? message("monitor.ongoing-unknown").text : "";
  if (last !== null) return message("monitor.because-last", { regimen: drug, day: shown(last), doubt });
  return about.from === null
    ? message("monitor.because-no-date", { regimen: drug, asOf: course.asOf })
    : message("monitor.because-start", { regimen: drug, day: shown(about.from), doubt });
};
