import { hazardRatioWays } from "./hazard-ratio-ways.ts";
import type { PairwiseMeasure } from "./measures.ts";
import { plainName, type Role } from "./roles.ts";
import type { StudyTable } from "./study-table.ts";

/** Columns of numbers that serve a measure, the first set that a table has; an effect with its error serves any but a rate. */
const effect: readonly (readonly Role[])[] = [
  ["effect", "variance"],
  ["effect", "standardError"],
];
const ratio: readonly Role[] = ["ratio", "low", "high"];
const groups: readonly (readonly Role[])[] = [
  ["events1", "n1", "events2", "n2"],
  ["events1", "others1", "events2", "others2"],
];
const means: readonly Role[] = ["mean1", "sd1", "n1", "mean2", "sd2", "n2"];
const rates: readonly (readonly Role[])[] = [
  ["events", "n"],
  ["rate", "n"],
];
const bounded: readonly Role[] = ["effect", "low", "high"];

const needs: Readonly<
  Record<PairwiseMeasure | "BASKET" | "DTA" | "NMA" | "SURV" | "CIF", readonly (readonly Role[])[]>
> = {
  PROP: rates,
  BASKET: rates,
  // counts and means are what they are; a finished effect may be of another measure
  OR: [...groups, ...effect, ratio],
  RR: [...groups, ...effect, ratio],
  RD: [...groups, ...effect, bounded],
  MD: [means, ...effect, bounded],
  SMD: [means, ...effect, bounded],
  HR: hazardRatioWays.map(({ needs }) => needs),
  DTA: [["tp", "fp", "fn", "tn"]],
  NMA: [
    ["treatment1", "treatment2", "ratio", "low", "high"],
    ["treatment1", "treatment2", "effect", "standardError"],
    ["treatment1", "treatment2", "effect", "variance"],
    ["treatment1", "treatment2", "events1", "n1", "events2", "n2"],
    ["treatment1", "events", "n"],
    ["treatment1", "mean", "sd", "n"],
  ],
  SURV: [["time", "status"]],
  CIF: [["time", "status"]],
};

/** Sets of columns of which each row of a table must fill one. */
export const setsFor = (table: StudyTable, measure: keyof typeof needs): readonly (readonly Role[])[] =>
  measure === "HR"
    ? needs[measure].filter((roles) => table.has(...roles))
    : [columnsFor(table, measure) ?? []];

/** The columns by which a table can answer a measure, those that the user named first; null where it has none that do. */
export const columnsFor = (table: StudyTable, measure: keyof typeof needs): readonly Role[] | null => {
  const found = needs[measure].filter((roles) => table.has(...roles));
  return found.find((roles) => roles.some((role) => table.chosen.has(role))) ?? found[0] ?? null;
};

/** What of the columns that a measure wants a table lacks, where it lacks least. */
export const lacking = (table: StudyTable, measure: keyof typeof needs): readonly Role[] =>
  needs[measure]
    .map((roles) => ({ roles, lack: roles.filter((role) => !table.has(role)) }))
    .toSorted((a, b) => a.lack.length / a.roles.length - b.lack.length / b.roles.length)[0]?.lack ?? [];

/** Measures that a table has the columns for, most telling first. */
export const fitting = (table: StudyTable): string[] => {
  const found = (Object.keys(needs) as (keyof typeof needs)[]).filter((measure) => {
    const roles = columnsFor(table, measure);
    return roles !== null && otherMeasure(table, measure, roles) === null;
  });
  // finished effects fit every measure: only their maker knows which
  const counted = found.filter((measure) => !effect.some((roles) => columnsFor(table, measure) === roles));
  return counted.length > 0 ? counted : found;
};

/** What a measure wants, in words. */
export const wanted = (measure: keyof typeof needs): string =>
  needs[measure].map((roles) => roles.join(", ")).join("; or ");

/** What the name of a column of finished effects says they are. */
const named: readonly (readonly [measure: string, pattern: RegExp])[] = [
  ["HR", /^(?:log|ln)?(?:hr|hazardratio)$/],
  ["OR", /^(?:log|ln)?(?:or|oddsratio)$/],
  ["RR", /^(?:log|ln)?(?:rr|riskratio|relativerisk)$/],
  ["RD", /^(?:rd|riskdifference)$/],
  ["MD", /^(?:md|meandifference)$/],
  ["SMD", /^(?:smd|hedgesg)$/],
];

/** The measure that a column of finished effects is named after, where that is not the one asked for. */
export const otherMeasure = (table: StudyTable, measure: string, roles: readonly Role[]): string | null => {
  const role = roles.find((one) => one === "ratio" || one === "effect");
  const column = role === undefined ? undefined : table.roles.get(role);
  const plain = plainName((column ?? "").replace(/[([].*$/, ""));
  const of = named.find(([, pattern]) => pattern.test(plain))?.[0];
  return of === undefined || of === measure || measure === "NMA" ? null : of;
};
