import type { FiredRule, PathStation } from "@erbium/model";

/** The first of each key, in order. */
export const distinctBy = <T>(items: readonly T[], key: (item: T) => string): T[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = key(item);
    return seen.has(name) ? false : seen.add(name);
  });
};

export const distinctRules = (rules: readonly FiredRule[]): FiredRule[] =>
  distinctBy(rules, (rule) => `${rule.id} ${Object.values(rule.because).join(" ")}`);

/** What a station said: two of one table that said the same are one. */
export const stationKey = ({ table, taken, result, branches }: PathStation): string =>
  `${table} ${taken} ${result} ${branches.map((branch) => branch.truth).join(" ")}`;

export const distinctStations = (stations: readonly PathStation[]): PathStation[] =>
  distinctBy(stations, stationKey);
