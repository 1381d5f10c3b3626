import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskySolve, orderOf } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";
import { type CompetingRisks, checkCompetingRisks } from "./cumulative-incidence.ts";

export interface GrayTest extends ChiSquaredTest {
  /** weighted observed less expected of each group, in order of the group numbers */
  readonly score: Float64Array;
  /** covariance of the scores, groups x groups, row-major */
  readonly variance: Float64Array;
  readonly convention: string;
}

/**
 * Gray's test: whether the cumulative incidence of one cause is the same in all groups.
 *
 * A log-rank test whose risk sets keep those who had another cause, in the share that would still be under
 * observation: R_g(t) = Y_g(t) (1 - F_g(t-)) / S_g(t-). Its variance follows from writing the score as integrals
 * over the martingales of both kinds of event, those of the cause with the pooled subdistribution hazard.
 *
 * @param group group of each observation, numbered from 0
 * @param cause the cause of interest
 * @param rho   weight (1 - F(t-))^rho with the pooled incidence F
 * @returns refuses late entry, fewer than two groups, and a cause that nobody has
 * @source Gray 1988, Ann Stat 16:1141
 */
export const gray = (
  data: CompetingRisks,
  group: ArrayLike<number>,
  cause = 1,
  rho = 0,
): Result<GrayTest> => {
  const checked = checkCompetingRisks(data);
  if (!checked.ok) return checked;
  const n = data.stop.length;
  let groups = 0;
  for (let i = 0; i < n; i++) groups = Math.max(groups, group[i]! + 1);
  const walk = data.start === undefined && groups > 1 ? walkTimes(data, group, groups, cause, rho) : null;
  if (walk === null || walk.length === 0)
    return err({
      code: walk === null ? "one-group" : "no-events",
      message:
        walk === null
          ? "the test compares two or more groups, followed from their beginning"
          : `nobody has cause ${cause}`,
      remedy: "number the groups from 0, and check how the causes are coded",
    });
  const score = new Float64Array(groups);
  const variance = new Float64Array(groups * groups);
  // From the last time to the first: C(k, g) = integral from u on of D(k, g) Y_g / S_g dGamma.
  const ahead = new Float64Array(groups * groups);
  const first = new Float64Array(groups);
  const second = new Float64Array(groups);
  for (const step of walk.reverse()) {
    const hazard = step.weight * step.hazard;
    for (let g = 0; g < groups; g++) {
      const atRisk = step.atRisk[g]!;
      if (atRisk === 0) continue;
      const share = (k: number): number => Number(k === g) - step.risk[k]! / step.totalRisk;
      for (let k = 0; k < groups; k++) {
        first[k] =
          step.weight * share(k) -
          (ahead[k * groups + g]! * (1 - step.incidence[g]! - step.eventFree[g]!)) / atRisk;
        second[k] = -(ahead[k * groups + g]! * (1 - step.incidence[g]!)) / atRisk;
      }
      const expected = step.risk[g]! * step.hazard;
      for (let a = 0; a < groups; a++)
        for (let b = 0; b < groups; b++)
          variance[a * groups + b]! +=
            first[a]! * first[b]! * expected + second[a]! * second[b]! * step.others[g]!;
      for (let k = 0; k < groups; k++)
        ahead[k * groups + g]! += (share(k) * hazard * atRisk) / step.eventFree[g]!;
      score[g]! += step.weight * (step.own[g]! - expected);
    }
  }
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

/** One time with events; arrays by group. */
interface Step {
  readonly weight: number;
  /** pooled subdistribution hazard */
  readonly hazard: number;
  readonly totalRisk: number;
  readonly risk: Float64Array;
  readonly atRisk: Float64Array;
  readonly own: Float64Array;
  readonly others: Float64Array;
  /** incidence of the cause and freedom from every cause, just before the time */
  readonly incidence: Float64Array;
  readonly eventFree: Float64Array;
}

const walkTimes = (
  { stop, cause }: CompetingRisks,
  group: ArrayLike<number>,
  groups: number,
  interest: number,
  rho: number,
): Step[] => {
  const order = orderOf(stop);
  const atRisk = new Float64Array(groups);
  for (const row of order) atRisk[group[row]!]!++;
  const incidence = new Float64Array(groups);
  const eventFree = new Float64Array(groups).fill(1);
  const steps: Step[] = [];
  let pooled = 1;
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
    const risk = atRisk.map((one, g) => (one === 0 ? 0 : (one * (1 - incidence[g]!)) / eventFree[g]!));
    const totalRisk = risk.reduce((sum, one) => sum + one, 0);
    const events = own.reduce((sum, one) => sum + one, 0);
    const hazard = totalRisk > 0 ? events / totalRisk : 0;
    const before = { incidence: incidence.slice(), eventFree: eventFree.slice() };
    for (let g = 0; g < groups; g++) {
      if (atRisk[g] === 0) continue;
      incidence[g]! += (eventFree[g]! * own[g]!) / atRisk[g]!;
      eventFree[g]! *= 1 - (own[g]! + others[g]!) / atRisk[g]!;
    }
    if (own.some((one) => one > 0) || others.some((one) => one > 0))
      steps.push({
        weight: pooled ** rho,
        hazard,
        totalRisk,
        risk,
        atRisk: atRisk.slice(),
        own,
        others,
        ...before,
      });
    found ||= events > 0;
    pooled *= 1 - hazard;
    for (let g = 0; g < groups; g++) atRisk[g]! -= leaving[g]!;
  }
  return found ? steps : [];
};
