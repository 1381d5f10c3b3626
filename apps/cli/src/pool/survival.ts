import { err, ok, type Result } from "@erbium/model";
import { kaplanMeier, medianSurvival, type SurvivalCurve } from "@erbium/stats";
import type { Interval } from "./pairwise-result.ts";
import { partedBy } from "./patient-groups.ts";
import type { StudyTable } from "./study-table.ts";
import { compareSurvival, type RestrictedMeanOf } from "./survival-comparison.ts";

export interface SurvivalGroupResult {
  readonly group: string;
  readonly patients: number;
  readonly events: number;
  readonly median: {
    readonly estimate: number | null;
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly curve: {
    readonly time: readonly number[];
    readonly atRisk: readonly number[];
    readonly survival: readonly number[];
    /** null where the scale has no value */
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
  readonly censored: readonly number[];
}

export interface SurvivalResult {
  readonly measure: "SURV";
  readonly model: string;
  readonly level: number;
  readonly groups: readonly SurvivalGroupResult[];
  /** null for one group, or where no test is possible: `notes` say why */
  readonly logRank: {
    readonly test: string;
    readonly chiSquared: number;
    readonly df: number;
    readonly p: number;
  } | null;
  /** of each further group against the first, by a Cox model (Efron) */
  readonly hazardRatios: readonly (Interval & { readonly group: string; readonly against: string })[];
  /** do the hazards keep their ratio? Null without hazard ratios */
  readonly proportionalHazards: {
    readonly chiSquared: number;
    readonly df: number;
    readonly p: number;
  } | null;
  /** mean time without event up to a horizon, and what it is more than in the first group; empty unless asked */
  readonly restrictedMeans: readonly RestrictedMeanOf[];
  readonly notes: readonly string[];
}

export interface SurvivalQuestion {
  readonly level: number;
  /** column that parts the patients; default: one that is read as group */
  readonly subgroup?: string;
  /** Fleming-Harrington weights of the test between groups; 0 and 0 is the log-rank test */
  readonly weights: { readonly rho: number; readonly gamma: number };
  /** end of the time looked at by restricted means */
  readonly horizon: number | null;
}

/** Words for the event and for an observation that ended without it. */
const eventWords = (cell: string): number =>
  /^(?:dead|died|deceased|event|yes|true|progress(?:ed|ion)|relapsed?|1:\w+)$/i.test(cell)
    ? 1
    : /^(?:alive|living|censored|no|no event|false|0:\w+)$/i.test(cell)
      ? 0
      : Number.NaN;

/**
 * Survival of patients, one row each: Kaplan-Meier by group, medians, a test between groups, hazard ratios with the
 * test of their constancy, restricted means.
 */
export const survivalOf = (
  table: StudyTable,
  { level, subgroup, weights, horizon }: SurvivalQuestion,
): Result<SurvivalResult> => {
  const time = table.numbers("time");
  if (!time.ok) return time;
  const status = table.numbers("status", eventWords);
  if (!status.ok) return status;
  const wrong = status.value.findIndex((one) => one !== 0 && one !== 1);
  if (wrong >= 0)
    return err({
      code: "not-an-event",
      path: `row ${wrong + 1}, ${table.roles.get("status")}`,
      message: `${status.value[wrong]} is neither 1 (event) nor 0 (censored)`,
      remedy: "write 1 where the event happened at that time, 0 where observation ended without it",
    });
  const parted = partedBy(table, subgroup);
  if (!parted.ok) return parted;
  const { cells, names } = parted.value;
  const groups: SurvivalGroupResult[] = [];
  for (const name of names) {
    const rows = Array.from(time.value.keys()).filter((row) => cells === null || cells[row] === name);
    const one = groupOf(name, rows, time.value, status.value, level);
    if (!one.ok) return one;
    groups.push(one.value);
  }
  const compared = compareSurvival(
    { stop: time.value, event: status.value },
    { cells, names, level, weights, horizon },
  );
  if (!compared.ok) return compared;
  return ok({
    measure: "SURV",
    model: `Kaplan-Meier, ${100 * level} % intervals on the log-log scale, Greenwood`,
    level,
    groups,
    ...compared.value,
  });
};

const groupOf = (
  group: string,
  rows: readonly number[],
  time: Float64Array,
  status: Float64Array,
  level: number,
): Result<SurvivalGroupResult> => {
  const stop = Float64Array.from(rows, (row) => time[row] ?? Number.NaN);
  const event = Float64Array.from(rows, (row) => status[row] ?? Number.NaN);
  const curve = kaplanMeier({ stop, event }, { interval: "log-log", level });
  if (!curve.ok) return err({ ...curve.error, path: group });
  const { estimate, low, high } = medianSurvival(curve.value);
  return ok({
    group: group.trim() === "" ? "not said" : group,
    patients: rows.length,
    events: event.reduce((sum, one) => sum + one, 0),
    median: { estimate, low, high },
    curve: plainCurve(curve.value),
    censored: Array.from(stop).filter((_, row) => event[row] === 0),
  });
};

/** JSON has no not-a-number. */
const plainCurve = ({ time, atRisk, survival, low, high }: SurvivalCurve): SurvivalGroupResult["curve"] => {
  const known = (one: number): number | null => (Number.isNaN(one) ? null : one);
  return {
    time: [...time],
    atRisk: [...atRisk],
    survival: [...survival],
    low: Array.from(low, known),
    high: Array.from(high, known),
  };
};
