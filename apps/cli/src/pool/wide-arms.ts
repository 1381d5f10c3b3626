/** A heading that numbers the arms of a study: "treat1", "events2", "n3". */
const numbered = /^(.*?\D)[ ._]?(\d)$/;
const treatments = /^(?:treat(?:ment)?|trt|t|arm|regimen|drug)$/i;

type Records = readonly Record<string, string>[];

/**
 * A study a row with three arms or more side by side ("treat1, event1, n1, treat2, ...") as an arm a row; null where a
 * table has no third arm. Reading two of three arms would drop patients without a word.
 */
export const armsFromWide = (records: Records, columns: readonly string[]): Records | null => {
  const parts = columns.map((column) => ({ column, found: numbered.exec(column) }));
  const arms = new Set(
    parts.flatMap(({ found }) => (treatments.test(found?.[1] ?? "") ? Number(found?.[2]) : [])),
  );
  if (!arms.has(3)) return null;
  return records.flatMap((record) =>
    [...arms].toSorted().flatMap((arm) => {
      const row = Object.fromEntries(
        parts.flatMap(({ column, found }) => {
          const cell = record[column] ?? "";
          if (found === null || !arms.has(Number(found[2]))) return [[column, cell]];
          return Number(found[2]) === arm ? [[found[1] ?? column, cell]] : [];
        }),
      );
      const named = Object.entries(row).find(([name]) => treatments.test(name))?.[1] ?? "";
      return /^(?:|na|-)$/i.test(named.trim()) ? [] : [row];
    }),
  );
};
