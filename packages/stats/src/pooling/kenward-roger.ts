/**
 * Variance and degrees of freedom of a mean by Kenward and Roger, from the sums of powers of the weights
 * `w_i = 1 / (v_i + tau2)`:
 * `var = 1/S1 + 2 (S3 - S2^2/S1) / (S1^2 I)`, `df = 2 I / (var S2)^2`,
 * with the expected information `I = (S2 - 2 S3/S1 + S2^2/S1^2) / 2` of tau2. The degrees of freedom take the
 * adjusted variance, as the R package meta does; with 1/S1 in its place they would be somewhat larger.
 *
 * @source Kenward and Roger 1997, Biometrics 53:983; Partlett and Riley 2017, Stat Med 36:301
 */
export const kenwardRoger = (weights: Float64Array): { readonly variance: number; readonly df: number } => {
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (const w of weights) {
    s1 += w;
    s2 += w * w;
    s3 += w * w * w;
  }
  const information = 0.5 * (s2 - (2 * s3) / s1 + (s2 / s1) ** 2);
  const variance = 1 / s1 + (2 * (s3 - (s2 * s2) / s1)) / (s1 * s1 * information);
  return { variance, df: (2 * information) / (variance * s2) ** 2 };
};
