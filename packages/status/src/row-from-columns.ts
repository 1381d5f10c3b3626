/** Columns that hold several values. */
const lists = new Set(["afterTherapy", "alterations"]);
const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/**
 * A row of a CSV or TSV file as the nested row it stands for: column names are dotted paths
 * (`ish.recount.ratio`), lists are separated by `;`. Empty cells are left out.
 */
export const rowFromColumns = (record: Readonly<Record<string, string>>): unknown => {
  const row: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(record)) {
    const value = cell?.trim();
    const keys = column.trim().split(".");
    if (!value || keys.length > 4 || keys.some((key) => UNSAFE.has(key))) continue;
    put(
      row,
      keys,
      lists.has(column.trim())
        ? value
            .split(";")
            .map((one) => one.trim())
            .filter(Boolean)
        : value,
    );
  }
  return row;
};

/** Sets a value at a path; a path that runs through a value already there is left out. */
export const put = (row: Record<string, unknown>, keys: readonly string[], value: unknown): void => {
  let at = row;
  for (const key of keys.slice(0, -1)) {
    const next = at[key] ?? {};
    if (typeof next !== "object" || Array.isArray(next)) return;
    at[key] = next;
    at = next as Record<string, unknown>;
  }
  const last = keys.at(-1);
  if (last !== undefined) at[last] = value;
};
