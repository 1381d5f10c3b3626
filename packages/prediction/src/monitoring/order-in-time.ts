import type { DateBounds } from "@erbium/model";

/** Something with its place in time; null where one of its bounds is not known. */
export interface InTime {
  readonly bounds: DateBounds | null;
}

/** Does one certainly lie before the other? Two of one day, or of days that may be one, do not. */
export const isBefore = (one: InTime, other: InTime): boolean =>
  one.bounds !== null && other.bounds !== null && one.bounds.latest < other.bounds.earliest;

/** Those that may be the latest: nothing lies certainly after them. */
export const latestOf = <T extends InTime>(items: readonly T[]): readonly T[] => {
  let begun = "";
  for (const { bounds } of items) if (bounds !== null && bounds.earliest > begun) begun = bounds.earliest;
  return items.filter(({ bounds }) => bounds === null || bounds.latest >= begun);
};

/** Those that may be the earliest: nothing lies certainly before them. */
export const earliestOf = <T extends InTime>(items: readonly T[]): readonly T[] => {
  let over = "9999-12-31";
  for (const { bounds } of items) if (bounds !== null && bounds.latest < over) over = bounds.latest;
  return items.filter(({ bounds }) => bounds === null || bounds.earliest <= over);
};
