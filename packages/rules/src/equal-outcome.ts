/** Deep equality of plain, serialisable outcomes; the order of an object's keys does not count. */
export const equalOutcome = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) && equalOutcome(Reflect.get(a, key) as unknown, Reflect.get(b, key) as unknown),
    )
  );
};
