import { type AnnotatedRow, rowCells, tableColumns } from "../annotated-row.ts";
import type { Cell, ExtraColumns } from "../columns.ts";

type Json = Cell | { [name: string]: Json };

/**
 * A row as one JSON object: the columns of the table under the same names, a dot in a name being a field of an
 * object. An object that holds nothing is null, as `error` of an alteration that could be read.
 */
export const jsonRow = (row: AnnotatedRow, extra: ExtraColumns): { [name: string]: Json } => {
  const object: { [name: string]: Json } = {};
  const cells = rowCells(row, extra);
  const names = tableColumns(extra);
  // `copies` and `amplified` are numbers and words as well as the first part of other names
  const parts = new Set(names.filter((name) => !name.includes(".")));
  names.forEach((name, at) => {
    const [first = "", second] = name.split(".");
    const cell = cells[at] ?? null;
    if (second === undefined) object[name] = cell;
    else if (parts.has(first)) object[`${first}${second[0]?.toUpperCase()}${second.slice(1)}`] = cell;
    else {
      const inside = object[first];
      if (typeof inside === "object" && inside !== null && !Array.isArray(inside))
        (inside as { [name: string]: Json })[second] = cell;
      else object[first] = { [second]: cell };
    }
  });
  for (const [name, value] of Object.entries(object))
    if (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((one) => one === null)
    )
      object[name] = null;
  return object;
};
