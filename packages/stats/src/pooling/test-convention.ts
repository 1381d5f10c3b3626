/**
 * How a pooled effect is tested and its interval drawn, beside the standard error of the model:
 * - `normal`: normal quantile (Wald)
 * - `t`: t quantile with k - p degrees of freedom
 * - `hartung-knapp`: variance scaled by q = y'P y / (k - p), t with k - p
 * - `hartung-knapp-at-least-1`: the same with q taken as 1 where it is less (ad-hoc correction "se")
 * - `hartung-knapp-wider`: the wider of the Hartung-Knapp and the normal interval (ad-hoc correction "ci")
 * - `hartung-knapp-iqwig6`: q taken as 1 where the Hartung-Knapp interval is narrower than the normal interval
 *   with tau2 by DerSimonian-Laird (IQWiG, General Methods 6)
 * - `kenward-roger`: variance and degrees of freedom by Kenward and Roger, expected information; an intercept alone
 *
 * @source Hartung and Knapp 2001, Stat Med 20:3875; Knapp and Hartung 2003, Stat Med 22:2693; Partlett and
 *         Riley 2017, Stat Med 36:301
 */
export const testConventions = [
  "normal",
  "t",
  "hartung-knapp",
  "hartung-knapp-at-least-1",
  "hartung-knapp-wider",
  "hartung-knapp-iqwig6",
  "kenward-roger",
] as const;
export type TestConvention = (typeof testConventions)[number];
