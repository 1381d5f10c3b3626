import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskySolve, orderOf } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";
import { type CompetingRisks, checkCompetingRisks } from "./cumulative-incidence.ts";
import { badNumbering, rowsOfStrata } from "./row-numbers.ts";

export interface GrayTest extends ChiSquaredTest {
  /** weighted observed less expected of each group, in order of the group numbers */
  readonly score: Float64Array;
  /** covariance of the scores, groups x groups, row-major */
  readonly variance: Float64Array;
  readonly convention: string;
}

export interface GrayOptions {
  /** weight (1 - F(t-))^rho with the pooled incidence F; 0 where left out */
  readonly rho?: number;
  /** stratum of each observation, numbered from 0: scores and variances are added over the strata */
  readonly strata?: ArrayLike<number>;
}

/**
 * Gray's test: whether the cumulative incidence of one cause is the same in all groups.
 *
 * A log-rank test whose risk sets keep those who had another cause, in the share that would still be under
 * observation: R_g(t) = Y_g(t) (1 - F_g(t-)) / S_g(t-). Its variance is taken under the hypothesis: the score is
 * written as integrals over the martingales of both kinds of event, and what the groups would share is pooled,
 * F by dF = dN / sum of Y_g / S_g(t-).
 *
 * @param group group of each observation, numbered from 0
 * @param cause the cause of interest
 * @returns refuses late entry, fewer than two groups, and a cause that nobody has
 * @source Gray 1988, Ann Stat 16:1141; agrees with cmprsk 2.2 `cuminc`
 */
export const gray = (
  data: CompetingRisks,
  group: ArrayLike<number>,
  cause = 1,
  options: GrayOptions = {},
): Result<GrayTest> => {
  const checked = checkCompetingRisks(data);
  if (!checked.ok) return checked;
  const { rho = 0, strata } = options;
  const n = data.stop.length;
  const bad = badNumbering("groups", group, n) ?? badNumbering("strata", strata, n);
  if (bad !== null) return err(bad);
  let groups = 0;
  for (let i = 0; i < n; i++) groups = Math.max(groups, group[i]! + 1);
  const compared = data.start === undefined && groups > 1;
  const walks = compared
    ? Array.from(rowsOfStrata(strata, n), (rows) => walkTimes(data, group, rows, groups, cause, rho))
    : [];
  if (walks.every((walk) => walk.length === 0))
    return err({
      code: compared ? "no-events" : "one-group",
      message: compared
        ? `nobody has cause ${cause}`
        : "the test compares two or more groups, followed from their beginning",
      remedy: "number the groups from 0, and check how the causes are coded",
    });
  const score = new Float64Array(groups);
  const variance = new Float64Array(groups * groups);
  for (const walk of walks) addScores(walk, groups, score, variance);
  const kept = Array.from({ length: groups - 1 }, (_, at) => at + 1);
  const factor = cholesky(
    Float64Array.from(kept.flatMap((a) => kept.map((b) => variance[a * groups + b]!))),
    groups - 1,
  );
  if (factor === null)
    return err({
      code: "no-comparison",
      message: "a group is never at risk while another has an event of the cause",
      remedy: "compare groups that were followed over the same time",
    });
  const part = score.slice(1);
  const solved = choleskySolve(factor, groups - 1, part);
  const statistic = part.reduce((sum, one, k) => sum + one * solved[k]!, 0);
  return ok({
    score,
    variance,
    statistic,
    degreesOfFreedom: groups - 1,
    p: chiSquared.survival(statistic, groups - 1),
    convention: `Gray, rho = ${rho}`,
  });
};

/** (n - d)/(n - 1): what drawing d of n at once takes from the variance of d single draws. */
const forTies = (events: number, atRisk: number): number =>
  events > 1 ? (atRisk - events) / (atRisk - 1) : 1;

/** Adds a stratum's score and its covariance. */
const addScores = (
  walk: readonly Step[],
  groups: number,
  score: Float64Array,
  variance: Float64Array,
): void => {
  // From the last time to the first: C(k, g) = integral from u on of D(k, g) Y_g / S_g dF / (1 - F).
  const ahead = new Float64Array(groups * groups);
  const first = new Float64Array(groups);
  const second = new Float64Array(groups);
  for (let at = walk.length - 1; at >= 0; at--) {
    const step = walk[at]!;
    const total = step.scaledRisk.reduce((sum, one) => sum + one, 0);
    for (let g = 0; g < groups; g++) {
      const atRisk = step.atRisk[g]!;
      if (atRisk === 0) continue;
      const share = (k: number): number => Number(k === g) - step.scaledRisk[k]! / total;
      const left = step.eventFreeAfter[g]!;
      // where all of a group are gone nothing of it lies ahead
      const scale = left > 0 ? step.eventFree[g]! / (left * atRisk) : 0;
      for (let k = 0; k < groups; k++) {
        const later = ahead[k * groups + g]! * scale;
        first[k] = step.weight * share(k) - later * (1 - step.pooledAfter - left);
        second[k] = -later * (1 - step.pooledAfter);
      }
      const expected =
        step.scaledRisk[g]! * step.pooledRise * forTies(step.events, total * step.eventFree[g]!);
      const others = step.others[g]! * forTies(step.others[g]!, atRisk);
      for (let a = 0; a < groups; a++)
        for (let b = 0; b < groups; b++)
          variance[a * groups + b]! += first[a]! * first[b]! * expected + second[a]! * second[b]! * others;
      for (let k = 0; k < groups; k++)
        ahead[k * groups + g]! +=
          (step.weight * share(k) * step.scaledRisk[g]! * step.pooledRise) / (1 - step.pooled);
      score[g]! += step.weight * (step.own[g]! - step.risk[g]! * step.hazard);
    }
  }
};

/** One time with events; arrays by group. */
interface Step {
  readonly weight: number;
  readonly events: number;
  /** R_g, and the hazard of the subdistribution: events over their sum */
  readonly risk: Float64Array;
  readonly hazard: number;
  /** Y_g and Y_g / S_g(t-) */
  readonly atRisk: Float64Array;
  readonly scaledRisk: Float64Array;
  readonly own: Float64Array;
  readonly others: Float64Array;
  /** S_g just before and after the time */
  readonly eventFree: Float64Array;
  readonly eventFreeAfter: Float64Array;
  /** the pooled incidence just before the time, by how much it rises, and after */
  readonly pooled: number;
  readonly pooledRise: number;
  readonly pooledAfter: number;
}

const walkTimes = (
  { stop, cause }: CompetingRisks,
  group: ArrayLike<number>,
  rows: readonly number[],
  groups: number,
  interest: number,
  rho: number,
): Step[] => {
  const order = Array.from(orderOf(Float64Array.from(rows, (row) => stop[row]!)), (at) => rows[at]!);
  const atRisk = new Float64Array(groups);
  for (const row of order) atRisk[group[row]!]!++;
  const incidence = new Float64Array(groups);
  const eventFree = new Float64Array(groups).fill(1);
  const steps: Step[] = [];
  let pooled = 0;
  let found = false;
  for (let at = 0; at < order.length; ) {
    const now = stop[order[at]!]!;
    const own = new Float64Array(groups);
    const others = new Float64Array(groups);
    const leaving = new Float64Array(groups);
    for (; at < order.length && stop[order[at]!] === now; at++) {
      const row = order[at]!;
      const g = group[row]!;
      leaving[g]!++;
      if (cause[row] === interest) own[g]!++;
      else if (cause[row] !== 0) others[g]!++;
    }
    const scaledRisk = atRisk.map((one, g) => (one === 0 ? 0 : one / eventFree[g]!));
    const risk = scaledRisk.map((one, g) => one * (1 - incidence[g]!));
    const events = own.reduce((sum, one) => sum + one, 0);
    const pooledRise = events === 0 ? 0 : events / scaledRisk.reduce((sum, one) => sum + one, 0);
    const before = eventFree.slice();
    for (let g = 0; g < groups; g++) {
      if (atRisk[g] === 0) continue;
      incidence[g]! += (eventFree[g]! * own[g]!) / atRisk[g]!;
      eventFree[g]! *= 1 - (own[g]! + others[g]!) / atRisk[g]!;
    }
    if (events > 0 || others.some((one) => one > 0))
      steps.push({
        weight: (1 - pooled) ** rho,
        events,
        risk,
        hazard: events === 0 ? 0 : events / risk.reduce((sum, one) => sum + one, 0),
        atRisk: atRisk.slice(),
        scaledRisk,
        own,
        others,
        eventFree: before,
        eventFreeAfter: eventFree.slice(),
        pooled,
        pooledRise,
        pooledAfter: pooled + pooledRise,
      });
    found ||= events > 0;
    pooled += pooledRise;
    for (let g = 0; g < groups; g++) atRisk[g]! -= leaving[g]!;
  }
  return found ? steps : [];
};
