import type { Measurement } from "@erbium/model";
import type { SequencingContext } from "./context.ts";
import type { IshReading } from "./ish-reading.ts";
import type { TestFacts } from "./run-table.ts";

/** Facts of one test by vocabulary name, all but the score and the ratio, of which several may be possible. */
export const testFacts = (
  measurement: Measurement,
  tumour: string | undefined,
  ish: IshReading,
  sequencing: SequencingContext,
): TestFacts => {
  const { ihc, preanalytics, expression, serum } = measurement;
  return {
    tumour,
    specimen: measurement.specimen,
    ihcScoring: ihc?.scoring,
    percentStained: ihc?.percentStained,
    intensity: ihc?.intensity,
    pattern: ihc?.pattern,
    clusterCells: ihc?.clusterCells,
    membraneStaining: ihc?.membraneStaining ?? stainingFrom(ihc),
    ihcConfirmed: ihc?.confirmed ?? null,
    probe: ish.probe,
    copies: ish.counts.copies,
    cep17: ish.counts.cep17,
    cells: ish.counts.cells,
    percentCellsAmplified: ish.counts.percentCellsAmplified,
    ishCall: ish.call,
    recountGroup: ish.recountGroup,
    dualGroup: ish.dualGroup,
    ischaemiaHours: preanalytics?.ischaemiaHours,
    fixationHours: preanalytics?.fixationHours,
    ngsCopies: tumourCopies(measurement.copyNumber),
    expressionRatio: expression?.ratioTumourNormal,
    serumHer2: serum?.her2NgPerMl,
    activatingMutation: sequencing.activatingMutation,
    kinaseDomainMutation: sequencing.kinaseDomainMutation,
    amplifiedBySequencing: sequencing.amplifiedBySequencing,
    nrg1Fusion: sequencing.nrg1Fusion,
    ras: sequencing.ras,
  };
};

/** An intensity says whether any membrane was stained. */
const stainingFrom = (ihc: Measurement["ihc"]): string | undefined => {
  if (ihc?.intensity === undefined) return undefined;
  if (ihc.intensity === "none") return "none";
  return ihc.percentStained === 0 ? undefined : "present";
};

/**
 * ERBB2 copies per tumour cell: the measured mean over tumour and normal (diploid) cells, corrected for
 * purity p as (copies - 2 (1 - p)) / p, not below 0. Without purity the measured mean.
 */
const tumourCopies = (copyNumber: Measurement["copyNumber"]): number | undefined => {
  const { copies, purity } = copyNumber ?? {};
  if (copies === undefined || purity === undefined) return copies;
  return Math.max(0, (copies - 2 * (1 - purity)) / purity);
};
