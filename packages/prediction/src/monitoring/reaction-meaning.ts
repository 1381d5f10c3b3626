import {
  type CaseEvent,
  type DateBounds,
  type DoseLadder,
  hasCome,
  type LabelTable,
  type Meaning,
  message,
} from "@erbium/model";
import { closedBounds, daysBetween } from "./calendar.ts";
import type { Course, Placed } from "./course.ts";
import { isLevel, nextDose, written } from "./dose-ladder.ts";
import { decideLabel, type LabelDecision } from "./label-table.ts";
import { factsOfEvent, type ObservedEvent } from "./observed-event.ts";
import { isBefore, latestOf } from "./order-in-time.ts";
import { readEvent } from "./read-event.ts";
import { verdictMeaning } from "./verdict-meaning.ts";

/** The tables and ladders that a reaction is read by. */
export interface DoseKnowledge {
  readonly labelTables: readonly LabelTable[];
  readonly doseLadders: readonly DoseLadder[];
}

/** The kind of reaction behind a name: a word that no table knows is another reaction. */
const toxicityOf = (term: string): string => {
  const read = readEvent(term);
  return (read.ok ? read.value.toxicity : null) ?? "other";
};

/**
 * Symptoms come before the image that names the disease: so many days before its onset they are taken for it. A
 * convention, for which no source was found; too long it asks for a grade to be settled that was right.
 */
const DAYS_BEFORE = 28;

/** Were symptoms of the airways written down from shortly before a lung disease until it had resolved? */
const hasRespiratorySymptoms = (
  course: Course,
  onset: DateBounds | null,
  resolved: DateBounds | null,
): boolean =>
  course
    .of("respiratory")
    .some(
      ({ event, bounds }) =>
        event.signs.some((sign) => sign !== "imaging") &&
        (bounds === null ||
          ((onset === null || daysBetween(bounds.latest, onset.earliest) <= DAYS_BEFORE) &&
            (resolved === null || bounds.earliest <= resolved.latest))),
    );

/** What an entry of toxicity says of itself by the day of reading: what resolved later has not resolved yet. */
const toxicityEvent = (
  { event, bounds }: Placed<Extract<CaseEvent, { kind: "toxicity" }>>,
  course: Course,
): ObservedEvent => {
  const { asOf } = course;
  const toxicity = toxicityOf(event.term);
  const resolved = event.resolved !== undefined && hasCome(event.resolved, asOf) !== "not met";
  const end = resolved ? closedBounds(event.resolved) : null;
  const exact =
    bounds !== null && end !== null && bounds.earliest === bounds.latest && end.earliest === end.latest;
  return {
    toxicity,
    grade: event.grade,
    resolved,
    daysToResolution: exact ? daysBetween(bounds.earliest, end.earliest) : undefined,
    antidiarrhoeal: event.antidiarrhoeal,
    symptoms: toxicity === "ILD" && hasRespiratorySymptoms(course, bounds, end),
  };
};

/** A laboratory row can hold several findings; each is read as one event. */
const laboratoryEvents = ({
  event,
}: Placed<Extract<CaseEvent, { kind: "laboratory" }>>): readonly ObservedEvent[] => {
  const { neutrophils, platelets, altTimesUln, astTimesUln, bilirubinTimesUln } = event;
  const transaminases =
    altTimesUln === undefined && astTimesUln === undefined
      ? undefined
      : Math.max(altTimesUln ?? 0, astTimesUln ?? 0);
  return [
    ...(neutrophils === undefined ? [] : [{ toxicity: "neutropenia", neutrophils }]),
    ...(platelets === undefined ? [] : [{ toxicity: "thrombocytopenia", platelets }]),
    ...(transaminases === undefined && bilirubinTimesUln === undefined
      ? []
      : [{ toxicity: "hepatotoxicity", transaminasesTimesUln: transaminases, bilirubinTimesUln }]),
  ];
};

/** The dose that was last given up to that day; none where two that may be the last differ. */
const doseBefore = (course: Course, therapy: string, day: DateBounds | null): number | undefined => {
  const given = course
    .dosesOf(therapy)
    .filter(
      ({ event, bounds }) =>
        event.dose !== undefined && (day === null || bounds === null || bounds.earliest <= day.earliest),
    );
  const [dose, ...others] = new Set(latestOf(given).map(({ event }) => event.dose));
  return others.length > 0 ? undefined : dose;
};

/** What the labels of the medicines being given ask for after a reaction or a laboratory result. */
export const reactionMeanings = (
  one: Placed<Extract<CaseEvent, { kind: "toxicity" | "laboratory" }>>,
  course: Course,
  knowledge: DoseKnowledge,
): readonly Meaning[] => {
  const events =
    one.event.kind === "toxicity"
      ? [toxicityEvent({ event: one.event, bounds: one.bounds }, course)]
      : laboratoryEvents({ event: one.event, bounds: one.bounds });
  const blamed = one.event.kind === "toxicity" ? one.event.therapy : undefined;
  return knowledge.labelTables
    .filter(({ topic }) => topic === "adverse reactions")
    .flatMap((table) => {
      const therapy = table.therapies.find(
        (id) =>
          course.givenOn(id, one.bounds).length > 0 && (blamed === undefined || course.isTherapy(blamed, id)),
      );
      if (therapy === undefined) return [];
      const currentDose = doseBefore(course, therapy, one.bounds);
      return events.flatMap((event) => {
        const decision = decideLabel(table, factsOfEvent({ ...event, currentDose }));
        return verdictMeaning(
          decision,
          table,
          null,
          nextDoseWords(decision, therapy, currentDose, knowledge),
        );
      });
    });
};

const nextDoseWords = (
  decision: LabelDecision,
  therapy: string,
  current: number | undefined,
  { doseLadders }: DoseKnowledge,
): string | null => {
  if (decision.kind !== "decided") return null;
  const { dose, action } = decision.verdict.then;
  if (dose === undefined || action === "continue") return null;
  const ladder = doseLadders.find(
    (one) =>
      one.therapy === therapy && one.status !== "recalled" && current !== undefined && isLevel(one, current),
  );
  if (ladder === undefined || current === undefined) return message(`monitor.dose.${dose}`).text;
  const next = nextDose(ladder, current, dose);
  return next === null ? message("monitor.dose.none").text : `${written(ladder, next)} ${ladder.unit}`;
};

/** A dose that rises again although the label says that a reduced dose stays reduced. */
export const doseMeanings = (
  one: Placed<Extract<CaseEvent, { kind: "dose" }>>,
  course: Course,
  { doseLadders }: DoseKnowledge,
): readonly Meaning[] => {
  const { therapy: name, dose } = one.event;
  const therapy = course.names.therapy(name)?.id;
  if (therapy === undefined || dose === undefined) return [];
  const earlier = course
    .dosesOf(therapy)
    .filter((other) => other.event.dose !== undefined && isBefore(other, one));
  const before = Math.max(...latestOf(earlier).map(({ event }) => event.dose ?? 0));
  const ladders = doseLadders.filter((ladder) => ladder.therapy === therapy);
  const ladder = ladders.find((each) => isLevel(each, dose)) ?? ladders[0];
  if (ladder === undefined) return [];
  const told = { rule: ladder.id, agencies: ladder.agencies, status: ladder.status, sources: ladder.sources };
  if (!ladders.some((each) => isLevel(each, dose)))
    return [
      {
        ...told,
        code: "dose-no-level",
        weight: "open",
        message: message("monitor.dose-no-level", {
          dose,
          unit: ladder.unit,
          levels: ladder.levels.map((level) => written(ladder, level)).join(", "),
        }),
      },
    ];
  return before > 0 && dose > before && ladder.reEscalation === false
    ? [
        {
          ...told,
          code: "dose-raised",
          weight: "act",
          message: message("monitor.dose-raised", {
            from: written(ladder, before),
            to: written(ladder, dose),
            unit: ladder.unit,
          }),
        },
      ]
    : [];
};
