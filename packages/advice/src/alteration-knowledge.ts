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
  const records = recordsOf(knowledge).get(gene);
  const classNames = new Set(alteration.classes.map(plainName));
  const residue = residueOf(alteration.proteinShort);
  return {
    exact,
    classes: (records?.named ?? [])
      .filter(({ record, name }) => record.key !== key && classNames.has(name))
      .map(({ record }) => record),
    sameResidue: residue !== null && records?.residues.has(residue) ? knowledge.sameResidue(key) : [],
    polymorphism:
      polymorphismOf(alteration, knowledge.genes) !== null || exact?.function.class === "benign polymorphism",
  };
};

/** The records of one gene: with the name that their key gives them, and the residues that they are about. */
interface GeneRecords {
  readonly named: { readonly record: AlterationRecord; readonly name: string }[];
  readonly residues: Set<string>;
}

const records = new WeakMap<KnowledgeIndex, ReadonlyMap<string, GeneRecords>>();

/** Sorted once for each state of the knowledge: a table of a million calls asks a million times. */
const recordsOf = (knowledge: KnowledgeIndex): ReadonlyMap<string, GeneRecords> => {
  const sorted = records.get(knowledge);
  if (sorted !== undefined) return sorted;
  const byGene = new Map<string, GeneRecords>();
  for (const record of knowledge.alterations) {
    const known = byGene.get(record.gene) ?? { named: [], residues: new Set() };
    byGene.set(record.gene, known);
    known.named.push({ record, name: keyName(record.key) ?? "" });
    const residue = residueOf(record.key.slice(record.key.indexOf(":p.") + 3));
    if (residue !== null) known.residues.add(residue);
  }
  records.set(knowledge, byGene);
  return byGene;
};

/** `L755` of `L755S`, the first residue of anything longer. */
const residueOf = (proteinShort: string | null): string | null =>
  proteinShort === null ? null : (/^[A-Z]\d+/.exec(proteinShort)?.[0] ?? null);

/** The record whose word on function counts for the change: its own, else that of the narrowest class that has a verified one. */
export const functionRecord = (known: AlterationKnowledge): AlterationRecord | null => {
  if (known.exact) return known.exact;
  return known.classes.find((record) => record.function.status === "verified") ?? null;
};

/**
 * Is a mutation known to be activating? Only a verified word says so. Disputed, uncertain, merely likely or
 * not recorded is unknown; neutral and polymorphic is no.
 */
export const isActivating = (known: AlterationKnowledge): Known => {
  if (known.polymorphism) return false;
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
