import type { OurFigure, PublishedFigure } from "@erbium/model";
import { count, say } from "../words.ts";

/** Theirs, ours of their time and ours, in words; "" where there is none. */
export const publishedCells = (
  one: PublishedFigure,
): { readonly theirs: string; readonly then: string; readonly ours: string } => ({
  theirs: [
    valueWords(one, decimals(one)),
    ...(one.studies === null ? [] : [count("network.count", one.studies)]),
    ...(one.until === null ? [] : [say("published.until", { year: one.until })]),
  ].join(", "),
  then: one.then === null ? "" : ourWords(one.then, decimals(one)),
  ours: one.ours === null ? say("published.none") : ourWords(one.ours, decimals(one)),
});

const decimals = ({ measure }: PublishedFigure): number => (measure.endsWith("%") ? 0 : 2);

const valueWords = (
  { estimate, ciLow, ciHigh }: Pick<OurFigure, "estimate" | "ciLow" | "ciHigh">,
  digits: number,
): string => {
  if (estimate === null) return say("published.no-estimate");
  const value = estimate.toFixed(digits);
  return ciLow === null || ciHigh === null
    ? `${value}, ${say("published.no-interval")}`
    : `${value} (${ciLow.toFixed(digits)}${ciLow < 0 ? " to " : "-"}${ciHigh.toFixed(digits)})`;
};

const ourWords = (one: OurFigure, digits: number): string =>
  `${one.thin ?? valueWords(one, digits)}, ${count("network.count", one.studies)}`;
