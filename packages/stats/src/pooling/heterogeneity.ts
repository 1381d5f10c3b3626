import { chiSquared } from "@erbium/numerics";
import { projectAt, traceOf } from "./projector.ts";
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

/** Q and tr(P) with the weights 1/v_i; of an intercept alone from sums, without a copy of the weights. */
const scatterOf = (studies: Studies): { readonly q: number; readonly trace: number } => {
  if (studies.q !== null) {
    const projector = projectAt(studies, 0);
    return { q: projector.residualSumOfSquares, trace: traceOf(studies, projector) };
  }
  const { k, y, v } = studies;
  let sum = 0;
  let squares = 0;
  let weighted = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / v[i]!;
    sum += w;
    squares += w * w;
    weighted += w * y[i]!;
  }
  const mean = weighted / sum;
  let q = 0;
  for (let i = 0; i < k; i++) q += (y[i]! - mean) ** 2 / v[i]!;
  return { q, trace: sum - squares / sum };
};

/** Q, I2 and H2; the typical variance is `(k - p) / tr(P)` with the weights 1/v_i (Higgins and Thompson 2002). */
export const heterogeneityOf = (studies: Studies, tauSquared: TauSquared | null): Heterogeneity => {
  const df = studies.k - studies.p;
  if (df === 0) return { q: 0, df, p: 1, iSquared: 0, hSquared: 1 };
  const { q, trace } = scatterOf(studies);
  const p = chiSquared.survival(q, df);
  if (tauSquared === null)
    return { q, df, p, iSquared: q > 0 ? Math.max(0, (100 * (q - df)) / q) : 0, hSquared: q / df };
  const typical = df / trace;
  return {
    q,
    df,
    p,
    iSquared: (100 * tauSquared.value) / (tauSquared.value + typical),
    hSquared: tauSquared.value / typical + 1,
  };
};
