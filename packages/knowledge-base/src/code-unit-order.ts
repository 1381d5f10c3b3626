/** Order by UTF-16 code unit: the same on every machine and in every locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A copy ordered by `id`. */
export const orderedById = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => byCodeUnit(a.id, b.id));
