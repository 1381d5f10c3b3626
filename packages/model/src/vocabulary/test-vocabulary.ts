import { ihcScores, scorings } from "../measurement.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a guideline table may ask about one test of one sample. Names set by an earlier table are derived. */
export const testVocabulary: Vocabulary = {
  names: {
    tumour: { type: "string", description: "OncoTree code of the tumour", path: "tumour" },
    specimen: {
      type: "string",
      description: "kind of specimen",
      path: "specimen",
      values: ["biopsy", "resection", "cytology"],
    },
    ihcScore: {
      type: "string",
      description: "IHC score, given or computed under the table's scoring; null when no IHC was done",
      path: "ihc.score",
      values: ihcScores,
    },
    ihcScoring: {
      type: "string",
      description: "system the score was read under",
      path: "ihc.scoring",
      values: scorings,
    },
    percentStained: {
      type: "number",
      unit: "%",
      description: "tumour cells stained at the stated intensity",
      path: "ihc.percentStained",
    },
    intensity: {
      type: "string",
      description: "intensity of membrane staining",
      path: "ihc.intensity",
      values: ["none", "faint", "weak", "moderate", "strong"],
    },
    pattern: {
      type: "string",
      description: "membrane pattern",
      path: "ihc.pattern",
      values: ["circumferential", "basolateral", "lateral", "incomplete"],
    },
    clusterCells: {
      type: "number",
      description: "cells in the largest stained cluster",
      path: "ihc.clusterCells",
    },
    membraneStaining: {
      type: "string",
      description: "any membrane staining",
      path: "ihc.membraneStaining",
      values: ["none", "faint-partial", "present"],
    },
    ihcConfirmed: {
      type: "boolean",
      description: "the score was confirmed by repeated IHC",
      path: "ihc.confirmed",
    },
    probe: { type: "string", description: "ISH assay", path: "ish.probe", values: ["dual", "single"] },
    copies: {
      type: "number",
      unit: "signals per cell",
      description: "mean HER2 signals per cell",
      path: "ish.her2PerCell",
    },
    cep17: {
      type: "number",
      unit: "signals per cell",
      description: "mean CEP17 signals per cell",
      path: "ish.cep17PerCell",
    },
    ratio: { type: "number", description: "HER2 / CEP17", path: "ish.ratio" },
    cells: { type: "number", description: "cells counted", path: "ish.cells" },
    percentCellsAmplified: {
      type: "number",
      unit: "%",
      description: "cells with ratio >= 2",
      path: "ish.percentCellsAmplified",
    },
    ishCall: {
      type: "string",
      description: "what the laboratory called the ISH",
      path: "ish.call",
      values: ["positive", "negative", "equivocal"],
    },
    ishGroup: { type: "number", description: "dual-probe ISH group 1 to 5 (derived)" },
    dualGroup: {
      type: "number",
      description: "group of a dual-probe ISH done after a single-probe one (derived)",
    },
    recountGroup: { type: "number", description: "group of the blinded recount (derived)" },
    ish: {
      type: "string",
      description: "final ISH result; null when no ISH was done (derived)",
      values: ["positive", "negative", "equivocal"],
    },
    status: {
      type: "string",
      description: "status under the tumour's guideline; unknown unless it is firm (derived)",
      values: ["positive", "negative"],
    },
    ratioDifferencePercent: {
      type: "number",
      unit: "%",
      description: "difference of the stated ratio from HER2 / CEP17 (derived)",
    },
    ischaemiaHours: {
      type: "number",
      unit: "h",
      description: "cold ischaemia",
      path: "preanalytics.ischaemiaHours",
    },
    fixationHours: {
      type: "number",
      unit: "h",
      description: "fixation in 10 % neutral buffered formalin",
      path: "preanalytics.fixationHours",
    },
    ngsCopies: { type: "number", description: "ERBB2 copies from sequencing", path: "copyNumber.copies" },
    expressionRatio: {
      type: "number",
      description: "ERBB2 mRNA, tumour / normal",
      path: "expression.ratioTumourNormal",
    },
    serumHer2: {
      type: "number",
      unit: "ng/mL",
      description: "serum HER2 extracellular domain",
      path: "serum.her2NgPerMl",
    },
    activatingMutation: { type: "boolean", description: "an activating ERBB2 mutation (derived)" },
    kinaseDomainMutation: {
      type: "boolean",
      description: "an activating ERBB2 mutation in the kinase domain (derived)",
    },
    amplifiedBySequencing: {
      type: "boolean",
      description: "ERBB2 amplification called by sequencing (derived)",
    },
    nrg1Fusion: { type: "boolean", description: "NRG1 fusion (derived)" },
    ras: { type: "string", description: "RAS state", values: ["wild-type", "mutant"] },
  },
  functions: {},
};
