import { type PartialLikelihood, riskOf } from "./cox-partial-likelihood.ts";
import type { RiskSets } from "./cox-risk-sets.ts";

/**
 * Log partial likelihood of discrete time: given d failures among those at risk, the probability that it was
 * these d and no other d. The sum over all subsets of size d is an elementary symmetric polynomial, built up one
 * member of the risk set at a time with its derivatives, in O(n d p^2).
 *
 * The sums are kept for e^eta times (most failures at one time) / n, so that they stay within range.
 *
 * @source Cox 1972, JRSS B 34:187, section 6; Gail, Lubin and Rubinstein 1981, Biometrika 68:703
 */
export const exactPartialLikelihood = (sets: RiskSets, coefficients: Float64Array): PartialLikelihood => {
  const { n, p, x, event, stop, start, groupEnd, groupStratum, groupDeaths } = sets;
  const { eta, risk } = riskOf(sets, coefficients);
  const most = groupDeaths.reduce((top, one) => Math.max(top, one), 0);
  const scale = most / n;
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  const polynomial = new Float64Array(most + 1);
  const first = new Float64Array((most + 1) * p);
  const second = new Float64Array((most + 1) * p * p);
  const clear = (): void => {
    polynomial.fill(0);
    first.fill(0);
    second.fill(0);
    polynomial[0] = 1;
  };
  const include = (at: number): void => {
    const r = risk[at]! * scale;
    for (let k = most; k > 0; k--) {
      const below = polynomial[k - 1]!;
      if (below === 0) continue;
      for (let i = 0; i < p; i++) {
        const xi = x[at * p + i]!;
        const firstI = first[(k - 1) * p + i]!;
        for (let j = 0; j <= i; j++) {
          const xj = x[at * p + j]!;
          const firstJ = first[(k - 1) * p + j]!;
          second[(k * p + i) * p + j]! +=
            r * (second[((k - 1) * p + i) * p + j]! + xi * firstJ + xj * firstI + xi * xj * below);
        }
      }
      for (let i = 0; i < p; i++) first[k * p + i]! += r * (first[(k - 1) * p + i]! + x[at * p + i]! * below);
      polynomial[k]! += r * below;
    }
  };
  let logLikelihood = 0;
  let stratum = -1;
  let stratumFrom = 0;
  for (let group = 0, from = 0; group < groupEnd.length; group++) {
    const to = groupEnd[group]!;
    if (groupStratum[group] !== stratum) {
      stratum = groupStratum[group]!;
      stratumFrom = from;
      clear();
    }
    const deaths = groupDeaths[group]!;
    if (start === null) for (let at = from; at < to; at++) include(at);
    else if (deaths > 0) {
      // With late entry risk sets are not nested, and taking a member out again would lose digits.
      clear();
      for (let at = stratumFrom; at < to; at++) if (start[at]! < stop[from]!) include(at);
    }
    if (deaths > 0) {
      for (let at = from; at < to; at++)
        if (event[at] === 1) {
          logLikelihood += eta[at]!;
          for (let j = 0; j < p; j++) score[j]! += x[at * p + j]!;
        }
      const total = polynomial[deaths]!;
      logLikelihood -= Math.log(total) - deaths * Math.log(scale);
      for (let i = 0; i < p; i++) {
        const meanI = first[deaths * p + i]! / total;
        score[i]! -= meanI;
        for (let j = 0; j <= i; j++)
          information[i * p + j]! +=
            second[(deaths * p + i) * p + j]! / total - (meanI * first[deaths * p + j]!) / total;
      }
    }
    from = to;
  }
  return { logLikelihood, score, information };
};
