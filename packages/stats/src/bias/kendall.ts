import { normal } from "@erbium/numerics";

export interface Kendall {
  /** tau-b, -1 to 1 */
  readonly tau: number;
  /** concordant less discordant pairs */
  readonly score: number;
  /** of the score under no association, ties taken into account */
  readonly standardError: number;
  readonly p: number;
  readonly convention: "exact" | "normal approximation";
}

/**
 * P(number of concordant pairs <= q) of n untied pairs: permutations counted by their inversions.
 *
 * @source Kendall 1938, Biometrika 30:81
 */
const lowerTail = (q: number, n: number): number => {
  const most = (n * (n - 1)) / 2;
  let counts = new Float64Array(most + 1);
  counts[0] = 1;
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array(most + 1);
    let window = 0;
    for (let inversions = 0; inversions <= (size * (size - 1)) / 2; inversions++) {
      window += counts[inversions] ?? 0;
      if (inversions >= size) window -= counts[inversions - size]!;
      // shares instead of counts, so that n! never overflows
      next[inversions] = window / size;
    }
    counts = next;
  }
  let sum = 0;
  for (let inversions = 0; inversions <= Math.min(q, most); inversions++) sum += counts[inversions]!;
  return Math.min(1, sum);
};

const tieSums = (values: Float64Array): readonly [pairs: number, second: number, third: number] => {
  const groups = new Map<number, number>();
  for (const one of values) groups.set(one, (groups.get(one) ?? 0) + 1);
  let pairs = 0;
  let second = 0;
  let third = 0;
  for (const t of groups.values()) {
    pairs += t * (t - 1);
    second += t * (t - 1) * (2 * t + 5);
    third += t * (t - 1) * (t - 2);
  }
  return [pairs, second, third];
};

/**
 * Kendall's rank correlation with its test: exact where no values are tied, else the normal approximation with the
 * variance for ties and without continuity correction.
 *
 * @param exact whether the exact distribution is wanted where it applies
 * @source Kendall 1975, Rank Correlation Methods, 4th edition, chapters 4 and 5
 */
export const kendall = (x: Float64Array, y: Float64Array, exact = true): Kendall => {
  const n = x.length;
  let score = 0;
  for (let i = 1; i < n; i++)
    for (let j = 0; j < i; j++) score += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  const [pairsX, secondX, thirdX] = tieSums(x);
  const [pairsY, secondY, thirdY] = tieSums(y);
  const all = n * (n - 1);
  const variance =
    (all * (2 * n + 5) - secondX - secondY) / 18 +
    (pairsX * pairsY) / (2 * all) +
    (n > 2 ? (thirdX * thirdY) / (9 * all * (n - 2)) : 0);
  const standardError = Math.sqrt(variance);
  const tau = (2 * score) / Math.sqrt((all - pairsX) * (all - pairsY));
  if (exact && pairsX === 0 && pairsY === 0) {
    const concordant = Math.round((score + all / 2) / 2);
    const tail = score > 0 ? 1 - lowerTail(concordant - 1, n) : lowerTail(concordant, n);
    return { tau, score, standardError, p: Math.min(1, 2 * tail), convention: "exact" };
  }
  const p = normal.twoSided(score / standardError);
  return { tau, score, standardError, p, convention: "normal approximation" };
};
