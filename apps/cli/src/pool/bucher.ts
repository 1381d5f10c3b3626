import { indirectComparison, type NetworkComparisons, pool, pooled } from "@erbium/stats";

/** An indirect comparison through one common comparator, beside the network. */
export interface BucherComparison {
  readonly treatment: string;
  readonly against: string;
  readonly through: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

/**
 * Every pair that no study compares, through each treatment that both were compared with. Studies of one comparison
 * are pooled by common effect first.
 *
 * @param on from the scale of analysis to the one shown
 * @source Bucher et al. 1997, J Clin Epidemiol 50:683
 */
export const bucherComparisons = (
  { treatments1, treatments2, effects, standardErrors }: NetworkComparisons,
  level: number,
  on: (value: number) => number,
): BucherComparison[] => {
  const direct = new Map<string, Map<string, { effects: number[]; variances: number[] }>>();
  const put = (a: string, b: string, effect: number, error: number): void => {
    const row = direct.get(a) ?? new Map<string, { effects: number[]; variances: number[] }>();
    const cell = row.get(b) ?? { effects: [], variances: [] };
    cell.effects.push(effect);
    cell.variances.push(error ** 2);
    direct.set(a, row.set(b, cell));
  };
  treatments1.forEach((a, row) => {
    const [b, effect, error] = [treatments2[row] ?? "", effects[row] ?? 0, standardErrors[row] ?? 0];
    put(a, b, effect, error);
    put(b, a, -effect, error);
  });
  const estimates = (a: string, b: string) => {
    const cell = direct.get(a)?.get(b);
    if (cell === undefined) return null;
    const fit = pool(Float64Array.from(cell.effects), Float64Array.from(cell.variances), {
      method: "common",
      test: "normal",
    });
    if (!fit.ok) return null;
    const mean = pooled(fit.value);
    return { effect: mean.estimate, standardError: mean.standardError };
  };
  const names = [...direct.keys()].sort();
  return names.flatMap((a, at) =>
    names.slice(at + 1).flatMap((c) =>
      direct.get(a)?.has(c)
        ? []
        : names.flatMap((b) => {
            const [ab, cb] = [estimates(a, b), estimates(c, b)];
            const found = ab === null || cb === null ? null : indirectComparison(ab, cb, level);
            if (found === null || !found.ok) return [];
            const { effect, low, high, pValue } = found.value;
            return [
              {
                treatment: a,
                against: c,
                through: b,
                estimate: on(effect),
                low: on(low),
                high: on(high),
                p: pValue,
              },
            ];
          }),
    ),
  );
};
