import { scoreWords, type TableMapping } from "../mapping.ts";

const called = { Positive: "positive", Negative: "negative", Equivocal: "equivocal", Indeterminate: "" };

/**
 * Columns of the clinical files of TCGA-BRCA (`nationwidechildrens.org_clinical_patient_brca`). Signals may
 * be totals or means and are told apart when read. The IHC status is a call without its basis and is used
 * only where neither a score nor an ISH result stands beside it. The bracketed percentage is that of
 * positive cells at an intensity nobody recorded, so it is not read.
 */
export const tcgaBrca: TableMapping = {
  name: "tcga-brca",
  description: "TCGA-BRCA clinical table",
  missing: [
    "[Not Available]",
    "[Not Evaluated]",
    "[Not Applicable]",
    "[Unknown]",
    "[Discrepancy]",
    "[Completed]",
  ],
  constants: { tumour: "BRCA" },
  columns: [
    { column: "bcr_patient_barcode", to: "id" },
    { column: "her2_ihc_score", to: "ihc.score", values: { ...scoreWords } },
    { column: "her2_copy_number", to: "ish.her2PerCell", number: true },
    { column: "cent17_copy_number", to: "ish.cep17PerCell", number: true },
    { column: "her2_and_cent17_cells_count", to: "ish.cells", number: true },
    { column: "her2_cent17_ratio", to: "ish.ratio", number: true },
    { column: "her2_fish_status", to: "ish.call", values: called },
    {
      column: "her2_status_by_ihc",
      to: "reported",
      values: called,
      onlyWithout: ["ihc.score", "ish.her2PerCell", "ish.ratio", "ish.call"],
    },
  ],
};
