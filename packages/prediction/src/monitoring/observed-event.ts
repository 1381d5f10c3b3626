import type { ObservedFacts } from "./label-table.ts";

/** An adverse reaction as somebody describes it, by the names of the monitoring vocabulary. */
export interface ObservedEvent {
  readonly toxicity?: string | null | undefined;
  readonly grade?: number | undefined;
  readonly resolved?: boolean | undefined;
  readonly daysToResolution?: number | undefined;
  readonly durationDays?: number | undefined;
  readonly holdDays?: number | undefined;
  readonly recurredAfterHold?: boolean | undefined;
  readonly recurredAfterReduction?: boolean | undefined;
  readonly complicated?: boolean | undefined;
  readonly symptoms?: boolean | undefined;
  readonly antidiarrhoeal?: boolean | undefined;
  readonly reductionNeeded?: boolean | undefined;
  readonly neutrophils?: number | undefined;
  readonly platelets?: number | undefined;
  readonly transaminasesTimesUln?: number | undefined;
  readonly bilirubinTimesUln?: number | undefined;
  readonly currentDose?: number | undefined;
  readonly childPugh?: string | undefined;
}

/**
 * The facts of an event. What has happened is what is said: a reaction that is not said to have resolved has
 * not yet, one that is not said to have come back has not, one without symptoms has none. How long it lasted, whether an antidiarrhoeal was
 * given, and the second of two liver values stay unknown until they are given.
 */
export const factsOfEvent = (event: ObservedEvent): ObservedFacts => ({
  toxicity: event.toxicity ?? null,
  grade: event.grade ?? null,
  resolved: event.resolved ?? event.daysToResolution !== undefined,
  daysToResolution: event.daysToResolution,
  durationDays: event.durationDays,
  holdDays: event.holdDays ?? 0,
  recurredAfterHold: event.recurredAfterHold ?? false,
  recurredAfterReduction: event.recurredAfterReduction ?? false,
  complicated: event.complicated ?? false,
  symptoms: event.symptoms ?? false,
  antidiarrhoeal: event.antidiarrhoeal,
  reductionNeeded: event.reductionNeeded ?? false,
  neutrophils: event.neutrophils ?? null,
  platelets: event.platelets ?? null,
  transaminasesTimesUln: event.transaminasesTimesUln,
  bilirubinTimesUln: event.bilirubinTimesUln,
  currentDose: event.currentDose,
  childPugh: event.childPugh,
});

/**
 * The facts with the second of two liver values within limits, where the first is given: a report that names one
 * abnormal value says so of the others. The answer names what was assumed. Where neither is given, nothing is.
 */
export const withUnreported = (
  facts: ObservedFacts,
): { readonly filled: ObservedFacts; readonly assumed: readonly string[] } => {
  const missing = ["transaminasesTimesUln", "bilirubinTimesUln"].filter((name) => facts[name] === undefined);
  const assumed = missing.length === 1 ? missing : [];
  return { filled: { ...facts, ...Object.fromEntries(assumed.map((name) => [name, 1])) }, assumed };
};
