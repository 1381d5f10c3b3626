import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Citation, err, ok, type Result } from "@erbium/model";
import { leagueTable } from "@erbium/stats";
import type { NetworkPart, NetworkReadings, TreatmentNetwork } from "@erbium/synthesis";
import type { DrawnNetwork } from "./network-figures.ts";

/** A ratio with its 95 % interval. */
export interface Ratio {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

interface Trial extends Ratio {
  readonly row: string;
  readonly study: string;
  readonly outcome: string;
  readonly treatment: string;
  readonly comparator: string;
  /** of the logarithm of the ratio */
  readonly standardError: number;
  readonly sources: readonly Citation[];
}

/** What studies connect, with hazard ratios against one reference. */
export interface PartSummary {
  readonly studies: number;
  readonly reference: string;
  /** best first (smaller ratios are better); the reference has no ratio */
  readonly ranking: readonly {
    readonly treatment: string;
    readonly pScore: number;
    readonly ratio: Ratio | null;
  }[];
  readonly league: readonly (Ratio & { readonly treatment: string; readonly against: string })[];
  readonly trials: readonly Trial[];
  readonly tauSquared: number;
  /** Q between designs; `p` null: no closed loop, so that inconsistency can not be tested */
  readonly inconsistency: { readonly q: number; readonly df: number; readonly p: number | null };
  readonly splits: readonly {
    readonly treatment: string;
    readonly against: string;
    readonly direct: Ratio;
    readonly indirect: Ratio;
    /** of direct over indirect */
    readonly difference: Ratio & { readonly p: number };
  }[];
}

/** What another reading of the same trials changes. */
interface ReadingChange {
  readonly words: string;
  readonly parts: number;
  readonly studies: number;
  readonly inconsistency: PartSummary["inconsistency"] | null;
  /** ratios against the main reading's reference that come out otherwise to two decimals; null: not connected to it */
  readonly changed: readonly {
    readonly treatment: string;
    readonly from: Ratio | null;
    readonly to: Ratio | null;
  }[];
}

export interface NetworkSummary {
  readonly name: string;
  /** what the first figure and the readings compare with; null where nothing could be fitted */
  readonly reference: string | null;
  readonly outcomes: readonly string[];
  readonly model: string;
  /** the largest first: no study connects one part with another */
  readonly parts: readonly PartSummary[];
  readonly refused: TreatmentNetwork["refused"];
  readonly left: readonly {
    readonly row: string;
    readonly study: string;
    readonly code: string;
    readonly text: string;
  }[];
  readonly readings: readonly ReadingChange[];
}

/**
 * A network of the knowledge as it is shown.
 *
 * @param wanted reference by any name of its members; default: what most trials compare with
 */
export const summariseNetwork = (
  { main, others }: NetworkReadings,
  knowledge: KnowledgeIndex,
  wanted?: string,
): Result<NetworkSummary> => {
  const all = main.parts.flatMap(({ treatments }) => treatments);
  const asked = wanted === undefined ? null : treatmentNamed(wanted, all, knowledge);
  if (asked === undefined)
    return err({
      code: "unknown-reference",
      path: "--reference",
      message: `the network has no treatment "${wanted}"`,
      remedy: `choose ${all.toSorted().join("; ")}`,
    });
  const parts = main.parts.map((part) =>
    partSummary(part, asked !== null && part.treatments.includes(asked) ? asked : commonComparator(part)),
  );
  const base = asked ?? parts[0]?.reference ?? null;
  return ok({
    name: main.name,
    reference: base,
    outcomes: main.outcomes,
    model: "hazard ratios, frequentist network, random effects, REML, consistency",
    parts,
    refused: main.refused,
    left: main.left.map(({ row, study, code, text }) => ({ row: row.id, study: study.name, code, text })),
    readings: base === null ? [] : others.map((other) => readingChange(main, other, base)),
  });
};

/** A treatment by its name in the network, or by any names of its members. */
const treatmentNamed = (
  word: string,
  treatments: readonly string[],
  knowledge: KnowledgeIndex,
): string | undefined => {
  const exact = treatments.find((one) => one.toLowerCase() === word.trim().toLowerCase());
  if (exact !== undefined) return exact;
  const whole = knowledge.therapy(word);
  const ids = whole
    ? [whole.id]
    : (knowledge.regimen(word) ?? word.split("+").map((one) => knowledge.therapy(one.trim())?.id ?? one));
  return treatments.find((one) => one === ids.toSorted().join(" + "));
};

/** What most trials of a part compare with; then what most trials have at all; then by name. */
const commonComparator = ({ treatments, contrasts }: NetworkPart): string => {
  const count = (name: string): [number, number] => [
    contrasts.filter(({ comparator }) => comparator === name).length,
    contrasts.filter(({ treatment }) => treatment === name).length,
  ];
  return (
    treatments.toSorted((a, b) => {
      const [[comparedA, givenA], [comparedB, givenB]] = [count(a), count(b)];
      return comparedB - comparedA || givenB - givenA || (a < b ? -1 : 1);
    })[0] ?? ""
  );
};

const studiesOf = ({ contrasts }: NetworkPart): number =>
  new Set(contrasts.map(({ study }) => study.id)).size;

const inconsistencyOf = ({ decomposition }: NetworkPart): PartSummary["inconsistency"] => {
  const { statistic, df, pValue } = decomposition.betweenDesigns;
  return { q: statistic, df, p: Number.isNaN(pValue) ? null : pValue };
};

const exponentiated = ({ effect, low, high }: { effect: number; low: number; high: number }): Ratio => ({
  estimate: Math.exp(effect),
  low: Math.exp(low),
  high: Math.exp(high),
});

const partSummary = (part: NetworkPart, reference: string): PartSummary => {
  const order = part.scores.map(({ treatment }) => treatment);
  const league = leagueTable(part.analysis, order)
    .flat()
    .map((cell) => ({ treatment: cell.row, against: cell.column, ...exponentiated(cell) }));
  return {
    studies: studiesOf(part),
    reference,
    ranking: part.scores.map(({ treatment, pScore }) => ({
      treatment,
      pScore,
      ratio: ratioIn(part, treatment, reference),
    })),
    league,
    trials: part.contrasts.map(({ row, study, treatment, comparator, effect, standardError }) => ({
      row: row.id,
      study: study.name,
      outcome: row.outcome,
      treatment,
      comparator,
      standardError,
      estimate: Math.exp(effect),
      low: row.hrCiLow ?? Math.exp(effect - 1.96 * standardError),
      high: row.hrCiHigh ?? Math.exp(effect + 1.96 * standardError),
      sources: row.sources,
    })),
    tauSquared: part.analysis.tau2.estimate,
    inconsistency: inconsistencyOf(part),
    splits: part.splits.map(({ treatment1, treatment2, direct, indirect, difference }) => ({
      treatment: treatment1,
      against: treatment2,
      direct: exponentiated(direct),
      indirect: exponentiated(indirect),
      difference: { ...exponentiated(difference), p: difference.pValue },
    })),
  };
};

const ratioIn = (part: NetworkPart, treatment: string, reference: string): Ratio | null => {
  const { network, random } = part.analysis;
  const [row, column] = [network.treatments.indexOf(treatment), network.treatments.indexOf(reference)];
  if (row < 0 || column < 0 || row === column) return null;
  const at = row * network.treatments.length + column;
  return exponentiated({
    effect: random.effects[at] ?? Number.NaN,
    low: random.low[at] ?? Number.NaN,
    high: random.high[at] ?? Number.NaN,
  });
};

/** Treatments that a reading takes as one stand under all their names. */
const nodeOf = (network: TreatmentNetwork, treatment: string): { part: NetworkPart; node: string } | null => {
  for (const part of network.parts) {
    const node = part.treatments.find((one) => one === treatment || one.split(" = ").includes(treatment));
    if (node !== undefined) return { part, node };
  }
  return null;
};

const against = (network: TreatmentNetwork, treatment: string, reference: string): Ratio | null => {
  const [one, base] = [nodeOf(network, treatment), nodeOf(network, reference)];
  if (one === null || base === null || one.part !== base.part) return null;
  return ratioIn(one.part, one.node, base.node);
};

const readingChange = (
  main: TreatmentNetwork,
  { words, network }: NetworkReadings["others"][number],
  reference: string,
): ReadingChange => {
  const first = network.parts[0];
  return {
    words,
    parts: network.parts.length,
    studies: network.parts.reduce((sum, part) => sum + studiesOf(part), 0),
    inconsistency: first === undefined ? null : inconsistencyOf(first),
    changed: main.parts
      .flatMap(({ treatments }) => treatments)
      .filter((treatment) => treatment !== reference)
      .map((treatment) => ({
        treatment,
        from: against(main, treatment, reference),
        to: against(network, treatment, reference),
      }))
      .filter(({ from, to }) => shown(from) !== shown(to)),
  };
};

/** As it is printed: what does not show is no change. */
export const shown = (ratio: Ratio | null): string =>
  ratio === null
    ? "not connected"
    : `${ratio.estimate.toFixed(2)} (${ratio.low.toFixed(2)}-${ratio.high.toFixed(2)})`;

/** A part of a network of the knowledge as it is drawn. */
export const drawnPart = (summary: NetworkSummary, part: PartSummary): DrawnNetwork => ({
  treatments: part.ranking.map(({ treatment }) => treatment).toSorted(),
  direct: part.trials,
  ranking: part.ranking,
  league: part.league,
  reference: part.reference,
  effect: "Hazard ratio",
  ratio: true,
  better: "lower",
  notes: [
    `${part.studies} ${part.studies === 1 ? "study" : "studies"}; ${summary.model}; tau2 ${part.tauSquared.toPrecision(3)}.`,
    part.inconsistency.p === null
      ? "No closed loop: inconsistency can not be tested."
      : `Inconsistency between designs: Q ${part.inconsistency.q.toFixed(2)} (df ${part.inconsistency.df}, p ${part.inconsistency.p.toFixed(3)}).`,
    ...summary.parts
      .filter((other) => other !== part)
      .map(
        (other) =>
          `No study connects ${other.ranking.map(({ treatment }) => treatment).join(", ")} to these treatments.`,
      ),
    ...(summary.left.length === 0
      ? []
      : [`Left out: ${summary.left.map(({ study, text }) => `${study} (${text})`).join(", ")}.`]),
  ],
});
