import { createHash } from "node:crypto";
import { alterationSummaries, recordedResidues } from "@erbium/advice";
import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Cell, type ExtraColumns, vrsAllele } from "@erbium/variants";

/** The same with the GA4GH VRS 2 identifier of the protein change, for formats that are read by programs. */
export const withVrs = (columns: ExtraColumns, index: KnowledgeIndex): ExtraColumns => ({
  names: [...columns.names, "vrs"],
  cells: (alteration) => [
    ...columns.cells(alteration),
    vrsAllele(alteration, index.genes, (text) => createHash("sha512").update(text).digest())?.id ?? null,
  ],
});

/** What the knowledge says of each alteration, as columns. */
export const knowledgeColumns = (index: KnowledgeIndex): ExtraColumns => {
  const summarise = alterationSummaries(index, index.asOf);
  return {
    ownResidues: recordedResidues(index),
    names: [
      "polymorphism",
      "germlinePossible",
      "function.class",
      "function.words",
      "function.status",
      "match",
      "statements",
      "claims",
      "approvals",
    ],
    cells: (alteration): readonly Cell[] => {
      const summary = summarise(alteration);
      return [
        summary.polymorphism,
        summary.germlinePossible,
        summary.function?.class ?? null,
        summary.function?.words ?? null,
        summary.function?.status ?? null,
        summary.match,
        summary.statements,
        summary.claims,
        summary.approvals,
      ];
    },
  };
};
