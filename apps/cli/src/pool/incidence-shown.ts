import { type Figure, roundTicks, survivalPlot } from "@erbium/figures";
import { columns } from "../terminal/columns.ts";
import { written } from "../terminal/estimate.ts";
import type { IncidenceGroup, IncidenceResult } from "./incidence.ts";
import { pWords } from "./pool-text.ts";

/** Row of the last step at or before a time; -1 before the first. */
const stepAt = ({ time }: IncidenceGroup["curve"], at: number): number =>
  time.findLastIndex((one) => one <= at);

const incidenceAt = (curve: IncidenceGroup["curve"], at: number): string => {
  const step = stepAt(curve, at);
  const [estimate, low, high] = [curve.incidence[step] ?? 0, curve.low[step], curve.high[step]];
  return low == null || high == null ? estimate.toFixed(1) : written({ estimate, low, high }, 1);
};

const timesOf = (result: IncidenceResult, many: number): readonly number[] =>
  roundTicks(0, Math.max(...result.groups.map(({ curve }) => curve.time.at(-1) ?? 0)), many).map(
    ({ at }) => at,
  );

const atRiskOf = ({ curve }: IncidenceGroup, at: number): number => {
  const next = curve.time.findIndex((time) => time >= at);
  return next < 0 ? 0 : (curve.atRisk[next] ?? 0);
};

const comparisonLines = (result: IncidenceResult): string[] => [
  ...(result.gray === null
    ? []
    : [
        `Gray's test: chi2 ${result.gray.chiSquared.toFixed(3)} (df ${result.gray.df}, ${pWords(result.gray.p)})`,
      ]),
  ...result.subdistributionRatios.map(
    (one) =>
      `subdistribution hazard ratio, ${one.group} against ${one.against}: ${written(one, 3)} (Fine and Gray)`,
  ),
];

export const incidenceText = (result: IncidenceResult): string => {
  const times = timesOf(result, 4).filter((at) => at > 0);
  return `${[
    columns(
      ["group", "patients", "events", "competing", ...times.map((at) => `% by ${at}`)],
      result.groups.map((one) => [
        one.group,
        String(one.patients),
        String(one.events),
        String(one.competing),
        // beyond the last observation nothing is known
        ...times.map((at) => (atRiskOf(one, at) > 0 ? incidenceAt(one.curve, at) : "")),
      ]),
    ),
    "",
    result.model,
    ...comparisonLines(result),
    ...result.notes.map((note) => `note: ${note}`),
  ].join("\n")}\n`;
};

/** Rising curves with intervals and numbers at risk. */
export const incidenceFigure = (result: IncidenceResult, title: string, timeName: string): Figure => {
  const riskTimes = timesOf(result, 6);
  const shares = (values: readonly (number | null)[]): number[] =>
    values.map((one) => (one === null ? Number.NaN : one / 100));
  return survivalPlot({
    title,
    rising: true,
    groups: result.groups.map((group) => ({
      label: group.group,
      time: group.curve.time,
      survival: shares(group.curve.incidence),
      low: shares(group.curve.low),
      high: shares(group.curve.high),
      censored: group.censored,
      atRisk: riskTimes.map((at) => atRiskOf(group, at)),
      summary: `${group.events} of ${group.patients}, ${group.competing} competing`,
    })),
    riskTimes,
    notes: [...comparisonLines(result), result.model],
    words: {
      time: timeName,
      survival: "With the event (%)",
      atRisk: "At risk",
      group: "Group",
      summary: "Events",
    },
    width: 700,
  });
};
