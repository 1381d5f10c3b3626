import { normal } from "@erbium/numerics";
import type { ConsistencyFit } from "./consistency-model.ts";
import type { Network } from "./network.ts";

/** One kind of evidence about a comparison; not a number where there is none. */
export interface Evidence {
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
}

/** Direct against indirect evidence of one comparison of the network. */
export interface EvidenceSplit {
  /** numbers of the treatments, first < second; effects are first against second */
  readonly first: number;
  readonly second: number;
  /** studies that compare the two directly */
  readonly studies: number;
  /** share of the direct evidence, (SE of the network / SE of the direct evidence)^2 */
  readonly proportionDirect: number;
  readonly network: Evidence;
  readonly direct: Evidence;
  readonly indirect: Evidence;
  /** direct minus indirect */
  readonly difference: Evidence;
}

const evidence = (effect: number, standardError: number, z: number): Evidence => ({
  effect,
  standardError,
  low: effect - z * standardError,
  high: effect + z * standardError,
  pValue: normal.twoSided(effect / standardError),
});

/** The direct evidence says all when it leaves less than this share to the indirect one. */
const nothingLeft = 1.5e-8;

/**
 * Separates indirect from direct evidence for every pair of treatments by back-calculation (SIDE).
 *
 * Direct: the pair's own comparisons pooled by inverse variance at the tau2 of the network. The proportion p of
 * direct evidence is the ratio of variances; indirect effect = (network - p direct) / (1 - p), with variance
 * network / (1 - p). Where no study compares the pair the network is all indirect; where p is 1 there is no
 * indirect evidence.
 *
 * @param level coverage of the intervals
 * @returns one entry a pair of treatments, in order
 * @source Dias et al. 2010, Stat Med 29:932; König, Krahn and Binder 2013, Stat Med 32:5414; agrees with netmeta
 */
export const splitEvidence = (network: Network, fit: ConsistencyFit, level = 0.95): EvidenceSplit[] => {
  const n = network.treatments.length;
  const weights = new Float64Array(n * n);
  const sums = new Float64Array(n * n);
  const studies = new Uint32Array(n * n);
  for (let row = 0; row < network.effects.length; row++) {
    const at = network.first[row]! * n + network.second[row]!;
    const weight = 1 / (network.variances[row]! + fit.tau2);
    weights[at]! += weight;
    sums[at]! += weight * network.effects[row]!;
    studies[at]!++;
  }
  const z = normal.upperQuantile((1 - level) / 2);
  const splits: EvidenceSplit[] = [];
  for (let first = 0; first < n; first++)
    for (let second = first + 1; second < n; second++) {
      const at = first * n + second;
      const [effect, standardError] = [fit.effects[at]!, fit.standardErrors[at]!];
      const whole = evidence(effect, standardError, z);
      const none = evidence(Number.NaN, Number.NaN, z);
      if (studies[at] === 0) {
        splits.push({
          ...{ first, second, studies: 0, proportionDirect: 0 },
          ...{ network: whole, direct: none, indirect: whole, difference: none },
        });
        continue;
      }
      const direct = evidence(sums[at]! / weights[at]!, 1 / Math.sqrt(weights[at]!), z);
      const ratio = standardError ** 2 * weights[at]!;
      const proportionDirect = Math.abs(ratio - 1) < nothingLeft ? 1 : ratio;
      const rest = 1 - proportionDirect;
      const indirect =
        rest <= 0
          ? none
          : evidence((effect - proportionDirect * direct.effect) / rest, standardError / Math.sqrt(rest), z);
      const difference = evidence(
        direct.effect - indirect.effect,
        Math.hypot(direct.standardError, indirect.standardError),
        z,
      );
      splits.push({
        ...{ first, second, studies: studies[at]!, proportionDirect },
        ...{ network: whole, direct, indirect, difference },
      });
    }
  return splits;
};
