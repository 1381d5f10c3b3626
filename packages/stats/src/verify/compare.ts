/** The first place where a result leaves its reference. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** The element of a list of one. */
const elementOf = (got: unknown): unknown => {
  if (!Array.isArray(got) && !ArrayBuffer.isView(got)) return undefined;
  const list = got as unknown as ArrayLike<unknown>;
  return list.length === 1 ? list[0] : undefined;
};

/**
 * Compares a result with its reference, field by field of the reference.
 *
 * Numbers agree when `|got - expected| <= absolute + relative * |expected|`. `null` in a reference is R's
 * NA, NaN or infinity, written so by JSON: it agrees with null, undefined or any number that is not finite.
 * A list of one agrees with its element, as which a reference writes it.
 * Fields that the result has beyond the reference are not compared; one that it lacks is a difference.
 *
 * @returns null where all agree, else the first difference with its path
 */
export const firstDifference = (
  expected: unknown,
  got: unknown,
  tolerance: Tolerance,
  path = "",
): Difference | null => {
  const difference: Difference = { path, expected, got };
  if (expected === null)
    return got === null || got === undefined || (typeof got === "number" && !Number.isFinite(got))
      ? null
      : difference;
  if (typeof expected === "number") {
    const only = elementOf(got);
    if (only !== undefined) return firstDifference(expected, only, tolerance, path);
    if (typeof got === "boolean") return Number(got) === expected ? null : difference;
    if (typeof got !== "number" || Number.isNaN(got)) return difference;
    if (got === expected) return null;
    return Math.abs(got - expected) <= tolerance.absolute + tolerance.relative * Math.abs(expected)
      ? null
      : difference;
  }
  if (Array.isArray(expected)) {
    const list = ArrayBuffer.isView(got) ? Array.from(got as unknown as ArrayLike<unknown>) : got;
    if (!Array.isArray(list) || list.length !== expected.length) return difference;
    for (const [at, one] of expected.entries()) {
      const found = firstDifference(one, list[at], tolerance, `${path}[${at}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) return difference;
    for (const [key, one] of Object.entries(expected)) {
      const found = firstDifference(
        one,
        (got as Record<string, unknown>)[key],
        tolerance,
        path === "" ? key : `${path}.${key}`,
      );
      if (found !== null) return found;
    }
    return null;
  }
  return expected === got ? null : difference;
};
