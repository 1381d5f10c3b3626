import { evaluate, type Table } from "./evaluate.ts";
import { numbersIn } from "./literals.ts";
import type { RCall, RValue } from "./r-call.ts";

const subsetOf = (call: RCall): RValue | undefined =>
  call.named.subset ??
  call.positional.map((one) => (one.kind === "call" ? subsetOf(one) : undefined)).find((one) => one);

/** Rows, counted from 0, that `subset = ` of the call or of a call in it keeps; null where it keeps all or can not be read. */
const rowsKept = (call: RCall, data: Table, length: number): readonly number[] | null => {
  const asked = subsetOf(call);
  if (asked === undefined) return null;
  const indices = numbersIn(asked);
  if (indices !== null) {
    const dropped = new Set(indices.filter((one) => one < 0).map((one) => -one - 1));
    return dropped.size > 0
      ? Array.from({ length }, (_, row) => row).filter((row) => !dropped.has(row))
      : indices.map((one) => one - 1).filter((row) => row >= 0 && row < length);
  }
  const column = evaluate(asked, data);
  if (column?.kind !== "numbers") return null;
  return Array.from(column.values, (_, row) => row).filter((row) => column.values[row]! > 0);
};

/** The table with the rows that the call asks for; a row where the condition is unknown is left out. */
export const restricted = (call: RCall, data: Table): Table => {
  const columns = Object.values(data).filter(Array.isArray);
  const length = Math.max(0, ...columns.map((one) => one.length));
  const rows = rowsKept(call, data, length);
  if (rows === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, column]) => [
      name,
      Array.isArray(column) && column.length === length ? rows.map((row) => column[row]) : column,
    ]),
  );
};
