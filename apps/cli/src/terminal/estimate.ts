/** A figure with the limits of its interval. */
export interface Estimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Fixed decimals, without a minus before nothing. */
export const fixed = (value: number, decimals: number): string =>
  value.toFixed(decimals).replace(/^-(0(?:\.0+)?)$/, "$1");

/** "0.72 (0.57-0.90)"; "-0.1 (-0.2 to 0.1)". */
export const written = (one: Estimate, decimals = 3): string => {
  const [estimate, low, high] = [one.estimate, one.low, one.high].map((value) => fixed(value, decimals));
  return `${estimate} (${low}${`${low}${high}`.includes("-") ? " to " : "-"}${high})`;
};

/** "0.0312", "< 0.0001". */
export const pValue = (p: number): string => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

/** A threshold or a value of a table with no more digits than it needs. */
export const short = (value: number): string => String(Number(value.toPrecision(6)));
