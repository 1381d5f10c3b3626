import { decisionCurvePlot, type Figure } from "@erbium/figures";
import { err, ok, type Result } from "@erbium/model";
import { type DecisionCurve, decisionCurve, type SurvivalTimes, survivalDecisionCurve } from "@erbium/stats";
import { columns } from "../terminal/columns.ts";
import { fixed, short } from "../terminal/estimate.ts";

/** Net benefit of treating by each score, against treating all and none, among some patients. */
interface DecisionAnalysis {
  readonly group: string | null;
  /** at the thresholds that are written out */
  readonly at: readonly {
    readonly threshold: number;
    readonly all: number;
    readonly none: 0;
    readonly scores: readonly { readonly score: string; readonly netBenefit: number | null }[];
  }[];
  readonly convention: string;
}

/** Shares at which net benefit is written out, and up to which it is drawn where the user says so. */
export interface Thresholds {
  readonly netBenefitAt: readonly number[];
  readonly netBenefitUpTo: number | null;
}

/** A risk by the name of its score. */
interface Risk {
  readonly name: string;
  readonly values: Float64Array;
}

/** Net benefits over the thresholds of a figure. */
export interface DrawnDecisions {
  readonly decisions: DecisionAnalysis;
  /** computed when they are drawn */
  readonly curves: () => Result<readonly NamedCurve[]>;
}

interface NamedCurve {
  readonly name: string;
  readonly curve: DecisionCurve;
}

/**
 * @param follow how a curve is taken: by the outcome, or by times up to a horizon
 */
const decisionsBy = (
  group: string | null,
  risks: readonly Risk[],
  { netBenefitAt: thresholds, netBenefitUpTo: upTo }: Thresholds,
  follow: (risk: Float64Array, thresholds: ArrayLike<number>) => Result<DecisionCurve>,
): Result<DrawnDecisions> => {
  const along = (at: ArrayLike<number>): Result<NamedCurve[]> => {
    const curves: NamedCurve[] = [];
    for (const { name, values } of risks) {
      const one = follow(values, at);
      if (!one.ok) return err({ ...one.error, path: name });
      curves.push({ name, curve: one.value });
    }
    return ok(curves);
  };
  const done = along(thresholds);
  if (!done.ok) return done;
  const written = done.value;
  return ok({
    curves: () => {
      const last = Math.round(100 * Math.min(0.99, upTo ?? rarest(risks)));
      return along(Array.from({ length: last }, (_, at) => (at + 1) / 100));
    },
    decisions: {
      group,
      at: thresholds.map((threshold, at) => ({
        threshold,
        all: written[0]?.curve.netBenefitAll[at] ?? Number.NaN,
        none: 0 as const,
        scores: written.map(({ name, curve }) => ({
          score: name,
          netBenefit: finiteOrNull(curve.netBenefit[at]),
        })),
      })),
      convention: written[0]?.curve.convention ?? "",
    },
  });
};

const finiteOrNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** The risk that one in twenty patients reaches by the score that gives the highest ones: beyond it chance is drawn. */
const rarest = (risks: readonly Risk[]): number =>
  risks.reduce((most, { values }) => {
    const sorted = values.slice().sort();
    return Math.max(most, sorted[Math.floor(0.95 * sorted.length)] ?? 0);
  }, 0.1);

/** Decision curves of risks of an outcome. */
export const decisionAnalysis = (
  group: string | null,
  outcome: Uint8Array,
  risks: readonly Risk[],
  thresholds: Thresholds,
): Result<DrawnDecisions> =>
  decisionsBy(group, risks, thresholds, (risk, at) => decisionCurve(outcome, risk, at));

/** Decision curves of risks of an event by a time, censored patients taken into account. */
export const survivalDecisions = (
  times: SurvivalTimes,
  risks: readonly Risk[],
  horizon: number,
  thresholds: Thresholds,
): Result<DrawnDecisions> =>
  decisionsBy(null, risks, thresholds, (risk, at) => survivalDecisionCurve(times, risk, horizon, at));

export const decisionText = ({ group, at }: DecisionAnalysis): readonly string[] => [
  columns(
    [
      `net benefit${group === null ? "" : `, ${group}`}`,
      "treat all",
      "treat none",
      ...(at[0]?.scores.map(({ score }) => score) ?? []),
    ],
    at.map(({ threshold, all, scores }) => [
      `at ${short(100 * threshold)} %`,
      fixed(all, 4),
      "0",
      ...scores.map(({ netBenefit }) => (netBenefit === null ? "not known" : fixed(netBenefit, 4))),
    ]),
  ),
];

/** Curves that can be told apart. */
const MOST_CURVES = 5;

/** Net benefit over thresholds. */
export const decisionFigure = (
  { curves, decisions }: DrawnDecisions,
  title: string,
  notes: readonly string[],
): Result<Figure> => {
  const drawn = curves();
  if (!drawn.ok) return drawn;
  const [first] = drawn.value;
  if (first === undefined || drawn.value.length > MOST_CURVES)
    return err({
      code: "too-many-to-draw",
      path: "--plot",
      message: `${drawn.value.length} curves can not be told apart in one figure`,
      remedy: `name at most ${MOST_CURVES} scores`,
    });
  return ok(
    decisionCurvePlot({
      title,
      threshold: first.curve.threshold,
      series: drawn.value.map(({ name, curve }) => ({ label: name, netBenefit: curve.netBenefit })),
      treatAll: first.curve.netBenefitAll,
      tableThresholds: decisions.at.map(({ threshold }) => threshold),
      notes: [decisions.convention, ...notes],
      words: {
        threshold: "Threshold probability",
        netBenefit: "Net benefit",
        treatAll: "treat all",
        treatNone: "treat none",
      },
      width: 640,
    }),
  );
};
