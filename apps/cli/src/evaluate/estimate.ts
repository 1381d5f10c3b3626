/** A figure with the limits of its interval. */
export interface Estimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** "0.72 (0.57-0.90)"; "-0.1 (-0.2 to 0.1)". */
export const written = ({ estimate, low, high }: Estimate, decimals = 3): string =>
  `${estimate.toFixed(decimals)} (${low.toFixed(decimals)}${low < 0 || high < 0 ? " to " : "-"}${high.toFixed(decimals)})`;

/** "0.0312", "< 0.0001". */
export const pValue = (p: number): string => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

/** A threshold or a value of a table with no more digits than it needs. */
export const short = (value: number): string => String(Number(value.toPrecision(6)));
