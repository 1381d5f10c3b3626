import { type CompiledApproval, inForce, type KnowledgeIndex } from "@erbium/knowledge-base";
import type { Alteration, AlterationRecord, FunctionClass, PartialDate } from "@erbium/model";
import type { Facts } from "@erbium/rules";
import { polymorphismOf } from "@erbium/variants";
import {
  type AlterationKnowledge,
  functionRecord,
  inKinaseDomain,
  isActivating,
  knowledgeOf,
} from "./alteration-knowledge.ts";
import { isMutation, isOfClass } from "./altered.ts";
import { keyName, plainName } from "./key-name.ts";
import { both } from "./three-valued.ts";

/** What is known of one alteration, in figures: for tables of many. */
export interface AlterationSummary {
  /** null: nothing recorded */
  readonly function: {
    readonly class: FunctionClass;
    readonly words: string;
    readonly status: AlterationRecord["function"]["status"];
  } | null;
  /** how close the closest record is: the change itself, a class it belongs to, another change of its residue */
  readonly match: "exact" | "class" | "same residue" | "none";
  /** a common polymorphism; being one never proves germline origin */
  readonly polymorphism: boolean;
  readonly germlinePossible: boolean;
  /** statements of the records of that closeness */
  readonly statements: number;
  /** claims about the change or a class it belongs to */
  readonly claims: number;
  /** ids of labels in force whose biomarker this alteration alone meets, whatever the tumour and line */
  readonly approvals: readonly string[];
}

const nothing: AlterationSummary = {
  function: null,
  match: "none",
  polymorphism: false,
  germlinePossible: false,
  statements: 0,
  claims: 0,
  approvals: [],
};

/** Conditions on an alteration read these; a condition that reads none of them is not about alterations. */
const ABOUT_ALTERATIONS = /\b(?:altered|activatingMutation|kinaseDomainMutation)\b/;

/**
 * Summaries against one state of the knowledge, on one day. Made once per file; asked once per alteration.
 */
export const alterationSummaries = (
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): ((alteration: Alteration) => AlterationSummary) => {
  const claims = new Map<string, number>();
  for (const { alterationKey } of knowledge.claimsFor({}))
    if (alterationKey !== null) {
      const key = folded(alterationKey);
      claims.set(key, (claims.get(key) ?? 0) + 1);
    }
  const labels = knowledge.approvals.filter(
    (approval) =>
      inForce(approval.row, asOf) === "met" &&
      approval.row.status === "verified" &&
      ABOUT_ALTERATIONS.test(approval.row.requires.biomarker ?? ""),
  );
  const asked = new Set(["ERBB2", ...labels.flatMap((one) => genesAsked(one, knowledge))]);
  const recorded = new Set(knowledge.alterations.map((record) => record.gene));
  for (const key of claims.keys()) recorded.add(key.slice(0, key.indexOf(":")));

  return (alteration) => {
    const { gene, key } = alteration;
    if (gene === null || key === null || alteration.error !== null) return nothing;
    if (!recorded.has(gene) && !asked.has(gene)) {
      const polymorphism = polymorphismOf(alteration, knowledge.genes) !== null;
      return polymorphism ? { ...nothing, polymorphism, germlinePossible: true } : nothing;
    }
    const known = knowledgeOf(alteration, knowledge);
    const records = closest(known);
    const word = functionRecord(known);
    const approvals = asked.has(gene) ? labelsMet(labels, alteration, known) : [];
    const keys = new Set([folded(key), ...alteration.classes.map((one) => folded(`${gene}:${one}`))]);
    let claimed = 0;
    for (const one of keys) claimed += claims.get(one) ?? 0;
    return {
      function:
        word === null
          ? null
          : { class: word.function.class, words: word.function.words, status: word.function.status },
      match: records.match,
      polymorphism: known.polymorphism,
      // what is common in the germline may be so here
      germlinePossible: known.polymorphism || (known.exact?.germlinePossible ?? false),
      statements: records.records.reduce((sum, record) => sum + record.statements.length, 0),
      claims: claimed,
      approvals,
    };
  };
};

/**
 * Residues of a gene of which something of their own is recorded. What {@link alterationSummaries} says of a
 * single-residue change of any other residue follows from its gene and classes alone.
 */
export const recordedResidues = (knowledge: KnowledgeIndex): ((gene: string) => ReadonlySet<number>) => {
  const keys = [
    ...knowledge.alterations.map((record) => record.key),
    ...knowledge.claimsFor({}).flatMap((claim) => claim.alterationKey ?? []),
    ...knowledge.genes.polymorphisms.map((one) => `${one.gene}:p.${one.protein}`),
  ];
  return (gene) =>
    new Set(
      keys
        .filter((key) => key.startsWith(`${gene}:p.`))
        .flatMap((key) => [...key.matchAll(/[A-Z](\d+)/g)].map((match) => Number(match[1]))),
    );
};

const folded = (key: string): string => `${key.slice(0, key.indexOf(":"))}:${keyName(key) ?? ""}`;

const closest = (
  known: AlterationKnowledge,
): { readonly match: AlterationSummary["match"]; readonly records: readonly AlterationRecord[] } => {
  if (known.exact !== null) return { match: "exact", records: [known.exact] };
  if (known.classes.length > 0) return { match: "class", records: known.classes };
  if (known.sameResidue.length > 0) return { match: "same residue", records: known.sameResidue };
  return { match: "none", records: [] };
};

const biomarkerOf = ({ parts }: CompiledApproval) => parts.find((one) => one.part === "biomarker");

const genesAsked = (approval: CompiledApproval, knowledge: KnowledgeIndex): string[] =>
  [...(approval.row.requires.biomarker ?? "").matchAll(/altered\("([^"]+)"/g)].map(
    ([, name = ""]) => knowledge.genes.named(name)?.symbol ?? name,
  );

const labelsMet = (
  labels: readonly CompiledApproval[],
  alteration: Alteration,
  known: AlterationKnowledge,
): string[] => {
  const ofErbb2 = alteration.gene === "ERBB2" && isMutation(alteration);
  const activating = ofErbb2 ? isActivating(known) : undefined;
  const facts: Facts = {
    value: (name) =>
      name === "activatingMutation"
        ? activating
        : name === "kinaseDomainMutation" && ofErbb2
          ? both(activating, inKinaseDomain(alteration))
          : undefined,
    call: (name, [gene, kind]) =>
      name === "altered" &&
      gene === alteration.gene &&
      !known.polymorphism &&
      isOfClass(alteration, plainName(String(kind)) === "mutation" ? "mutation" : String(kind))
        ? true
        : undefined,
  };
  return labels
    .filter((label) => {
      const biomarker = biomarkerOf(label);
      return (
        biomarker !== undefined && !biomarker.recalled && biomarker.condition.evaluate(facts).truth === "met"
      );
    })
    .map(({ row }) => row.id);
};
