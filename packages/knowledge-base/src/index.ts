export { type BlockedItem, blockedItems } from "./blocked.ts";
export { bundleHash, type Sha256 } from "./bundle-hash.ts";
export type { ClaimQuery } from "./claim-index.ts";
export { type Compiled, compileBundle } from "./compile.ts";
export { type EvidenceHit, type EvidenceQuery, findEvidence } from "./find-evidence.ts";
export { heldOn } from "./held-on.ts";
export { type CivicImport, importCivic } from "./import-civic/import.ts";
export {
  type ImportedEvidence,
  type ImportedItem,
  importedEvidenceSchema,
  type ProfileExpression,
} from "./imported-evidence.ts";
export { inForce } from "./in-force.ts";
export { namedChanges } from "./named-changes.ts";
export { normalName } from "./normal-name.ts";
export { type ApprovalPart, type CompiledApproval, type KnowledgeIndex, openKnowledge } from "./open.ts";
export type { KnowledgeFile } from "./read-file.ts";
export { mayCarryOption } from "./recalled.ts";
export { resolveTherapies, type TherapyNames } from "./resolve-therapies.ts";
export { therapyIndex } from "./therapy-index.ts";
export { type KnowledgeVerification, verifyKnowledge } from "./verify.ts";
