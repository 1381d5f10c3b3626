export {
  type AnnotateOptions,
  type AnnotateSummary,
  type Annotator,
  annotate,
} from "./annotate/annotate.ts";
export { type AnnotatedRow, rowCells, tableColumns } from "./annotate/annotated-row.ts";
export { type Cell, cellText, type ExtraColumns } from "./annotate/columns.ts";
export { DETECTION_BYTES, detectFormat, type InputFormat, inputFormats } from "./annotate/input-format.ts";
export type { RowOutput, Shard } from "./annotate/lanes.ts";
export { jsonRow } from "./annotate/outputs/json-row.ts";
export { mafColumns, mafRow } from "./annotate/outputs/maf-row.ts";
export { vcfInfoHeader, vcfRecord } from "./annotate/outputs/vcf-record.ts";
export { assemblyNamed } from "./assembly-name.ts";
export type { Call, CallFile, Chunks, ReadOptions } from "./call-file.ts";
export { canonical } from "./canonical.ts";
export type { ClassCondition, ClassDefinition } from "./class-definition.ts";
export type { CopyNumberDefinitions } from "./copy-number/copy-number-definitions.ts";
export { buildGeneFile, type GeneFileSources } from "./gene-file.ts";
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
export { joinPhased } from "./haplotype.ts";
export { describeLocation, domainAt, exonAt, sameResidue } from "./location.ts";
export { readMaf } from "./maf/read-maf.ts";
export { type Polymorphism, polymorphismOf } from "./polymorphism.ts";
export { type ProteinMap, proteinMap } from "./protein-map.ts";
export { type CodingWay, codingWays } from "./protein-reverse.ts";
export { announcesStructure, panelParts } from "./vcf/panel-parts.ts";
export { readVcf } from "./vcf/read-vcf.ts";
export { BLOCK_TEXT, type IndexedPart, readTabixIndex } from "./vcf/tabix-index.ts";
export { type VerifyCase, type VerifyRow, verifyVariants } from "./verify.ts";
export { vrsAllele } from "./vrs/vrs-allele.ts";
