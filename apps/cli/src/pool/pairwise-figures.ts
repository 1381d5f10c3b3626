import {
  type Figure,
  type ForestRow,
  type ForestSummary,
  forestAxis,
  forestPlot,
  funnelPlot,
} from "@erbium/figures";
import { isRatio, type PairwiseMeasure } from "./measures.ts";
import type { HeterogeneityFigures, PairwiseResult, PoolStep } from "./pairwise-result.ts";

/** Pixels across: a page's width of text. */
const WIDTH = 760;

const axisKind = (measure: PairwiseMeasure): "share" | "ratio" | "difference" =>
  measure === "PROP" ? "share" : isRatio(measure) ? "ratio" : "difference";

const decimalsOf = (measure: PairwiseMeasure): number => (measure === "PROP" || measure === "RD" ? 1 : 2);

const wordsOf = ({ measure, level }: PairwiseResult, study = "Study") => ({
  study,
  counts: measure === "PROP" ? "Events" : measure === "MD" || measure === "SMD" ? "Patients" : "Events",
  estimate: measure === "PROP" ? "%" : measure,
  interval: `${100 * level} % interval`,
  weight: "Weight",
});

/** "tau2 0.02, I2 31 %, Q 4.3 (df 3, p 0.23)". */
export const heterogeneityLine = ({
  tauSquared,
  iSquared,
  statistic,
  q,
  df,
  p,
}: HeterogeneityFigures): string =>
  `tau2 ${tauSquared.toPrecision(3)}, I2 ${iSquared.toFixed(1)} %, ${statistic} ${q.toFixed(2)} (df ${df}, p ${p < 0.0001 ? "< 0.0001" : p.toFixed(4)})`;

const betweenLine = (result: PairwiseResult): string[] =>
  result.betweenSubgroups === null
    ? []
    : [
        `between subgroups: Q ${result.betweenSubgroups.q.toFixed(2)} (df ${result.betweenSubgroups.df}, p ${result.betweenSubgroups.p < 0.0001 ? "< 0.0001" : result.betweenSubgroups.p.toFixed(4)})`,
      ];

/** Studies, subgroups where there are such, and the pool. */
export const forestOf = (result: PairwiseResult, title: string): Figure => {
  const rows: ForestRow[] = result.studies.map(({ study, ...one }) => ({ label: study, ...one }));
  const pooled: ForestSummary = {
    label: `Pooled (k ${result.k})`,
    counts: "",
    ...result.pooled,
    prediction:
      result.prediction === null
        ? null
        : { label: "prediction interval", low: result.prediction.low, high: result.prediction.high },
  };
  const grouped = new Set(result.subgroups.flatMap(({ members }) => members));
  return forestPlot({
    title,
    rows: rows.filter((_, row) => !grouped.has(row)),
    sections: result.subgroups.map(({ group, k, iSquared, members, estimate, low, high }) => ({
      heading: group,
      rows: members.flatMap((row) => rows[row] ?? []),
      summary:
        k > 1
          ? {
              label: `Pooled (k ${k}${iSquared === null ? "" : `, I2 ${iSquared.toFixed(0)} %`})`,
              counts: "",
              estimate,
              low,
              high,
              prediction: null,
            }
          : null,
    })),
    summaries: [pooled],
    axis: forestAxis([...rows, result.pooled], axisKind(result.measure), result.unit),
    notes: [heterogeneityLine(result.heterogeneity), ...betweenLine(result), result.model],
    decimals: decimalsOf(result.measure),
    words: wordsOf(result),
    width: WIDTH,
  });
};

/** The pool as studies come in, or without each in turn: every row a pool, none with a weight. */
export const stepsForest = (
  result: PairwiseResult,
  steps: readonly PoolStep[],
  title: string,
  head: string,
): Figure =>
  forestPlot({
    title,
    rows: steps.map(({ study, k, iSquared, estimate, low, high }) => ({
      label: study,
      counts: `${k} (${iSquared.toFixed(0)} %)`,
      estimate,
      low,
      high,
      weight: null,
    })),
    summaries: [
      {
        label: `All (k ${result.k})`,
        counts: `${result.k} (${result.heterogeneity.iSquared.toFixed(0)} %)`,
        ...result.pooled,
        prediction: null,
      },
    ],
    axis: forestAxis(
      [...steps, result.pooled],
      result.measure === "PROP" ? "near" : axisKind(result.measure),
      result.unit,
    ),
    notes: [result.model],
    decimals: decimalsOf(result.measure),
    words: { ...wordsOf(result, head), counts: "k (I2)" },
    width: WIDTH,
  });

/** Percent that funnels of rates are labelled with, where they fall on the axis. */
const PERCENTS = [0.1, 0.5, 1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.9];
const logit = (percent: number): number => Math.log(percent / (100 - percent));

/** Effects against their standard errors, with the contours of significance where no effect has a meaning. */
export const funnelOf = (result: PairwiseResult, title: string): Figure => {
  const { measure, asymmetry } = result;
  const tests = (asymmetry?.tests ?? []).map(
    ({ test, statistic, p }) => `${test} ${statistic.toFixed(2)} (p ${p.toFixed(3)})`,
  );
  return funnelPlot({
    title,
    studies: result.studies.map(({ study, effect, standardError }) => ({
      label: study,
      estimate: effect,
      standardError,
    })),
    pooled: result.analysed.estimate,
    reference: measure === "PROP" ? null : 0,
    scale: isRatio(measure) ? "log" : "linear",
    ...(measure === "PROP" ? { ticks: PERCENTS.map((one) => ({ at: logit(one), text: String(one) })) } : {}),
    notes: [
      ...(tests.length === 0 ? [] : [`asymmetry: ${tests.join("; ")}`]),
      ...(result.k < 10 ? ["fewer than 10 studies: the shape says little"] : []),
    ],
    words: {
      study: "Study",
      estimate: measure === "PROP" ? "% (logit scale)" : result.unit,
      standardError: "Standard error",
      pooled: "pooled",
      limits: "95 % limits without heterogeneity",
      imputed: "filled in",
    },
  });
};
