import { normal } from "@erbium/numerics";

/** Where the effects of a funnel plot reach a level of significance, at one standard error. */
export interface FunnelContour {
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Contours of a funnel plot: `reference -+ z * standardError` for each level. Around 0 they show which studies are
 * significant by themselves; around the pooled effect they are the usual funnel.
 *
 * @param levels two-sided coverages, 0.90, 0.95 and 0.99 where left out
 * @source Peters, Sutton, Jones, Abrams and Rushton 2008, J Clin Epidemiol 61:991
 */
export const funnelContours = (
  standardError: number,
  reference = 0,
  levels: readonly number[] = [0.9, 0.95, 0.99],
): readonly FunnelContour[] =>
  levels.map((level) => {
    const reach = normal.upperQuantile((1 - level) / 2) * standardError;
    return { level, low: reference - reach, high: reference + reach };
  });
