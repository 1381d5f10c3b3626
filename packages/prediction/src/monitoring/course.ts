import { resolveTherapies, type TherapyNames } from "@erbium/knowledge-base";
import {
  all,
  byText,
  type Case,
  type CaseEvent,
  type DateBounds,
  givenOn,
  hasCome,
  not,
  type PartialDate,
  type Treatment,
  type TreatmentPeriod,
  type Truth,
  treatmentPeriod,
} from "@erbium/model";
import { closedBounds } from "./calendar.ts";
import { byTime, isBefore } from "./order-in-time.ts";
import { remembered } from "./remembered.ts";

/** A treatment with its names resolved and its place in time. */
export interface CourseTreatment {
  readonly treatment: Treatment;
  /** its names as the case has them, in a fixed order */
  readonly regimen: string;
  readonly therapies: readonly string[];
  readonly period: TreatmentPeriod;
  readonly start: DateBounds | null;
  readonly end: DateBounds | null;
  /** is it being given on the as-of day? */
  readonly ongoing: Truth;
  /** has it come to an end by then? */
  readonly ended: Truth;
}

/** An event with its place in time. */
export type Placed<E = CaseEvent> = { readonly event: E; readonly bounds: DateBounds | null };

/** A patient's course: what was given and what was observed, up to a day. */
export interface Course {
  readonly asOf: PartialDate;
  /** the as-of day, first and last that it can mean */
  readonly today: DateBounds;
  readonly names: TherapyNames;
  readonly treatments: readonly CourseTreatment[];
  /** in order of time */
  readonly events: readonly Placed[];
  of<K extends CaseEvent["kind"]>(kind: K): readonly Placed<Extract<CaseEvent, { kind: K }>>[];
  /** events of a kind that lie certainly before that day */
  before<K extends CaseEvent["kind"]>(
    kind: K,
    day: DateBounds | null,
  ): readonly Placed<Extract<CaseEvent, { kind: K }>>[];
  /** treatments with this therapy or class that were being given on that day; open dates count as open */
  givenOn(therapy: string, day: DateBounds | null): readonly CourseTreatment[];
  /** is that name one of this therapy or class? */
  isTherapy(name: string, therapy: string): boolean;
  /** what was written of its doses, in order of time */
  dosesOf(therapy: string): readonly Placed<Extract<CaseEvent, { kind: "dose" }>>[];
}

const placed = (treatment: Treatment, names: TherapyNames, asOf: PartialDate): CourseTreatment => {
  const therapies = [
    ...new Set(treatment.regimen.flatMap((name) => resolveTherapies(name, names) ?? [])),
  ].sort();
  const begun: Truth = treatment.start === undefined ? "unknown" : hasCome(treatment.start, asOf);
  const period = treatmentPeriod(treatment);
  const ended: Truth = !period.saidToHaveEnded
    ? "not met"
    : treatment.end === undefined
      ? "met"
      : hasCome(treatment.end, asOf);
  return {
    treatment,
    regimen: [...treatment.regimen].sort().join(" + "),
    therapies,
    period,
    start: closedBounds(treatment.start),
    end: closedBounds(treatment.end),
    // a treatment in the list without any date is being given unless something says it ended
    ongoing: all([treatment.start === undefined ? "met" : begun, not(ended)]),
    ended,
  };
};

/**
 * Reads the course of a case. What lies after the as-of day is left out; a vague date that straddles it stays.
 */
export const courseOf = (given: Case, names: TherapyNames, asOf: PartialDate, today: DateBounds): Course => {
  const treatments = (given.treatments ?? [])
    .filter(({ start }) => start === undefined || hasCome(start, asOf) !== "not met")
    .map((one) => placed(one, names, asOf))
    .sort(
      (a, b) =>
        byTime({ bounds: a.start }, { bounds: b.start }) ||
        byText(a.regimen, b.regimen) ||
        byText(fixed(a.treatment), fixed(b.treatment)),
    );
  const events = (given.events ?? [])
    .filter(({ date }) => hasCome(date, asOf) !== "not met")
    .map((event) => ({ event, bounds: closedBounds(event.date) }))
    .sort((a, b) => byTime(a, b) || byText(JSON.stringify(a.event), JSON.stringify(b.event)));
  const kinds = new Map<string, Placed[]>();
  for (const one of events) {
    const same = kinds.get(one.event.kind);
    if (same === undefined) kinds.set(one.event.kind, [one]);
    else same.push(one);
  }
  const containing = remembered((therapy: string) =>
    treatments.filter((one) => one.therapies.some((id) => names.therapyIs(id, therapy))),
  );
  const idOf = remembered((name: string) => names.therapy(name)?.id);
  const isTherapy = (name: string, therapy: string): boolean => {
    const id = idOf(name);
    return id !== undefined && names.therapyIs(id, therapy);
  };
  const of = <K extends CaseEvent["kind"]>(kind: K) =>
    (kinds.get(kind) ?? []) as unknown as readonly Placed<Extract<CaseEvent, { kind: K }>>[];
  return {
    asOf,
    today,
    names,
    treatments,
    events,
    of,
    before: (kind, bounds) => of(kind).filter((one) => isBefore(one, { bounds })),
    isTherapy,
    dosesOf: remembered((therapy: string) =>
      of("dose").filter(({ event }) => isTherapy(event.therapy, therapy)),
    ),
    givenOn: (therapy, day) => containing(therapy).filter(({ period }) => givenOn(period, day) !== "not met"),
  };
};

/** A treatment as text, whatever the order of its lists. */
const fixed = (treatment: Treatment): string =>
  JSON.stringify({
    ...treatment,
    regimen: null,
    toxicity: treatment.toxicity?.map((one) => JSON.stringify(one)).sort(),
  });
