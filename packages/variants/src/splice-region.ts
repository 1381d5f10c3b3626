import type { SequenceEdit } from "./coding-change.ts";
import type { TranscriptMap } from "./coordinates.ts";

/** Bases of an exon beside an intron that belong to the splice region. */
const EXON_BASES = 3;

/**
 * Whether one of these bases of the transcript (indexes from 0 at the first coding base, both inside) is one of
 * the three of an exon beside an intron. The first base of the transcript and its last have no intron beside them.
 *
 * @source Sequence Ontology SO:0001630: "within 1-3 bases of the exon or 3-8 bases of the intron"
 */
export const anyBesideIntron = (from: number, to: number, { exonRanges }: TranscriptMap): boolean =>
  exonRanges.some(
    ([first, last], exon) =>
      (exon > 0 && from < first + EXON_BASES && to >= first) ||
      (exon < exonRanges.length - 1 && to > last - EXON_BASES && from <= last),
  );

/**
 * Whether an edit of the coding sequence changes the part of a splice region that lies in the exon. An insertion
 * does where it parts two of its bases, or the exon from the intron.
 *
 * @param besideIntron  1 for each coding base of which {@link anyBesideIntron} says so
 */
export const changesSpliceRegion = (
  { index, deleted, inserted }: SequenceEdit,
  besideIntron: Uint8Array,
): boolean => {
  if (deleted === 0) return inserted !== "" && besideIntron[index - 1] === 1 && besideIntron[index] === 1;
  for (let at = index; at < index + deleted; at += 1) if (besideIntron[at] === 1) return true;
  return false;
};

/** Terms that Ensembl ranks below `splice_region_variant`. */
const BELOW: ReadonlySet<string> = new Set([
  "start_retained_variant",
  "stop_retained_variant",
  "synonymous_variant",
  "coding_sequence_variant",
  "5_prime_UTR_variant",
  "3_prime_UTR_variant",
  "intron_variant",
]);

const REGION = "splice_region_variant";

/**
 * The term of a change that also touches a splice region: both, the more severe first, joined by `&` as
 * in the annotations of a VCF.
 *
 * @source Ensembl Variation, calculated consequences (order of the terms)
 */
export const withSpliceRegion = (term: string | null): string => {
  if (term === null || term === REGION) return REGION;
  return BELOW.has(term) ? `${REGION}&${term}` : `${term}&${REGION}`;
};
