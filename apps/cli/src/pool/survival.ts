import { err, ok, type Result } from "@erbium/model";
import { cox, kaplanMeier, logRank, medianSurvival, pool, type SurvivalCurve } from "@erbium/stats";
import { interval } from "./pairwise-model.ts";
import type { Interval } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

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
  readonly logRank: { readonly chiSquared: number; readonly df: number; readonly p: number } | null;
  /** of each further group against the first, by a Cox model (Efron) */
  readonly hazardRatios: readonly (Interval & { readonly group: string; readonly against: string })[];
  readonly notes: readonly string[];
}

/**
 * Survival of patients, one row each: Kaplan-Meier by group, medians, log-rank test and hazard ratios.
 *
 * @param column what parts the patients; default: a column that is read as group
 */
export const survivalOf = (
  table: StudyTable,
  { level, subgroup }: { readonly level: number; readonly subgroup?: string },
): Result<SurvivalResult> => {
  const [time, status] = [table.numbers("time"), table.numbers("status")];
  if (!time.ok) return time;
  if (!status.ok) return status;
  const wrong = status.value.findIndex((one) => one !== 0 && one !== 1);
  if (wrong >= 0)
    return err({
      code: "not-an-event",
      path: `row ${wrong + 1}, ${table.roles.get("status")}`,
      message: `${status.value[wrong]} is neither 1 (event) nor 0 (censored)`,
      remedy: "write 1 where the event happened at that time, 0 where observation ended without it",
    });
  const cells = subgroup === undefined ? table.texts("subgroup") : table.column(subgroup);
  if (subgroup !== undefined && cells === null)
    return err({
      code: "unknown-column",
      path: "--subgroup",
      message: `the table has no column "${subgroup}"`,
      remedy: `it has ${table.columns.join(", ")}`,
    });
  const names = cells === null ? ["all"] : [...new Set(cells)];
  const groups: SurvivalGroupResult[] = [];
  for (const name of names) {
    const rows = Array.from(time.value.keys()).filter((row) => cells === null || cells[row] === name);
    const one = groupOf(name, rows, time.value, status.value, level);
    if (!one.ok) return one;
    groups.push(one.value);
  }
  const notes: string[] = [];
  const numbers = cells?.map((cell) => names.indexOf(cell)) ?? [];
  const times = { stop: time.value, event: status.value };
  const test = names.length < 2 ? null : logRank(times, numbers);
  if (test !== null && !test.ok) notes.push(`no log-rank test: ${test.error.message}`);
  const ratios = names.length < 2 ? ok([]) : hazardRatios(times, numbers, names, level);
  if (!ratios.ok) notes.push(`no hazard ratio: ${ratios.error.message}`);
  return ok({
    measure: "SURV",
    model: `Kaplan-Meier, ${100 * level} % intervals on the log-log scale, Greenwood`,
    level,
    groups,
    logRank: test?.ok
      ? { chiSquared: test.value.chiSquared, df: test.value.degreesOfFreedom, p: test.value.p }
      : null,
    hazardRatios: ratios.ok ? ratios.value : [],
    notes,
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

const hazardRatios = (
  times: { readonly stop: Float64Array; readonly event: Float64Array },
  numbers: readonly number[],
  names: readonly string[],
  level: number,
): Result<SurvivalResult["hazardRatios"]> => {
  const p = names.length - 1;
  const design = new Float64Array(numbers.length * p);
  for (const [row, number] of numbers.entries()) if (number > 0) design[row * p + number - 1] = 1;
  const fit = cox({ ...times, design });
  if (!fit.ok) return fit;
  return ok(
    names.slice(1).flatMap((group, at) => {
      const error = fit.value.standardErrors[at] ?? Number.NaN;
      const one = pool(
        Float64Array.of(fit.value.coefficients[at] ?? Number.NaN),
        Float64Array.of(error ** 2),
        {
          method: "common",
          level,
        },
      );
      const [effect] = one.ok ? one.value.coefficients : [];
      return effect === undefined ? [] : [{ group, against: names[0] ?? "", ...interval(effect, Math.exp) }];
    }),
  );
};
