/** A row of the reference file that is wrong itself, with the proof. */
export interface WrongReference {
  readonly gene: string;
  readonly transcript: string;
  readonly g: string;
  readonly c: string;
  readonly reason: string;
}

/** A row comes here only with a proof; everything else that differs is a failure of ours. */
export const knownWrongReferences: readonly WrongReference[] = [
  {
    gene: "TP53",
    transcript: "NM_000546.6",
    g: "chr17:g.7676621T>C",
    c: "c.-28+1A>G",
    reason:
      "c.-28 is the first base of exon 2, not the last base of exon 1: the same source puts c.-28-28 at 7676650, so c.-28 is 7676622 and 7676621 is the exon base c.-27, not an intron",
  },
];
