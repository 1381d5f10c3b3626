import type { NetworkMetaAnalysis } from "./network-meta-analysis.ts";

export interface LeagueCell {
  readonly row: string;
  readonly column: string;
  /** treatment of the row against that of the column, on the scale of analysis */
  readonly effect: number;
  readonly low: number;
  readonly high: number;
}

/**
 * All treatments against all others, in an order of choice: by P-score, for instance.
 *
 * @param order treatments by name, each once; those left out do not appear
 * @param model common or random effects
 * @returns one list a row, without the diagonal
 */
export const leagueTable = (
  analysis: NetworkMetaAnalysis,
  order: readonly string[] = analysis.network.treatments,
  model: "common" | "random" = "random",
): readonly (readonly LeagueCell[])[] => {
  const { treatments } = analysis.network;
  const { effects, low, high } = analysis[model];
  const known = order.filter((label) => treatments.includes(label));
  return known.map((row) =>
    known
      .filter((column) => column !== row)
      .map((column) => {
        const at = treatments.indexOf(row) * treatments.length + treatments.indexOf(column);
        return { row, column, effect: effects[at]!, low: low[at]!, high: high[at]! };
      }),
  );
};
