/** Yearly increments of a cumulative hazard given at the ends of years 1, 2, ... */
export const increments = (cumulative: readonly number[]): number[] =>
  cumulative.map((value, year) => value - (cumulative[year - 1] ?? 0));

/**
 * Survival at the end of each year under two causes of death: the yearly baseline increments of each cause,
 * multiplied by the exponential of its index, summed.
 *
 * @param baseline  increments of the cumulative baseline hazard, by year, of breast and of other causes
 * @param index     log relative hazard of each cause, by year
 * @returns percent alive, by year
 */
export const yearlySurvival = (
  baseline: { readonly breast: readonly number[]; readonly other: readonly number[] },
  index: { readonly breast: (year: number) => number; readonly other: number },
): number[] => {
  let hazard = 0;
  const otherRatio = Math.exp(index.other);
  return baseline.breast.map((breast, year) => {
    hazard += breast * Math.exp(index.breast(year)) + (baseline.other[year] ?? 0) * otherRatio;
    return 100 * Math.exp(-hazard);
  });
};
