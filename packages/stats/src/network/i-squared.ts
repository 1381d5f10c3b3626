import { normal } from "@erbium/numerics";

export interface ISquared {
  /** share of Q beyond its degrees of freedom, 0 to 1; not a number without degrees of freedom */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly convention: "test-based (Higgins-Thompson)";
}

/**
 * I2 = (Q - df) / Q, not below zero, with the test-based interval of H = sqrt(Q / df) on the log scale.
 *
 * @param df degrees of freedom of Q; the interval needs 2 or more
 * @source Higgins and Thompson 2002, Stat Med 21:1539
 */
export const iSquared = (q: number, df: number, level = 0.95): ISquared => {
  const convention = "test-based (Higgins-Thompson)";
  if (df < 1) return { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, convention };
  const estimate = Math.max(0, (q - df) / q);
  if (df < 2) return { estimate, low: Number.NaN, high: Number.NaN, convention };
  const k = df + 1;
  const error =
    q > k
      ? (0.5 * (Math.log(q) - Math.log(df))) / (Math.sqrt(2 * q) - Math.sqrt(2 * k - 3))
      : Math.sqrt((1 / (2 * (k - 2))) * (1 - 1 / (3 * (k - 2) ** 2)));
  const h = Math.max(1, Math.sqrt(q / df));
  const z = normal.upperQuantile((1 - level) / 2);
  const share = (ln: number): number => Math.max(0, 1 - 1 / Math.exp(2 * ln));
  return { estimate, low: share(Math.log(h) - z * error), high: share(Math.log(h) + z * error), convention };
};
