import { alterationSummaries, recordedResidues } from "@erbium/advice";
import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Cell, ExtraColumns } from "@erbium/variants";

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
