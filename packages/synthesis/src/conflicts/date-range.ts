const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A day, month or year as printed ("2024-04-05", "April 2024", "2024年8月", 2006) as the range of days it
 * may mean, each day the number yyyymmdd; null where the words are no date.
 */
export const dateRange = (words: string): { readonly low: number; readonly high: number } | null => {
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(words)?.[0];
  if (year === undefined) return null;
  const named = months.findIndex((name) => new RegExp(`\\b${name}`, "i").test(words)) + 1;
  const numbered = /\d{4}(?:-|\u5e74\s*)(\d{1,2})(?:(?:-|\u6708\s*)(\d{1,2}))?/.exec(words);
  const month = named > 0 ? named : Number(numbered?.[1] ?? 0);
  const day = named > 0 ? Number(/(?<!\d)\d{1,2}(?!\d)/.exec(words)?.[0] ?? 0) : Number(numbered?.[2] ?? 0);
  const at = (m: number, d: number): number => Number(year) * 10_000 + m * 100 + d;
  if (month === 0) return { low: at(1, 1), high: at(12, 31) };
  return day === 0
    ? { low: at(month, 1), high: at(month, 31) }
    : { low: at(month, day), high: at(month, day) };
};

/** The range of days as a date of its precision: 2006, 2024-04, 2024-04-05. */
export const dateShown = ({ low, high }: { readonly low: number; readonly high: number }): string => {
  const text = `${String(low).slice(0, 4)}-${String(low).slice(4, 6)}-${String(low).slice(6)}`;
  if (low === high) return text;
  return text.slice(0, Math.floor(low / 100) === Math.floor(high / 100) ? 7 : 4);
};
