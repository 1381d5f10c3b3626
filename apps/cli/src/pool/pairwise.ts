import { type Figure, type ForestAxis, forestPlot } from "@erbium/figures";
import { err, ok, type Result } from "@erbium/model";
import {
  binomialNormal,
  eggerTest,
  leaveOneOut,
  type PoolOptions,
  pool,
  pooled,
  poolSubgroups,
  predictionInterval,
  predictProportion,
  proportionInterval,
  type TauSquaredMethod,
  type TestConvention,
  tauSquaredMethods,
  tauSquaredOf,
} from "@erbium/stats";
import { effectsFrom, type PairwiseMeasure, type StudyEffects, shown, unitOf } from "./measures.ts";
import type { StudyTable } from "./study-table.ts";

export interface PairwiseOptions {
  readonly method?: string;
  readonly test?: string;
  readonly level: number;
  readonly subgroup?: string;
  readonly leaveOneOut?: boolean;
  readonly bias?: boolean;
}

interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** A pool as it is printed: numbers on the scale that is shown (ratio, percent, difference). */
export interface PairwiseResult {
  readonly measure: PairwiseMeasure;
  readonly unit: string;
  readonly k: number;
  readonly model: string;
  readonly level: number;
  readonly pooled: Interval;
  readonly prediction: { readonly low: number; readonly high: number; readonly convention: string } | null;
  readonly heterogeneity: {
    readonly tauSquared: number;
    readonly iSquared: number;
    readonly q: number;
    readonly df: number;
    readonly p: number;
  };
  readonly studies: readonly (Interval & {
    readonly study: string;
    readonly counts: string;
    readonly weight: number | null;
  })[];
  readonly subgroups: readonly (Interval & { readonly group: string; readonly k: number })[];
  readonly betweenSubgroups: { readonly q: number; readonly df: number; readonly p: number } | null;
  readonly leaveOneOut: readonly (Interval & { readonly without: string })[];
  readonly asymmetry: { readonly test: string; readonly statistic: number; readonly p: number } | null;
  readonly notes: readonly string[];
}

const tests: Readonly<Record<string, TestConvention>> = {
  z: "normal",
  t: "t",
  knha: "hartung-knapp",
  hk: "hartung-knapp",
  adhoc: "hartung-knapp-at-least-1",
  kr: "kenward-roger",
};

/** Pools a table of studies by one measure. */
export const poolPairwise = (
  table: StudyTable,
  measure: PairwiseMeasure,
  options: PairwiseOptions,
): Result<PairwiseResult> => {
  const read = effectsFrom(table, measure);
  if (!read.ok) return read;
  const chosen = optionsOf(options, measure, table.size);
  if (!chosen.ok) return chosen;
  const labels = table.texts("study") ?? Array.from({ length: table.size }, (_, at) => `study ${at + 1}`);
  const glmm = chosen.value === "GLMM";
  const poolOptions: PoolOptions = glmm
    ? { method: "ML", test: "normal", level: options.level }
    : (chosen.value as PoolOptions);
  const fit = pool(read.value.effects, read.value.variances, poolOptions);
  if (!fit.ok) return fit;
  const main = glmm ? fitGlmm(read.value, options.level) : fitOf(fit.value, measure, poolOptions);
  if (!main.ok) return main;
  const groups = options.subgroup === undefined ? null : table.column(options.subgroup);
  if (options.subgroup !== undefined && groups === null)
    return err({
      code: "unknown-column",
      path: "--subgroup",
      message: `the table has no column "${options.subgroup}"`,
      remedy: `it has ${table.columns.join(", ")}`,
    });
  const byGroup =
    groups === null ? null : poolSubgroups(read.value.effects, read.value.variances, groups, poolOptions);
  if (byGroup !== null && !byGroup.ok) return byGroup;
  const on = shown[measure];
  const weights = fit.value.weights;
  const whole = weights.reduce((sum, one) => sum + one, 0);
  const asymmetry = options.bias ? eggerTest(read.value.effects, read.value.variances) : null;
  if (asymmetry !== null && !asymmetry.ok) return asymmetry;
  return ok({
    measure,
    unit: unitOf[measure],
    k: table.size,
    level: options.level,
    ...main.value,
    studies: labels.map((study, at) => ({
      study,
      counts: read.value.counts[at] ?? "",
      weight: glmm ? null : (weights[at] ?? 0) / whole,
      ...studyInterval(read.value, at, measure, options.level),
    })),
    subgroups:
      byGroup === null
        ? []
        : byGroup.value.fits.map((one, at) => ({
            group: byGroup.value.levels[at] ?? "",
            k: one.k,
            ...interval(pooled(one), on),
          })),
    betweenSubgroups: byGroup === null ? null : byGroup.value.between,
    leaveOneOut: options.leaveOneOut
      ? leaveOneOut(read.value.effects, read.value.variances, poolOptions).flatMap((one, at) =>
          one.ok ? [{ without: labels[at] ?? "", ...interval(pooled(one.value), on) }] : [],
        )
      : [],
    asymmetry:
      asymmetry === null
        ? null
        : { test: "Egger", statistic: asymmetry.value.slope.statistic, p: asymmetry.value.slope.p },
    notes: notesOf(table.size, glmm, poolOptions),
  });
};

const optionsOf = (
  { method, test, level }: PairwiseOptions,
  measure: PairwiseMeasure,
  k: number,
): Result<PoolOptions | "GLMM"> => {
  const wanted = method ?? (measure === "PROP" && k > 1 ? "GLMM" : k > 1 ? "REML" : "common");
  if (wanted === "GLMM")
    return measure === "PROP"
      ? ok("GLMM")
      : err({
          code: "method-for-proportions",
          path: "--method",
          message: "the binomial-normal model pools proportions",
          remedy: `for ${measure} take REML, DL, PM ... or common`,
        });
  const known = wanted === "common" || (tauSquaredMethods as readonly string[]).includes(wanted);
  if (!known)
    return err({
      code: "unknown-method",
      path: "--method",
      message: `there is no method "${wanted}"`,
      remedy: `choose common, ${tauSquaredMethods.join(", ")}, or GLMM for proportions`,
    });
  const convention = tests[test ?? (wanted === "common" ? "z" : "knha")];
  if (convention === undefined)
    return err({
      code: "unknown-test",
      path: "--test",
      message: `there is no test "${test}"`,
      remedy: `choose ${Object.keys(tests).join(", ")}`,
    });
  return ok({ method: wanted as "common" | TauSquaredMethod, test: convention, level });
};

type Main = Pick<PairwiseResult, "model" | "pooled" | "prediction" | "heterogeneity">;

const interval = (one: Interval, on: (value: number) => number): Interval => ({
  estimate: on(one.estimate),
  low: on(one.low),
  high: on(one.high),
});

const fitOf = (
  fit: Extract<ReturnType<typeof pool>, { ok: true }>["value"],
  measure: PairwiseMeasure,
  options: PoolOptions,
): Result<Main> => {
  const on = shown[measure];
  const prediction =
    fit.tauSquared === null
      ? null
      : predictionInterval(fit, options.test === "hartung-knapp" ? "HK" : "as-tested");
  return ok({
    model: `${fit.method === "common" ? "common effect" : `random effects, ${fit.method}`}, test ${fit.test}`,
    pooled: interval(pooled(fit), on),
    prediction:
      prediction === null
        ? null
        : { low: on(prediction.low), high: on(prediction.high), convention: prediction.convention },
    heterogeneity: { tauSquared: tauSquaredOf(fit), ...fit.heterogeneity },
  });
};

const fitGlmm = ({ tables }: StudyEffects, level: number): Result<Main> => {
  if (tables === null) throw new Error("a proportion without its counts");
  const fit = binomialNormal(tables.events, tables.n, { level });
  if (!fit.ok) return fit;
  const { proportion, tauSquared, heterogeneity } = fit.value;
  const percent = (share: number): number => 100 * share;
  const further = predictProportion(fit.value);
  return ok({
    model: "binomial-normal model, maximum likelihood, adaptive Gauss-Hermite quadrature",
    pooled: interval(proportion, percent),
    prediction:
      further === null
        ? null
        : { low: percent(further.low), high: percent(further.high), convention: further.convention },
    heterogeneity: {
      tauSquared,

      iSquared: heterogeneity.iSquared,
      q: heterogeneity.likelihoodRatio,
      df: heterogeneity.df,
      p: heterogeneity.likelihoodRatioP,
    },
  });
};

/** A study by itself: exact for a proportion, normal on the scale of analysis else. */
const studyInterval = (
  effects: StudyEffects,
  at: number,
  measure: PairwiseMeasure,
  level: number,
): Interval => {
  if (effects.tables !== null) {
    const exact = proportionInterval(effects.tables.events[at] ?? 0, effects.tables.n[at] ?? 0, "CP", level);
    if (exact.ok) return interval(exact.value, (share) => 100 * share);
  }
  const one = pool(effects.effects.slice(at, at + 1), effects.variances.slice(at, at + 1), {
    method: "common",
    test: "normal",
    level,
  });
  return one.ok
    ? interval(pooled(one.value), shown[measure])
    : { estimate: Number.NaN, low: Number.NaN, high: Number.NaN };
};

const notesOf = (k: number, glmm: boolean, { test }: PoolOptions): string[] => [
  ...(glmm || test !== "hartung-knapp" || k >= 5
    ? []
    : [`with ${k} studies the Hartung-Knapp interval is very wide; --test z gives the normal one`]),
  ...(k < 10 ? ["fewer than 10 studies: tests of asymmetry say little"] : []),
];

/** The forest plot of a result. */
export const forestOf = (result: PairwiseResult, title: string): Figure => {
  const rows = result.studies;
  const ratio = ["OR", "RR", "HR"].includes(result.measure);
  return forestPlot({
    title,
    rows: rows.map(({ study, counts, estimate, low, high, weight }) => ({
      label: study,
      counts,
      estimate,
      low,
      high,
      weight,
    })),
    summaries: [
      ...result.subgroups.map((one) => ({
        label: `${one.group} (k ${one.k})`,
        counts: "",
        estimate: one.estimate,
        low: one.low,
        high: one.high,
        prediction: null,
      })),
      {
        label: `Pooled (k ${result.k})`,
        counts: "",
        ...result.pooled,
        prediction:
          result.prediction === null
            ? null
            : { label: "prediction interval", low: result.prediction.low, high: result.prediction.high },
      },
    ],
    axis: axisOf(result, ratio),
    notes: [heterogeneityLine(result), result.model],
    decimals: result.measure === "PROP" || result.measure === "RD" ? 1 : 2,
    words: {
      study: "Study",
      counts: "Counts",
      estimate: "Estimate",
      interval: `${100 * result.level} % interval`,
    },
  });
};

export const heterogeneityLine = ({ heterogeneity }: PairwiseResult): string =>
  `tau2 ${heterogeneity.tauSquared.toPrecision(3)}, I2 ${heterogeneity.iSquared.toFixed(1)} %, Q ${heterogeneity.q.toFixed(2)} (df ${heterogeneity.df}, p ${heterogeneity.p < 0.0001 ? "< 0.0001" : heterogeneity.p.toFixed(4)})`;

/** An axis that holds every estimate, with a clean scale; intervals may leave it and end in arrows. */
const axisOf = (result: PairwiseResult, ratio: boolean): ForestAxis => {
  if (result.measure === "PROP")
    return { min: 0, max: 100, scale: "linear", unit: "%", ticks: [0, 25, 50, 75, 100], reference: null };
  const all = [...result.studies, result.pooled];
  if (ratio) {
    const reach = Math.max(
      2,
      ...all.flatMap(({ estimate, low, high }) => [
        estimate,
        1 / estimate,
        Math.min(high, 16),
        Math.min(1 / low, 16),
      ]),
    );
    const max = 2 ** Math.ceil(Math.log2(reach));
    const ticks = [1];
    for (let tick = 2; tick <= max; tick *= 2) ticks.push(tick, 1 / tick);
    return {
      min: 1 / max,
      max,
      scale: "log",
      unit: result.unit,
      ticks: ticks.sort((a, b) => a - b),
      reference: 1,
    };
  }
  const reach = Math.max(...all.flatMap(({ estimate, low, high }) => [estimate, low, high]).map(Math.abs));
  const step = 10 ** Math.floor(Math.log10(reach || 1));
  const max = Math.ceil(reach / step) * step;
  return {
    min: -max,
    max,
    scale: "linear",
    unit: result.unit,
    ticks: [-max, -max / 2, 0, max / 2, max],
    reference: 0,
  };
};
