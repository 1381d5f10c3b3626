import { resolveTherapies, type TherapyNames } from "@erbium/knowledge-base";
import {
  begunBy,
  byKeys,
  type Case,
  type CaseEvent,
  type DateBounds,
  dateBounds,
  givenOn,
  type Treatment,
  treatmentPeriod,
} from "@erbium/model";
import { sameToxicity } from "./toxicity-terms.ts";

type Toxicity = NonNullable<Treatment["toxicity"]>[number];
type EventOf<K extends CaseEvent["kind"]> = Extract<CaseEvent, { kind: K }>;

/**
 * A case with what its events tell, put where the rules of labels look for it: reactions and heart failure beside the
 * treatment they came under, progression under a treatment, the latest ejection fraction, a history of interstitial
 * lung disease. What the case states itself stays; no event unsays it.
 *
 * A reaction whose drug nobody named belongs to every treatment that was being given, or else to the last one before:
 * a caution too many is better than one too few. Progression needs dates that leave no doubt.
 */
export const toldByEvents = (given: Case, names: TherapyNames): Case => {
  const events = given.events ?? [];
  // in an order of their own, so that the order in the case changes nothing
  const reactions = events
    .flatMap((one) => reactionOf(one) ?? [])
    .sort(byKeys<Reaction>((one) => JSON.stringify(one)));
  const patient = { ...measuredOn(events), ...illnessOf(given, reactions), ...given.patient };
  const told = { ...given, ...(Object.keys(patient).length > 0 ? { patient } : {}) };
  const treatments = [...(given.treatments ?? [])];
  for (const reaction of reactions) {
    const under = treatmentsUnder(reaction, treatments, names);
    for (const at of under) treatments[at] = withToxicity(treatments[at], reaction.toxicity);
    // a drug that the list of treatments lacks was given all the same
    if (under.length === 0 && reaction.therapy !== undefined)
      treatments.push({ regimen: [reaction.therapy], toxicity: [reaction.toxicity] });
  }
  for (const event of events)
    if (event.kind === "response" && event.response === "PD")
      for (const [at, treatment] of treatments.entries())
        if (
          treatment.progressed === undefined &&
          givenOn(treatmentPeriod(treatment), dateBounds(event.date)) === "met"
        )
          treatments[at] = { ...treatment, progressed: true };
  return treatments.length > 0 ? { ...told, treatments } : told;
};

interface Reaction {
  readonly day: DateBounds | null;
  readonly toxicity: Toxicity;
  readonly therapy?: string;
}

const reactionOf = (event: CaseEvent): Reaction | null => {
  const day = dateBounds(event.date);
  if (event.kind === "toxicity") {
    const { term, grade, therapy } = event;
    return {
      day,
      toxicity: { term, ...(grade === undefined ? {} : { grade }) },
      ...(therapy === undefined ? {} : { therapy }),
    };
  }
  return event.kind === "lvef" && event.heartFailure === true
    ? { day, toxicity: { term: "heart failure" } }
    : null;
};

const withToxicity = (treatment: Treatment | undefined, toxicity: Toxicity): Treatment => {
  if (treatment === undefined) throw new Error("a reaction under no treatment");
  return { ...treatment, toxicity: [...(treatment.toxicity ?? []), toxicity] };
};

/** The latest ejection fraction; of two that may be the same day's, the lower one. */
const measuredOn = (events: readonly CaseEvent[]): { readonly lvefPercent?: number } => {
  const measured = events
    .filter((one): one is EventOf<"lvef"> => one.kind === "lvef")
    .map(({ date, percent }) => ({ day: dateBounds(date)?.earliest ?? "", percent }))
    .sort((a, b) => (a.day === b.day ? a.percent - b.percent : a.day < b.day ? 1 : -1));
  return measured[0] === undefined ? {} : { lvefPercent: measured[0].percent };
};

const illnessOf = (given: Case, reactions: readonly Reaction[]): { readonly ildHistory?: boolean } => {
  const terms = [
    ...reactions.map(({ toxicity }) => toxicity),
    ...(given.treatments ?? []).flatMap((one) => one.toxicity ?? []),
  ];
  return terms.some(({ term }) => sameToxicity(term, "ILD")) ? { ildHistory: true } : {};
};

/** Places in the list of the treatments that a reaction may have come from. */
const treatmentsUnder = (
  { day, therapy }: Reaction,
  treatments: readonly Treatment[],
  names: TherapyNames,
): readonly number[] => {
  const all = [...treatments.keys()];
  const of = (at: number): Treatment => treatments[at] ?? { regimen: [] };
  const blamed = therapy === undefined ? null : resolveTherapies(therapy, names);
  if (blamed !== null) {
    const same = (id: string, other: string): boolean =>
      names.therapyIs(id, other) || names.therapyIs(other, id);
    const containing = all.filter((at) =>
      of(at).regimen.some((name) =>
        (resolveTherapies(name, names) ?? []).some((id) => blamed.some((other) => same(id, other))),
      ),
    );
    const begun = containing.filter((at) => mayHaveBegunBy(of(at), day));
    return begun.length > 0 ? begun : containing;
  }
  const running = all.filter((at) => givenOn(treatmentPeriod(of(at)), day) !== "not met");
  const dated = running.filter((at) => of(at).start !== undefined);
  if (dated.length > 0) return dated;
  const before = all.filter((at) => of(at).end !== undefined && mayHaveBegunBy(of(at), day));
  const ends = before.map((at) => dateBounds(of(at).end ?? "")?.latest ?? "").sort();
  const last = before.filter((at) => dateBounds(of(at).end ?? "")?.latest === ends.at(-1));
  return [...new Set([...running, ...last])];
};

const mayHaveBegunBy = (treatment: Treatment, day: DateBounds | null): boolean =>
  begunBy(treatmentPeriod(treatment), day) !== "not met";
