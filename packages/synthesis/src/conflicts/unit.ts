/** What a unit measures, and how many of the first of its kind it holds. */
export interface Unit {
  readonly name: string;
  readonly times: number;
}

const units: readonly (readonly [pattern: RegExp, name: string, times: number])[] = [
  [/^(?:%|per ?cent|percentage|pct)/i, "%", 1],
  [/^(?:fraction|proportion)s?$/i, "%", 100],
  [/^(?:mos?|months?)\.?$/i, "months", 1],
  [/^(?:wks?|weeks?)\.?$/i, "months", 12 / 52.18],
  [/^(?:yrs?|years?)\.?$/i, "months", 12],
  [/^(?:ratio|HRs?|hazard ratio)$/i, "ratio", 1],
  [/kappa|\u03ba/i, "kappa", 1],
];

/** "mo", "month" and "months" are one unit, weeks and years parts and multiples of it; others are what they say. */
export const unitOf = (unit: string | null): Unit => {
  const words = unit?.trim() ?? "";
  const known = units.find(([pattern]) => pattern.test(words));
  return known === undefined ? { name: words.toLowerCase(), times: 1 } : { name: known[1], times: known[2] };
};
