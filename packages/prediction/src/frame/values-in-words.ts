import type { Model } from "./model.ts";
import type { Interval, Prediction } from "./prediction.ts";

/** A value of an answer as a reader sees it. */
export interface WordedValue {
  /** as the model names it; `name.part` for a part */
  readonly name: string;
  /** what it is, with its unit */
  readonly what: string;
  readonly value: string;
}

/**
 * The values of an answer for a reader, in their order: each with what it is, parts of a value apart, a range where
 * inputs are missing. Of a number for every year every fifth is shown.
 */
export const valuesInWords = (model: Pick<Model, "score">, answer: Prediction): WordedValue[] => {
  const { gives } = model.score;
  const named = (name: string, value: unknown, what = gives[name] ?? name): WordedValue => {
    const interval = answer.interval?.[name];
    const text = isYearly(value)
      ? everyFifth(value)
      : interval === undefined
        ? shown(value)
        : range(interval);
    return { name, what, value: text };
  };
  const values = Object.entries(answer.values).flatMap(([name, value]) =>
    isParted(value)
      ? Object.entries(value).map(([part, one]) =>
          named(`${name}.${part}`, one, `${gives[name] ?? name}: ${gives[`${name}.${part}`] ?? part}`),
        )
      : [named(name, value)],
  );
  const alone = Object.keys(answer.interval ?? {}).filter(
    (name) => name !== "class" && !Object.hasOwn(answer.values, name),
  );
  return [...values, ...alone.map((name) => named(name, null))];
};

const isParted = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isYearly = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length === 15 && value.every((one) => typeof one === "number");

const everyFifth = (value: readonly number[]): string =>
  value
    .flatMap((one, index) => ((index + 1) % 5 === 0 ? [`${shown(one)} (year ${index + 1})`] : []))
    .join(", ");

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "not known";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
  return Array.isArray(value) ? value.map(shown).join(", ") : String(value);
};

const range = (interval: Interval): string =>
  "oneOf" in interval
    ? interval.oneOf.map(shown).join(" or ")
    : `${shown(interval.low)} to ${shown(interval.high)}`;
