import type { Outcome } from "@erbium/model";
import { pool, pooled, tauSquaredOf } from "@erbium/stats";
import { type Certainty, certaintyOf } from "./certainty.ts";
import { type Contrast, limitsOf } from "./contrast.ts";
import type { Question } from "./question.ts";
import { selectContrasts } from "./select-contrasts.ts";
import type { LeftOut, StudyKnowledge } from "./study-row.ts";

/** Hazard ratios of trials whose comparators are of one kind. */
export interface PooledRatio {
  readonly question: Question;
  /** the kind: ids of therapies, each chemotherapy as the class; in alphabetical order */
  readonly comparator: readonly string[];
  readonly trials: readonly RatioTrial[];
  readonly studies: number;
  /** null where one trial stands alone: `thin` says so */
  readonly fit: RatioFit | null;
  readonly thin: string | null;
  /** of the question, whatever the comparator */
  readonly left: readonly LeftOut[];
  readonly certainty: Certainty;
}

export interface RatioTrial extends Contrast {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** share of the pool, 0 to 1; null where it stands alone */
  readonly weight: number | null;
}

interface RatioFit {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly convention: string;
  /** on the log scale */
  readonly tauSquared: number;
  readonly heterogeneity: {
    readonly iSquared: number;
    readonly q: number;
    readonly df: number;
    readonly p: number;
  };
}

/**
 * Two to four trials are very few: tau2 can hardly be estimated, and the Hartung-Knapp interval with one to three
 * degrees of freedom says next to nothing. The normal interval stands there by name, with each trial beside it.
 *
 * @source Bender et al. 2018, Res Synth Methods 9:382
 */
const enoughForHartungKnapp = 5;

/**
 * Hazard ratios of a regimen, pooled apart for each kind of comparator: lapatinib with capecitabine is one kind,
 * whichever chemotherapy stood beside it; chemotherapy alone is another.
 *
 * @param indirect why the pooled patients are not quite those asked about, for the certainty
 * @returns the kind with most trials first, then by name; empty where no trial prints a ratio
 */
export const pooledRatios = (
  question: Question,
  knowledge: StudyKnowledge,
  {
    isPublic,
    indirect = null,
  }: { readonly isPublic?: (row: Outcome) => boolean; readonly indirect?: string | null } = {},
): PooledRatio[] => {
  const { chosen, left } = selectContrasts(question, knowledge, isPublic);
  const kinds = new Map<string, { comparator: readonly string[]; contrasts: Contrast[] }>();
  for (const contrast of chosen) {
    const comparator = comparatorKind(contrast, knowledge);
    const key = comparator.join(" + ");
    const known = kinds.get(key);
    if (known) known.contrasts.push(contrast);
    else kinds.set(key, { comparator, contrasts: [contrast] });
  }
  return [...kinds]
    .toSorted(([a, one], [b, other]) => other.contrasts.length - one.contrasts.length || (a < b ? -1 : 1))
    .map(([, { comparator, contrasts }]) => ratioOf(question, comparator, contrasts, left, indirect));
};

/** Members of the control arm, every chemotherapy as one; the words where no member says anything (placebo). */
const comparatorKind = (
  { row, comparator }: Contrast,
  { therapyIs }: Pick<StudyKnowledge, "therapyIs">,
): readonly string[] => {
  const members = (row.comparator ?? []).map((id) => (therapyIs(id, "chemotherapy") ? "chemotherapy" : id));
  return members.length === 0 ? [comparator] : [...new Set(members)].sort();
};

const ratioOf = (
  question: Question,
  comparator: readonly string[],
  contrasts: readonly Contrast[],
  left: readonly LeftOut[],
  indirect: string | null,
): PooledRatio => {
  const studies = new Set(contrasts.map(({ study }) => study.id)).size;
  const test = studies < enoughForHartungKnapp ? "normal" : "hartung-knapp";
  const read =
    contrasts.length < 2
      ? null
      : pool(
          Float64Array.from(contrasts, ({ effect }) => effect),
          Float64Array.from(contrasts, ({ standardError }) => standardError ** 2),
          { method: "REML", test },
        );
  const fit = read?.ok ? read.value : null;
  const whole = fit?.weights.reduce((sum, one) => sum + one, 0) ?? 1;
  const mean = fit === null ? null : pooled(fit);
  return {
    question,
    comparator,
    trials: contrasts.map((one, at) => ({
      ...one,
      estimate: Math.exp(one.effect),
      ...limitsOf(one),
      weight: fit === null ? null : (fit.weights[at] ?? 0) / whole,
    })),
    studies,
    fit:
      fit === null || mean === null
        ? null
        : {
            estimate: Math.exp(mean.estimate),
            low: Math.exp(mean.low),
            high: Math.exp(mean.high),
            convention: `random effects, REML, ${test === "normal" ? "normal" : "Hartung-Knapp"} interval`,
            tauSquared: tauSquaredOf(fit),
            heterogeneity: {
              iSquared: fit.heterogeneity.iSquared,
              q: fit.heterogeneity.q,
              df: fit.heterogeneity.df,
              p: fit.heterogeneity.p,
            },
          },
    thin: read === null ? "one trial alone: nothing to pool" : read.ok ? null : read.error.message,
    left,
    certainty: certaintyOf({
      design: "randomised comparisons",
      studies,
      heterogeneity: fit === null ? null : fit.heterogeneity,
      halfWidth: halfWidthOf(mean, contrasts),
      indirect,
      judged: question.judged,
      contributions: contrasts.map(({ study }, at) => ({ study, share: fit?.weights[at] ?? 1 })),
    }),
  };
};

/** Of the pool, or of the trial that stands alone: its imprecision is known. */
const halfWidthOf = (
  mean: { readonly low: number; readonly high: number } | null,
  [only]: readonly Contrast[],
): number | null => {
  if (mean !== null) return (mean.high - mean.low) / 2;
  if (only === undefined) return null;
  const { low, high } = limitsOf(only);
  return (Math.log(high) - Math.log(low)) / 2;
};
