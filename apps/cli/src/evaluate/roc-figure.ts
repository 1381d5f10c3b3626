import { type Figure, type RocSeries, rocPlot } from "@erbium/figures";
import { err, ok, type Result } from "@erbium/model";
import type { RocCurve } from "@erbium/stats";
import { pValue, short, written } from "../terminal/estimate.ts";
import type { ScoreRoc } from "./roc.ts";
import type { RocAnalysis } from "./roc-analysis.ts";

/** Curves that can be told apart. */
const MOST_CURVES = 8;
/** A threshold is marked on a curve that stands alone: its words would cover another one. */
const MOST_MARKED = 1;
/** Steps of a curve that are finer than this share of the axis can not be seen. */
const FINEST = 1 / 1500;

/** The curves of all scores, in all groups, with their areas and thresholds. */
export const rocFigure = (
  { strata, curves, paired, unpaired }: RocAnalysis,
  title: string,
  notes: readonly string[],
): Result<Figure> => {
  const series = strata.flatMap(({ group, scores }, stratum) =>
    scores.map((score, at) =>
      seriesOf(score, curves[stratum]?.[at], group === null ? score.score : `${score.score}, ${group}`),
    ),
  );
  if (series.length > MOST_CURVES)
    return err({
      code: "too-many-to-draw",
      path: "--plot",
      message: `${series.length} curves can not be told apart in one figure`,
      remedy: `name at most ${MOST_CURVES}: --scores COLUMN,COLUMN, fewer groups, or leave the figure out`,
    });
  const tests = [...paired, ...unpaired];
  return ok(
    rocPlot({
      title,
      series: series.map(({ marked, ...one }) =>
        series.length <= MOST_MARKED && marked !== undefined ? { ...one, marked } : one,
      ),
      notes: [
        ...(tests.length > 0 && tests.length <= 3
          ? tests.map(
              (one) =>
                `${one.within === "" ? "" : `${one.within}: `}${one.first} v ${one.second}: ${written({ estimate: one.difference, low: one.low, high: one.high })}, p ${pValue(one.p)} (DeLong)`,
            )
          : []),
        ...notes,
      ],
      words: {
        series: "Score",
        falsePositiveRate: "1 - specificity",
        sensitivity: "Sensitivity",
        auc: "AUC",
        interval: "Interval",
        marked: "Best threshold: sensitivity, specificity",
      },
      width: 560,
    }),
  );
};

const seriesOf = (score: ScoreRoc, curve: RocCurve | undefined, label: string): RocSeries => {
  const drawn = curve === undefined ? { sensitivity: [], specificity: [] } : thinned(curve);
  const best = score.asked ?? score.best[0];
  return {
    label,
    ...drawn,
    auc: score.auc,
    interval: score.interval,
    ...(best?.sensitivity && best.specificity
      ? {
          marked: {
            label: `${best.positive} ${short(Number(best.threshold.toPrecision(4)))}: ${best.sensitivity.estimate.toFixed(2)}, ${best.specificity.estimate.toFixed(2)}`,
            sensitivity: best.sensitivity.estimate,
            specificity: best.specificity.estimate,
          },
        }
      : {}),
  };
};

/** The corners of a curve that can be seen: a million steps make a figure that no viewer opens. */
const thinned = ({
  sensitivity,
  specificity,
}: RocCurve): { readonly sensitivity: number[]; readonly specificity: number[] } => {
  const last = sensitivity.length - 1;
  const kept = { sensitivity: [] as number[], specificity: [] as number[] };
  let [x, y] = [Number.NaN, Number.NaN];
  for (let at = 0; at <= last; at++) {
    const [one, other] = [sensitivity[at] ?? 0, specificity[at] ?? 0];
    if (
      at > 0 &&
      at < last &&
      last > 2 / FINEST &&
      Math.abs(one - x) < FINEST &&
      Math.abs(other - y) < FINEST
    )
      continue;
    kept.sensitivity.push(one);
    kept.specificity.push(other);
    [x, y] = [one, other];
  }
  return kept;
};
