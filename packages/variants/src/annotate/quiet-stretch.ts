import type { Assembly } from "@erbium/model";
import { transcriptMap } from "../coordinates.ts";
import type { GeneModel } from "../gene-model.ts";

/** Bases on both sides of an exon edge or a coding limit in which each base is its own case: splice terms reach 17. */
export const EDGE = 20;

/** A stretch of a gene, both ends inside, in which single-base changes may all be named alike. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/**
 * The stretches of a gene far from everything that changes how a single base is named: exon edges, coding
 * sequence, the middle of an intron (where counting turns from the exon before to the exon after). That all
 * of a stretch is indeed named alike is for the user of it to check at its ends.
 */
export const quietStretches = (gene: GeneModel, assembly: Assembly): readonly Stretch[] => {
  const map = transcriptMap(gene, assembly);
  const exons = gene.exons?.[assembly];
  const limits = gene.codingLimits?.[assembly];
  if (map === null || exons === undefined) return [];
  const busy: [number, number][] = [];
  const sorted = [...exons].sort((a, b) => a[0] - b[0]);
  sorted.forEach(([low, high], at) => {
    busy.push([low - EDGE, low + EDGE], [high - EDGE, high + EDGE]);
    if (limits !== undefined) busy.push([Math.max(low, limits[0]), Math.min(high, limits[1])]);
    const next = sorted[at + 1];
    if (next === undefined) return;
    const middle = Math.floor((high + next[0]) / 2);
    busy.push([middle - 2, middle + 2]);
  });
  for (const limit of limits ?? []) busy.push([limit - EDGE, limit + EDGE]);
  const stretches: Stretch[] = [];
  let from = map.lowest;
  const put = (to: number): void => {
    if (to - from >= EDGE) stretches.push({ low: from, high: to });
  };
  for (const [low, high] of busy.filter(([low, high]) => low <= high).sort((a, b) => a[0] - b[0])) {
    put(low - 1);
    from = Math.max(from, high + 1);
  }
  put(map.highest);
  return stretches;
};
