import { err, ok, type Result } from "@erbium/model";

/** Right-censored times, with late entry and weights where there are such. One row an observation. */
export interface SurvivalTimes {
  /** last time seen, in any unit; with `start`, the end of the interval (start, stop] */
  readonly stop: Float64Array;
  /** 1 where the event happened at `stop`, 0 where the observation was censored then */
  readonly event: ArrayLike<number>;
  /** time since which the observation is at risk (left truncation, or one interval of several); 0 < = stop */
  readonly start?: Float64Array | undefined;
  /** case weights, all > 0; each 1 where left out */
  readonly weights?: Float64Array | undefined;
}

/** Refuses times that no method can use, naming the first row that is at fault (counted from 0). */
export const checkSurvivalTimes = (times: SurvivalTimes): Result<SurvivalTimes> => {
  const { stop, event, start, weights } = times;
  const n = stop.length;
  if (n === 0)
    return err({ code: "no-observations", message: "there is no observation", remedy: "give at least one" });
  for (const column of [event, start, weights])
    if (column !== undefined && column.length !== n)
      return err({
        code: "unequal-lengths",
        message: `${n} times stand beside ${column.length} values of another column`,
        remedy: "give one value an observation in every column",
      });
  for (let row = 0; row < n; row++) {
    const fault = faultOf(times, row);
    if (fault !== null)
      return err({
        code: "not-a-survival-time",
        message: `observation ${row}: ${fault}`,
        path: `[${row}]`,
        remedy: "leave out observations with missing values; an interval ends after it starts",
      });
  }
  return ok(times);
};

const faultOf = ({ stop, event, start, weights }: SurvivalTimes, row: number): string | null => {
  const end = stop[row]!;
  if (!Number.isFinite(end)) return `the time ${end} is not a finite number`;
  if (event[row] !== 0 && event[row] !== 1) return `the event ${event[row]} is neither 0 nor 1`;
  if (start !== undefined && !(start[row]! < end))
    return `the interval from ${start[row]} to ${end} is empty`;
  if (weights !== undefined && !(weights[row]! > 0 && weights[row]! < Number.POSITIVE_INFINITY))
    return `the weight ${weights[row]} is not a positive number`;
  return null;
};
