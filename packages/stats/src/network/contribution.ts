import type { ConsistencyFit } from "./consistency-model.ts";
import type { Network } from "./network.ts";

/** How the flow of evidence is taken apart into paths. */
export type ContributionMethod = "shortest path" | "random walk";

export interface ContributionMatrix {
  /** pairs of treatments by number: every pair */
  readonly rows: readonly (readonly [number, number])[];
  /** the pairs that a study compares */
  readonly columns: readonly (readonly [number, number])[];
  /** rows x columns, row-major; each row sums to 1 */
  readonly shares: Float64Array;
}

/** A flow below this share of the unit is rounding. */
const nothing = 1e-10;

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly column: number;
}

/**
 * What each direct comparison contributes to each comparison of the network.
 *
 * The row of the hat matrix (of the comparisons pooled over studies) is a flow from one treatment to the other
 * without circles. It is taken apart into paths; a path contributes its flow in equal parts to its comparisons.
 * "shortest path" peels off a path with the fewest comparisons, with the least flow along it, until nothing is
 * left; between paths of equal length the treatments decide in the order in which the directed comparisons name
 * them. "random walk" takes every path with the probability that a walker takes it who chooses each comparison
 * by its flow, which needs no such rule.
 *
 * @source Papakonstantinou et al. 2018, F1000Research 7:610; Davies et al. 2022, Stat Med 41:2091; agrees with
 *         netmeta's netcontrib
 */
export const contributions = (
  network: Network,
  fit: ConsistencyFit,
  method: ContributionMethod,
): ContributionMatrix => {
  const n = network.treatments.length;
  const pooled = new Float64Array(n * n);
  const compared = new Uint8Array(n * n);
  for (let row = 0; row < network.effects.length; row++) {
    const at = network.first[row]! * n + network.second[row]!;
    pooled[at]! += fit.weights[row]!;
    compared[at] = 1;
  }
  const rows: [number, number][] = [];
  const columns: [number, number][] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      rows.push([i, j]);
      if (compared[i * n + j] === 1) columns.push([i, j]);
    }
  const inverse = fit.laplacianInverse;
  const shares = new Float64Array(rows.length * columns.length);
  for (const [row, [first, second]] of rows.entries()) {
    const edges: Edge[] = [];
    const flow = new Float64Array(columns.length);
    for (const [column, [i, j]] of columns.entries()) {
      const drop =
        inverse[i * n + first]! -
        inverse[j * n + first]! -
        inverse[i * n + second]! +
        inverse[j * n + second]!;
      const current = pooled[i * n + j]! * drop;
      flow[column] = Math.abs(current) > nothing ? Math.abs(current) : 0;
      edges.push(current > nothing ? { from: i, to: j, column } : { from: j, to: i, column });
    }
    const into = shares.subarray(row * columns.length, (row + 1) * columns.length);
    if (method === "random walk") walkAll(edges, flow, n, first, second, into);
    else peelShortest(edges, flow, n, first, second, into);
  }
  return { rows, columns, shares };
};

/**
 * Adds the probability of every path, in equal parts, to its comparisons: a comparison lies on a path of length
 * before + 1 + after, with the probability to come to its start in `before` steps and to leave its end in
 * `after` steps. No path is longer than n - 1, since the flow has no circles.
 */
const walkAll = (
  edges: readonly Edge[],
  flow: Float64Array,
  n: number,
  source: number,
  target: number,
  into: Float64Array,
): void => {
  const leaving = new Float64Array(n);
  for (const { from, column } of edges) leaving[from]! += flow[column]!;
  const chance = (edge: Edge): number =>
    edge.from === target ? 0 : flow[edge.column]! / Math.max(leaving[edge.from]!, Number.MIN_VALUE);
  const to = new Float64Array(n * n);
  const fromHere = new Float64Array(n * n);
  to[source] = 1;
  fromHere[target] = 1;
  for (let step = 1; step < n; step++)
    for (const edge of edges) {
      to[step * n + edge.to]! += to[(step - 1) * n + edge.from]! * chance(edge);
      fromHere[step * n + edge.from]! += fromHere[(step - 1) * n + edge.to]! * chance(edge);
    }
  for (const edge of edges) {
    const passes = chance(edge);
    if (passes === 0) continue;
    for (let before = 0; before < n - 1; before++)
      for (let after = 0; before + after < n - 1; after++)
        into[edge.column]! +=
          (to[before * n + edge.from]! * passes * fromHere[after * n + edge.to]!) / (before + 1 + after);
  }
};

/** Peels off shortest paths until no flow is left between source and target. */
const peelShortest = (
  edges: readonly Edge[],
  flow: Float64Array,
  n: number,
  source: number,
  target: number,
  into: Float64Array,
): void => {
  const rank = new Map<number, number>();
  for (const { from, to } of edges)
    for (const treatment of [from, to]) if (!rank.has(treatment)) rank.set(treatment, rank.size);
  const leaving: Edge[][] = Array.from({ length: n }, () => []);
  for (const edge of edges) leaving[edge.from]!.push(edge);
  for (const list of leaving) list.sort((one, other) => rank.get(one.to)! - rank.get(other.to)!);
  for (;;) {
    const reachedBy = new Map<number, Edge | null>([[source, null]]);
    const queue = [source];
    for (const at of queue)
      for (const edge of leaving[at]!)
        if (flow[edge.column]! > nothing && !reachedBy.has(edge.to)) {
          reachedBy.set(edge.to, edge);
          queue.push(edge.to);
        }
    const path: Edge[] = [];
    for (let edge = reachedBy.get(target); edge; edge = reachedBy.get(edge.from)) path.push(edge);
    if (path.length === 0) return;
    const least = Math.min(...path.map((edge) => flow[edge.column]!));
    for (const { column } of path) {
      flow[column]! -= least;
      into[column]! += least / path.length;
    }
  }
};
