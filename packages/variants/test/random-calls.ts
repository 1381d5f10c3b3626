import type { Assembly } from "@erbium/model";
import type { Region } from "../../../bench/panel-vcf.ts";
import type { SequenceCall } from "../src/index.ts";

/** A call with the gene it was made in. */
export interface RandomCall {
  readonly call: SequenceCall;
  readonly region: Region;
}

/** Bases beside each coding part of an exon in which calls are made too: splice sites, start and stop. */
const BESIDE = 12;

/**
 * Calls in and beside the coding parts of all exons, sorted as a VCF is: single bases, several bases, deletions,
 * insertions (half of them copies), replacements by more or fewer. One in three lies near the edge of an exon.
 *
 * @param random  uniform on 0 to 1
 */
export const randomCalls = (
  regions: readonly Region[],
  assembly: Assembly,
  wanted: number,
  random: () => number,
): RandomCall[] => {
  const below = (limit: number): number => Math.floor(random() * limit);
  const made = (length: number): string => Array.from({ length }, () => "ACGT"[below(4)]).join("");
  const stretches = regions.flatMap((region) => {
    const [first = 0, last = 0] = region.gene.codingLimits?.[assembly] ?? [];
    return (region.gene.exons?.[assembly] ?? [])
      .map(([low, high]) => ({
        region,
        low: Math.max(low, first) - BESIDE,
        high: Math.min(high, last) + BESIDE,
      }))
      .filter(({ low, high }) => low < high - BESIDE);
  });
  const found = new Map<string, RandomCall>();
  while (found.size < wanted) {
    const { region, low, high } = stretches[below(stretches.length)] as (typeof stretches)[number];
    const inside = below(high - low + 1);
    const position = [low + (inside % 30), high - (inside % 30), low + inside][below(3)] ?? low;
    const bases = (from: number, length: number): string =>
      region.bases.toString("latin1", from - region.low, from - region.low + length);
    if (position <= region.low || position + 40 > region.high) continue;
    const size = 1 + below(random() < 0.1 ? 30 : 9);
    const anchor = bases(position, 1);
    const [reference = "", alternate = ""] = [
      [anchor, made(1)],
      [bases(position, 2 + (size % 5)), made(2 + (size % 5))],
      [bases(position, 1 + size), anchor],
      [anchor, anchor + (random() < 0.5 ? bases(position + 1, size) : made(size))],
      [bases(position, size), made(1 + below(9))],
    ][below(5)] as string[];
    if (reference === alternate) continue;
    const { chromosome } = region.gene;
    const call = { assembly, chromosome, position, reference, alternate };
    found.set(`${chromosome} ${position} ${reference} ${alternate}`, { call, region });
  }
  return [...found.values()].sort(
    (a, b) => Number(a.call.chromosome) - Number(b.call.chromosome) || a.call.position - b.call.position,
  );
};
