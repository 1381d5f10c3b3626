import type { Assertion } from "./assertion.ts";

let serial = 0;

/** An assertion of HER2 status in lung cancer, with what a test is about. */
export const assertion = (part: Partial<Assertion>): Assertion => ({
  id: `a${++serial}`,
  source: "a review",
  cite: "review",
  study: null,
  tumour: "NSCLC",
  subject: "her2 status",
  assay: null,
  alteration: "ERBB2 positive",
  therapies: [],
  type: "biomarker_effect",
  outcome: null,
  comparator: null,
  direction: null,
  low: null,
  high: null,
  unit: null,
  interval: null,
  n: null,
  population: null,
  preclinical: false,
  statement: "",
  quote: "",
  ...part,
});
