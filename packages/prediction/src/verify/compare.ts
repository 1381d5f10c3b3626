/** Where an answer first differs from what was expected; null where it does not. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/**
 * Compares value by value, numbers within the tolerance (absolute, and relative above one). A reference
 * printed with six decimals or more is met by whatever rounds to it.
 */
export const firstDifference = (
  expected: unknown,
  got: unknown,
  tolerance: number,
  path = "",
): Difference | null => {
  if (typeof expected === "number" && typeof got === "number")
    return near(expected, got, tolerance) ? null : { path, expected, got };
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) return { path, expected, got };
    if (Array.isArray(expected) && (!Array.isArray(got) || got.length !== expected.length))
      return { path, expected, got };
    for (const [field, value] of Object.entries(expected)) {
      const difference = firstDifference(
        value,
        (got as Record<string, unknown>)[field],
        tolerance,
        path === "" ? field : `${path}.${field}`,
      );
      if (difference !== null) return difference;
    }
    return null;
  }
  return expected === got ? null : { path, expected, got };
};

const near = (expected: number, got: number, tolerance: number): boolean => {
  const difference = Math.abs(expected - got);
  if (difference <= tolerance * Math.max(1, Math.abs(expected))) return true;
  const decimals = /\.(\d{6,})$/.exec(String(expected))?.[1]?.length;
  return decimals !== undefined && difference <= 0.5 * 10 ** -decimals + tolerance;
};

/** The tolerance a reference states: a number, or the first number of its words; else 1e-9. */
export const statedTolerance = (stated: unknown): number => {
  if (typeof stated === "number") return stated;
  const found = /\d+(?:\.\d+)?e-?\d+|\d+\.\d+/i.exec(String(stated))?.[0];
  return found === undefined ? 1e-9 : Number(found);
};
