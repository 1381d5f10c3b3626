import { type PairwiseMeasure, pairwiseMeasures } from "./measures.ts";

/** What kind of analysis a measure asks for: it decides which further questions and which figures there are. */
export type AnalysisKind = "pairwise" | "basket" | "accuracy" | "network" | "survival" | "incidence";

const others = {
  BASKET: "basket",
  DTA: "accuracy",
  NMA: "network",
  SURV: "survival",
  CIF: "incidence",
} as const;
type OtherMeasure = keyof typeof others;

export const allMeasures: readonly string[] = [...pairwiseMeasures, ...Object.keys(others)];

export const isPairwise = (word: string): word is PairwiseMeasure =>
  (pairwiseMeasures as readonly string[]).includes(word);

export const isOther = (word: string): word is OtherMeasure => Object.hasOwn(others, word);

export type Measure = PairwiseMeasure | OtherMeasure;

export const kindOf = (measure: Measure): AnalysisKind =>
  isPairwise(measure) ? "pairwise" : others[measure];

/** Figures of each kind; the first is drawn where none is named. */
export const figuresOf: Readonly<Record<AnalysisKind, readonly [string, ...string[]]>> = {
  pairwise: ["forest", "funnel", "cumulative", "leave-one-out"],
  basket: ["basket"],
  accuracy: ["sroc"],
  network: ["network", "league", "forest"],
  survival: ["kaplan-meier"],
  incidence: ["cumulative-incidence"],
};

/** Options that have a meaning for each kind, beside those that every kind has. */
export const optionsOf: Readonly<Record<AnalysisKind, readonly string[]>> = {
  pairwise: [
    "method",
    "test",
    "subgroup",
    "moderators",
    "cumulative",
    "leaveOneOut",
    "influence",
    "bias",
    "funnel",
  ],
  basket: ["exnex", "tauScale", "threshold"],
  accuracy: ["bias"],
  network: ["reference", "better", "contrast", "components", "inactive", "bucher"],
  survival: ["subgroup", "flemingHarrington", "restricted"],
  incidence: ["subgroup", "cause"],
};
