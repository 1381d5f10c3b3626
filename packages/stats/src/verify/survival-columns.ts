import type { SurvivalIntervalScale } from "../survival/survival-interval.ts";
import type { SurvivalTimes } from "../survival/survival-times.ts";
import { type Column, evaluate, type Table } from "./evaluate.ts";
import { type RCall, type RValue, textArgument } from "./r-call.ts";

/** The columns of `Surv(time, status)` or `Surv(start, stop, event)`. */
export interface SurvivalColumns {
  readonly start: Float64Array | null;
  readonly stop: Float64Array;
  /** 0, 1, or not-a-number where missing */
  readonly event: Float64Array;
  readonly used: readonly Column[];
}

const numbersOf = (value: RValue | undefined, data: Table): Float64Array | null => {
  const column = value === undefined ? null : evaluate(value, data);
  return column?.kind === "numbers" ? column.values : null;
};

/** Reads the response of a survival formula; a status of 1 and 2 means censored and dead. */
export const readSurvival = (response: RValue | null, data: Table): SurvivalColumns | null => {
  if (response?.kind !== "call" || !/(^|::)Surv$/.test(response.function)) return null;
  const parts = [...response.positional, ...(response.named.event ? [response.named.event] : [])];
  const columns = parts.map((one) => numbersOf(one, data));
  const status = columns[columns.length - 1];
  const stop = columns[columns.length - 2];
  const start = columns.length === 3 ? columns[0] : null;
  if (!status || !stop || start === undefined || (columns.length === 3 && start === null)) return null;
  const highest = status.reduce((top, one) => (Number.isNaN(one) ? top : Math.max(one, top)), 0);
  const event = status.map((one) =>
    Number.isNaN(one) ? one : Number(highest === 2 ? one === 2 : one === 1),
  );
  return {
    start,
    stop,
    event,
    used: [stop, event, ...(start === null ? [] : [start])].map((values) => ({ kind: "numbers", values })),
  };
};

/** The observations of the rows asked for. */
export const survivalTimesOf = (
  { start, stop, event }: SurvivalColumns,
  rows: readonly number[],
  weights: Float64Array | null = null,
): SurvivalTimes => ({
  stop: Float64Array.from(rows, (row) => stop[row] ?? Number.NaN),
  event: Float64Array.from(rows, (row) => event[row] ?? Number.NaN),
  start: start === null ? undefined : Float64Array.from(rows, (row) => start[row] ?? Number.NaN),
  weights: weights === null ? undefined : Float64Array.from(rows, (row) => weights[row] ?? Number.NaN),
});

const intervalScales = ["plain", "log", "log-log", "logit", "arcsin"] as const;

/** `conf.type` of a curve, the logarithm where none is named or wanted; undefined of a word that names none. */
export const intervalScaleOf = (call: RCall): SurvivalIntervalScale | undefined => {
  const word = textArgument(call, "conf.type") ?? "log";
  return word === "none" ? "log" : intervalScales.find((one) => one === word);
};
