import type { CodingPlace } from "./coding-name.ts";
import type { TranscriptMap } from "./coordinates.ts";
import { anyBesideIntron, withSpliceRegion } from "./splice-region.ts";

/** Where a change lies on a transcript; for an insertion, the bases on both sides. */
interface Extent {
  readonly start: CodingPlace;
  readonly end: CodingPlace;
  readonly insertion: boolean;
}

/** Bases of an intron that a change touches: counted from the exon before it, and back from the exon after it. */
interface IntronReach {
  /** first and last `+` offset */
  readonly donor: readonly [number, number] | null;
  /** first and last distance before the next exon, both positive: 1 is `-1` */
  readonly acceptor: readonly [number, number] | null;
}

const FAR = Number.POSITIVE_INFINITY;

/**
 * Sequence Ontology term, by position alone, of a change that lies not wholly in the coding sequence; of
 * several the one that Ensembl ranks highest. An insertion touches a site only where it parts its bases.
 *
 * | bases | term |
 * |---|---|
 * | `+1 +2` / `-1 -2` | splice_donor_variant / splice_acceptor_variant |
 * | `+5` | splice_donor_5th_base_variant |
 * | `+3..+8`, `-3..-8` | splice_region_variant |
 * | `-9..-17` | splice_polypyrimidine_tract_variant |
 * | a whole exon between its introns | exon_loss_variant |
 *
 * `splice_region_variant` stands beside the term of `+5`, and of the three untranslated bases of an exon beside
 * an intron; beside the loss of a site or of an exon it says nothing more and is left out.
 *
 * @source Sequence Ontology SO:0001574, 0001575, 0001787, 0001630, 0002169, 0001572; Ensembl Variation,
 *   calculated consequences
 */
export const placedConsequence = (
  extent: Extent,
  codingLength: number,
  map: TranscriptMap | null,
): string => {
  const term = placedTerm(extent, codingLength, map);
  const fifthBase = term === "splice_donor_5th_base_variant";
  return fifthBase || (map !== null && liesBesideIntron(extent, map)) ? withSpliceRegion(term) : term;
};

/** Whether a change that lies in an exon touches one of the three bases beside an intron, or parts two of them. */
const liesBesideIntron = ({ start, end, insertion }: Extent, map: TranscriptMap): boolean => {
  if (start.offset !== 0 || end.offset !== 0) return false;
  const touched = (from: number, to: number) => anyBesideIntron(from, to, map);
  return insertion
    ? touched(start.index, start.index) && touched(end.index, end.index)
    : touched(start.index, end.index);
};

const placedTerm = (extent: Extent, codingLength: number, map: TranscriptMap | null): string => {
  const { start, end, insertion } = extent;
  if (map !== null && wholeExon(extent, map) !== null) return "exon_loss_variant";
  const reach = intronReach(extent);
  if (reach !== null) {
    const within = (range: readonly [number, number] | null, from: number, to: number): boolean =>
      range !== null && range[0] <= to && range[1] >= from;
    if (within(reach.acceptor, 1, 2)) return "splice_acceptor_variant";
    if (within(reach.donor, 1, 2)) return "splice_donor_variant";
    if (within(reach.donor, 5, 5)) return "splice_donor_5th_base_variant";
    if (within(reach.donor, 3, 8) || within(reach.acceptor, 3, 8)) return "splice_region_variant";
    if (insertion && (start.offset === 0 || end.offset === 0)) return "splice_region_variant";
    return within(reach.acceptor, 9, 17) ? "splice_polypyrimidine_tract_variant" : "intron_variant";
  }
  if (end.index < 0) return "5_prime_UTR_variant";
  if (start.index >= codingLength) return "3_prime_UTR_variant";
  if (start.index < 0) return insertion ? "5_prime_UTR_variant" : "start_lost";
  if (end.index >= codingLength) return insertion ? "3_prime_UTR_variant" : "stop_lost";
  return "coding_sequence_variant";
};

const intronReach = ({ start, end, insertion }: Extent): IntronReach | null => {
  if (start.offset === 0 && end.offset === 0) return null;
  // an insertion between two bases touches what both are part of
  const [from, to] = [start.offset, end.offset];
  if (insertion) {
    if (from === 0 || to === 0) return { donor: null, acceptor: null };
    if (from > 0 && to > 0) return { donor: inner(from, to), acceptor: null };
    if (from < 0 && to < 0) return { donor: null, acceptor: inner(-to, -from) };
    return { donor: [from, FAR], acceptor: [-to, FAR] };
  }
  const sameSide = start.index === end.index && Math.sign(from) === Math.sign(to);
  if (sameSide && from > 0) return { donor: [from, to], acceptor: null };
  if (sameSide) return { donor: null, acceptor: [-to, -from] };
  return {
    donor: from > 0 ? [from, FAR] : to > 0 ? [1, to] : from === 0 ? [1, FAR] : null,
    acceptor: to < 0 ? [-to, FAR] : from < 0 ? [1, -from] : to === 0 ? [1, FAR] : null,
  };
};

/** Sites are cut by an insertion between their bases, not beside them: `+2_+3` leaves the donor whole. */
const inner = (near: number, far: number): readonly [number, number] =>
  near === 2 ? [far, far] : near === 8 ? [far, far] : [near, near];

/** Index of the first exon that the change takes away with intron on both sides; null where there is none. */
export const wholeExon = ({ start, end, insertion }: Extent, map: TranscriptMap): number | null => {
  if (insertion || start.index === end.index) return null;
  const found = map.exonRanges.findIndex(
    ([first, last]) =>
      (start.index < first || (start.index === first && start.offset < 0)) &&
      (end.index > last || (end.index === last && end.offset > 0)) &&
      (start.offset !== 0 || start.index === first) &&
      (end.offset !== 0 || end.index === last),
  );
  return found < 0 ? null : found;
};
