import { chiSquared } from "@erbium/numerics";
import { type Projector, traceOf } from "./projector.ts";
import type { Studies } from "./studies.ts";
import type { TauSquared } from "./tau-squared/tau-squared.ts";

/** How far the effects lie apart beyond chance. */
export interface Heterogeneity {
  /** Cochran's Q with the weights 1/v_i (of the residuals, where there are moderators) */
  readonly q: number;
  readonly df: number;
  readonly p: number;
  /** share of the variability that is not chance, percent: tau2 / (tau2 + typical v); by Q where tau2 is not estimated */
  readonly iSquared: number;
  /** 1 / (1 - I2) */
  readonly hSquared: number;
}

/** tr(P) where an intercept is alone: the sum of the weights less the sum of their squares over it. */
const traceOfMean = ({ weights }: Projector): number => {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! ** 2;
  }
  return sum - squares / sum;
};

/** Q, I2 and H2; the typical variance is `(k - p) / tr(P)` with the weights 1/v_i (Higgins and Thompson 2002). */
export const heterogeneityOf = (
  studies: Studies,
  atZero: Projector,
  tauSquared: TauSquared | null,
): Heterogeneity => {
  const df = studies.k - studies.p;
  const q = atZero.residualSumOfSquares;
  const p = df === 0 ? 1 : chiSquared.survival(q, df);
  if (df === 0) return { q: 0, df, p, iSquared: 0, hSquared: 1 };
  if (tauSquared === null)
    return { q, df, p, iSquared: q > 0 ? Math.max(0, (100 * (q - df)) / q) : 0, hSquared: q / df };
  const typical = df / (studies.q === null ? traceOfMean(atZero) : traceOf(studies, atZero));
  return {
    q,
    df,
    p,
    iSquared: (100 * tauSquared.value) / (tauSquared.value + typical),
    hSquared: tauSquared.value / typical + 1,
  };
};
