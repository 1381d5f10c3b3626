import type { PairwiseMeasure } from "./measures.ts";

/** An estimate with its interval, on the scale that is shown: ratio, percent, difference. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface HeterogeneityFigures {
  readonly tauSquared: number;
  readonly iSquared: number;
  /** what `q` is: Cochran's Q, or the likelihood ratio against one rate for all */
  readonly statistic: "Q" | "LR";
  readonly q: number;
  readonly df: number;
  readonly p: number;
}

/** What some of the studies give together. */
export interface PooledStudies {
  readonly model: string;
  readonly pooled: Interval;
  readonly prediction: { readonly low: number; readonly high: number; readonly convention: string } | null;
  readonly heterogeneity: HeterogeneityFigures;
  /** on the scale of analysis */
  readonly analysed: { readonly estimate: number; readonly standardError: number };
}

/** A pool of fewer or more of the same studies. */
export interface PoolStep extends Interval {
  readonly study: string;
  readonly k: number;
  readonly iSquared: number;
}

/** A test of small-study effects: a regression or rank correlation of effects with precision. */
export interface AsymmetryTest {
  readonly test: string;
  readonly of: string;
  readonly statistic: number;
  readonly p: number;
}

export interface Asymmetry {
  readonly tests: readonly AsymmetryTest[];
  readonly trimAndFill:
    | (Interval & { readonly estimator: string; readonly side: "left" | "right"; readonly missing: number })
    | null;
  readonly failSafe: readonly { readonly convention: string; readonly studies: number }[];
  /** tests that could not be computed, with the reason */
  readonly refused: readonly { readonly test: string; readonly why: string }[];
}

/** What one study does to the pool: by fits without it. */
export interface StudyInfluence {
  readonly study: string;
  readonly studentisedResidual: number;
  readonly dffits: number;
  readonly cooksDistance: number;
  readonly covarianceRatio: number;
  readonly tauSquaredWithout: number;
  readonly qWithout: number;
  readonly leverage: number;
  /** percent */
  readonly weight: number;
}

/** A meta-regression, on the scale of analysis. */
export interface ModeratorAnalysis {
  readonly model: string;
  readonly scale: string;
  readonly coefficients: readonly (Interval & {
    readonly name: string;
    readonly standardError: number;
    readonly p: number;
    /** the factor by which a ratio changes; null where the measure is no ratio, and of the intercept */
    readonly ratio: Interval | null;
  })[];
  readonly omnibus: {
    readonly statistic: number;
    readonly df: number;
    readonly df2: number | null;
    readonly p: number;
  };
  readonly residual: HeterogeneityFigures;
  /** share of tau2 that the moderators take away, percent; null where there was none */
  readonly rSquared: number | null;
}

/** A pool of a table of studies as it is printed. */
export interface PairwiseResult extends PooledStudies {
  readonly measure: PairwiseMeasure;
  readonly unit: string;
  readonly k: number;
  readonly level: number;
  readonly studies: readonly (Interval & {
    readonly study: string;
    readonly counts: string;
    readonly weight: number | null;
    /** on the scale of analysis, for a funnel plot */
    readonly effect: number;
    readonly standardError: number;
  })[];
  readonly subgroups: readonly (Interval & {
    readonly group: string;
    readonly k: number;
    readonly iSquared: number | null;
    /** positions in `studies` */
    readonly members: readonly number[];
  })[];
  readonly betweenSubgroups: { readonly q: number; readonly df: number; readonly p: number } | null;
  readonly cumulative: { readonly order: string; readonly steps: readonly PoolStep[] } | null;
  readonly leaveOneOut: readonly PoolStep[];
  readonly influence: readonly StudyInfluence[];
  readonly moderators: ModeratorAnalysis | null;
  readonly asymmetry: Asymmetry | null;
  readonly notes: readonly string[];
}
