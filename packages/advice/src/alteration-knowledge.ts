import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Alteration, AlterationRecord } from "@erbium/model";
import { polymorphismOf } from "@erbium/variants";
import { isSilent } from "./finding.ts";
import { keyName, plainName } from "./key-name.ts";
import type { Known } from "./three-valued.ts";

/** What is recorded about one alteration, by closeness: the change itself, its classes, other changes of its residue. */
export interface AlterationKnowledge {
  readonly exact: AlterationRecord | null;
  readonly classes: readonly AlterationRecord[];
  readonly sameResidue: readonly AlterationRecord[];
  readonly polymorphism: boolean;
}

export const knowledgeOf = (alteration: Alteration, knowledge: KnowledgeIndex): AlterationKnowledge => {
  const { key, gene } = alteration;
  if (key === null || gene === null || isSilent(alteration))
    return { exact: null, classes: [], sameResidue: [], polymorphism: false };
  const exact = knowledge.alteration(key);
  const classNames = new Set(alteration.classes.map(plainName));
  return {
    exact,
    classes: knowledge.alterations.filter(
      (record) => record.gene === gene && record.key !== key && classNames.has(keyName(record.key) ?? ""),
    ),
    sameResidue: alteration.proteinShort === null ? [] : knowledge.sameResidue(key),
    polymorphism:
      polymorphismOf(alteration, knowledge.genes) !== null || exact?.function.class === "benign polymorphism",
  };
};

/** The record whose word on function counts for the change: its own, else that of the narrowest class that has a verified one. */
export const functionRecord = (known: AlterationKnowledge): AlterationRecord | null => {
  if (known.exact) return known.exact;
  return known.classes.find((record) => record.function.status === "verified") ?? null;
};

/**
 * Is the change known to be activating? Only a verified word says so. Disputed, uncertain, merely likely or
 * not recorded is unknown; neutral and polymorphic is no.
 */
export const isActivating = (alteration: Alteration, known: AlterationKnowledge): Known => {
  if (isSilent(alteration) || known.polymorphism) return false;
  const record = functionRecord(known);
  if (record === null || record.function.status !== "verified") return undefined;
  switch (record.function.class) {
    case "activating":
      return true;
    case "neutral":
    case "benign polymorphism":
    case "loss":
      return false;
    default:
      return undefined;
  }
};

/**
 * Does the change lie in the ERBB2 kinase domain? By residue, never by exon; at the edges, where the
 * definitions of the domain differ, and for a class without a place it is unknown.
 */
export const inKinaseDomain = (alteration: Alteration): Known => {
  if (alteration.classes.includes("kinase domain edge")) return undefined;
  if (alteration.classes.includes("kinase domain")) return true;
  return alteration.proteinShort === null ? undefined : false;
};
