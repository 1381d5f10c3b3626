import { type Flag, ihcScores } from "@erbium/model";
import { z } from "zod";
import { flagOf } from "./flag.ts";
import { put } from "./row-from-columns.ts";

/**
 * How the columns of somebody's table become a measurement. `to` is the dotted path of the field; `values`
 * translates whole cells, letters' case ignored; `number` picks the one number out of a cell or refuses it;
 * `onlyWithout` uses the column only where none of these fields was filled by a column above it.
 */
const columnSchema = z.strictObject({
  column: z.string().min(1),
  to: z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*){0,3}$/),
  values: z.record(z.string(), z.string()).optional(),
  number: z.boolean().optional(),
  onlyWithout: z.array(z.string()).optional(),
  note: z.string().optional(),
});

export const mappingSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  /** cells that mean "no value", letters' case ignored */
  missing: z.array(z.string()).default([]),
  /** fields that every row of the table has */
  constants: z.record(z.string(), z.string()).default({}),
  columns: z.array(columnSchema).min(1),
});
export type TableMapping = z.infer<typeof mappingSchema>;

const number = /^[+-]?\d+(?:\.\d+)?$/;

/** One row of a mapped table as the nested row it stands for, with what could not be read. */
export const mapRow = (
  mapping: TableMapping,
  record: Readonly<Record<string, string>>,
): { row: Record<string, unknown>; flags: Flag[] } => {
  const row: Record<string, unknown> = {};
  const flags: Flag[] = [];
  const filled = new Set<string>();
  const missing = new Set(mapping.missing.map((word) => word.toLowerCase()));
  for (const [path, value] of Object.entries(mapping.constants)) put(row, path, value);
  for (const { column, to, values, number: asNumber, onlyWithout } of mapping.columns) {
    const cell = Object.hasOwn(record, column) ? record[column]?.trim() : undefined;
    if (cell === undefined || cell === "" || missing.has(cell.toLowerCase())) continue;
    if (filled.has(to) || onlyWithout?.some((path) => filled.has(path))) continue;
    const value = values === undefined ? cell : translated(values, cell);
    if (value === "") continue;
    if (value === undefined || (asNumber && !number.test(value))) {
      const shown = { field: `${to} (${column})`, value: cell.slice(0, 60) };
      flags.push(flagOf(asNumber ? "non-numeric" : "unknown-value", shown, { column, ...shown }));
      continue;
    }
    put(row, to, asNumber ? Number(value) : value);
    filled.add(to);
  }
  return { row, flags };
};

/** The translation of a cell; "" says that the cell means no value; undefined that it is not foreseen. */
const translated = (values: Readonly<Record<string, string>>, cell: string): string | undefined => {
  const wanted = cell.toLowerCase();
  return Object.entries(values).find(([word]) => word.toLowerCase() === wanted)?.[1];
};

/** Every score as itself, for mappings. */
export const scoreWords: Readonly<Record<string, string>> = Object.fromEntries(
  ihcScores.map((score) => [score, score]),
);
