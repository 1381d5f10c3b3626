import {
  type Figure,
  forestAxis,
  forestPlot,
  type LeagueHeatCell,
  leagueHeatMap,
  type NetworkEdge,
  networkGraph,
} from "@erbium/figures";

import type { NetworkFigure, NetworkPartFigure } from "@erbium/model";
import { count, say } from "../words.ts";

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
export const graphOf = (network: DrawnNetwork, title: string, width = 640): Figure => {
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
    notes: [say("network.graph"), ...network.notes],
    words: {
      treatment: say("col.treatment"),
      comparator: say("col.against-treatment"),
      studies: say("col.studies"),
      size: say("network.studies"),
      sizeOne: say("network.study"),
      weight: say("network.precision"),
    },
    width,
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
    notes: [say("network.league.reads", { effect: network.effect }), ...network.notes],
    words: {
      row: say("col.treatment"),
      column: say("col.against-treatment"),
      estimate: network.effect,
      interval: say("col.interval"),
      favoursRow: say("network.favours-row"),
      favoursColumn: say("network.favours-column"),
      excludes: say("network.excludes"),
      notCompared: say("network.not-compared"),
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
      say("network.effect-against", { effect: network.effect, reference: network.reference }),
    ),
    favours:
      network.better === "lower"
        ? { low: say("network.favours-treatment"), high: say("network.favours", { name: network.reference }) }
        : {
            low: say("network.favours", { name: network.reference }),
            high: say("network.favours-treatment"),
          },
    notes: network.notes,
    decimals: 2,
    words: {
      study: say("col.treatment"),
      counts: say("network.p-score"),
      estimate: network.effect,
      interval: say("col.interval").toLowerCase(),
    },
    width: 760,
  });
};

/** A part of a network of the knowledge as it is drawn; what is not connected and not read is said below it. */
export const drawnPart = (
  network: Pick<NetworkFigure, "parts" | "left" | "model">,
  part: NetworkPartFigure,
): DrawnNetwork => ({
  treatments: part.ranking.map(({ treatment }) => treatment).toSorted(),
  direct: part.trials,
  ranking: part.ranking,
  league: part.league,
  reference: part.reference,
  effect: say("network.hazard-ratio"),
  ratio: true,
  better: "lower",
  notes: [partWords(network, part), ...apartWords(network, part), ...leftWords(network)],
});

/** Studies, model, heterogeneity and what can be said of inconsistency. */
export const partWords = ({ model }: Pick<NetworkFigure, "model">, part: NetworkPartFigure): string => {
  const { q, df, p } = part.inconsistency;
  return say(p === null ? "network.part.open" : "network.part", {
    studies: count("network.count", part.studies),
    model,
    tauSquared: part.tauSquared.toPrecision(3),
    q: q.toFixed(2),
    df,
    p: p === null ? "" : p < 0.001 ? "< 0.001" : p.toFixed(3),
  });
};

/** What no study connects to a part. */
export const apartWords = (
  { parts }: Pick<NetworkFigure, "parts">,
  part: NetworkPartFigure,
): readonly string[] =>
  parts
    .filter((other) => other !== part)
    .map((other) =>
      say("network.apart", { treatments: other.ranking.map(({ treatment }) => treatment).join(", ") }),
    );

const leftWords = ({ left }: Pick<NetworkFigure, "left">): readonly string[] =>
  left.length === 0
    ? []
    : [say("network.left", { studies: left.map(({ study, text }) => `${study} (${text})`).join(", ") })];
