import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Refusal, TreatmentNetworkRecord } from "@erbium/model";
import {
  type DesignDecomposition,
  decomposeByDesign,
  type EvidenceSplit,
  type NetworkMetaAnalysis,
  networkMetaAnalysis,
  pScores,
  readNetwork,
  splitEvidence,
  subnetworks,
} from "@erbium/stats";
import { type Contrast, contrastOf, isContrast } from "./contrast.ts";
import type { LeftOut } from "./study-row.ts";

/** A part of a network that studies connect, fitted under consistency. */
export interface NetworkPart {
  readonly treatments: readonly string[];
  readonly contrasts: readonly Contrast[];
  readonly analysis: NetworkMetaAnalysis;
  /** by treatment: share of certainty that it is better than another (P-score), random effects */
  readonly scores: readonly { readonly treatment: string; readonly pScore: number }[];
  /** direct against indirect evidence of every comparison that has both */
  readonly splits: readonly (EvidenceSplit & { readonly treatment1: string; readonly treatment2: string })[];
  readonly decomposition: DesignDecomposition;
}

export interface TreatmentNetwork {
  readonly name: string;
  /** the largest part first; a part of two treatments and one study is a single trial */
  readonly parts: readonly NetworkPart[];
  /** parts that could not be fitted, with the reason */
  readonly refused: readonly { readonly treatments: readonly string[]; readonly reason: Refusal }[];
  readonly left: readonly LeftOut[];
  /** outcomes that stand under one scale, where they are not one outcome */
  readonly outcomes: readonly string[];
}

/** How the trials of a network are read: which outcomes, and which treatments are taken as one. */
export interface NetworkReading {
  readonly outcomes: readonly string[];
  readonly same: readonly (readonly string[])[];
}

/**
 * Fits the treatment network that outcome rows name, on log hazard ratios with REML.
 *
 * Rows without a seen source, without an interval, or of other outcomes than asked stay out. What no study
 * connects is fitted apart and named; two treatments are one only where the reading says so.
 *
 * @param name   the network, as outcomes write it
 * @param reading outcomes to take (time to progression is not progression-free survival), treatments to join
 */
export const treatmentNetwork = (
  name: string,
  knowledge: Pick<KnowledgeIndex, "outcomes">,
  { outcomes, same }: NetworkReading,
): TreatmentNetwork => {
  const joined = new Map(same.flatMap((group) => group.map((one) => [one, group.join(" = ")] as const)));
  const rows = knowledge.outcomes.filter(({ row }) => row.network === name && outcomes.includes(row.outcome));
  const read = rows.map(contrastOf);
  const contrasts = read
    .filter(isContrast)
    .map((one) => ({
      ...one,
      treatment: joined.get(one.treatment) ?? one.treatment,
      comparator: joined.get(one.comparator) ?? one.comparator,
    }))
    .toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1));
  const left = read.filter((one): one is LeftOut => !isContrast(one));
  const base = { name, left, outcomes: [...new Set(contrasts.map(({ row }) => row.outcome))].sort() };
  if (contrasts.length === 0) return { ...base, parts: [], refused: [] };
  const whole = readNetwork(comparisonsOf(contrasts));
  if (!whole.ok) return { ...base, parts: [], refused: [{ treatments: [], reason: whole.error }] };
  const parts: NetworkPart[] = [];
  const refused: { treatments: readonly string[]; reason: Refusal }[] = [];
  for (const numbers of subnetworks(whole.value)) {
    const treatments = numbers.map((number) => whole.value.treatments[number] ?? "");
    const members = contrasts.filter(({ treatment }) => treatments.includes(treatment));
    const analysis = networkMetaAnalysis(comparisonsOf(members), { tau2Method: "REML" });
    if (analysis.ok) parts.push(partOf(treatments, members, analysis.value));
    else refused.push({ treatments, reason: analysis.error });
  }
  return { ...base, parts: parts.toSorted((a, b) => b.contrasts.length - a.contrasts.length), refused };
};

/** A network as the knowledge describes it: its main reading, and what each other reading changes. */
export interface NetworkReadings {
  readonly record: TreatmentNetworkRecord;
  readonly main: TreatmentNetwork;
  readonly others: readonly { readonly words: string; readonly network: TreatmentNetwork }[];
}

/** Every network of the knowledge, fitted under each of its readings. */
export const treatmentNetworks = (
  knowledge: Pick<KnowledgeIndex, "outcomes" | "bundle">,
): NetworkReadings[] =>
  knowledge.bundle.treatmentNetworks.map((record) => ({
    record,
    main: treatmentNetwork(record.id, knowledge, { outcomes: record.outcomes, same: [] }),
    others: record.assumptions.map((one) => ({
      words: one.words,
      network: treatmentNetwork(record.id, knowledge, {
        outcomes: one.outcomes ?? record.outcomes,
        same: one.same,
      }),
    })),
  }));

const comparisonsOf = (contrasts: readonly Contrast[]) => ({
  studies: contrasts.map(({ study }) => study.id),
  treatments1: contrasts.map(({ treatment }) => treatment),
  treatments2: contrasts.map(({ comparator }) => comparator),
  effects: Float64Array.from(contrasts, ({ effect }) => effect),
  standardErrors: Float64Array.from(contrasts, ({ standardError }) => standardError),
});

const partOf = (
  treatments: readonly string[],
  contrasts: readonly Contrast[],
  analysis: NetworkMetaAnalysis,
): NetworkPart => {
  const { network, random, randomFit } = analysis;
  const name = (number: number): string => network.treatments[number] ?? "";
  const scores = pScores(random.effects, random.standardErrors, network.treatments.length, "better");
  return {
    treatments,
    contrasts,
    analysis,
    scores: network.treatments
      .map((treatment, at) => ({ treatment, pScore: scores[at] ?? Number.NaN }))
      .toSorted((a, b) => b.pScore - a.pScore || (a.treatment < b.treatment ? -1 : 1)),
    splits: splitEvidence(network, randomFit)
      .filter(({ studies, indirect }) => studies > 0 && Number.isFinite(indirect.effect))
      .map((split) => ({ ...split, treatment1: name(split.first), treatment2: name(split.second) })),
    decomposition: decomposeByDesign(network),
  };
};
