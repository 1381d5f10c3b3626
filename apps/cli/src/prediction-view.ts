import type { Interval, Model, Prediction } from "@erbium/prediction";
import { wrap } from "./terminal/columns.ts";

/** One answer as a reader sees it on a terminal: values, class, interval, what to beware, sources. */
export const predictionText = (
  model: Model,
  answer: Prediction,
  titleOf: (source: string) => string,
): string => {
  const status = answer.status === "recalled" ? "UNCONFIRMED: no source was seen" : answer.status;
  const names = [...Object.keys(answer.values), ...Object.keys(answer.interval ?? {})];
  const width = Math.max(5, ...names.map((name) => name.length));
  const line = (name: string, text: string): string[] =>
    wrap(text, Math.max(30, 96 - width)).map(
      (part, index) => `  ${(index === 0 ? name : "").padEnd(width)}  ${part}`,
    );
  return [
    `${model.title} (${model.id}, version ${model.version}), ${status}`,
    ...Object.entries(answer.values).flatMap(([name, value]) => {
      const interval = answer.interval?.[name];
      if (isTable(value))
        return Object.entries(value).flatMap(([row, cells], index) =>
          line(index === 0 ? name : "", `${row}  ${shown(cells)}`),
        );
      return line(name, `${shown(value)}${interval === undefined ? "" : `  ${spread(interval)}`}`);
    }),
    ...Object.entries(answer.interval ?? {})
      .filter(([name]) => !Object.hasOwn(answer.values, name))
      .flatMap(([name, interval]) => line(name, spread(interval))),
    ...(answer.class === null ? [] : line("class", answer.class)),
    ...(answer.unit === null ? [] : line("unit", answer.unit)),
    ...answer.warnings.flatMap((one) => line("beware", one.text)),
    ...(answer.wouldChange.length === 0 ? [] : line("open", answer.wouldChange.join(", "))),
    ...answer.sources.flatMap((one) => line("source", titleOf(one.source))),
  ].join("\n");
};

/** Rows of lists, such as survival by treatment and year. */
const isTable = (value: unknown): value is Readonly<Record<string, readonly unknown[]>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(Array.isArray);

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "-";
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (Array.isArray(value))
    return value
      .map((one) => (typeof one === "number" ? String(Number(one.toPrecision(4))) : shown(one)))
      .join(", ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([name, one]) => `${name} ${shown(one)}`)
      .join("; ");
  return String(value);
};

const spread = (interval: Interval): string =>
  "oneOf" in interval
    ? `one of ${interval.oneOf.map(shown).join(", ")} (${interval.convention})`
    : `${shown(interval.low)} to ${shown(interval.high)} (${interval.convention})`;
