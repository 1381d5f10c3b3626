/**
 * A number with so many decimals; one that would round to nothing keeps a digit, and thousands need no decimals:
 * "0.72", "0.002", "2981". There is no "-0.00".
 */
export const numberShown = (value: number, decimals: number): string => {
  if (value >= 1000) return value.toFixed(0);
  const fixed = value.toFixed(decimals);
  if (value > 0 && Number(fixed) === 0) return String(Number(value.toPrecision(1)));
  return fixed.replace(/^-(0(\.0+)?)$/, "$1");
};
