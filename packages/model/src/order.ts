/** Order by UTF-16 code unit: the same on every machine and in every locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares by the first key that differs. */
export const byKeys =
  <T>(...keys: readonly ((item: T) => string | number)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const x = key(a);
      const y = key(b);
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };

/** Unique values in their first order. */
export const unique = <T>(items: Iterable<T>): T[] => [...new Set(items)];
