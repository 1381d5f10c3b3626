import { err, ok, type Result } from "@erbium/model";
import {
  type CompetingRisks,
  cumulativeIncidence,
  fineGray,
  gray,
  incidenceInterval,
  waldInterval,
} from "@erbium/stats";
import { interval } from "./pairwise-model.ts";
import type { Interval } from "./pairwise-result.ts";
import { groupDesign, partedBy } from "./patient-groups.ts";
import type { StudyTable } from "./study-table.ts";

/** Cumulative incidence of one kind of event in one group, percent. */
export interface IncidenceGroup {
  readonly group: string;
  readonly patients: number;
  readonly events: number;
  /** patients who had another event first */
  readonly competing: number;
  readonly curve: {
    readonly time: readonly number[];
    readonly atRisk: readonly number[];
    readonly incidence: readonly number[];
    /** null where the scale has no value */
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
  readonly censored: readonly number[];
}

export interface IncidenceResult {
  readonly measure: "CIF";
  readonly model: string;
  readonly level: number;
  /** number of the event of interest */
  readonly cause: number;
  readonly groups: readonly IncidenceGroup[];
  readonly gray: { readonly chiSquared: number; readonly df: number; readonly p: number } | null;
  /** of each further group against the first, by Fine and Gray's model */
  readonly subdistributionRatios: readonly (Interval & {
    readonly group: string;
    readonly against: string;
  })[];
  readonly notes: readonly string[];
}

export interface IncidenceQuestion {
  readonly level: number;
  readonly subgroup?: string;
  readonly cause: number;
}

/** How often one kind of event comes first, where others compete with it: Aalen-Johansen, Gray, Fine and Gray. */
export const incidenceOf = (
  table: StudyTable,
  { level, subgroup, cause }: IncidenceQuestion,
): Result<IncidenceResult> => {
  const [time, status] = [table.numbers("time"), table.numbers("status")];
  if (!time.ok) return time;
  if (!status.ok) return status;
  if (!status.value.includes(cause))
    return err({
      code: "no-events",
      path: "--cause",
      message: `nobody has event ${cause}; ${table.roles.get("status")} holds ${[...new Set(status.value)].toSorted((a, b) => a - b).join(", ")}`,
      remedy:
        "write 0 where observation ended without an event, and name the number of the event that is asked about",
    });
  const parted = partedBy(table, subgroup);
  if (!parted.ok) return parted;
  const { cells, names } = parted.value;
  const groups: IncidenceGroup[] = [];
  for (const group of names) {
    const here = (_: number, row: number): boolean => cells === null || cells[row] === group;
    const one = groupOf(
      group,
      { stop: time.value.filter(here), cause: status.value.filter(here) },
      cause,
      level,
    );
    if (!one.ok) return one;
    groups.push(one.value);
  }
  const risks = { stop: time.value, cause: status.value };
  const numbers = names.length < 2 || cells === null ? null : cells.map((cell) => names.indexOf(cell));
  const test = numbers === null ? null : gray(risks, numbers, cause);
  const ratios = numbers === null ? ok([]) : subdistributionRatios(risks, numbers, names, cause, level);
  return ok({
    measure: "CIF",
    model: `cumulative incidence of event ${cause} (Aalen-Johansen), ${100 * level} % intervals on the log-log scale`,
    level,
    cause,
    groups,
    gray: test?.ok
      ? { chiSquared: test.value.statistic, df: test.value.degreesOfFreedom, p: test.value.p }
      : null,
    subdistributionRatios: ratios.ok ? ratios.value : [],
    notes: [
      ...(new Set(status.value.filter((one) => one > 0)).size > 1
        ? []
        : ["no other event competes: one minus the survival of --measure SURV is the same curve"]),
      ...(test === null || test.ok ? [] : [`no test of Gray: ${test.error.message}`]),
      ...(ratios.ok ? [] : [`no subdistribution hazard ratio: ${ratios.error.message}`]),
    ],
  });
};

const groupOf = (
  group: string,
  risks: { readonly stop: Float64Array; readonly cause: Float64Array },
  cause: number,
  level: number,
): Result<IncidenceGroup> => {
  const found = risks.cause.some((one) => one > 0) ? cumulativeIncidence(risks) : null;
  if (found !== null && !found.ok) return err({ ...found.error, path: group });
  const name = group.trim() === "" ? "not said" : group;
  const censored = Array.from(risks.stop).filter((_, row) => risks.cause[row] === 0);
  const counts = {
    patients: risks.stop.length,
    events: risks.cause.filter((one) => one === cause).length,
    competing: risks.cause.filter((one) => one > 0 && one !== cause).length,
  };
  const own = found?.value.causes[cause - 1];
  if (found === null || own === undefined)
    return ok({ group: name, ...counts, curve: flat(risks.stop), censored });
  const limits = incidenceInterval(own, level);
  const known = (one: number): number | null => (Number.isNaN(one) ? null : 100 * one);
  return ok({
    group: name,
    ...counts,
    curve: {
      time: [...found.value.time],
      atRisk: [...found.value.atRisk],
      incidence: Array.from(own.incidence, (share) => 100 * share),
      low: Array.from(limits.low, known),
      high: Array.from(limits.high, known),
    },
    censored,
  });
};

/** A group in which nobody has the event. */
const flat = (stop: Float64Array): IncidenceGroup["curve"] => {
  const time = [...new Set(stop)].toSorted((a, b) => a - b);
  const none = time.map(() => null);
  return {
    time,
    atRisk: time.map((at) => stop.filter((one) => one >= at).length),
    incidence: time.map(() => 0),
    low: none,
    high: none,
  };
};

const subdistributionRatios = (
  risks: CompetingRisks,
  numbers: readonly number[],
  names: readonly string[],
  cause: number,
  level: number,
): Result<IncidenceResult["subdistributionRatios"]> => {
  const fit = fineGray(risks, groupDesign(numbers, names.length), cause);
  if (!fit.ok) return fit;
  const { coefficients, standardErrors } = fit.value;
  return ok(
    names.slice(1).map((group, at) => {
      const log = waldInterval(coefficients[at] ?? Number.NaN, standardErrors[at] ?? Number.NaN, level);
      return { group, against: names[0] ?? "", ...interval(log, Math.exp) };
    }),
  );
};
