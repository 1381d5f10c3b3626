import { gamma } from "./gamma.ts";
import { gammaLower, gammaUpper } from "./incomplete-gamma.ts";
import { lnPoissonTerm } from "./saddle-point.ts";

/**
 * The noncentral tail: a Poisson mixture of central tails, summed from the likeliest term outwards until what is
 * left no longer counts.
 */
const mixture = (x: number, df: number, noncentrality: number, tail: typeof gammaLower): number => {
  const mean = noncentrality / 2;
  const mode = Math.floor(mean);
  const term = (j: number): number => Math.exp(lnPoissonTerm(j, mean)) * tail(df / 2 + j, x / 2);
  let sum = term(mode);
  for (let j = mode + 1; j < mode + 100_000; j++) {
    const next = term(j);
    sum += next;
    // upper tails of the components grow towards 1, so the weight decides alone
    if (next <= sum * 1e-17 && j > mode + 10) break;
  }
  for (let j = mode - 1; j >= 0; j--) {
    const next = term(j);
    sum += next;
    if (next <= sum * 1e-17) break;
  }
  return Math.min(1, sum);
};

const tailOf =
  (tail: typeof gammaLower) =>
  (x: number, df: number, noncentrality = 0): number => {
    if (!(df > 0) || !(noncentrality >= 0) || Number.isNaN(x)) return Number.NaN;
    const at = Math.max(0, x);
    if (noncentrality === 0) return tail(df / 2, at / 2);
    if (at === 0 || at === Number.POSITIVE_INFINITY) return tail(1, at);
    return mixture(at, df, noncentrality, tail);
  };

/** The chi-squared distribution; df > 0, real; central where no noncentrality is given. */
export const chiSquared = {
  density: (x: number, df: number): number => gamma.density(x, df / 2, 0.5),
  cdf: tailOf(gammaLower),
  /** P(X > x) */
  survival: tailOf(gammaUpper),
  logCdf: (x: number, df: number): number => gamma.logCdf(x, df / 2, 0.5),
  logSurvival: (x: number, df: number): number => gamma.logSurvival(x, df / 2, 0.5),
  quantile: (p: number, df: number): number => gamma.quantile(p, df / 2, 0.5),
  /** the x whose upper tail is p */
  upperQuantile: (p: number, df: number): number => gamma.upperQuantile(p, df / 2, 0.5),
};
