import type { Coefficient } from "../pooling/coefficients.ts";

/** A fit's coefficients under the names of an `rma` object: a number each for one coefficient, columns for several. */
export const coefficientFields = (
  coefficients: readonly Coefficient[],
): Readonly<Record<string, number | number[]>> => {
  const column = (of: (one: Coefficient) => number): number | number[] => {
    const values = coefficients.map(of);
    return values.length === 1 ? values[0]! : values;
  };
  return {
    beta: column((one) => one.estimate),
    se: column((one) => one.standardError),
    zval: column((one) => one.statistic),
    pval: column((one) => one.p),
    ci_lb: column((one) => one.low),
    ci_ub: column((one) => one.high),
  };
};
