const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);
const DEEPEST = 4;

/**
 * A row of a CSV or TSV file as the nested row it stands for: column names are dotted paths
 * (`ish.recount.ratio`). Empty cells are left out.
 */
export const rowFromColumns = (record: Readonly<Record<string, string>>): unknown => {
  const row: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(record)) {
    const value = cell.trim();
    if (value !== "") put(row, column.trim(), value);
  }
  return row;
};

/**
 * Sets a value at a dotted path. A path that runs through a value already there, through names of the
 * language itself, or deeper than any field is left out.
 */
export const put = (row: Record<string, unknown>, path: string, value: unknown): void => {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  if (keys.length >= DEEPEST || [...keys, last].some((key) => UNSAFE.has(key))) return;
  let at = row;
  for (const key of keys) {
    const next = at[key] ?? {};
    if (typeof next !== "object") return;
    at[key] = next;
    at = next as Record<string, unknown>;
  }
  at[last] = value;
};
