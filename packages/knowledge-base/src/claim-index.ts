import type { Claim } from "@erbium/model";
import { geneOfKey } from "./gene-of-key.ts";
import type { TherapyIndex } from "./therapy-index.ts";
import type { TumourIndex } from "./tumour-index.ts";

/** What is asked of claims; every field that is given must fit. */
export interface ClaimQuery {
  /** canonical alteration key */
  readonly key?: string;
  readonly gene?: string;
  /** OncoTree code: claims of it, of a tumour below it, or of one above it */
  readonly tumour?: string;
  /** therapy or class id */
  readonly therapy?: string;
  /** words that must all stand in the statement or the quote */
  readonly text?: string;
  /** certainty or type of the claim */
  readonly level?: string;
  /** source id */
  readonly source?: string;
}

/** Answers queries over claims, in the order of their ids. */
export const claimIndex =
  (claims: readonly Claim[], tumours: TumourIndex, therapies: TherapyIndex) =>
  (query: ClaimQuery): readonly Claim[] => {
    const words = query.text?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
    return claims.filter((claim) => {
      if (query.key !== undefined && claim.alterationKey !== query.key) return false;
      if (query.gene !== undefined && geneOfKey(claim.alterationKey) !== query.gene) return false;
      if (query.source !== undefined && claim.assertedBy !== query.source) return false;
      if (query.level !== undefined && claim.certainty !== query.level && claim.type !== query.level)
        return false;
      if (query.tumour !== undefined) {
        const { tumour } = claim;
        if (tumour === null) return false;
        if (!tumours.tumourIs(tumour, query.tumour) && !tumours.tumourIs(query.tumour, tumour)) return false;
      }
      const { therapy } = query;
      if (therapy !== undefined && !claim.therapies.some((one) => therapies.therapyIs(one, therapy)))
        return false;
      if (words.length === 0) return true;
      const text = [claim.statement, claim.quote, claim.alteration, claim.outcome, ...claim.therapyWords]
        .join(" ")
        .toLowerCase();
      return words.every((word) => text.includes(word));
    });
  };
