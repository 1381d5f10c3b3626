import { ok, type Result } from "@erbium/model";
import {
  hazardRatioFromInterval,
  hazardRatioFromLogRank,
  hazardRatioFromMedians,
  hazardRatioFromP,
} from "@erbium/stats";
import type { Role } from "./roles.ts";

/** A way to a log hazard ratio and its variance. */
export interface HazardRatioWay {
  readonly needs: readonly Role[];
  /** of the numbers in the order of `needs`; the level is that of an interval */
  readonly read: (
    numbers: readonly number[],
    level: number,
  ) => Result<{ readonly effect: number; readonly variance: number }>;
  /** beside the study, and in a note that names those read so; none where the study prints its error */
  readonly said?: { readonly counts: string; readonly note: string; readonly remedy: string };
}

const at = (numbers: readonly number[], i: number): number => numbers[i] ?? Number.NaN;

/** The best first; each study takes the first that it has the numbers for. */
export const hazardRatioWays: readonly HazardRatioWay[] = [
  { needs: ["effect", "variance"], read: (x) => ok({ effect: at(x, 0), variance: at(x, 1) }) },
  { needs: ["effect", "standardError"], read: (x) => ok({ effect: at(x, 0), variance: at(x, 1) ** 2 }) },
  {
    needs: ["observedMinusExpected", "variance"],
    read: (x) => hazardRatioFromLogRank(at(x, 0), at(x, 1)),
  },
  {
    needs: ["ratio", "low", "high"],
    read: (x, level) => hazardRatioFromInterval(at(x, 0), at(x, 1), at(x, 2), level),
  },
  {
    needs: ["ratio", "p"],
    read: (x) => hazardRatioFromP(at(x, 0), at(x, 1)),
    said: { counts: "by p value", note: "error taken from the p value", remedy: "" },
  },
  {
    needs: ["median1", "events1", "median2", "events2"],
    read: (x) => hazardRatioFromMedians(at(x, 0), at(x, 2), at(x, 1), at(x, 3)),
    said: {
      counts: "by medians",
      note: "approximate, from two medians as if hazards were constant",
      remedy: "; leave them out to see what they do",
    },
  },
];
