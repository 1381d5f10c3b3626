/** What is added to the cells of a table before an effect is taken from it, and where. */
export interface ZeroCells {
  /** continuity correction; 1/2 where left out, 0 for measures that need none */
  readonly add?: number;
  /**
   * `only0`: studies with a zero cell (where left out); `all`: every study; `if0all`: every study where any has
   * a zero cell; `none`
   */
  readonly to?: "only0" | "all" | "if0all" | "none";
}

/**
 * How much is added to each cell of a study.
 *
 * @param hasZero one truth value a study
 * @source Sweeting, Sutton and Lambert 2004, Stat Med 23:1351
 */
export const corrections = (hasZero: readonly boolean[], rule: ZeroCells, usual: number): Float64Array => {
  const { add = usual, to = "only0" } = rule;
  const any = hasZero.includes(true);
  return Float64Array.from(hasZero, (zero) =>
    to === "all" || (to === "if0all" && any) || (to === "only0" && zero) ? add : 0,
  );
};
