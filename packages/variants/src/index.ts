export { canonical } from "./canonical.ts";
export { type ClassCondition, type ClassDefinition, classDefinitions } from "./class-definitions.ts";
export { DEFAULT_GENE, type GeneIndex, geneIndex } from "./gene-index.ts";
export type {
  CodingExon,
  Domain,
  GeneModel,
  Numbering,
  SourceStatus,
  Span,
  Transcript,
} from "./gene-model.ts";
export { fromCall, type SequenceCall } from "./genomic-change.ts";
export { describeLocation, domainAt, exonAt, sameResidue } from "./location.ts";
export { type Polymorphism, polymorphismOf } from "./polymorphism.ts";
