/** Effects of k studies on the scale on which they are pooled. */
export interface Effects {
  /** length k; not-a-number where a study has no estimate */
  readonly effects: Float64Array;
  /** sampling variances, length k */
  readonly variances: Float64Array;
}

/** One effect: estimate and variance. */
export type Effect = readonly [effect: number, variance: number];

export const noEffect: Effect = [Number.NaN, Number.NaN];

export const effectsOf = (k: number, one: (study: number) => Effect): Effects => {
  const effects = new Float64Array(k);
  const variances = new Float64Array(k);
  for (let study = 0; study < k; study++) {
    const [effect, variance] = one(study);
    const known = Number.isFinite(effect) && Number.isFinite(variance);
    effects[study] = known ? effect : Number.NaN;
    variances[study] = known ? variance : Number.NaN;
  }
  return { effects, variances };
};
