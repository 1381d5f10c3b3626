import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { ReportView } from "@erbium/report";
import { proteinMap } from "@erbium/variants";

/** What the report draws the ERBB2 protein with: its domains, exons and the alterations that the knowledge holds. */
export const reportView = (index: KnowledgeIndex): ReportView => {
  const map = proteinMap("ERBB2", index.genes);
  if (map === null) return { protein: null };
  const known = index.alterations
    .filter((record) => record.gene === "ERBB2")
    .flatMap((record) => {
      const residue = /^ERBB2:p\.[A-Z](\d+)/.exec(record.key)?.[1];
      return residue === undefined
        ? []
        : [{ residue: Number(residue), label: record.key.slice("ERBB2:p.".length) }];
    });
  return { protein: { ...map, known } };
};
