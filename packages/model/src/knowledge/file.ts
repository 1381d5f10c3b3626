import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";
import { approvalSchema } from "./approval.ts";
import { biomarkerCombinationSchema } from "./biomarker-combination.ts";
import { regimenSchema, therapyClassSchema, therapySchema, tumourSchema } from "./catalogue.ts";
import { claimSchema, conflictSchema, safetySchema } from "./claim.ts";
import { claimTopicSchema } from "./claim-topic.ts";
import { guidelineTableSchema } from "./guideline.ts";
import { doseLadderSchema, labelTableSchema } from "./label-table.ts";
import { pathwaySchema } from "./pathway.ts";
import { languageSchema, sourceSchema } from "./provenance.ts";
import { riskFactorSchema } from "./risk-factor.ts";
import { scoreSchema } from "./score.ts";
import { alterationRecordSchema, generalStatementSchema, mechanismSchema } from "./statement.ts";
import { accuracySchema, prognosticSchema, publishedPoolSchema, studySchema } from "./study.ts";
import { studyLineSchema, studyPopulationSchema } from "./study-group.ts";
import { surveillanceSchema } from "./surveillance.ts";
import { treatmentNetworkSchema } from "./treatment-network.ts";

/** Kinds of knowledge and the schema of one item of each; a kind is one list of the bundle. */
export const knowledgeKinds = {
  sources: sourceSchema,
  tumours: tumourSchema,
  therapyClasses: therapyClassSchema,
  therapies: therapySchema,
  regimens: regimenSchema,
  guidelines: guidelineTableSchema,
  approvals: approvalSchema,
  studies: studySchema,
  accuracies: accuracySchema,
  prognostics: prognosticSchema,
  publishedPools: publishedPoolSchema,
  studyPopulations: studyPopulationSchema,
  studyLines: studyLineSchema,
  treatmentNetworks: treatmentNetworkSchema,
  alterations: alterationRecordSchema,
  statements: generalStatementSchema,
  mechanisms: mechanismSchema,
  scores: scoreSchema,
  claims: claimSchema,
  claimTopics: claimTopicSchema,
  conflicts: conflictSchema,
  safety: safetySchema,
  labelTables: labelTableSchema,
  doseLadders: doseLadderSchema,
  surveillance: surveillanceSchema,
  riskFactors: riskFactorSchema,
  pathways: pathwaySchema,
  biomarkerCombinations: biomarkerCombinationSchema,
} as const;
export type KnowledgeKind = keyof typeof knowledgeKinds;

/** Every YAML file under `knowledge/` (but genes, which are JSON of their own shape) has this head. */
export const knowledgeFileSchema = z.strictObject({
  kind: z.enum(Object.keys(knowledgeKinds) as [KnowledgeKind, ...KnowledgeKind[]]),
  topic: z.string(),
  asOf: partialDateSchema,
  language: languageSchema,
  items: z.array(z.unknown()),
});

export type KnowledgeItems = {
  readonly [K in KnowledgeKind]: readonly z.infer<(typeof knowledgeKinds)[K]>[];
};

/** An evidence import (CIViC) that a user loaded beside the bundle; it never changes the bundle's hash. */
export interface KnowledgeImport {
  readonly name: string;
  readonly date: string;
  readonly hash: string;
}

/** The compiled knowledge: one plain JSON value. */
export interface KnowledgeBundle extends KnowledgeItems {
  readonly version: string;
  readonly asOf: string;
  /** `sha256:` of the RFC 8785 canonical JSON without version and hash, items ordered by id */
  readonly hash: string;
  /** gene models, shape owned by the room `variants` */
  readonly genes: readonly unknown[];
  readonly polymorphisms: readonly unknown[];
  readonly alterationClasses: readonly unknown[];
  /** limits by which copies are called, shape owned by the room `variants`; null where the files have none */
  readonly copyNumber: unknown;
}
