import { err, ok, type Result } from "@erbium/model";
import {
  cox,
  kaplanMeier,
  logRank,
  proportionalHazardsTest,
  restrictedMean,
  waldInterval,
} from "@erbium/stats";
import { interval } from "./pairwise-model.ts";
import type { Interval } from "./pairwise-result.ts";
import { groupDesign, type PatientGroups } from "./patient-groups.ts";
import type { SurvivalQuestion, SurvivalResult } from "./survival.ts";

/** Mean time without event up to a horizon, in the table's unit of time. */
export interface RestrictedMeanOf extends Interval {
  readonly group: string;
  readonly horizon: number;
  /** over the first group; null for that itself */
  readonly difference: Interval | null;
}

interface Times {
  readonly stop: Float64Array;
  readonly event: Float64Array;
}

type Comparison = Pick<
  SurvivalResult,
  "logRank" | "hazardRatios" | "proportionalHazards" | "restrictedMeans" | "notes"
>;

/** Groups of patients against the first: tests, hazard ratios, restricted means. */
export const compareSurvival = (
  times: Times,
  { cells, names, level, weights, horizon }: PatientGroups & Omit<SurvivalQuestion, "subgroup">,
): Result<Comparison> => {
  const restricted = restrictedMeans(times, { cells, names }, level, horizon);
  if (!restricted.ok) return restricted;
  const { restrictedMeans: means, notes } = restricted.value;
  if (names.length < 2 || cells === null)
    return ok({ logRank: null, hazardRatios: [], proportionalHazards: null, ...restricted.value });
  const numbers = cells.map((cell) => names.indexOf(cell));
  const test = logRank(times, numbers, weights);
  const ratios = hazardRatios(times, numbers, names, level);
  return ok({
    logRank: test.ok
      ? {
          test: testName(weights),
          chiSquared: test.value.chiSquared,
          df: test.value.degreesOfFreedom,
          p: test.value.p,
        }
      : null,
    hazardRatios: ratios.ok ? ratios.value.hazardRatios : [],
    proportionalHazards: ratios.ok ? ratios.value.proportionalHazards : null,
    restrictedMeans: means,
    notes: [
      ...(test.ok ? [] : [`no ${testName(weights)} test: ${test.error.message}`]),
      ...(ratios.ok ? [] : [`no hazard ratio: ${ratios.error.message}`]),
      ...notes,
    ],
  });
};

const testName = ({ rho, gamma }: SurvivalQuestion["weights"]): string =>
  rho === 0 && gamma === 0 ? "log-rank" : `Fleming-Harrington (rho ${rho}, gamma ${gamma})`;

const hazardRatios = (
  times: Times,
  numbers: readonly number[],
  names: readonly string[],
  level: number,
): Result<Pick<Comparison, "hazardRatios" | "proportionalHazards">> => {
  const fit = cox({ ...times, design: groupDesign(numbers, names.length) });
  if (!fit.ok) return fit;
  const { global } = proportionalHazardsTest({ ...fit.value, ties: "efron" }, "km");
  return ok({
    hazardRatios: names.slice(1).map((group, at) => {
      const [coefficient, error] = [fit.value.coefficients[at], fit.value.standardErrors[at]];
      const log = waldInterval(coefficient ?? Number.NaN, error ?? Number.NaN, level);
      return { group, against: names[0] ?? "", ...interval(log, Math.exp) };
    }),
    proportionalHazards: { chiSquared: global.statistic, df: global.degreesOfFreedom, p: global.p },
  });
};

const restrictedMeans = (
  { stop, event }: Times,
  { cells, names }: PatientGroups,
  level: number,
  horizon: number | null,
): Result<Pick<Comparison, "restrictedMeans" | "notes">> => {
  const means: RestrictedMeanOf[] = [];
  const notes: string[] = [];
  if (horizon === null) return ok({ restrictedMeans: means, notes });
  let first: { readonly mean: number; readonly error: number } | null = null;
  for (const group of names) {
    const here = (_: number, row: number): boolean => cells === null || cells[row] === group;
    const curve = kaplanMeier({ stop: stop.filter(here), event: event.filter(here) });
    if (!curve.ok) return err({ ...curve.error, path: group });
    const found = restrictedMean(curve.value, horizon);
    if (!found.ok) return err({ ...found.error, path: "--restricted" });
    const { mean, standardError: error, extrapolated } = found.value;
    if (extrapolated)
      notes.push(
        `${group}: nobody is observed to ${horizon}; the curve is carried on flat from the last observation`,
      );
    means.push({
      group,
      horizon,
      ...waldInterval(mean, error, level),
      difference:
        first === null ? null : waldInterval(mean - first.mean, Math.hypot(error, first.error), level),
    });
    first ??= { mean, error };
  }
  return ok({ restrictedMeans: means, notes });
};
