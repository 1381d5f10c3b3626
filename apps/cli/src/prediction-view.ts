import type { Interval, Model, Prediction } from "@erbium/prediction";
import { wrap } from "./terminal/columns.ts";

/** The name of a model with its version and whether its source was seen. */
export const predictionHead = ({ id, title, version, status }: Model): string =>
  `${title} (${id}, version ${version}), ${status === "recalled" ? "UNCONFIRMED: no source was seen" : status}`;

/** One answer as a reader sees it on a terminal: values, class, interval, what to beware. */
export const predictionBody = (model: Model, answer: Prediction): string => {
  const names = [...Object.keys(answer.values), ...Object.keys(answer.interval ?? {}), "class", "beware"];
  const width = Math.max(...names.map((name) => name.length));
  const line = lineOf(width);
  const { gives } = model.score;
  const said = new Set(Object.values(answer.values));
  return [
    ...Object.entries(answer.values).flatMap(([name, value]) => {
      const interval = answer.interval?.[name];
      if (isParted(value))
        return [
          ...line(name, `${gives[name] ?? ""}${heading(value)}`),
          ...partLines(name, value, gives, line),
        ];
      if (Array.isArray(value) && isLong(value))
        return line(name, `${everyFifth(value)}  (${gives[name] ?? ""}${heading({ value })})`);
      return line(name, `${shown(value)}${interval === undefined ? "" : `  ${spread(interval)}`}`);
    }),
    ...Object.entries(answer.interval ?? {})
      .filter(([name]) => !Object.hasOwn(answer.values, name) && name !== "class")
      .flatMap(([name, interval]) => line(name, spread(interval))),
    ...classLines(answer, said, line),
    ...(answer.unit === null ? [] : line("unit", answer.unit)),
    ...answer.warnings.flatMap((one) => line("beware", one.text)),
    ...(answer.scope.open.length === 0
      ? []
      : line("scope", `for ${answer.scope.for}; not told of the patient: ${answer.scope.open.join(", ")}`)),
    ...(answer.wouldChange.length === 0 ? [] : line("open", answer.wouldChange.join(", "))),
  ].join("\n");
};

/** What the answers of a model rest on. */
export const predictionSources = (model: Model, titleOf: (source: string) => string): string =>
  model.sources.flatMap((one) => lineOf("source".length)("source", titleOf(one.source))).join("\n");

type Line = (name: string, text: string) => string[];
const lineOf =
  (width: number): Line =>
  (name, text) =>
    wrap(text, Math.max(30, 96 - width)).map(
      (part, index) => `  ${(index === 0 ? name : "").padEnd(width)}  ${part}`,
    );

/** The class, unless a value or its range already says the same. */
const classLines = (answer: Prediction, said: ReadonlySet<unknown>, line: Line): string[] => {
  const range = answer.interval?.class;
  if (range === undefined)
    return answer.class === null || said.has(answer.class) ? [] : line("class", answer.class);
  const others = Object.entries(answer.interval ?? {}).filter(([name]) => name !== "class");
  const twin = others.some(([, one]) => JSON.stringify(one) === JSON.stringify(range));
  return twin ? [] : line("class", spread(range));
};

/** A value in parts, such as survival by treatment. */
const isParted = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const partLines = (
  name: string,
  value: Readonly<Record<string, unknown>>,
  gives: Readonly<Record<string, string>>,
  line: Line,
): string[] => {
  const label = (part: string): string => gives[`${name}.${part}`] ?? part;
  const width = Math.max(...Object.keys(value).map((part) => label(part).length));
  return Object.entries(value).flatMap(([part, one]) =>
    line(
      "",
      `${label(part).padEnd(width)}  ${Array.isArray(one) && isLong(one) ? everyFifth(one) : shown(one)}`,
    ),
  );
};

/** A number for every year is too long a line: a reader sees every fifth, JSON and CSV have all. */
const isLong = (value: readonly unknown[]): boolean => value.length >= 10 && value.length % 5 === 0;
const everyFifth = (value: readonly unknown[]): string =>
  value
    .filter((_, index) => (index + 1) % 5 === 0)
    .map((one) => (typeof one === "number" ? one.toFixed(1).padStart(5) : shown(one)))
    .join("  ");
const heading = (value: Readonly<Record<string, unknown>>): string => {
  const [first] = Object.values(value);
  if (!Array.isArray(first) || !isLong(first)) return "";
  return `: years ${first.flatMap((_, index) => ((index + 1) % 5 === 0 ? [index + 1] : [])).join(", ")}`;
};

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  // Four digits say all that a score can mean; JSON and CSV have the rest.
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
  if (Array.isArray(value)) return value.map(shown).join(", ");
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
