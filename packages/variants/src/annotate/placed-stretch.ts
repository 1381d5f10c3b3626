import type { Assembly } from "@erbium/model";
import { placeName } from "../coding-name.ts";
import { type TranscriptMap, transcriptMap } from "../coordinates.ts";
import { placedConsequence } from "../placed-consequence.ts";
import { placedExon } from "../transcript-change.ts";
import { EDGE, type Stretch } from "./quiet-stretch.ts";

/** A number that runs along a stretch: start + step x position. */
interface Running {
  readonly start: number;
  readonly step: 1 | -1;
}

/**
 * Bases outside coding sequence, both ends inside, that are counted alike and whose single-base changes have
 * one consequence: one half of an intron, the bases of a splice region, an untranslated part of an exon.
 */
export interface PlacedStretch extends Stretch {
  readonly consequence: string;
  readonly exon: number | null;
  /** what stands before the number in the coding name of a base: `2184+`, `-`, `*` */
  readonly anchor: string;
  /** numbers in its names: coding, on GRCh37, on GRCh38; null: it is not placed there */
  readonly numbers: readonly [Running, Running | null, Running | null];
}

/** The stretch of those given ends; null where not all of it is alike at both ends. */
export const placedStretch = (map: TranscriptMap, { low, high }: Stretch): PlacedStretch | null => {
  const [first, last] = [placed(map, low), placed(map, high)];
  if (first === null || last === null || !alike(first, last)) return null;
  const between = (from: number | null, to: number | null): Running | null => {
    if (from === null || to === null || Math.abs(to - from) !== high - low) return null;
    const step = to < from ? -1 : to > from ? 1 : 0;
    // a single base may be counted either way
    return { start: from - (step || 1) * low, step: step || 1 };
  };
  const coding = between(first.number, last.number);
  if (coding === null) return null;
  const [old, recent] = [between(first.GRCh37, last.GRCh37), between(first.GRCh38, last.GRCh38)];
  if ((old === null) !== (first.GRCh37 === null) || (recent === null) !== (first.GRCh38 === null))
    return null;
  const { consequence, exon, anchor } = first;
  return { low, high, consequence, exon, anchor, numbers: [coding, old, recent] };
};

/** The stretch around a position near an exon edge; null in coding sequence. */
export const edgeStretch = (map: TranscriptMap, position: number): PlacedStretch | null => {
  const here = placed(map, position);
  if (here === null) return null;
  const end = (step: 1 | -1): number => {
    let at = position;
    for (; Math.abs(at - position) < EDGE; at += step) {
      const next = placed(map, at + step);
      if (next === null || !alike(next, here)) break;
    }
    return at;
  };
  return placedStretch(map, { low: end(-1), high: end(1) });
};

/** How a base outside coding sequence is named, and what changing it does. */
interface Placed {
  readonly consequence: string;
  readonly exon: number | null;
  readonly anchor: string;
  readonly number: number;
  readonly GRCh37: number | null;
  readonly GRCh38: number | null;
}

const placed = (map: TranscriptMap, position: number): Placed | null => {
  const { gene, codingLength } = map;
  const place = map.toCoding(position);
  if (place === null || (place.offset === 0 && place.index >= 0 && place.index < codingLength)) return null;
  const change = { start: place, end: place, insertion: false, removed: "A", inserted: "C" };
  const named = transcriptMap(gene, "GRCh38") ?? map;
  const consequence = placedConsequence(change, codingLength, named);
  const [, anchor = "", number = ""] = /^(.*?)(\d+)$/.exec(placeName(place, codingLength)) ?? [];
  const on = (assembly: Assembly) => transcriptMap(gene, assembly)?.toGenome(place) ?? null;
  return {
    consequence,
    exon: placedExon(change, consequence, named),
    anchor,
    number: Number(number),
    GRCh37: on("GRCh37"),
    GRCh38: on("GRCh38"),
  };
};

const alike = (a: Placed, b: Placed): boolean =>
  a.consequence === b.consequence && a.exon === b.exon && a.anchor === b.anchor;
