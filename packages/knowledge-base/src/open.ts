import {
  type Alteration,
  type AlterationRecord,
  type Approval,
  type Claim,
  caseVocabulary,
  err,
  type KnowledgeBundle,
  type KnowledgeImport,
  type Mechanism,
  type Outcome,
  ok,
  type Result,
  type SafetyRule,
  type Source,
  type Study,
} from "@erbium/model";
import { type Condition, parseCondition } from "@erbium/rules";
import { canonical, type GeneIndex, sameResidue as samePlace } from "@erbium/variants";
import { type BlockedItem, blockedItems } from "./blocked.ts";
import { type ClaimQuery, claimIndex } from "./claim-index.ts";
import { contextOf } from "./compile.ts";
import type { ImportedEvidence, ImportedItem } from "./imported-evidence.ts";
import { type StudyIndex, studyIndex } from "./study-index.ts";
import { type TherapyIndex, therapyIndex } from "./therapy-index.ts";
import type { TumourIndex } from "./tumour-index.ts";

export interface CompiledApproval {
  readonly row: Approval;
  readonly parts: readonly ApprovalPart[];
}
export interface ApprovalPart {
  readonly part: "tumour" | "setting" | "biomarker" | "line";
  /** the label's words for it, as recorded */
  readonly words: string;
  readonly condition: Condition;
  /** no source was seen for this part: it can make the row not met or unknown, never met */
  readonly recalled: boolean;
}

/** Everything known, ready to be asked. Items that rest on retracted sources alone are not in it; `blocked` lists them. */
export interface KnowledgeIndex extends TumourIndex, TherapyIndex {
  readonly bundle: KnowledgeBundle;
  readonly version: string;
  readonly asOf: string;
  readonly hash: string;
  readonly imports: readonly KnowledgeImport[];
  readonly genes: GeneIndex;
  /** @throws Error when the id is not in the bundle: a built bundle cites no unknown source */
  source(id: string): Source;
  study(name: string): Study | null;
  readonly approvals: readonly CompiledApproval[];
  readonly safety: readonly { readonly row: SafetyRule; readonly condition: Condition | null }[];
  readonly mechanisms: readonly { readonly row: Mechanism; readonly condition: Condition | null }[];
  readonly outcomes: readonly { readonly study: Study; readonly row: Outcome }[];
  readonly alterations: readonly AlterationRecord[];
  /** by canonical key */
  alteration(key: string): AlterationRecord | null;
  /** other records of the same residue: for T798I, T798M */
  sameResidue(key: string): readonly AlterationRecord[];
  claimsFor(query: ClaimQuery): readonly Claim[];
  readonly imported: readonly ImportedItem[];
  readonly blocked: readonly BlockedItem[];
}

/**
 * Opens a compiled bundle. Conditions are parsed when first asked for, so that opening is fast.
 *
 * @returns the index, or a refusal when the value is not a bundle of this shape
 */
export const openKnowledge = (
  bundle: KnowledgeBundle,
  imports: readonly ImportedEvidence[] = [],
): Result<KnowledgeIndex> => {
  const missing = ["version", "hash", "tumours", "therapies", "approvals", "studies", "genes"].find(
    (field) => !Object.hasOwn(bundle, field),
  );
  if (missing !== undefined)
    return err({
      code: "knowledge-shape",
      message: `The knowledge bundle has no "${missing}".`,
      path: missing,
      remedy: "Build it with `npm run knowledge`.",
    });

  const { tumours, genes } = contextOf(bundle);
  const therapies: TherapyIndex = therapyIndex(bundle.therapies, bundle.therapyClasses, bundle.regimens);
  const studies: StudyIndex = studyIndex(bundle.studies);
  const sources = new Map(bundle.sources.map((source) => [source.id, source]));
  const blocked = blockedItems(bundle);
  const usable = usableParts(blocked);

  const alterations = bundle.alterations
    .filter((record) => usable("alterations", record.id))
    .map((record) => {
      const statements = record.statements.filter((one) =>
        usable("alterations", record.id, `statements.${one.id}`),
      );
      return statements.length === record.statements.length ? record : { ...record, statements };
    });
  const byKey = new Map(alterations.map((record) => [record.key, record]));
  let places: { record: AlterationRecord; at: Alteration }[] | null = null;
  const claims = claimIndex(
    bundle.claims.filter((claim) => usable("claims", claim.id)),
    tumours,
    therapies,
  );

  return ok({
    ...tumours,
    ...therapies,
    bundle,
    version: bundle.version,
    asOf: bundle.asOf,
    hash: bundle.hash,
    imports: imports.map(({ name, date, hash }) => ({ name, date, hash })),
    genes,
    source(id) {
      const source = sources.get(id);
      if (!source) throw new Error(`no source "${id}" in the knowledge bundle`);
      return source;
    },
    study: (name) => studies.find(name),
    approvals: bundle.approvals.filter((row) => usable("approvals", row.id)).map(compiledApproval),
    safety: bundle.safety
      .filter((row) => usable("safety", row.id))
      .map((row) => lazily(row, row.when, `safety rule ${row.id}`)),
    mechanisms: bundle.mechanisms.map((whole) => {
      const facts = whole.facts.filter((fact) => usable("mechanisms", whole.id, `facts.${fact.id}`));
      return lazily({ ...whole, facts }, whole.concerns, `mechanism ${whole.id}`);
    }),
    outcomes: bundle.studies.flatMap((study) =>
      study.outcomes
        .filter((row) => usable("studies", study.id, `outcomes.${row.id}`))
        .map((row) => ({ study, row })),
    ),
    alterations,
    alteration: (key) => byKey.get(key) ?? null,
    sameResidue: (key) => {
      places ??= alterations.map((record) => ({ record, at: canonical(record.key, genes) }));
      const here = canonical(key, genes);
      return places
        .filter(({ record, at }) => record.key !== key && samePlace(here, at))
        .map(({ record }) => record);
    },
    claimsFor: claims,
    imported: imports.flatMap((one) => one.items),
    blocked,
  });
};

const words = { tumour: "indication", setting: "indication", biomarker: "biomarker", line: "line" } as const;

const compiledApproval = (row: Approval): CompiledApproval => {
  const { requires, recalled = [] } = row;
  const parts = (["tumour", "setting", "biomarker", "line"] as const).flatMap((part): ApprovalPart[] => {
    const source = requires[part];
    if (source === undefined) return [];
    const known = recalled.includes(part);
    const { get } = parsedOnce(source, `approval ${row.id}, ${part}`);
    return [
      Object.defineProperty(
        { part, words: row.words[words[part]], recalled: known } as ApprovalPart,
        "condition",
        { get, enumerable: true },
      ),
    ];
  });
  return { row, parts };
};

const lazily = <T>(
  row: T,
  source: string | undefined,
  where: string,
): { row: T; condition: Condition | null } => {
  if (source === undefined) return { row, condition: null };
  const { get } = parsedOnce(source, where);
  return Object.defineProperty({ row } as { row: T; condition: Condition | null }, "condition", {
    get,
    enumerable: true,
  });
};

/** A condition that is parsed at the first reading. The build has parsed it before, so a failure is our bug. */
const parsedOnce = (source: string, where: string): { get: () => Condition } => {
  let condition: Condition | null = null;
  return {
    get: () => {
      if (condition === null) {
        const parsed = parseCondition(source, caseVocabulary);
        if (!parsed.ok) throw new Error(`the condition of ${where} does not parse: ${parsed.error.message}`);
        condition = parsed.value;
      }
      return condition;
    },
  };
};

const usableParts = (
  blocked: readonly BlockedItem[],
): ((kind: string, item: string, part?: string) => boolean) => {
  if (blocked.length === 0) return () => true;
  const keys = new Set(blocked.map(({ kind, item, part }) => `${kind} ${item} ${part ?? ""}`));
  return (kind, item, part = "") => !keys.has(`${kind} ${item} ${part}`);
};
