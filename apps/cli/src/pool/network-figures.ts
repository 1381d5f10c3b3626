import {
  type Figure,
  forestAxis,
  forestPlot,
  type LeagueHeatCell,
  leagueHeatMap,
  type NetworkEdge,
  networkGraph,
} from "@erbium/figures";

import type { NetworkResult } from "./network.ts";

interface LeagueEntry extends LeagueHeatCell {
  readonly treatment: string;
  readonly against: string;
}

/** What a drawn network needs, whether it comes from a table or from the knowledge. */
export interface DrawnNetwork {
  readonly treatments: readonly string[];
  /** direct comparisons, one a study, with its precision */
  readonly direct: readonly {
    readonly treatment: string;
    readonly comparator: string;
    readonly study: string;
    readonly standardError: number;
  }[];
  /** best first */
  readonly ranking: readonly { readonly treatment: string; readonly pScore: number }[];
  readonly league: readonly LeagueEntry[];
  readonly reference: string;
  /** "hazard ratio", or what else is compared */
  readonly effect: string;
  readonly ratio: boolean;
  readonly better: "lower" | "higher";
  readonly notes: readonly string[];
}

/** Treatments joined where studies compare them: as wide as the evidence is precise. */
export const graphOf = (network: DrawnNetwork, title: string): Figure => {
  const { treatments, direct } = network;
  const edges = new Map<string, { edge: NetworkEdge; studies: Set<string> }>();
  for (const { treatment, comparator, study, standardError } of direct) {
    const ends = [treatments.indexOf(treatment), treatments.indexOf(comparator)].sort((a, b) => a - b);
    const [from = 0, to = 0] = ends;
    const known = edges.get(ends.join());
    const studies = (known?.studies ?? new Set<string>()).add(study);
    edges.set(ends.join(), {
      studies,
      edge: { from, to, studies: studies.size, weight: (known?.edge.weight ?? 0) + 1 / standardError ** 2 },
    });
  }
  const studiesOf = (treatment: string): number =>
    new Set(
      direct
        .filter((one) => one.treatment === treatment || one.comparator === treatment)
        .map((one) => one.study),
    ).size;
  return networkGraph({
    title,
    nodes: treatments.map((treatment) => ({ label: treatment, size: studiesOf(treatment) })),
    edges: [...edges.values()].map(({ edge }) => edge),
    notes: [
      "Discs by the number of studies; on each edge the studies that compare the two, as wide as they are precise.",
      ...network.notes,
    ],
    words: {
      treatment: "Treatment",
      comparator: "Against",
      studies: "Studies",
      size: "studies",
      sizeOne: "study",
      weight: "Precision (1 / variance)",
    },
    width: 640,
  });
};

/** Every treatment against every other, best first. */
export const leagueOf = (network: DrawnNetwork, title: string): Figure => {
  const order = network.ranking.map(({ treatment }) => treatment);
  const cells = order.map((row) =>
    order.map(
      (column) =>
        network.league.find(({ treatment, against }) => treatment === row && against === column) ?? null,
    ),
  );
  return leagueHeatMap({
    title,
    treatments: order,
    cells,
    scale: network.ratio ? "log" : "linear",
    better: network.better,
    decimals: 2,
    notes: [`${network.effect} of the row against the column.`, ...network.notes],
    words: {
      row: "Treatment",
      column: "Against",
      estimate: network.effect,
      interval: "Interval",
      favoursRow: "favours the row",
      favoursColumn: "favours the column",
      excludes: "interval excludes no effect",
      notCompared: "not compared",
    },
  });
};

/** All treatments against the reference, best first. */
export const networkForest = (network: DrawnNetwork, title: string): Figure => {
  const rows = network.ranking.flatMap(({ treatment, pScore }) => {
    const cell = network.league.find(
      (one) => one.treatment === treatment && one.against === network.reference,
    );
    return cell === undefined
      ? []
      : [
          {
            label: treatment,
            counts: pScore.toFixed(2),
            estimate: cell.estimate,
            low: cell.low,
            high: cell.high,
            weight: null,
          },
        ];
  });
  return forestPlot({
    title,
    rows,
    summaries: [],
    axis: forestAxis(
      rows,
      network.ratio ? "ratio" : "difference",
      `${network.effect} against ${network.reference}`,
    ),
    favours:
      network.better === "lower"
        ? { low: "favours the treatment", high: `favours ${network.reference}` }
        : { low: `favours ${network.reference}`, high: "favours the treatment" },
    notes: network.notes,
    decimals: 2,
    words: {
      study: "Treatment",
      counts: "P-score",
      estimate: network.effect,
      interval: "interval",
    },
    width: 760,
  });
};

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
  ],
});
