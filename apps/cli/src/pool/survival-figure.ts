import { type Figure, roundTicks, survivalPlot } from "@erbium/figures";
import type { SurvivalGroupResult, SurvivalResult } from "./survival.ts";

/** "16.8 (13.2-20.1)"; what the curve does not reach is said so. */
export const medianWords = ({ median }: SurvivalGroupResult): string => {
  const { estimate, low, high } = median;
  const written = (one: number | null): string =>
    one === null ? "not reached" : String(Number(one.toPrecision(4)));
  return estimate === null && low === null
    ? "not reached"
    : `${written(estimate)} (${written(low)} to ${written(high)})`;
};

const limits = (values: readonly (number | null)[]): number[] => values.map((one) => one ?? Number.NaN);

/** Curves with intervals and numbers at risk. */
export const survivalFigure = (result: SurvivalResult, title: string, timeName: string): Figure => {
  const last = Math.max(...result.groups.map(({ curve }) => curve.time.at(-1) ?? 0));
  const riskTimes = roundTicks(0, last, 6).map(({ at }) => at);
  return survivalPlot({
    title,
    groups: result.groups.map((group) => ({
      label: group.group,
      time: group.curve.time,
      survival: group.curve.survival,
      low: limits(group.curve.low),
      high: limits(group.curve.high),
      censored: group.censored,
      atRisk: riskTimes.map((at) => {
        const next = group.curve.time.findIndex((time) => time >= at);
        return next < 0 ? 0 : (group.curve.atRisk[next] ?? 0);
      }),
      summary: medianWords(group),
    })),
    riskTimes,
    notes: [
      ...(result.logRank === null
        ? []
        : [
            `${result.logRank.test}: chi2 ${result.logRank.chiSquared.toFixed(2)} (df ${result.logRank.df}, p ${result.logRank.p < 0.0001 ? "< 0.0001" : result.logRank.p.toFixed(4)})`,
          ]),
      ...result.hazardRatios.map(
        ({ group, against, estimate, low, high }) =>
          `hazard ratio, ${group} against ${against}: ${estimate.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`,
      ),
      result.model,
    ],
    words: {
      time: timeName,
      survival: "Without event (%)",
      atRisk: "At risk",
      group: "Group",
      summary: `Median (${100 * result.level} % interval)`,
    },
    width: 700,
  });
};
