import { byKeys, type Meaning, type TimelineEntry } from "@erbium/model";

/** An entry with its place in time. */
export interface Dated {
  readonly entry: TimelineEntry;
  /** first day, then rank within the day */
  readonly day: string;
  readonly rank: number;
}

/** In order of time; on one day what begins stands first and what ends last. */
export const byPlace = byKeys<Dated>(
  ({ day }) => day,
  ({ rank }) => rank,
);

/** What asks for action stands first. */
export const byWeight = (means: readonly Meaning[]): readonly Meaning[] =>
  (["act", "open", "note"] as const).flatMap((weight) => means.filter((one) => one.weight === weight));
