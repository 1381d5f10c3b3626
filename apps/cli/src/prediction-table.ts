import type { Interval, Prediction } from "@erbium/prediction";

/** One answer, or why there is none, with what travels with its row. */
export interface TabledAnswer extends Prediction {
  readonly kept: Readonly<Record<string, unknown>>;
  readonly error: { readonly message: string } | null;
}

type Row = ReadonlyMap<string, string>;

/**
 * A table of answers as CSV (RFC 4180): what was kept of each row, its number, each value in a column of its own
 * (`name.part` of values in parts), the ends of an interval beside it, then class, warnings and refusal.
 */
export const predictionTable = (answers: readonly TabledAnswer[]): string => {
  const rows = answers.map(rowOf);
  const names = columnsOf(rows);
  return [names, ...rows.map((row) => names.map((name) => row.get(name) ?? ""))]
    .map((cells) => `${cells.map(quoted).join(",")}\r\n`)
    .join("");
};

const rowOf = (answer: TabledAnswer, index: number): Row =>
  new Map([
    ...Object.entries(answer.kept).map(([name, value]): [string, string] => [name, shown(value)]),
    ["row", String(index + 1)],
    ["model", answer.model],
    ["version", answer.version],
    ["status", answer.status],
    ...Object.entries(answer.values).flatMap(([name, value]) => [
      ...parts(name, value),
      ...ends(name, answer.interval?.[name]),
    ]),
    ...Object.entries(answer.interval ?? {}).flatMap(([name, interval]) =>
      Object.hasOwn(answer.values, name) ? [] : ends(name, interval),
    ),
    ["class", answer.class ?? ""],
    ["unit", answer.unit ?? ""],
    ["open", answer.wouldChange.join("; ")],
    ["scope_open", answer.scope.open.join("; ")],
    ["warnings", answer.warnings.map((one) => one.text).join("; ")],
    ["refused", answer.error?.message ?? ""],
  ]);

/** Every column of every row, each after the one that it follows in its own row. */
const columnsOf = (rows: readonly Row[]): string[] => {
  const names: string[] = [];
  for (const row of rows) {
    let after = -1;
    for (const name of row.keys()) {
      const found = names.indexOf(name);
      if (found === -1) names.splice(after + 1, 0, name);
      after = found === -1 ? after + 1 : found;
    }
  }
  return names;
};

const parts = (name: string, value: unknown): [string, string][] => {
  if (typeof value !== "object" || value === null) return [[name, shown(value)]];
  const entries = Array.isArray(value)
    ? value.map((one: unknown, index): [string, unknown] => [String(index + 1), one])
    : Object.entries(value);
  return entries.flatMap(([part, one]) => parts(`${name}.${part}`, one));
};

const ends = (name: string, interval: Interval | undefined): [string, string][] => {
  if (interval === undefined) return [];
  if ("oneOf" in interval) return [[`${name}_one_of`, interval.oneOf.map(shown).join("; ")]];
  return [
    [`${name}_low`, shown(interval.low)],
    [`${name}_high`, shown(interval.high)],
  ];
};

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  // Twelve digits: a reader of tables sees 16.676086, not the binary noise behind it.
  if (typeof value === "number") return String(Number(value.toPrecision(12)));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
