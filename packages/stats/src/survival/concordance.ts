import { err, ok, type Result } from "@erbium/model";
import { orderOf } from "@erbium/numerics";
import { badNumbering } from "./row-numbers.ts";
import { checkSurvivalTimes, type SurvivalTimes } from "./survival-times.ts";

export interface Concordance {
  /** share of comparable pairs in which the one with the higher score fails first; ties of the score count half */
  readonly concordance: number;
  /** by the infinitesimal jackknife */
  readonly standardError: number;
  /** weight of the pairs */
  readonly concordant: number;
  readonly discordant: number;
  readonly tiedScore: number;
  /** pairs that fail at the same time, the score different or equal: they say nothing */
  readonly tiedTime: number;
  readonly tiedBoth: number;
}

/**
 * What a failure's comparisons weigh: `at-risk` each pair the same (Harrell); `survival` by the share alive just before
 * (Peto-Wilcoxon); `survival/censoring` by the share alive over the share uncensored, the same as Uno's inverse square
 * of the latter; `equal` each failure the same (log-rank).
 */
export type ConcordanceWeight = "at-risk" | "survival" | "survival/censoring" | "equal";

export interface ConcordanceOptions {
  /** comparisons are made within */
  readonly strata?: ArrayLike<number> | undefined;
  /** observations whose influence is summed first */
  readonly cluster?: ArrayLike<number> | undefined;
  /** at-risk where left out */
  readonly timeWeight?: ConcordanceWeight;
}

/**
 * Harrell's C: of all pairs where it is known who failed first, the share in which the score says the same. A
 * pair is comparable when one fails while the other is at risk and lives longer. O(n log n).
 *
 * @param score  higher means sooner
 * @returns refuses data without a comparable pair, and scores, strata or clusters that are not one an observation
 * @source Harrell, Lee and Mark 1996, Stat Med 15:361; standard error and other weights: Therneau and Watson 2017;
 *         Uno et al. 2011, Stat Med 30:1105; Schemper, Wakounig and Heinze 2009, Stat Med 28:2473
 */
export const concordance = (
  times: SurvivalTimes,
  score: ArrayLike<number>,
  options: ConcordanceOptions = {},
): Result<Concordance> => {
  const checked = checkSurvivalTimes(times);
  if (!checked.ok) return checked;
  const { stop, event, start, weights } = times;
  const { strata, cluster, timeWeight = "at-risk" } = options;
  const n = stop.length;
  const bad = badNumbering("strata", strata, n) ?? badNumbering("clusters", cluster, n);
  if (bad !== null) return err(bad);
  const unread = Array.from(score).findIndex((one) => Number.isNaN(one));
  if (score.length !== n || unread >= 0)
    return err({
      code: score.length !== n ? "unequal-lengths" : "not-a-score",
      message:
        score.length !== n
          ? `${n} observations stand beside ${score.length} scores`
          : `observation ${unread} has no score`,
      remedy: "give one score an observation, and leave out those without",
    });
  const weightOf = (row: number): number => weights?.[row] ?? 1;
  // Concordant and all comparable weight of each row: its share of the numerator and of the denominator.
  const agreeing = new Float64Array(n);
  const comparable = new Float64Array(n);
  const sums = { concordant: 0, discordant: 0, tied: 0, tiedTime: 0, tiedBoth: 0 };
  const byStratum = new Map<number, number[]>();
  const ascending = orderOf(stop);
  for (const row of ascending) {
    const stratum = strata?.[row] ?? 0;
    const rows = byStratum.get(stratum);
    if (rows === undefined) byStratum.set(stratum, [row]);
    else rows.push(row);
  }
  for (const rows of byStratum.values()) {
    const { rank, ranks } = denseRanks(rows.map((row) => score[row]!));
    const rankOf = new Map<number, number>(rows.map((row, at) => [row, rank[at]!]));
    const scale = timeWeight === "at-risk" ? null : timeWeights(times, rows, timeWeight);
    const scaleOf = (row: number): number => scale?.get(stop[row]!) ?? 1;
    const late = start === undefined ? [] : [...rows].sort((a, b) => start[b]! - start[a]!);
    // From the last time to the first: what each failure sees among those who live longer.
    const living = new Fenwick(ranks);
    for (let to = rows.length, next = 0; to > 0; ) {
      const now = stop[rows[to - 1]!]!;
      let from = to;
      while (from > 0 && stop[rows[from - 1]!] === now) from--;
      const here = rows.slice(from, to);
      for (const row of here) if (event[row] === 0) living.add(rankOf.get(row)!, weightOf(row));
      for (; start !== undefined && next < late.length && start[late[next]!]! >= now; next++)
        living.add(rankOf.get(late[next]!)!, -weightOf(late[next]!));
      for (const row of here) {
        if (event[row] !== 1) continue;
        const mine = rankOf.get(row)!;
        const below = living.below(mine);
        const tied = living.below(mine + 1) - below;
        const share = scaleOf(row);
        agreeing[row]! += share * (below + tied / 2);
        comparable[row]! += share * living.total;
        sums.concordant += share * weightOf(row) * below;
        sums.tied += share * weightOf(row) * tied;
        sums.discordant += share * weightOf(row) * (living.total - below - tied);
      }
      const failures = here.filter((row) => event[row] === 1);
      for (const [at, row] of failures.entries())
        for (const other of failures.slice(at + 1)) {
          const weight = scaleOf(row) * weightOf(row) * weightOf(other);
          if (rankOf.get(row) === rankOf.get(other)) sums.tiedBoth += weight;
          else sums.tiedTime += weight;
        }
      for (const row of here) if (event[row] === 1) living.add(rankOf.get(row)!, weightOf(row));
      to = from;
    }
    // From the first to the last: what each sees among the failures while it was at risk.
    const failed = new Fenwick(ranks);
    const outlived = (row: number, sign: number): void => {
      const mine = rankOf.get(row)!;
      const upTo = failed.below(mine + 1);
      const tied = upTo - failed.below(mine);
      agreeing[row]! += sign * (failed.total - upTo + tied / 2);
      comparable[row]! += sign * failed.total;
    };
    const entering = [...late].reverse();
    for (let from = 0, next = 0; from < rows.length; ) {
      const now = stop[rows[from]!]!;
      let to = from;
      while (to < rows.length && stop[rows[to]!] === now) to++;
      const here = rows.slice(from, to);
      for (; start !== undefined && next < entering.length && start[entering[next]!]! < now; next++)
        outlived(entering[next]!, -1);
      for (const row of here) if (event[row] === 1) outlived(row, 1);
      for (const row of here)
        if (event[row] === 1) failed.add(rankOf.get(row)!, scaleOf(row) * weightOf(row));
      for (const row of here) if (event[row] === 0) outlived(row, 1);
      from = to;
    }
  }
  const total = sums.concordant + sums.discordant + sums.tied;
  if (!(total > 0))
    return err({
      code: "no-comparable-pair",
      message: "there is no pair in which one fails while the other is seen to live longer",
      remedy: "follow longer, or compare more observations",
    });
  const value = (sums.concordant + sums.tied / 2) / total;
  const influence = new Map<number, number>();
  for (let row = 0; row < n; row++) {
    const unit = cluster?.[row] ?? row;
    const change = (weightOf(row) * (agreeing[row]! - value * comparable[row]!)) / total;
    influence.set(unit, (influence.get(unit) ?? 0) + change);
  }
  let variance = 0;
  for (const one of influence.values()) variance += one * one;
  return ok({
    concordance: value,
    standardError: Math.sqrt(variance),
    concordant: sums.concordant,
    discordant: sums.discordant,
    tiedScore: sums.tied,
    tiedTime: sums.tiedTime,
    tiedBoth: sums.tiedBoth,
  });
};

/**
 * What multiplies the pairs of the failures at each time: the weight of a failure over the number at risk, all of
 * which it is compared with.
 *
 * @param rows of one stratum, in order of time
 */
const timeWeights = (
  { stop, event, start, weights }: SurvivalTimes,
  rows: readonly number[],
  kind: Exclude<ConcordanceWeight, "at-risk">,
): ReadonlyMap<number, number> => {
  const weightOf = (row: number): number => weights?.[row] ?? 1;
  const all = rows.reduce((sum, row) => sum + weightOf(row), 0);
  const entering = start === undefined ? [] : [...rows].sort((a, b) => start[a]! - start[b]!);
  const found = new Map<number, number>();
  let atRisk = start === undefined ? all : 0;
  let alive = 1;
  let uncensored = 1;
  for (let from = 0, next = 0; from < rows.length; ) {
    const now = stop[rows[from]!]!;
    for (; start !== undefined && next < entering.length && start[entering[next]!]! < now; next++)
      atRisk += weightOf(entering[next]!);
    let [failing, leaving] = [0, 0];
    for (; from < rows.length && stop[rows[from]!] === now; from++) {
      const row = rows[from]!;
      if (event[row] === 1) failing += weightOf(row);
      else leaving += weightOf(row);
    }
    const weight = kind === "equal" ? 1 : (all * alive) / (kind === "survival" ? 1 : uncensored);
    found.set(now, weight / atRisk);
    alive *= 1 - failing / atRisk;
    // those who fail at a time are not at risk of being censored at it
    if (leaving > 0) uncensored *= 1 - leaving / (atRisk - failing);
    atRisk -= failing + leaving;
  }
  return found;
};

/** Ranks from 0, equal values equal. */
const denseRanks = (values: readonly number[]): { rank: Int32Array; ranks: number } => {
  const order = orderOf(Float64Array.from(values));
  const rank = new Int32Array(values.length);
  let last = -1;
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || values[order[i]!] !== values[order[i - 1]!]) last++;
    rank[order[i]!] = last;
  }
  return { rank, ranks: last + 1 };
};

/** Sums of weights by rank, each addition and each sum over the lowest ranks in O(log n). @source Fenwick 1994 */
class Fenwick {
  total = 0;
  readonly #tree: Float64Array;
  constructor(size: number) {
    this.#tree = new Float64Array(size + 1);
  }
  add(rank: number, weight: number): void {
    this.total += weight;
    for (let at = rank + 1; at < this.#tree.length; at += at & -at) this.#tree[at]! += weight;
  }
  /** weight of the ranks below */
  below(rank: number): number {
    let sum = 0;
    for (let at = rank; at > 0; at -= at & -at) sum += this.#tree[at]!;
    return sum;
  }
}
