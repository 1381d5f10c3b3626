import type { Result } from "@erbium/model";
import {
  type AucComparison,
  adjustForMultiplicity,
  comparePairedAuc,
  compareUnpairedAuc,
  type RocDirection,
  type ScoredOutcome,
} from "@erbium/stats";

/** One area against another. */
export interface ComparedAreas {
  readonly first: string;
  readonly second: string;
  /** of the patients in whom two scores are compared, or the score that is compared in two groups; "" of all patients */
  readonly within: string;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly statistic: number;
  readonly p: number;
  /** adjusted by Holm for all comparisons of the table */
  readonly adjustedP: number;
  readonly convention: string;
}

export interface DirectedScore extends ScoredOutcome {
  readonly name: string;
  readonly direction: RocDirection;
}

type Compared = Omit<ComparedAreas, "adjustedP">;

const turned = ({ score, direction }: DirectedScore): Float64Array =>
  direction === "higher" ? score : score.map((one) => -one);

const named = (first: string, second: string, within: string, one: Result<AucComparison>): Compared[] =>
  one.ok
    ? [
        {
          first,
          second,
          within,
          difference: one.value.difference,
          low: one.value.low,
          high: one.value.high,
          statistic: one.value.statistic,
          p: one.value.p,
          convention: one.value.convention,
        },
      ]
    : [];

/** Every pair of scores of the same patients: paired DeLong tests. */
export const pairedComparisons = (
  scores: readonly DirectedScore[],
  within: string,
  level: number,
): readonly Compared[] =>
  scores.flatMap((first, at) =>
    scores
      .slice(at + 1)
      .flatMap((second) =>
        named(
          first.name,
          second.name,
          within,
          comparePairedAuc(first.outcome, turned(first), turned(second), level),
        ),
      ),
  );

/** One score in every pair of groups: unpaired DeLong tests. */
export const unpairedComparisons = (
  groups: readonly { readonly group: string; readonly data: DirectedScore }[],
  level: number,
): readonly Compared[] =>
  groups.flatMap((first, at) =>
    groups
      .slice(at + 1)
      .flatMap((second) =>
        named(
          first.group,
          second.group,
          first.data.name,
          compareUnpairedAuc(
            { outcome: first.data.outcome, score: turned(first.data) },
            { outcome: second.data.outcome, score: turned(second.data) },
            level,
          ),
        ),
      ),
  );

/** Holm's adjustment over one table of tests. */
export const adjusted = (tests: readonly Compared[]): readonly ComparedAreas[] => {
  const values = adjustForMultiplicity(
    Float64Array.from(tests, ({ p }) => p),
    "holm",
  );
  return tests.map((one, at) => ({ ...one, adjustedP: values.ok ? (values.value[at] ?? one.p) : one.p }));
};
