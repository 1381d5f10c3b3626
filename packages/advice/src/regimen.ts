import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { unique } from "@erbium/model";

/** The same for every order of the members: identifies an option. */
export const regimenId = (regimen: readonly string[]): string => unique(regimen).sort().join(" + ");

/** Display name with HER2-directed members first, then as recorded. */
export const regimenName = (regimen: readonly string[], knowledge: KnowledgeIndex): string => {
  const ids = unique(regimen);
  const directed = ids.filter((id) => knowledge.therapyIs(id, "anti-HER2"));
  return knowledge.regimenName([...directed, ...ids.filter((id) => !directed.includes(id))]);
};
