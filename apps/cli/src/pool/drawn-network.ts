import type { DrawnNetwork } from "@erbium/report";
import type { NetworkResult } from "./network.ts";

/** A network of a table as it is drawn. */
export const drawnNetwork = (result: NetworkResult): DrawnNetwork => ({
  treatments: result.treatments,
  direct: result.direct,
  ranking: result.ranking,
  league: result.league.flat().map(({ row, column, effect, low, high }) => ({
    treatment: row,
    against: column,
    estimate: effect,
    low,
    high,
  })),
  reference: result.reference,
  effect: result.effect,
  ratio: result.ratio,
  better: result.better,
  notes: [
    `${result.studies} ${result.studies === 1 ? "study" : "studies"}; ${result.model}; tau2 ${result.tauSquared.toPrecision(3)}.`,
    result.inconsistency.p === null
      ? "No closed loop: inconsistency can not be tested."
      : `Inconsistency between designs: Q ${result.inconsistency.q.toFixed(2)} (df ${result.inconsistency.df}, p ${result.inconsistency.p.toFixed(3)}).`,
    ...result.separate.map(
      ({ treatments }) => `Not drawn, since no study connects them with these: ${treatments.join(", ")}.`,
    ),
  ],
});
