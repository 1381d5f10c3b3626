import { err, ok, type Result } from "@erbium/model";
import { riskTable } from "./risk-table.ts";
import { checkSurvivalTimes, type SurvivalTimes } from "./survival-times.ts";

/** Times of which each may end by one of several causes. */
export interface CompetingRisks {
  readonly stop: Float64Array;
  /** 0 censored, else the number of the cause, from 1 */
  readonly cause: ArrayLike<number>;
  readonly start?: Float64Array | undefined;
}

/** One element for each distinct time, ascending. */
export interface CumulativeIncidence {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  /** probability to be free of every cause */
  readonly eventFree: Float64Array;
  /** of each cause, from cause 1: probability to have had it, and its variance */
  readonly causes: readonly { readonly incidence: Float64Array; readonly variance: Float64Array }[];
  readonly convention: string;
}

/** Refuses causes that are not whole numbers from 0, and data without any event. */
export const checkCompetingRisks = ({ stop, cause, start }: CompetingRisks): Result<SurvivalTimes> => {
  const codes = Array.from(cause);
  const odd = codes.findIndex((one) => !Number.isInteger(one) || one < 0);
  if (odd >= 0)
    return err({
      code: "not-a-cause",
      message: `observation ${odd}: the cause ${codes[odd]} is not a whole number from 0`,
      path: `[${odd}]`,
      remedy: "give 0 where censored and number the causes from 1",
    });
  if (codes.every((one) => one === 0))
    return err({
      code: "no-events",
      message: `none of ${codes.length} observations has an event`,
      remedy: "follow longer, or check how the causes are coded",
    });
  return checkSurvivalTimes({ stop, event: codes.map((one) => Number(one > 0)), start });
};

/**
 * Cumulative incidence of competing causes (Aalen-Johansen): F_k(t) = sum of S(t-) d_k / n.
 *
 * Variance by the delta method: sum of (F_k(t) - F_k(s))^2 d/(n(n-d)) + S(s-)^2 d_k (n-d_k)/n^3
 * - 2 (F_k(t) - F_k(s)) S(s-) d_k/n^2 over the event times s up to t. Aalen's takes the causes as counting
 * processes that do not depend on each other, each hazard d_j/n with the variance
 * v_j = d_j/n^2, for ties times (n-d_j)/(n-1): sum of (S(s-) - D)^2 v_k + D^2 sum of the other v_j, where
 * D = (F_k(t) - F_k(s)) n/(n-d).
 *
 * @source Aalen and Johansen 1978, Scand J Stat 5:141; Aalen 1978, Ann Stat 6:534; Marubini and Valsecchi 1995, Analysing Survival Data, chapter 10
 */
export const cumulativeIncidence = (
  data: CompetingRisks,
  method: "delta" | "aalen" = "delta",
): Result<CumulativeIncidence> => {
  const checked = checkCompetingRisks(data);
  if (!checked.ok) return checked;
  const { time, atRisk, events, order, groupEnd } = riskTable(checked.value);
  const length = time.length;
  const causes = Array.from(data.cause).reduce((most, one) => Math.max(most, one), 0);
  const eventFree = new Float64Array(length);
  const results = Array.from({ length: causes }, () => ({
    incidence: new Float64Array(length),
    variance: new Float64Array(length),
  }));
  const died = new Float64Array(causes);
  // Sums that make every variance a quadratic in F(t): of u, u F, u F^2 and of the mixed terms.
  const sums = results.map(() => ({ u: 0, uF: 0, uFF: 0, own: 0, mixed: 0, mixedF: 0 }));
  const aalen = method === "aalen";
  let alive = 1;
  for (let at = 0, i = 0; at < length; at++) {
    died.fill(0);
    for (; i < groupEnd[at]!; i++) {
      const cause = data.cause[order[i]!]!;
      if (cause > 0) died[cause - 1]!++;
    }
    const n = atRisk[at]!;
    const d = events[at]!;
    // (n - d)/(n - 1) of Aalen's corrects for ties: of one death it is 1, also where nobody else is left.
    const spread = (deaths: number): number =>
      (deaths / n ** 2) * (aalen ? (deaths > 1 ? (n - deaths) / (n - 1) : 1) : (n - deaths) / n);
    for (let k = 0; k < causes; k++) {
      const { incidence, variance } = results[k]!;
      const sum = sums[k]!;
      const now = (at > 0 ? incidence[at - 1]! : 0) + (alive * died[k]!) / n;
      incidence[at] = now;
      if (d > 0) {
        // With all gone F no longer changes, and the first term is 0 times infinity: nothing is added.
        const scale = n > d ? n / (n - d) : 0;
        const u = aalen
          ? scale * scale * died.reduce((sum, one) => sum + spread(one), 0)
          : n > d
            ? d / (n * (n - d))
            : 0;
        sum.u += u;
        sum.uF += u * now;
        sum.uFF += u * now * now;
        sum.own += alive * alive * spread(died[k]!);
        const mixed = aalen ? alive * scale * spread(died[k]!) : (alive * died[k]!) / (n * n);
        sum.mixed += mixed;
        sum.mixedF += mixed * now;
      }
      const [squares, products] = [
        now * now * sum.u + sum.uFF + sum.own,
        now * sum.uF + now * sum.mixed - sum.mixedF,
      ];
      const spreadNow = squares - 2 * products;
      // where all is certain the terms cancel but for rounding
      variance[at] = spreadNow > 1e-13 * squares ? spreadNow : 0;
    }
    if (d > 0) alive *= d >= n ? 0 : 1 - d / n;
    eventFree[at] = alive;
  }
  return ok({
    time,
    atRisk,
    eventFree,
    causes: results,
    convention: `Aalen-Johansen, variance by ${aalen ? "counting processes (Aalen)" : "the delta method"}`,
  });
};
