import type { NetworkPartFigure, RatioInterval } from "@erbium/model";
import { leagueTable } from "@erbium/stats";
import { type Contrast, limitsOf } from "./contrast.ts";
import type { NetworkPart } from "./treatment-network.ts";

/** How the networks of hazard ratios are fitted, in words. */
export const networkModel = "hazard ratios, frequentist network, random effects, REML, consistency";

/** What most trials of a part compare with; then what most trials have at all; then by name. */
export const commonComparator = ({ treatments, contrasts }: NetworkPart): string => {
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

/** Studies of a part, each once. */
export const studiesOf = ({ contrasts }: NetworkPart): number =>
  new Set(contrasts.map(({ study }) => study.id)).size;

/** The test between designs, without a p value where no loop is closed. */
export const inconsistencyOf = ({ decomposition }: NetworkPart): NetworkPartFigure["inconsistency"] => {
  const { statistic, df, pValue } = decomposition.betweenDesigns;
  return { q: statistic, df, p: Number.isNaN(pValue) ? null : pValue };
};

const exponentiated = ({
  effect,
  low,
  high,
}: {
  effect: number;
  low: number;
  high: number;
}): RatioInterval => ({
  estimate: Math.exp(effect),
  low: Math.exp(low),
  high: Math.exp(high),
});

const trialOf = ({ row, study, treatment, comparator, effect, standardError }: Contrast) => ({
  row: row.id,
  study: study.name,
  outcome: row.outcome,
  treatment,
  comparator,
  standardError,
  estimate: Math.exp(effect),
  sources: row.sources,
});

/** A part of a network as it is shown: every treatment against the reference and against every other. */
export const networkPartFigure = (part: NetworkPart, reference: string): NetworkPartFigure => {
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
    trials: part.contrasts.map((one) => ({ ...trialOf(one), ...limitsOf(one) })),
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

/** Of one treatment against another of the same part; null of itself and of what is not in it. */
export const ratioIn = (part: NetworkPart, treatment: string, reference: string): RatioInterval | null => {
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
