/**
 * Thirteen trials of the BCG vaccine: tuberculosis and none among vaccinated and not, distance from the equator in
 * degrees, allocation. Colditz et al. 1994, JAMA 271:698.
 */
export const bcg = {
  a: Float64Array.of(4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27),
  b: Float64Array.of(119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886),
  c: Float64Array.of(11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29),
  d: Float64Array.of(128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825),
} as const;

export const bcgLatitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33] as const;

/** of publication */
export const bcgYear = [
  1948, 1949, 1960, 1977, 1973, 1953, 1973, 1980, 1968, 1961, 1974, 1969, 1976,
] as const;

export const bcgAllocation = [
  ...["random", "random", "random", "random", "alternate", "alternate", "random"],
  ...["random", "random", "systematic", "systematic", "systematic", "systematic"],
] as const;
