import type { Alteration } from "@erbium/model";
import type { GeneIndex } from "../gene-index.ts";
import { normalisedAllele, type VrsState } from "./normalised-allele.ts";
import { proteinEdit } from "./protein-edit-of-name.ts";

/** SHA-512 of a text; the platform gives it. */
export type Sha512 = (text: string) => Uint8Array;

/** A GA4GH VRS 2 allele with its computed identifier. */
export interface VrsAllele {
  readonly id: string;
  readonly type: "Allele";
  readonly location: {
    readonly id: string;
    readonly type: "SequenceLocation";
    readonly sequenceReference: { readonly type: "SequenceReference"; readonly refgetAccession: string };
    readonly start: number;
    readonly end: number;
  };
  readonly state: VrsState;
}

/**
 * The VRS 2 allele of an alteration's protein change, on the protein that the gene's refget digest names.
 * Null for what is no sequence change with a known product: frameshifts, lost starts, extensions, copies,
 * fusions, categories.
 *
 * @source GA4GH VRS 2.0: normalization, digest serialization (RFC 8785), truncated digest sha512t24u
 */
export const vrsAllele = (alteration: Alteration, genes: GeneIndex, sha512: Sha512): VrsAllele | null => {
  const gene = alteration.gene === null ? null : genes.named(alteration.gene);
  if (gene?.protein == null || gene.refget === null || alteration.proteinShort === null) return null;
  const edit = proteinEdit(alteration.proteinShort, gene.protein);
  if (edit === null) return null;
  return alleleOf(gene.refget.protein, normalisedAllele(gene.protein, edit), sha512);
};

/** An allele of any sequence, already normalised, with its identifiers. */
export const alleleOf = (
  refgetAccession: string,
  { start, end, state }: { readonly start: number; readonly end: number; readonly state: VrsState },
  sha512: Sha512,
): VrsAllele => {
  // keys in the order of RFC 8785, only those that the model counts into the digest
  const location = digest(
    JSON.stringify({
      end,
      sequenceReference: { refgetAccession, type: "SequenceReference" },
      start,
      type: "SequenceLocation",
    }),
    sha512,
  );
  const counted =
    state.type === "LiteralSequenceExpression"
      ? { sequence: state.sequence, type: state.type }
      : { length: state.length, repeatSubunitLength: state.repeatSubunitLength, type: state.type };
  const allele = digest(JSON.stringify({ location, state: counted, type: "Allele" }), sha512);
  return {
    id: `ga4gh:VA.${allele}`,
    type: "Allele",
    location: {
      id: `ga4gh:SL.${location}`,
      type: "SequenceLocation",
      sequenceReference: { type: "SequenceReference", refgetAccession },
      start,
      end,
    },
    state,
  };
};

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** sha512t24u: the first 24 bytes of SHA-512 in the URL-safe alphabet of base64, without padding. */
const digest = (text: string, sha512: Sha512): string => {
  const bytes = sha512(text);
  let written = "";
  for (let at = 0; at < 24; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) written += ALPHABET[(three >> shift) & 63];
  }
  return written;
};
