/** Limits by which copies are called; the shape of `knowledge/genes/copy-number.yaml`, which gives the sources. */
export interface CopyNumberThresholds {
  /** ISH, dual probe: ratio of the gene to the centromere at and above which group 1 begins ... */
  readonly ratio: number;
  /** ... and copies per cell that group 1 needs beside it */
  readonly copiesWithRatio: number;
  /** copies per cell that are amplification at any ratio, or without one */
  readonly copies: number;
  /** copies below which a gene is lost, and homozygously deleted */
  readonly loss: number;
  readonly deletion: number;
  /** copies, relative to ploidy, from which a gene is gained */
  readonly gain: number;
  /** bases of a segment below which a gain is focal */
  readonly focalBases: number;
}

/** ASCO/CAP 2018 (affirmed 2023), dual-probe ISH: groups 1 and 3; single-probe ISH: 6.0 and above. */
export const copyNumberThresholds: CopyNumberThresholds = {
  ratio: 2,
  copiesWithRatio: 4,
  copies: 6,
  loss: 1.5,
  deletion: 0.5,
  gain: 2.5,
  focalBases: 10_000_000,
};
