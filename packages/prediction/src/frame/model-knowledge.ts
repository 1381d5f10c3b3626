import type { KnowledgeBundle } from "@erbium/model";

/** The parts of the knowledge that models read: what is recorded of each, and the tables some of them ask. */
export type ModelKnowledge = Pick<
  KnowledgeBundle,
  | "scores"
  | "guidelines"
  | "labelTables"
  | "doseLadders"
  | "riskFactors"
  | "therapies"
  | "therapyClasses"
  | "regimens"
>;
