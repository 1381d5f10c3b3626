import type { ImportedItem, KnowledgeIndex, ProfileExpression } from "@erbium/knowledge-base";
import type { AlterationRecord, AlterationStatement, Effect } from "@erbium/model";
import { canonical, sameResidue } from "@erbium/variants";
import type { KnownFinding } from "./patient.ts";

/** A statement with the alteration it was made of and whether it was imported. */
export interface FoundStatement {
  readonly statement: AlterationStatement;
  readonly key: string;
  readonly imported: boolean;
}

/** Everything the knowledge and the imports say of one alteration: of itself, of its class, of its residue. */
export const statementsOf = (
  finding: KnownFinding,
  keys: ReadonlySet<string>,
  knowledge: KnowledgeIndex,
): readonly FoundStatement[] => {
  const { exact, classes, sameResidue: neighbours } = finding.known;
  return [
    ...(exact ? fromRecord(exact, "exact") : []),
    ...classes.flatMap((record) => fromRecord(record, "class")),
    ...neighbours.flatMap((record) => fromRecord(record, "same residue")),
    ...knowledge.imported.flatMap((item) => fromImport(item, finding, keys, knowledge) ?? []),
  ];
};

const fromRecord = (record: AlterationRecord, match: AlterationStatement["match"]): FoundStatement[] =>
  record.statements.map((one) => ({
    statement: {
      id: one.id,
      text: match === "exact" ? one.text : `${record.words}: ${one.text}`,
      kind: one.kind,
      therapies: one.therapies,
      effect: one.effect ?? null,
      scope: one.scope,
      match,
      status: one.status,
      doubt: one.doubt ?? null,
      sources: one.sources,
    },
    key: record.key,
    imported: false,
  }));

const kinds: Readonly<Record<ImportedItem["level"], string>> = {
  A: "clinical",
  B: "clinical",
  C: "case",
  D: "preclinical",
  E: "note",
};

/** The direction as the source has it: what is "not supported" has no effect here, least of all the opposite one. */
const importedEffect = (item: ImportedItem): Effect => {
  if (item.direction !== "supports") return "none stated";
  const words = item.significance?.toLowerCase() ?? "";
  if (/reduced sensitivity/.test(words)) return "reduced";
  if (/resistance/.test(words)) return "resistant";
  return /sensitivity|response/.test(words) ? "sensitive" : "none stated";
};

/** Does the profile certainly hold? One with a NOT never does: what nobody listed is not thereby absent. */
const holds = (profile: ProfileExpression, keys: ReadonlySet<string>): boolean => {
  if ("name" in profile) return profile.key !== null && keys.has(profile.key);
  if ("and" in profile) return profile.and.every((part) => holds(part, keys));
  return "or" in profile && profile.or.some((part) => holds(part, keys));
};

const fromImport = (
  item: ImportedItem,
  finding: KnownFinding,
  keys: ReadonlySet<string>,
  knowledge: KnowledgeIndex,
): FoundStatement | null => {
  if (item.blocked !== null || item.status === "rejected") return null;
  const { key } = finding.alteration;
  if (key === null || !item.genes.includes(finding.alteration.gene ?? "")) return null;
  const exact = item.keys.includes(key) && holds(item.profile, keys);
  const [only, ...others] = item.keys;
  const neighbour =
    only !== undefined &&
    others.length === 0 &&
    only !== key &&
    sameResidue(finding.alteration, canonical(only, knowledge.genes));
  if (!exact && !neighbour) return null;
  const therapies = item.therapies.map((one) => one.id ?? one.name);
  return {
    statement: {
      id: item.id,
      text: `${item.profileWords}${therapies.length > 0 ? `, ${therapies.join(item.interaction === "substitutes" ? " or " : " + ")}` : ""}${item.disease ? `, ${item.disease}` : ""}: ${item.effect} (level ${item.level})`,
      kind: item.type === "Predictive" ? kinds[item.level] : "note",
      therapies,
      effect: item.type === "Predictive" ? importedEffect(item) : null,
      scope: "allele",
      match: exact ? "exact" : "same residue",
      status: "verified",
      doubt: item.status === "submitted" ? "submitted to the import's source, not yet accepted there" : null,
      sources: [{ source: item.id }],
    },
    key,
    imported: true,
  };
};
