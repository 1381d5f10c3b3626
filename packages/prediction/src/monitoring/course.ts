import { resolveTherapies, type TherapyNames } from "@erbium/knowledge-base";
import {
  all,
  begunBy,
  byKeys,
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
import { isBefore } from "./order-in-time.ts";
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
  ): readonly { readonly event: Extract<CaseEvent, { kind: K }>; readonly bounds: DateBounds }[];
  /** treatments with this therapy or class that were being given on that day; open dates count as open */
  givenOn(therapy: string, day: DateBounds | null): readonly CourseTreatment[];
  /** is that name one of this therapy or class? */
  isTherapy(name: string, therapy: string): boolean;
  /** what was written of its doses, in order of time */
  dosesOf(therapy: string): readonly Placed<Extract<CaseEvent, { kind: "dose" }>>[];
}

const placed = (
  treatment: Treatment,
  names: TherapyNames,
  asOf: PartialDate,
  today: DateBounds,
): CourseTreatment => {
  const period = treatmentPeriod(treatment);
  const ended: Truth = !period.saidToHaveEnded
    ? "not met"
    : treatment.end === undefined
      ? "met"
      : hasCome(treatment.end, asOf);
  return {
    treatment,
    regimen: [...treatment.regimen].sort().join(" + "),
    therapies: treatment.regimen.flatMap((name) => resolveTherapies(name, names) ?? []),
    period,
    start: closedBounds(treatment.start),
    end: closedBounds(treatment.end),
    // a treatment in the list without any date is being given unless something says it ended
    ongoing: all([treatment.start === undefined ? "met" : begunBy(period, today), not(ended)]),
    ended,
  };
};

/**
 * Reads the course of a case. What lies after the as-of day is left out; a vague date that straddles it stays.
 */
export const courseOf = (given: Case, names: TherapyNames, asOf: PartialDate, today: DateBounds): Course => {
  const treatments = (given.treatments ?? [])
    .map((one) => placed(one, names, asOf, today))
    .filter(({ period }) => begunBy(period, today) !== "not met")
    .sort(
      byKeys<CourseTreatment>(
        ({ start }) => start?.earliest ?? "",
        ({ start }) => start?.latest ?? "",
        ({ regimen }) => regimen,
        ({ treatment: { end, setting } }) => JSON.stringify([end, setting]),
      ),
    );
  const events = (given.events ?? [])
    .filter(({ date }) => hasCome(date, asOf) !== "not met")
    .map((event) => ({ event, bounds: closedBounds(event.date) }))
    .sort(
      byKeys<Placed>(
        ({ bounds }) => bounds?.earliest ?? "",
        ({ bounds }) => bounds?.latest ?? "",
        ({ event }) => JSON.stringify(event),
      ),
    );
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
    before: (kind, day) =>
      of(kind).flatMap(({ event, bounds }) =>
        bounds !== null && isBefore({ bounds }, { bounds: day }) ? [{ event, bounds }] : [],
      ),
    isTherapy,
    dosesOf: remembered((therapy: string) =>
      of("dose").filter(({ event }) => isTherapy(event.therapy, therapy)),
    ),
    givenOn: (therapy, day) => containing(therapy).filter(({ period }) => givenOn(period, day) !== "not met"),
  };
};
