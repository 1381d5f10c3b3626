import type { Her2Status, IshGroup, PathStation } from "@erbium/model";
import { distinctRules, stationKey } from "./distinct.ts";
import type { Trace } from "./run-table.ts";

export type IshResult = "positive" | "negative" | "equivocal" | "indeterminate";

/** What one guideline makes of one consistent reading of a test. */
export interface Outcome {
  readonly status: Her2Status;
  /** null: no ISH was done */
  readonly ish: IshResult | null;
  readonly group: IshGroup | null;
  /** vocabulary names without which nothing firmer can be said */
  readonly missing: readonly string[];
  readonly trace: Trace;
}

/** An answer that stands: positive or negative; undefined while it is open, and where there is none. */
export const settled = (answer: Her2Status | IshResult | null): "positive" | "negative" | undefined =>
  answer === "positive" || answer === "negative" ? answer : undefined;

/**
 * Joins readings that cannot be told apart (two ratios, two scores, a group that is open). What they agree
 * on holds; where their statuses differ the answer is indeterminate.
 */
export const joinOutcomes = (outcomes: readonly Outcome[]): Outcome => {
  const [first] = outcomes;
  if (first === undefined) throw new Error("no reading to join");
  if (outcomes.every((one) => way(one) === way(first))) return first;
  const same = <K extends "status" | "ish" | "group">(key: K): boolean =>
    outcomes.every((one) => one[key] === first[key]);
  const union = <T>(of: (one: Outcome) => readonly T[]): T[] => [...new Set(outcomes.flatMap(of))];
  const agreed = same("status");
  const common = (id: string): boolean =>
    outcomes.every((one) => one.trace.fired.some((rule) => rule.id === id));
  return {
    status: agreed ? first.status : "indeterminate",
    ish: same("ish") ? first.ish : "indeterminate",
    group: same("group") ? first.group : null,
    missing: union((one) => one.missing),
    trace: {
      // rows that were only tried on the way to an open answer did not decide anything
      fired: distinctRules(union((one) => one.trace.fired).filter((rule) => agreed || common(rule.id))),
      stations: joinStations(outcomes),
      flags: union((one) => one.trace.flags),
      needed: union((one) => one.trace.needed),
    },
  };
};

/** Each station once; one that only some readings come to says what would follow from them, not what is. */
const joinStations = (outcomes: readonly Outcome[]): PathStation[] => {
  const passed = outcomes.map(({ trace }) => new Set(trace.stations.map(stationKey)));
  const joined = new Map<string, PathStation>();
  for (const { trace } of outcomes)
    for (const station of trace.stations) {
      const key = stationKey(station);
      if (joined.has(key)) continue;
      joined.set(key, passed.every((keys) => keys.has(key)) ? station : { ...station, tried: true });
    }
  return [...joined.values()];
};

/** Answer and rows fired: where these are the same the numbers made no difference. */
const way = ({ status, ish, group, trace }: Outcome): string =>
  [status, ish, group, ...trace.fired.map((rule) => rule.id)].join(" ");
