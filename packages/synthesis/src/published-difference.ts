import type { PublishedPool } from "@erbium/model";

/** Our answer to the question of a published pool: percent of a rate, or a hazard ratio. */
export interface OurAnswer {
  /** arms of a rate; trials that a ratio of the network rests on */
  readonly k: number;
  readonly studies: number;
  /** null of a network: trials print ratios, not always patients */
  readonly patients: number | null;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** why there is no estimate */
  readonly thin: string | null;
  /** names of the studies it rests on */
  readonly of: readonly string[];
}

/** One thing in which theirs and ours differ, and may differ because of. */
export interface PublishedDifference {
  readonly code:
    | "limits-outside-range"
    | "study-count"
    | "patient-count"
    | "newer-studies"
    | "left-out"
    | "data-cut"
    | "other-outcome"
    | "no-answer"
    | "apart";
  readonly text: string;
}

export interface PublishedComparison {
  readonly published: PublishedPool;
  /** the year to which they looked for studies: of their search, else of their publication; null: not known */
  readonly until: number | null;
  /** null where no question of ours is theirs */
  readonly ours: OurAnswer | null;
  /** ours from the studies to their year alone; null where no year is known or of a network */
  readonly then: OurAnswer | null;
  readonly differs: readonly PublishedDifference[];
}

export const difference = (code: PublishedDifference["code"], text: string): PublishedDifference => ({
  code,
  text,
});

/** A percentage can not be below 0 or above 100; an interval that is comes from proportions that were not transformed. */
export const impossibleLimits = ({ measure, ciLow, ciHigh }: PublishedPool): PublishedDifference[] =>
  measure.endsWith("%") && ((ciLow ?? 0) < 0 || (ciHigh ?? 100) > 100)
    ? [
        difference(
          "limits-outside-range",
          `their interval (${ciLow} to ${ciHigh}) leaves 0-100: proportions pooled untransformed; ours are pooled on the logit scale`,
        ),
      ]
    : [];

export const counts = (
  { kStudies, n }: PublishedPool,
  { studies, patients }: OurAnswer,
): PublishedDifference[] => [
  ...(kStudies === null || kStudies === studies
    ? []
    : [difference("study-count", `theirs ${kStudies} studies, ours ${studies}`)]),
  ...(n === null || n === patients
    ? []
    : [difference("patient-count", `theirs ${n} patients, ours ${patients}`)]),
];

export const noAnswer = ({ thin }: OurAnswer): PublishedDifference[] =>
  thin === null ? [] : [difference("no-answer", thin)];

/** Intervals that do not meet are more than chance and rounding. */
export const apart = ({ ciLow, ciHigh }: PublishedPool, { low, high }: OurAnswer): PublishedDifference[] =>
  ciLow !== null && ciHigh !== null && low !== null && high !== null && (high < ciLow || low > ciHigh)
    ? [difference("apart", "the intervals do not meet")]
    : [];

export const unique = (words: readonly string[]): string[] => [...new Set(words)];
